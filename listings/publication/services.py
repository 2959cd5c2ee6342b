"""From a draft to the board and off it. What the public will read is checked in the transaction that publishes it."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import select

from listings.anonymisation.services import refuse_private
from listings.cases.models import PetitionCase
from listings.mediability.services import bar
from listings.publication.grounds import Grounds
from listings.publication.lifecycle import LISTING
from listings.publication.models import Listing
from listings.publication.queries import grounds_without_leaks, promise_for, why_not_drafted
from listings.publication.vocabulary import EndCode, ListingState
from listings.reidentification.queries import cover_of, rests_on_consent
from listings.reidentification.services import assess, publish, take_back
from listings.reidentification.services_telling import leaving_an_attempt, told_in
from market.lifecycle import lock
from market.notifications.services import notify
from market.people.models import Department, DepartmentKind
from market.policy import Can, demand
from market.refusals import Invalid, Refused
from market.work import Work

OWN_PAGE = "listings.show"
COURT_NOTE = "撤榜原因：案件已进入诉讼程序。"


def draft(work: Work, case: PetitionCase, **text: Any) -> Listing:
    """Begin the anonymised listing of a classified case: title, body and its generalised attributes.

    Raises Refused case_is_closed, classify_first, case_has_listing, closing_waits, gate_bars, a_party_refuses; Invalid
    leak_* with the field.
    """
    lock(work, case)
    demand(work, Can.DRAFT_LISTING, case)
    code = why_not_drafted(work, case)
    if code is not None:
        raise Refused(code)
    if case.case_class is None or work.actor.person_id is None:
        raise AssertionError("a classified case has a class, and a person drafts")
    listing = Listing(
        jurisdiction_id=case.jurisdiction_id,
        case_id=case.id,
        case_class=case.case_class,
        drafted_at=work.now,
        drafted_by_id=work.actor.person_id,
        edited_by_id=work.actor.person_id,
        **_checked(work, case, text),
    )
    work.session.add(listing)
    work.session.flush()
    work.tell("listing.drafted", listing)
    return listing


def edit(work: Work, listing: Listing, **text: Any) -> Listing:
    """Change a draft; it takes the class that the case has now. Raises Invalid leak_* with the field."""
    lock(work, listing)
    demand(work, Can.DRAFT_LISTING, listing)
    if listing.status != ListingState.DRAFT:
        raise Refused("only_drafts_are_edited")
    for column, value in _checked(work, listing.case, text).items():
        setattr(listing, column, value)
    listing.case_class = listing.case.case_class or listing.case_class
    listing.edited_by_id = work.actor.person_id or listing.edited_by_id
    work.session.flush()
    work.tell("listing.edited", listing)
    return listing


def submit(work: Work, listing: Listing, *, risk: str, effects: str, measures: str) -> Listing:
    """Hand the draft to the reviewers, with what publishing may do to people. Raises Refused for whatever keeps it
    from the board."""
    lock(work, listing)
    demand(work, Can.DRAFT_LISTING, listing)
    assess(work, listing, risk=risk, effects=effects, measures=measures)
    found = grounds(work, listing)
    with leaving_an_attempt(listing.case, found.told, _codes(found)):
        return LISTING.apply(work, "submit", listing, grounds=found, **_first(found))


def send_back(work: Work, listing: Listing, *, return_reason: str) -> Listing:
    """Return a submitted listing with what to change, and tell whoever handed it in."""
    lock(work, listing)
    refuse_private(work, listing.case, {"return_reason": return_reason})
    listing.return_reason = return_reason
    LISTING.apply(work, "return", listing, return_reason=return_reason)
    if listing.submitted_by_id is not None:
        ref = listing.public_id
        notify(work, [listing.submitted_by_id], "listing.returned", OWN_PAGE, ref, case=listing.case.public_id)
    return listing


def release(work: Work, listing: Listing, *, reason: str = "") -> Listing:
    """Put the listing on the board; class, reward (fen) and days are fixed now, by the settings of today.

    `reason` is the reviewer's, where it rests on the separate consent of everyone who could be recognised.

    Raises Refused for whatever keeps it from the board, and for want of funds by the ledger's subscriber.
    """
    lock(work, listing)
    promise = promise_for(work, listing)
    listing.reward_fen, listing.days_allowed = promise.reward_fen, promise.days_allowed
    listing.claim_by = promise.claim_by
    refuse_private(work, listing.case, {"reason": reason})
    found = grounds(work, listing)
    facts = {"grounds": found, "reason": reason, "case_class": listing.case_class, **_first(found)}
    with leaving_an_attempt(listing.case, found.told, _codes(found)):
        LISTING.apply(work, "release", listing, **facts, **asdict(promise))
    if found.cover is None:
        raise AssertionError("the guards have judged how many petitioners it fits")
    publish(work, listing, found.cover, reason)
    return listing


def discard(work: Work, listing: Listing) -> Listing:
    """Give a draft up; the case may be drafted anew."""
    return LISTING.apply(work, "discard", listing)


def withdraw(work: Work, listing: Listing, *, end_code: str, end_note: str = "") -> Listing:
    """Take a listing off the board before a claim is granted, with the office's reason.

    What has gone to court is barred from the board until the mediability questions are answered anew; the text of
    one that should not have been listed, or fits too few petitioners, is taken back.
    """
    _take_down(work, listing, "withdraw", end_code, end_note)
    wrongly = listing.end_code == EndCode.WRONGLY_LISTED
    if wrongly or rests_on_consent(work, listing.jurisdiction_id, listing.case_id):
        take_back(work, listing)
    if listing.end_code == EndCode.ENTERED_COURT:
        bar(work, listing.case, "litigation", end_note or COURT_NOTE)
    return listing


def end_mediation(work: Work, listing: Listing, *, end_code: str, end_note: str = "") -> Listing:
    """End it because a party refused or withdrew consent, before the agreement takes effect. With the petitioner's
    consent goes the text."""
    _take_down(work, listing, "end_mediation", end_code, end_note)
    if listing.end_code == EndCode.CONSENT_WITHDRAWN:
        take_back(work, listing)
    return listing


def _first(found: Grounds) -> dict[str, str]:
    return found.told[0].facts if found.told else {}


def _codes(found: Grounds) -> list[str]:
    """The refusals that the guards can raise for the text."""
    return [telling.code for telling in found.told]


def grounds(work: Work, listing: Listing) -> Grounds:
    """All that the listing rests on now, what its text tells included; call with the locks held."""
    return replace(
        grounds_without_leaks(work, listing.case),
        told=told_in(work, listing, {"title": listing.title, "body": listing.body}),
        cover=cover_of(work, listing),
    )


def _take_down(work: Work, listing: Listing, step: str, end_code: str, end_note: str) -> Listing:
    lock(work, listing)
    refuse_private(work, listing.case, {"end_note": end_note})
    listing.end_code, listing.end_note = EndCode(end_code).value, end_note
    return LISTING.apply(work, step, listing, end_code=listing.end_code)


def _checked(work: Work, case: PetitionCase, text: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the text, its town found and its words free of the case's private values."""
    refuse_private(work, case, {"title": text["title"], "body": text["body"]})
    return {
        "title": text["title"],
        "body": text["body"],
        "category": text.get("category") or None,
        "place_town_id": _town_id(work, case, text.get("place_town")),
        "duration_band": text.get("duration_band") or None,
        "amount_band": text.get("amount_band") or None,
    }


def _town_id(work: Work, case: PetitionCase, ref: str | None) -> int | None:
    if not ref:
        return None
    town = work.session.scalar(
        select(Department).where(
            Department.public_id == ref,
            Department.jurisdiction_id == case.jurisdiction_id,
            Department.kind == DepartmentKind.TOWN.value,
        )
    )
    if town is None:
        raise Invalid("unit_elsewhere", field="place_town")
    return town.id
