"""What somebody reads who hands a listing in or puts it on the board: the public face as it will be, what the gate
finds in it, and the words that may still be names.

A page only reads, so the case's own values are not compared here: that is done, and told to the record, at the step.
Who has the case open is shown meanwhile what may mean its people in part.
"""

from dataclasses import asdict, replace
from typing import Any

from listings.anonymisation.services_review import doubts_in
from listings.board.cards import Published, published
from listings.publication.models import Listing
from listings.publication.queries import grounds_without_leaks, promise_for
from listings.publication.vocabulary import LISTING_STATE_LABELS, ListingState
from listings.reidentification.deeds import what_is_lost
from listings.reidentification.queries import cover_of
from listings.reidentification.services_telling import told_by_themselves
from listings.reidentification.telling import each_once
from listings.showing import LISTING_TONES
from market.refusals import Refused
from market.text import N_
from market.web.sentences import sentence_for
from market.web.showing import worded
from market.work import Work

NO_PLACE = N_("Place not stated")
NOT_STATED = N_("Not stated")
A_PARTY_REFUSES = N_("A party refuses mediation.")


def what_is_decided_on(work: Work, listing: Listing, _form: Any) -> dict[str, Any]:
    """What the page of a decision shows beside its form."""
    cover = cover_of(work, listing)
    doubtful, is_open = doubts_in(work, listing.case, {"title": listing.title, "body": listing.body})
    return {
        "face": _worded(_on_the_board(work, listing)),
        "stands_in_the_way": [*what_is_missing(work, listing), *what_the_text_tells(work, listing)],
        "cover": cover,
        "loss": what_is_lost(work, listing, cover),
        "doubtful": doubtful,
        "is_open": is_open,
    }


def what_the_text_tells(work: Work, listing: Listing) -> list[str]:
    """What title and text say that would refuse them, each as the refusal's sentence; the case's own values aside."""
    told = each_once(told_by_themselves(work, listing, {"title": listing.title, "body": listing.body}))
    return list(dict.fromkeys(sentence_for(Refused(one.code, **one.facts)) for one in told))


def what_is_left_in_the_draft(work: Work, listing: Listing, _form: Any) -> dict[str, Any]:
    """What stands in the saved draft and has to go before it can be handed in, beside the form that changes it."""
    return {"told": what_the_text_tells(work, listing)}


def what_is_missing(work: Work, listing: Listing) -> list[str]:
    """What still keeps it from the board, but for the leak check, which runs at submission and at release."""
    grounds = grounds_without_leaks(work, listing.case)
    found = [
        (bool(grounds.gate_unanswered), N_("The mediability questions are not all answered.")),
        (bool(grounds.gate_bars), N_("An answer bars the case from the board.")),
        (bool(grounds.petitioners_without_consent), N_("Not every petitioner has agreed.")),
        (grounds.a_party_refuses, A_PARTY_REFUSES),
        (grounds.case_class != listing.case_class, N_("The class of the case has changed or must be given anew.")),
    ]
    return [worded(words) for stands_in_the_way, words in found if stands_in_the_way]


def _on_the_board(work: Work, listing: Listing) -> Published:
    """The public face as it would be if the listing were released today."""
    promise = promise_for(work, listing)
    return replace(
        published(listing, work.today),
        reward_fen=promise.reward_fen,
        days_allowed=promise.days_allowed,
        claims_until=promise.claim_by,
        days_left=(promise.claim_by - work.today).days,
        status_label=LISTING_STATE_LABELS[ListingState.PUBLISHED],
        status_tone=LISTING_TONES[ListingState.PUBLISHED],
    )


def _worded(face: Published) -> dict[str, Any]:
    return asdict(face) | {
        "category_label": worded(face.category_label),
        "status_label": worded(face.status_label),
        "place": face.place or worded(NO_PLACE),
        "duration": worded(face.duration_label or NOT_STATED),
        "amount": worded(face.amount_label or NOT_STATED),
    }
