"""Their part of a listing's page in the office: whether it fits enough petitioners, and its versions. And their work.

How many it fits is told to reviewers alone, and only of a version that was published.
"""

from typing import Any

from flask_babel import gettext

from listings.anonymisation.services_review import doubts_in
from listings.publication.models import Listing
from listings.publication.vocabulary import UNRELEASED, ListingState
from listings.reidentification.deeds import what_is_lost
from listings.reidentification.models import Basis, ListingVersion
from listings.reidentification.queries import cover_of, short_listings, versions_of_case
from listings.showing import called
from market.actor import Role
from market.policy import Can, allowed
from market.text import N_
from market.web.shell import LONGEST_GROUP, Panel, WorkGroup, WorkRow
from market.web.showing import day
from market.work import Work

BASIS_LABELS = {
    Basis.COUNT: N_("Enough cases are alike"),
    Basis.CONSENT: N_("Everyone consented separately"),
    Basis.WIDENED: N_("Says less than the version before"),
    Basis.CARRIED: N_("Released before cases were counted"),
}


def cover_panel(work: Work, listing: Listing) -> Panel | None:
    """Whether the listing fits enough petitioners, what to leave out, and every version that was public."""
    if not allowed(work, Can.SEE_LISTING_WORK, listing) or listing.status == ListingState.DISCARDED:
        return None
    released = listing.status not in UNRELEASED
    cover = cover_of(work, listing) if listing.ended_at is None else None
    texts = {"title": called(listing), "body": listing.body}
    doubtful, is_open = ([], False) if released else doubts_in(work, listing.case, texts)
    versions = [v for v in versions_of_case(work.session, listing.case_id) if v.listing_id == listing.id]
    counted = listing.jurisdiction_id in work.actor.serves(Role.OFFICE_REVIEWER)
    drawn = {
        "cover": cover,
        "released": released,
        "loss": what_is_lost(work, listing, cover) if cover else "",
        "doubtful": doubtful,
        "is_open": is_open,
        "versions": [_row(version, with_count=counted) for version in versions],
        "counted": counted,
    }
    return Panel("listings/reidentification/panel.html", drawn, order=20)


def reidentification_work(work: Work) -> list[WorkGroup]:
    """The public listings that a reviewer has to widen."""
    served = work.actor.serves(Role.OFFICE_REVIEWER)
    if not served:
        return []
    found = short_listings(work, served, LONGEST_GROUP)
    return [
        WorkGroup(
            N_("Listings that say too much by now"),
            [WorkRow(called(listing), "listings.show", listing.public_id, "") for listing in found],
        )
    ]


def _row(version: ListingVersion, *, with_count: bool) -> list[Any]:
    told = [
        version.number,
        day(version.published_at),
        day(version.as_of),
        gettext(BASIS_LABELS[Basis(version.basis)]),
    ]
    if not with_count:
        return told
    return [*told, "—" if version.found is None else f"{version.found} / {version.needed}"]
