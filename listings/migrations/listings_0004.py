"""The board is searched by words and by published values, and counted once a day.

The functions that say what a listing is found by stand in listings_0004.sql beside this file. The listings that are
there already are carried by the database itself: it works the new column and the indexes out for every row.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "listings_0004"
down_revision = "listings_0003"
branch_labels = None
depends_on = None

RELEASED = sa.text("released_at IS NOT NULL")
SHELF = sa.text("board_shelf(status)")
FOUND_BY = "board_keys(status, case_class, category, place_town_id, reward_fen, duration_band, amount_band, released_at, claim_by)"


def upgrade() -> None:
    connection = op.get_bind().connection.driver_connection
    connection.execute(Path(__file__).with_suffix(".sql").read_text())
    op.add_column("listing", sa.Column("board_text", sa.Text(), sa.Computed("board_text(title, body)", persisted=True)))
    op.drop_index("ix_listing_board_reward", "listing")
    for name, columns in {
        "ix_listing_board_reward": ["reward_fen", "released_at", "id"],
        "ix_listing_shelf_newest": [SHELF, "released_at", "id"],
        "ix_listing_shelf_reward": [SHELF, "reward_fen", "released_at", "id"],
        "ix_listing_shelf_claim_by": [SHELF, "claim_by", "id"],
    }.items():
        op.create_index(name, "listing", columns, postgresql_where=RELEASED)
    op.create_index(
        "ix_listing_found_by",
        "listing",
        [sa.text(FOUND_BY), sa.text("board_words(board_text)")],
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},  # a listing changes seldom, and a search would read all that waits
        postgresql_where=RELEASED,
    )
    op.create_table(
        "board_count",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("shelf", sa.Text(), nullable=False),
        sa.Column("facet", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("listings", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("listings >= 0", name=op.f("ck_board_count_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_count")),
        sa.UniqueConstraint("counted_on", "shelf", "facet", "value", name="uq_board_count_once_a_day"),
    )
    op.execute("GRANT SELECT, INSERT, DELETE ON board_count TO market_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO market_app")


def downgrade() -> None:
    raise RuntimeError("the record is append-only: go back by restoring a backup")
