"""The parties' say and the grant: disclosure and time limit begin together, and not before every party accepts.

The parties choose or accept the mediator (People's Mediation Law 23); an explicit refusal ends mediation (17).
"""

from datetime import date

from listings.access.services import give_access
from listings.anonymisation.services import refuse_private
from listings.cases.models import Party
from listings.cases.queries import active_parties
from listings.cases.vocabulary import ConsentAnswer, ConsentEvidence
from listings.consents.services import record_consent
from listings.publication.lifecycle import LISTING
from market.lifecycle import lock
from market.policy import Can, demand
from market.refusals import Invalid, WrongState
from market.work import Work
from market.workdays import legal_day
from mediators.claims.lifecycle import CLAIM
from mediators.claims.models import Claim, PartyAnswer
from mediators.claims.queries import every_party_accepts
from mediators.claims.services import hold_others, tell_mediator
from mediators.claims.services_ending import end
from mediators.claims.vocabulary import CLAIM_STATE_LABELS, Answer, ClaimState


def record_answer(
    work: Work, claim: Claim, *, party: str, answer: str, answered_on: date, evidence: str, note: str = ""
) -> Claim:
    """Record what a party (by its public id) said, on which legal day, and how the office knows it.

    `note` names nobody: the parties stand in the vault.

    "Wants another mediator" ends this claim and opens the listing to a new proposal; "refuses mediation"
    ends mediation of the case. A party may answer again before the grant: its latest answer counts.
    Raises WrongState unless the claim is before the parties, Invalid for a stranger or an impossible day.
    """
    lock(work, claim)
    demand(work, Can.RECORD_ANSWER, claim)
    state = ClaimState(claim.status)
    if state is not ClaimState.PROPOSED:
        raise WrongState(step="record_answer", state=state.value, state_label=CLAIM_STATE_LABELS[state])
    said = Answer(answer)
    answering = _party(work, claim, party)
    _check_day(work, claim, answered_on)
    refuse_private(work, claim.case, {"note": note})
    row = PartyAnswer(
        jurisdiction_id=claim.jurisdiction_id,
        claim_id=claim.id,
        party_id=answering.id,
        answer=said.value,
        evidence=ConsentEvidence(evidence).value,
        note=note,
        answered_on=answered_on,
        recorded_at=work.now,
        recorded_by_id=work.actor.person_id,
    )
    work.session.add(row)
    work.session.flush()
    work.tell("claim.answered", claim, party=answering.public_id, answer=said.value, answered_on=answered_on)
    if said is Answer.CHOOSES_ANOTHER:
        end(work, "not_accept", claim)
    elif said is Answer.REFUSES_MEDIATION:
        record_consent(work, answering, answer=ConsentAnswer.REFUSED, evidence=evidence, answered_on=answered_on)
    return claim


def grant(work: Work, claim: Claim) -> Claim:
    """Grant a claim that every party has accepted: the time limit starts and the parties' details can be opened.

    Raises Refused claim_not_all_accepted, WrongState, Forbidden to whoever recorded an answer.
    """
    lock(work, claim)
    claim.days_allowed = claim.listing.days_allowed
    CLAIM.apply(
        work,
        "grant",
        claim,
        all_accepted=every_party_accepts(work.session, claim),
        days_allowed=claim.listing.days_allowed,
    )
    LISTING.apply(work, "grant", claim.listing)
    give_access(work, person_id=claim.mediator.person_id, case=claim.case)
    hold_others(work, claim)
    tell_mediator(work, claim, "claim_granted")
    return claim


def _party(work: Work, claim: Claim, ref: str) -> Party:
    for party in active_parties(work.session, claim.case_id):
        if party.public_id == ref:
            return party
    raise Invalid("answer_party_unknown", field="party")


def _check_day(work: Work, claim: Claim, answered_on: date) -> None:
    assert claim.proposed_at is not None, "a proposed claim has its instant"
    proposed_on = legal_day(claim.proposed_at)
    if not proposed_on <= answered_on <= work.today:
        raise Invalid("answer_day_impossible", field="answered_on", proposed_on=proposed_on)
