"""What is published is looked through again as if it were to be published today: each listing, its questions and their
answers as they are shown.

Each listing is read in a transaction of its own, so that the record keeps that the software read its case's values.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from listings.publication.models import Listing
from listings.publication.queries import public_listings
from listings.questions.queries import published_questions
from listings.reidentification.queries import SETTING, beside, everyone_consents, register_of, versions_of_case
from listings.reidentification.queries_withdrawn import is_read_without_consent
from listings.reidentification.services_telling import told_in
from listings.reidentification.telling import CATEGORY, MEASURE, STRANGER, TOWN, Telling, tellings_in
from market import transactions
from market.refusals import Refused
from market.settings.dated import setting
from market.work import Work


@dataclass
class Finding:
    """One published listing and what is wrong with it, in plain codes; no fault says a private value."""

    ref: str
    faults: list[str] = field(default_factory=list)


def check_everything() -> Iterator[Finding]:
    """Every listing that was ever published, oldest first, with its faults."""
    with transactions.working(read_only=True) as work:
        ids = list(work.session.scalars(public_listings().with_only_columns(Listing.id).order_by(Listing.id)))
    for listing_id in ids:
        with transactions.working() as work:
            yield _finding(work, work.session.scalars(select(Listing).where(Listing.id == listing_id)).one())


def _finding(work: Work, listing: Listing) -> Finding:
    found = Finding(listing.public_id)
    shown = beside(work, listing).shown
    texts = {"title": listing.title, "body": listing.body}
    for number, question in enumerate(published_questions(work, listing), start=1):
        texts |= {f"question {number}": shown(question.question), f"answer {number}": shown(question.answer)}
    try:
        told: Sequence[Telling] = told_in(work, listing, texts)
    except Refused as erased:
        # Without the case's key nothing of it can be read any more, and nothing can be compared.
        found.faults += [] if erased.code == "vault_key_destroyed" else [erased.code]
        told = tellings_in(texts, beside(work, listing))
    found.faults += [_said(telling) for telling in told]
    if is_read_without_consent(work.session, listing):
        found.faults.append("is read although a party has refused or withdrawn consent")
    if listing.ended_at is None:
        found.faults += _cover_faults(work, listing)
    return found


def _said(telling: Telling) -> str:
    said = {
        TOWN: "names a town that is not published",
        MEASURE: "says how long or how much",
        CATEGORY: "names a category that is not published",
        STRANGER: f"says a {telling.kind} of somebody",
    }
    return f"{telling.field} {said.get(telling.code, f'leaks {telling.kind}')}"


def _cover_faults(work: Work, listing: Listing) -> list[str]:
    versions = [version.told for version in versions_of_case(work.session, listing.case_id)]
    count = register_of(work, listing.jurisdiction_id).covered_at_most(versions, listing.case_id)
    needed = setting(work, SETTING, listing.jurisdiction_id)
    if count >= needed or everyone_consents(work.session, listing.case_id):
        return []
    return [f"fits fewer than {needed} petitioners"]
