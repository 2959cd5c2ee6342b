"""How consent is taken back in the tests: by the office's form, and by plain SQL."""

from listings.consents.services import record_consent
from listings.publication.lifecycle import LISTING
from tests.integration.listings.stories import (
    on_the_board,
    party_of,
)

CLAIMED = ("propose", "grant")
CONFIRMED = (*CLAIMED, "settle", "confirm")
SAY = (
    "INSERT INTO party_consent (public_id, jurisdiction_id, party_id, kind, answer, evidence, answered_on, recorded_at,"
    " recorded_by_id) SELECT 'by-hand', jurisdiction_id, id, 'listing', :answer, 'written',"
    " (now() AT TIME ZONE 'Asia/Shanghai')::date, now(), added_by_id FROM party WHERE case_id = :id AND role = :role"
)


def gone(clerk, reviewer, *steps):
    """The pasture case's listing after these steps of its life."""
    listing = on_the_board(clerk, reviewer)
    for step in steps:
        LISTING.apply(clerk, step, listing)
    return listing


def says(work, case, answer="withdrawn", role="petitioner"):
    return record_consent(work, party_of(work, case, role), answer=answer, evidence="written", answered_on=work.today)
