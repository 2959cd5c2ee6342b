"""Consent is withdrawn on a closed case too. Rows that are there stay as they are.

What no model can say stands in listings_0009.sql beside this file.
"""

from pathlib import Path

from alembic import op

revision = "listings_0009"
down_revision = "listings_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().connection.driver_connection.execute(Path(__file__).with_suffix(".sql").read_text())
