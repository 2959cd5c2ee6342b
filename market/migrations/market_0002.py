"""The vault's keys are rotated while the system runs: every index row says which key made it, and a key retires once.

What is indexed already was made with the first index key; market/vault/keys.py knows it by the same id.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "market_0002"
down_revision = "mediators_0002"
branch_labels = None
depends_on = None

FIRST_INDEX_KEY = "0" * 16


def upgrade() -> None:
    op.add_column("vault_index", sa.Column("index_key_id", sa.Text(), nullable=False, server_default=FIRST_INDEX_KEY))
    op.alter_column("vault_index", "index_key_id", server_default=None)
    op.create_check_constraint(
        op.f("ck_vault_index_index_key_id_is_one"), "vault_index", "index_key_id ~ '^[0-9a-f]{16}$'"
    )
    op.drop_constraint("uq_vault_index_table_name_row_id_column_name", "vault_index", type_="unique")
    op.create_unique_constraint(
        "uq_vault_index_place_and_key", "vault_index", ["table_name", "row_id", "column_name", "index_key_id"]
    )
    op.create_table(
        "vault_key_retirement",
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('wrapping', 'index')", name=op.f("ck_vault_key_retirement_kind_known")),
        sa.CheckConstraint("key_id ~ '^[0-9a-f]{16}$'", name=op.f("ck_vault_key_retirement_key_id_is_one")),
        sa.PrimaryKeyConstraint("key_id", name=op.f("pk_vault_key_retirement")),
    )
    op.get_bind().connection.driver_connection.execute(Path(__file__).with_suffix(".sql").read_text())


def downgrade() -> None:
    raise RuntimeError("the record is append-only: go back by restoring a backup")
