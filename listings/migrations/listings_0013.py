"""Whoever drafted, edited or handed in a text at any time does not release it; what was released before stays released.

The code asked for the drafter and the last editor alone. What no model can say stands in listings_0013.sql beside this
file.
"""

from pathlib import Path

from alembic import op

revision = "listings_0013"
down_revision = "listings_0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().connection.driver_connection.execute(Path(__file__).with_suffix(".sql").read_text())


def downgrade() -> None:
    raise RuntimeError("the record is append-only: go back by restoring a backup")
