"""Where a claim stands in its life, as stages to be drawn; the words are message ids."""

from listings.publication.journey import Journey, Stage
from mediators.claims.models import Claim
from mediators.claims.vocabulary import CLAIM_STATE_LABELS, OPEN
from mediators.claims.vocabulary import ClaimState as S

WAY = (S.STANDING, S.PROPOSED, S.GRANTED, S.SETTLED, S.COMPLETED)


def journey_of_claim(claim: Claim) -> Journey:
    """The stages gone through and to come; an end other than completion closes the way."""
    state = S(claim.status)
    reached = {S.STANDING: claim.received_at, S.PROPOSED: claim.proposed_at, S.GRANTED: claim.granted_at}
    way = list(WAY)
    if state is S.HELD:
        way.insert(1, S.HELD)
    elif state not in OPEN and state is not S.COMPLETED:
        way = [step for step in WAY if reached.get(step) is not None] + [state]
    here = way.index(state)
    stages = [
        Stage(
            step.value,
            CLAIM_STATE_LABELS[step],
            claim.ended_at if step is state and claim.ended_at else (reached.get(step) if index <= here else None),
            step not in OPEN and step is not S.COMPLETED,
        )
        for index, step in enumerate(way)
    ]
    return Journey(stages, state.value, [step.value for step in way[:here]])
