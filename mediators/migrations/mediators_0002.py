"""Questions on a listing are asked by approved mediators alone; the rule stands in mediators_0002.sql beside this."""

from pathlib import Path

from alembic import op

revision = "mediators_0002"
down_revision = "listings_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind().connection.driver_connection
    connection.execute(Path(__file__).with_suffix(".sql").read_text())


def downgrade() -> None:
    raise RuntimeError("the record is append-only: go back by restoring a backup")
