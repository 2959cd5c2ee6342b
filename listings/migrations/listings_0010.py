"""The bands of every version of a listing are those of its first: no later version is labelled with a later day.

What was widened before bears the day of the widening, on which its bands may have passed; it is given the day on which
they were reckoned. What no model can say stands in listings_0010.sql beside this file.
"""

from pathlib import Path

from alembic import op

revision = "listings_0010"
down_revision = "market_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().connection.driver_connection.execute(Path(__file__).with_suffix(".sql").read_text())


def downgrade() -> None:
    raise RuntimeError("the record is append-only: go back by restoring a backup")
