"""A petition number is one number however it is spelt: in full width, with spaces, with or without filling zeros.

Cases that are there keep their numbers; where two of them turn out to bear one, both stay, and only the first is found
by it in another spelling. What no model can say stands in listings_0012.sql beside this file.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "listings_0012"
down_revision = "listings_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("petition_case", sa.Column("number_key", sa.Text(), nullable=True))
    op.get_bind().connection.driver_connection.execute(Path(__file__).with_suffix(".sql").read_text())
    op.alter_column("petition_case", "number_key", nullable=False)
    op.drop_constraint("uq_petition_case_number", "petition_case")
    op.create_unique_constraint("uq_petition_case_number", "petition_case", ["jurisdiction_id", "number_key"])
    borne = sa.text("split_part(number_key, ' ', 1)")
    op.create_index("ix_petition_case_borne_number", "petition_case", ["jurisdiction_id", borne])


def downgrade() -> None:
    raise RuntimeError("the record is append-only: go back by restoring a backup")
