"""What two persons decide about a case and what a party says of it: rules that stood in the code alone.

Rows that are there stay as they are, those that break a rule too: each is asked when a row is added or decided. What no
model can say stands in listings_0011.sql beside this file.
"""

from pathlib import Path

from alembic import op

revision = "listings_0011"
down_revision = "listings_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().connection.driver_connection.execute(Path(__file__).with_suffix(".sql").read_text())


def downgrade() -> None:
    raise RuntimeError("the record is append-only: go back by restoring a backup")
