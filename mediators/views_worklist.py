"""What waits for a reviewer, a clerk or a mediator on this floor."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext, ngettext

from listings.showing import called
from market.actor import Role
from market.clocks.queries import runs_for
from market.text import N_
from market.web.shell import WorkGroup, WorkRow
from market.work import Work
from mediators.claims.models import Claim
from mediators.claims.queries import (
    every_party_accepts,
    listings_with_standing_claims,
    own_live_claims,
    proposed_claims,
    recorders_of_answers,
)
from mediators.claims.vocabulary import CLAIM_STATE_LABELS, ClaimState
from mediators.vetting.queries import own_mediator_of, to_vet
from mediators.vetting.vocabulary import MEDIATOR_STATE_LABELS, MediatorState


def applications(work: Work) -> list[WorkGroup]:
    """Applications that wait for this reviewer."""
    if not work.actor.serves(Role.OFFICE_REVIEWER):
        return []
    rows = [
        WorkRow(
            title=mediator.display_name,
            endpoint="mediators.show",
            ref=mediator.public_id,
            note=gettext(MEDIATOR_STATE_LABELS[MediatorState(mediator.status)]),
        )
        for mediator in to_vet(work)
    ]
    return [WorkGroup(N_("Applications to vet"), rows)]


def claims_to_choose(work: Work) -> list[WorkGroup]:
    """Listings on which claims wait for the office's choice."""
    if not work.actor.serves(Role.OFFICE_REVIEWER):
        return []
    rows = [
        WorkRow(
            title=called(listing),
            endpoint="claims.compare",
            ref=listing.public_id,
            note=ngettext("%(num)s claim waits", "%(num)s claims wait", count),
        )
        for listing, count in listings_with_standing_claims(work)
    ]
    return [WorkGroup(N_("Claims to compare and propose"), rows)]


def claims_to_grant(work: Work) -> list[WorkGroup]:
    """Proposals that every party has accepted, by the recording of others."""
    waiting = [
        claim
        for claim in proposed_claims(work, Role.OFFICE_REVIEWER)
        if every_party_accepts(work.session, claim)
        and work.actor.person_id not in recorders_of_answers(work.session, claim.id)
    ]
    return [WorkGroup(N_("Accepted by every party: to grant"), _rows(work, waiting, "parties_answer"))]


def answers_to_record(work: Work) -> list[WorkGroup]:
    """Proposals that some party has not answered, with the date."""
    waiting = [
        claim for claim in proposed_claims(work, Role.OFFICE_CLERK) if not every_party_accepts(work.session, claim)
    ]
    return [WorkGroup(N_("Parties to ask about a proposed mediator"), _rows(work, waiting, "parties_answer"))]


def my_cases(work: Work) -> list[WorkGroup]:
    """The mediator's own live claims with their limits."""
    if own_mediator_of(work) is None:
        return []
    claims = own_live_claims(work)
    granted = [claim for claim in claims if claim.status != ClaimState.PROPOSED]
    proposed = [claim for claim in claims if claim.status == ClaimState.PROPOSED]
    return [
        WorkGroup(N_("My cases"), _rows(work, granted, "claim_limit", "workspace.show")),
        WorkGroup(N_("Proposed to the parties"), _rows(work, proposed, "parties_answer")),
    ]


def _rows(work: Work, claims: Iterable[Claim], clock: str, endpoint: str = "claims.show") -> list[WorkRow]:
    found = list(claims)
    runs = runs_for(work, clock, Claim, [claim.id for claim in found])
    due: dict[int, date] = {claim_id: run.last_day for claim_id, run in runs.items()}
    return [
        WorkRow(
            title=called(claim.listing),
            endpoint=endpoint,
            ref=claim.public_id,
            note=f"{claim.mediator.display_name} · {gettext(CLAIM_STATE_LABELS[ClaimState(claim.status)])}",
            due_on=due.get(claim.id),
            overdue=claim.id in due and due[claim.id] < work.today,
        )
        for claim in found
    ]


WORK_LISTS = [my_cases, claims_to_grant, claims_to_choose, applications, answers_to_record]
