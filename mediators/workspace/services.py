"""Logging sessions of mediation. What is logged stays; parties are named by their part, never by their names."""

from datetime import date

from listings.anonymisation.known import Kind
from listings.anonymisation.quoting import quoted
from listings.anonymisation.services import attempt, leaks_in, refuse_numbers
from market.lifecycle import lock
from market.policy import Can, demand
from market.refusals import Invalid, WrongState
from market.vault import services as vault
from market.work import Work
from market.workdays import legal_day
from mediators.claims.models import Claim
from mediators.claims.vocabulary import CLAIM_STATE_LABELS, ClaimState
from mediators.workspace.models import MediationSession, SessionMethod

OF_A_PERSON = frozenset({Kind.NAME, Kind.ID_NUMBER, Kind.PHONE})


def log_session(
    work: Work,
    claim: Claim,
    *,
    held_on: date,
    place: str,
    present: str,
    method: str,
    summary: str,
    next_step: str = "",
) -> MediationSession:
    """Log a session held on a legal day since the grant. It cannot be changed afterwards, by nobody.

    Raises WrongState unless the claim is granted, Invalid for an impossible day or a text that names a party.
    """
    lock(work, claim)
    demand(work, Can.LOG_SESSION, claim)
    state = ClaimState(claim.status)
    if state is not ClaimState.GRANTED:
        raise WrongState(step="log_session", state=state.value, state_label=CLAIM_STATE_LABELS[state])
    assert claim.granted_at is not None, "a granted claim has its instant"
    granted_on = legal_day(claim.granted_at)
    if not granted_on <= held_on <= work.today:
        raise Invalid("session_day_impossible", field="held_on", granted_on=granted_on)
    texts = {"place": place, "present": present, "summary": summary, "next_step": next_step}
    _refuse_names(work, claim, texts)
    session = MediationSession(
        jurisdiction_id=claim.jurisdiction_id,
        claim_id=claim.id,
        held_on=held_on,
        method=SessionMethod(method).value,
        logged_at=work.now,
        logged_by_id=work.actor.person_id,
        **texts,
    )
    work.session.add(session)
    work.session.flush()
    work.tell("session.logged", session, held_on=held_on, method=session.method)
    return session


def open_parties(work: Work, claim: Claim, *, purpose: str) -> Claim:
    """State a purpose and open the parties' details of the claim's case for 30 minutes."""
    demand(work, Can.OPEN_VAULT, claim)
    vault.open_vault(work, claim.stream, purpose, claim.jurisdiction_id)
    return claim


def _refuse_names(work: Work, claim: Claim, texts: dict[str, str]) -> None:
    """The log is read by people who have opened nothing: names, ID numbers and phones stay in the vault."""
    for leak in leaks_in(work, claim.case, {field: text for field, text in texts.items() if text}):
        if leak.kind in OF_A_PERSON:
            refused = Invalid("session_names_a_person", field=leak.field, words=quoted(leak.words))
            raise refused.leaving(attempt(claim.case, [leak]))
    refuse_numbers(texts)
