"""What is published is looked through again as if it were to be published today, listing by listing.

Each listing is read in a transaction of its own, so that the record keeps that the software read its case's values.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select

from listings.anonymisation.gate import strangers_told
from listings.anonymisation.measures import measures_told
from listings.anonymisation.services import leaks_in
from listings.cases.queries import towns
from listings.publication.models import Listing
from listings.publication.queries import public_listings
from listings.reidentification.places import towns_told
from listings.reidentification.queries import SETTING, everyone_consents, register_of, versions_of_case
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
    try:
        leaks = leaks_in(work, listing.case, {"title": listing.title, "body": listing.body})
    except Refused as erased:
        # Without the case's key nothing of it can be read any more, and nothing can be compared.
        found.faults += [] if erased.code == "vault_key_destroyed" else [erased.code]
        leaks = []
    found.faults += [f"{leak.field} leaks {leak.kind.value}" for leak in leaks]
    names = {town.id: town.name_zh for town in towns(work, [listing.jurisdiction_id])}
    if towns_told(f"{listing.title}\n{listing.body}", names) - {listing.place_town_id}:
        found.faults.append("text names a town that is not published")
    strangers = {hit.kind.value for hit in strangers_told(f"{listing.title}\n{listing.body}")}
    found.faults += [f"text says a {kind} of somebody" for kind in sorted(strangers)]
    if measures_told(f"{listing.title}\n{listing.body}"):
        found.faults.append("text says how long or how much")
    if listing.ended_at is None:
        found.faults += _cover_faults(work, listing)
    return found


def _cover_faults(work: Work, listing: Listing) -> list[str]:
    versions = [version.told for version in versions_of_case(work.session, listing.case_id)]
    count = register_of(work, listing.jurisdiction_id).covered(versions)
    needed = setting(work, SETTING, listing.jurisdiction_id)
    if count >= needed or everyone_consents(work.session, listing.case_id):
        return []
    return [f"fits {count} petitioners of {needed} needed"]
