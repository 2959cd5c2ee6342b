"""A mediator asks the same on one listing once, while the first question stands.

Questions that were asked twice before stay as they are; the rule holds for what is asked from now on.
"""

from pathlib import Path

from alembic import op

revision = "listings_0007"
down_revision = "listings_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().connection.driver_connection.execute(Path(__file__).with_suffix(".sql").read_text())


def downgrade() -> None:
    raise RuntimeError("the record is append-only: go back by restoring a backup")
