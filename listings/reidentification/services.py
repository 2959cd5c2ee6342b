"""A listing is published version by version, each fitting enough petitioners, and counted again every day and after
every change of the register.

Widening is ours to offer and a person's to take; the text is generalised with it, word for word, by no free hand.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from listings.anonymisation.services import refuse_private
from listings.publication.models import Listing
from listings.publication.vocabulary import ACTIVE, UNRELEASED, ListingState
from listings.reidentification.ladders import Told, never_finer
from listings.reidentification.models import Basis, ImpactAssessment, ListingCover, ListingVersion, Risk
from listings.reidentification.queries import (
    SETTING,
    TAKEN_DOWN_BODY,
    TAKEN_DOWN_TITLE,
    Cover,
    beside,
    consents_of,
    cover_of,
    everyone_consents,
    is_taken_back,
    register_of,
    told_by,
    versions_of_case,
    versions_of_cases,
)
from listings.reidentification.queries_withdrawn import read_without_consent
from market.actor import Role
from market.jobs import defer
from market.lifecycle import lock
from market.notifications.services import notify
from market.people.queries import serving
from market.policy import Can, demand
from market.refusals import Refused
from market.settings.dated import setting
from market.work import Work

JOB = "recheck_cover"
SETTLING_SECONDS = 20


def assess(work: Work, listing: Listing, *, risk: str, effects: str, measures: str) -> None:
    """Keep what publishing may do to the persons concerned and what protects them (PIPL 55, 56). Names nobody."""
    refuse_private(work, listing.case, {"effects": effects, "measures": measures})
    work.session.add(
        ImpactAssessment(
            jurisdiction_id=listing.jurisdiction_id,
            listing_id=listing.id,
            risk=Risk(risk).value,
            effects=effects,
            measures=measures,
            assessed_at=work.now,
            assessed_by_id=work.actor.person_id,
        )
    )
    work.session.flush()


def publish(
    work: Work, listing: Listing, cover: Cover, reason: str = "", basis: Basis | None = None, by_id: int | None = None
) -> ListingVersion:
    """Add the listing as it stands as its next version, with what it rests on. The caller has judged `cover`; `by_id`
    is the person who asked for it, where that is not the actor."""
    earlier = [v for v in versions_of_case(work.session, listing.case_id) if v.listing_id == listing.id]
    version = ListingVersion(
        jurisdiction_id=listing.jurisdiction_id,
        listing_id=listing.id,
        number=len(earlier) + 1,
        title=listing.title,
        body=listing.body,
        case_class=listing.case_class,
        category=listing.category,
        place_town_id=listing.place_town_id,
        duration_band=listing.duration_band,
        amount_band=listing.amount_band,
        as_of=told_by(work, listing).as_of,
        basis=(basis or (Basis.COUNT if cover.holds else Basis.CONSENT)).value,
        needed=cover.needed,
        found=cover.found,
        reason=reason,
        consent_ids=_last_words(work, listing.case_id),
        published_at=work.now,
        published_by_id=by_id or work.actor.person_id,
    )
    work.session.add(version)
    work.session.flush()
    _keep_count(work, listing, cover.needed, cover.found, excused=cover.consented or cover.may_hold)
    return version


def widen_draft(work: Work, listing: Listing) -> Listing:
    """Take the offered widening for a draft; its text loses the town and the category's words with it.

    Raises Refused nothing_to_widen.
    """
    lock(work, listing)
    demand(work, Can.DRAFT_LISTING, listing)
    if listing.status != ListingState.DRAFT:
        raise Refused("only_drafts_are_edited")
    _say_less(work, listing, _offered(cover_of(work, listing)))
    listing.edited_by_id = work.actor.person_id or listing.edited_by_id
    work.session.flush()
    work.tell("listing.edited", listing)
    return listing


def widen(work: Work, listing: Listing, **wanted: str) -> Listing:
    """Publish a version that says less, by attribute: "" leaves it out, anything else is a value on its ladder.

    What was read before cannot be unsaid, so the count of all versions together stays; new readers learn less.
    Raises Refused nothing_to_widen, version_is_finer.
    """
    lock(work, listing)
    demand(work, Can.WIDEN_LISTING, listing)
    if not is_public(listing):
        raise Refused("nothing_to_widen")
    now = told_by(work, listing)
    values: dict[str, Any] = {name: value or None for name, value in wanted.items()}
    if values["place"] is not None:
        values["place"] = now.place
    then = replace(now, **values)
    if not never_finer(now, then):
        raise Refused("version_is_finer")
    if then == now:
        raise Refused("nothing_to_widen")
    _say_less(work, listing, then)
    work.session.flush()
    publish(work, listing, cover_of(work, listing), basis=Basis.WIDENED)
    work.tell("listing.widened", listing)
    return listing


def take_back(work: Work, listing: Listing, by_id: int | None = None) -> None:
    """Publish, as the last version, that nothing of it is public any longer; its class, its state and its days stay.

    For what rests on nobody's consent any more, or fits too few: whoever comes now reads nothing of the case. What has
    been taken back before stays as it is. `by_id` is the person who asked for it, where that is not the actor.
    """
    if is_taken_back(listing):
        return
    listing.title, listing.body = TAKEN_DOWN_TITLE, TAKEN_DOWN_BODY
    listing.category = listing.place_town_id = listing.duration_band = listing.amount_band = None
    work.session.flush()
    publish(work, listing, cover_of(work, listing), basis=Basis.WIDENED, by_id=by_id)
    work.tell("listing.taken_back", listing)


def take_back_withdrawn(work: Work, jurisdiction_id: str) -> int:
    """Take back every text of a banner that is read although a party refuses or has withdrawn; how many there were.

    Releases before this rule recorded the answer and left what had ended readable. Whoever recorded it asked for it.
    """
    found = read_without_consent(work.session, jurisdiction_id)
    for listing, recorded_by_id in found:
        lock(work, listing)
        take_back(work, listing, by_id=recorded_by_id)
    return len(found)


def is_public(listing: Listing) -> bool:
    """Whether it is on the board and its end has not come."""
    return listing.status not in UNRELEASED and listing.ended_at is None


def recheck(work: Work, jurisdiction_id: str) -> int:
    """Count every active public listing of a banner again; how many are short. Who newly is, is told to reviewers."""
    register = register_of(work, jurisdiction_id)
    needed = setting(work, SETTING, jurisdiction_id)
    states = [state.value for state in ACTIVE - UNRELEASED]
    short = 0
    listings = work.session.scalars(
        select(Listing)
        .where(Listing.jurisdiction_id == jurisdiction_id, Listing.status.in_(states))
        .order_by(Listing.id)
    ).all()
    versions = versions_of_cases(work.session, [listing.case_id for listing in listings])
    for listing in listings:
        told = [version.told for version in versions[listing.case_id]]
        found = register.covered(told, listing.case_id)
        if found < needed <= register.covered_at_most(told, listing.case_id):
            continue  # short only for what was changed today, of which the night will tell
        excused = found < needed and everyone_consents(work.session, listing.case_id)
        short += found < needed and not excused
        if _keep_count(work, listing, needed, found, excused=excused):
            work.tell("listing.cover_short", listing, needed=needed)
            reviewers = serving(work, jurisdiction_id, Role.OFFICE_REVIEWER)
            notify(work, reviewers, "listing_cover_short", "listings.show", listing.public_id)
    return short


def recheck_later(work: Work, subject: Any, facts: Any) -> None:
    """The register has changed: count again after this transaction, once however many changes wait."""
    memo = ("recheck_later", subject.jurisdiction_id)
    if memo in work.memo:  # thousands of cases may be registered in one piece of work
        return
    work.memo[memo] = True
    # A little later, so that what is being committed beside this is counted too.
    once_as = f"{JOB}:{subject.jurisdiction_id}"
    defer(work, JOB, once_as=once_as, in_seconds=SETTLING_SECONDS, jurisdiction_id=subject.jurisdiction_id)


def _offered(cover: Cover) -> Told:
    if cover.holds or cover.offer is None:
        raise Refused("nothing_to_widen")
    return cover.offer.told


def _say_less(work: Work, listing: Listing, told: Told) -> None:
    listing.category, listing.place_town_id = told.category, told.place
    listing.duration_band, listing.amount_band = told.duration, told.amount
    now_beside = beside(work, listing)
    listing.title, listing.body = now_beside.shown(listing.title), now_beside.shown(listing.body)


def _last_words(work: Work, case_id: int) -> list[int]:
    last = {(consent.party_id, consent.kind): consent.id for consent in consents_of(work.session, case_id)}
    return sorted(last.values())


def _keep_count(work: Work, listing: Listing, needed: int, found: int, *, excused: bool = False) -> bool:
    """Write the count down; whether the listing has become short by it."""
    row = work.session.get(ListingCover, listing.id)
    if row is None:
        row = ListingCover(listing_id=listing.id, jurisdiction_id=listing.jurisdiction_id)
        work.session.add(row)
    is_short = found < needed and not excused
    newly = is_short and row.short_since is None
    row.needed, row.found, row.checked_at = needed, found, work.now
    row.short_since = (row.short_since or work.now) if is_short else None
    work.session.flush()
    return newly
