"""The clerk's decisions about a proposed text are sealed with the case; the result becomes the draft's text.

Everything is read within the clerk's own opening. Saving goes through the services of the draft, whose leak check
stands behind whatever was decided here.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from listings.anonymisation.doubts import Doubt, doubts
from listings.anonymisation.known import CaseKnowledge
from listings.anonymisation.own_case import places_of
from listings.anonymisation.quoting import where_label
from listings.anonymisation.review import (
    MOST_PHRASES,
    SHORTEST_PHRASE,
    Decisions,
    Review,
    key_of_phrase,
    review,
    without_left,
)
from listings.anonymisation.services import knowledge_within_opening
from listings.anonymisation.spelling import plain
from listings.cases.models import PetitionCase
from listings.cases.private import seal_case
from listings.publication import services as publication
from listings.publication.models import Listing
from listings.publication.queries import active_listing, why_not_drafted
from listings.publication.vocabulary import ListingState, amount_band, duration_band
from market.lifecycle import lock
from market.policy import Can, demand
from market.refusals import Invalid, Refused
from market.vault import services as vault
from market.vault.queries import has_opening
from market.work import Work

SEALED_AS = "redaction"


def draft_of(work: Work, case: PetitionCase) -> Listing | None:
    """The case's listing while it is a draft."""
    listing = active_listing(work, case)
    return listing if listing is not None and listing.status == ListingState.DRAFT else None


def why_not_redacted(work: Work, case: PetitionCase) -> str | None:
    """Why there is no draft and none may be begun, as a refusal's code; None where there is or may."""
    return None if draft_of(work, case) is not None else why_not_drafted(work, case)


def decisions_of(work: Work, case: PetitionCase) -> Decisions:
    """What has been decided so far. Raises NeedsOpening outside an opening in force."""
    return Decisions.from_json(_sealed(work, case).get(SEALED_AS))


def review_of(work: Work, case: PetitionCase, decisions: Decisions) -> Review:
    """The proposal under these decisions. Raises NeedsOpening outside an opening in force."""
    memo = ("review", case.id, decisions.as_json())
    if memo not in work.memo:
        narrative = _sealed(work, case).get("narrative", "")
        work.memo[memo] = review(narrative, knowledge_within_opening(work, case), decisions)
    return work.memo[memo]


def doubts_in(work: Work, case: PetitionCase, texts: Mapping[str, str]) -> tuple[list[Doubt], bool]:
    """What texts (by field) that are to be public may still give away, each field for itself, and whether the case was
    open to the reader meanwhile: then what may mean its own people is looked for as well, and each phrase that the
    clerk had asked to mask."""
    is_open = has_opening(work, case)
    known, masked = (
        (knowledge_within_opening(work, case), decisions_of(work, case).added) if is_open else (CaseKnowledge(), ())
    )
    told = [
        replace(doubt, where=where_label(field))
        for field, text in texts.items()
        for doubt in doubts(text, known, masked)
    ]
    return sorted(told, key=lambda doubt: doubt.is_everyday), is_open


def decide(work: Work, case: PetitionCase, **asked: Any) -> PetitionCase:
    """Keep what was chosen, so that the page shows it and the next pass starts from it.

    Raises Refused for what keeps it from being drafted; Invalid phrase_too_short, phrase_kind_missing,
    phrase_not_found, too_many_phrases.
    """
    _decided(work, case, asked)
    return case


def save(work: Work, case: PetitionCase, **asked: Any) -> Listing:
    """Keep what was chosen and make the text that of the draft, which is begun where there is none.

    Raises what `decide` raises, and what drafting and editing raise: Invalid leak_* beside title or body.
    """
    decisions = _decided(work, case, asked)
    text = {"title": asked["title"], "body": review_of(work, case, decisions).text}
    if decisions.text and not asked["phrase"]:
        text["body"] = decisions.text  # as it was typed: what must not stand in it is refused, not changed unseen
    listing = draft_of(work, case)
    if listing is None:
        return publication.draft(work, case, **text, **_attributes(work, case))
    return publication.edit(work, listing, **text, **_kept(listing))


def _decided(work: Work, case: PetitionCase, asked: dict[str, Any]) -> Decisions:
    lock(work, case)
    demand(work, Can.DRAFT_LISTING, case)
    code = why_not_redacted(work, case)
    if code is not None:
        raise Refused(code)
    before = decisions_of(work, case)
    shown = review_of(work, case, before)
    typed = asked["body"] if asked["body"] and asked["body"] != shown.text.strip() else ""
    text = "" if asked["anew"] else typed or (before.text and shown.text)
    after = without_left(
        replace(
            before,
            left=tuple(sorted(asked["left"] or ())),
            added=_with_phrase(work, case, before, asked, text),
            title=asked["title"],
            text=text,
        )
    )
    after = replace(after, mapping=review_of(work, case, after).mapping)
    seal_case(work, case, {SEALED_AS: after.as_json()})
    work.tell("case.redaction_kept", case, left=len(after.left), added=len(after.added))
    return after


def _with_phrase(
    work: Work, case: PetitionCase, before: Decisions, asked: dict[str, Any], text: str
) -> tuple[tuple[str, str], ...]:
    phrase, kind = asked["phrase"], asked["phrase_kind"]
    if not phrase:
        return before.added
    if len(plain(phrase)) < SHORTEST_PHRASE:
        raise Invalid("phrase_too_short", field="phrase")
    if not kind:
        raise Invalid("phrase_kind_missing", field="phrase_kind")
    where = (_sealed(work, case).get("narrative", ""), text)
    if not any(True for one in where for _ in places_of(plain(phrase), one)):
        raise Invalid("phrase_not_found", field="phrase")
    others = [each for each in before.added if key_of_phrase(each[1], each[0]) != key_of_phrase(kind, phrase)]
    if len(others) >= MOST_PHRASES:
        raise Invalid("too_many_phrases", field="phrase")
    return (*others, (phrase, kind))


def _sealed(work: Work, case: PetitionCase) -> dict[str, str]:
    columns = ("narrative", SEALED_AS)
    return vault.read(work, case.stream, PetitionCase.__tablename__, [case.id], columns).get(case.id, {})


def _attributes(work: Work, case: PetitionCase) -> dict[str, Any]:
    """The generalised attributes that a draft begins with, proposed from the case."""
    return {
        "category": case.category,
        "place_town": case.place_town.public_id,
        "duration_band": duration_band(case.arose_on, work.today).value,
        "amount_band": amount_band(case.amount_in_dispute_fen).value,
    }


def _kept(listing: Listing) -> dict[str, Any]:
    """The attributes that the draft has."""
    return {
        "category": listing.category,
        "place_town": listing.place_town.public_id if listing.place_town else "",
        "duration_band": listing.duration_band,
        "amount_band": listing.amount_band,
    }
