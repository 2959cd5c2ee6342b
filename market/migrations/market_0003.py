"""A message keeps which listing it is about, and no longer what that was called when it was sent.

The listing is found by the page that the message leads to. Where that says nothing (a mediator's own rewards are one page
for all), by the title: of the listings that this person has claimed, the one that ever bore it. Where several did or
none, or the floor is not there, the message tells of a listing and no more. A message by mail is about what its line in the inbox is about.
"""

import sqlalchemy as sa
from alembic import op

revision = "market_0003"
down_revision = "listings_0009"
branch_labels = None
depends_on = None

# The page that a line leads to, the table that its ref is looked up in, and where the listing stands from there.
PAGES = (
    ("board.show", "listing", "page.id"),
    ("questions.show", "listing_question", "page.listing_id"),
    ("claims.show", "claim", "page.listing_id"),
    ("agreements.show", "agreement", "page.listing_id"),
    ("rewards.show", "reward", "page.listing_id"),
    ("payouts.show", "payout", "(SELECT r.listing_id FROM reward AS r WHERE r.id = page.reward_id)"),
)

# Whose claim was on a listing, and each title that it ever bore, where no other listing of his bore it too.
CLAIMED = """
    SELECT mediator.person_id, version.title, min(listing.public_id) AS listing
    FROM mediator
    JOIN claim ON claim.mediator_id = mediator.id
    JOIN listing ON listing.id = claim.listing_id
    JOIN listing_version AS version ON version.listing_id = listing.id
    GROUP BY mediator.person_id, version.title
    HAVING count(DISTINCT listing.id) = 1
"""


def upgrade() -> None:
    there = set(sa.inspect(op.get_bind()).get_table_names())
    for endpoint, table, listing_id in PAGES:
        if table in there:
            op.execute(
                "UPDATE notification AS line SET facts = line.facts - 'title' || jsonb_build_object('listing', l.public_id)"
                f" FROM {table} AS page JOIN listing AS l ON l.id = {listing_id}"
                f" WHERE line.endpoint = '{endpoint}' AND line.ref = page.public_id AND line.facts ? 'title'"
            )
    if {"mediator", "claim", "listing_version"} <= there:
        op.execute(
            "UPDATE notification AS line SET facts = line.facts - 'title' || jsonb_build_object('listing', own.listing)"
            f" FROM ({CLAIMED}) AS own WHERE own.person_id = line.person_id AND own.title = line.facts->>'title'"
        )
    op.execute(
        "UPDATE mail_intent AS mail SET facts = mail.facts - 'title' || jsonb_build_object('listing', line.facts->'listing')"
        " FROM notification AS line WHERE mail.path = '/inbox/' || line.public_id"
        " AND mail.facts ? 'title' AND line.facts ? 'listing'"
    )
    for table in ("notification", "mail_intent"):
        op.execute(f"UPDATE {table} SET facts = facts - 'title' || '{{\"listing\": null}}' WHERE facts ? 'title'")
        op.create_check_constraint(op.f(f"ck_{table}_keeps_no_title"), table, "NOT jsonb_exists(facts, 'title')")


def downgrade() -> None:
    raise RuntimeError("the record is append-only: go back by restoring a backup")
