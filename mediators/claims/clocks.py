"""The two clocks of a claim: the parties' answer, and the time limit from the grant.

The time limit stands still from the settlement on, and runs again when mediation goes on. Its grace lets a
settlement that was reached in time be recorded late; only after it does the sweep lapse the claim.
"""

from collections.abc import Collection, Mapping
from typing import Any

from market.actor import Role
from market.clocks.registry import LEGAL, Clock, DaysLeft, FromFact, FromSetting, Percent
from market.people.queries import serving
from market.text import N_
from market.work import Work
from mediators.claims import services_ending
from mediators.claims.models import Claim
from mediators.claims.queries import every_party_accepts
from mediators.claims.services import CLAIM_PAGE
from mediators.claims.vocabulary import ClaimState

BEFORE_THE_GRANT = ("claim.withdrawn", "claim.suspended", "claim.closed")
WITHOUT_SETTLEMENT = ("claim.relinquished", "claim.replaced", "claim.suspended", "claim.closed")


def the_clerks(work: Work, claim: Claim) -> Collection[int]:
    """The clerks of the claim's banner: they ask the parties and record what these say."""
    return serving(work, claim.jurisdiction_id, Role.OFFICE_CLERK)


def the_mediator(work: Work, claim: Claim) -> Collection[int]:
    """The mediator to whom the case is granted."""
    return [claim.mediator.person_id]


def the_listing(claim: Claim) -> Mapping[str, str]:
    """A reminder calls a claim by its listing."""
    return {"listing": claim.listing.public_id}


def end_without_answer(work: Work, claim: Any) -> None:
    """After the second date: the proposal ends, unless every party has accepted and the office is late."""
    if claim.status == ClaimState.PROPOSED and not every_party_accepts(work.session, claim):
        services_ending.end_unanswered(work, claim)


def lapse(work: Work, claim: Any) -> None:
    """After the time limit and its grace: the claim lapses and the listing opens again."""
    if claim.status == ClaimState.GRANTED:
        services_ending.lapse(work, claim)


CLOCKS = [
    Clock(
        "parties_answer",
        N_("The parties' answer to the proposed mediator"),
        starts="claim.proposed",
        lasts=FromSetting("claim_answer_days"),
        stops=("claim.granted", "claim.not_accepted", "claim.unanswered"),
        cancels=BEFORE_THE_GRANT,
        rule=LEGAL,
        law="人民调解法 17, 23",
        answerable=the_clerks,
        near=[DaysLeft(2)],
        grace=FromSetting("claim_second_answer_days"),
        overdue=end_without_answer,
        endpoint=CLAIM_PAGE,
        names_it=the_listing,
    ),
    Clock(
        "claim_limit",
        N_("Time limit of the claim"),
        starts="claim.granted",
        lasts=FromFact("days_allowed"),
        stops=("claim.completed", "claim.lapsed"),
        cancels=WITHOUT_SETTLEMENT,
        pauses="claim.settled",
        resumes="claim.resumed",
        rule=LEGAL,
        law="民事诉讼法 85",
        answerable=the_mediator,
        near=[Percent(80), DaysLeft(3)],
        grace=FromSetting("claim_recording_grace_days"),
        overdue=lapse,
        endpoint=CLAIM_PAGE,
        names_it=the_listing,
    ),
]
