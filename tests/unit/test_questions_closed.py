"""Whoever asks too late is told why, in a sentence that is true of what the public is shown, and told to claim only
where a claim is still received.
"""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from listings.publication.models import Listing
from listings.publication.vocabulary import PUBLIC, ListingState
from listings.questions.closed import why_closed
from listings.sentences import SENTENCES
from market.words import CHINESE, words_in

TODAY = date(2026, 11, 26)
SAID = {
    "published": "You can still claim it, until 2026-11-27",
    "proposed": "You can still claim it, until 2026-11-27",
    "claimed": "mediation is under way",
    "settled": "has been settled",
    "confirmed": "has been settled",
    "rewarded": "has been settled",
    "withdrawn": "has been taken off the board",
    "mediation_ended": "has been taken off the board",
    "expired": "has expired without a claim",
    "unconfirmed": "this listing has ended",
    "unrewarded": "this listing has ended",
}


def told(status, claim_by):
    refused = why_closed(SimpleNamespace(today=TODAY), Listing(status=status, claim_by=claim_by))
    english = SENTENCES[refused.code]
    return english % refused.facts, words_in(CHINESE, english) % refused.facts


def test_every_public_state_is_told():
    assert set(SAID) == {state.value for state in PUBLIC}


@pytest.mark.parametrize("status", SAID)
def test_each_state_has_its_true_sentence(status):
    english, chinese = told(status, TODAY + timedelta(days=1))
    claimable = status in {ListingState.PUBLISHED, ListingState.PROPOSED}
    assert SAID[status] in english
    assert ("still claim" in english) is ("仍可揭榜" in chinese) is claimable


@pytest.mark.parametrize("status", ["published", "proposed"])
@pytest.mark.parametrize("claim_by", [TODAY - timedelta(days=1), None])
def test_nobody_is_told_to_claim_after_the_last_day(status, claim_by):
    english, chinese = told(status, claim_by)
    assert "the last day for claims on this listing has passed" in english
    assert "仍可揭榜" not in chinese


def test_the_last_day_itself_is_still_a_day():
    assert "still claim" in told("published", TODAY)[0]
