"""Handing a payout to the provider, and taking over what became of it: the same truth however often it is told.

Each function is one transaction of its own; the call to the provider stands between two of them. An answer
is about one attempt: what comes late, about an attempt that has ended, changes nothing.
"""

from dataclasses import dataclass
from datetime import timedelta

from market.jobs import defer
from market.lifecycle import lock
from market.work import Work
from payouts.payees.models import PayeeState
from payouts.payments.models import Payout, PayoutAttempt
from payouts.payments.queries import attempt_of, earlier_provider_ids
from payouts.payments.services import step
from payouts.payments.vocabulary import BOUNCED, PayoutState
from payouts.provider import Found, NotFound, Rejected, Sent, Unknown

ENDED_BADLY = ("failed", "canceled")
BANK_CHANGED = "bank_changed"
LOOK_UP_AFTER_SECONDS = 15


@dataclass(frozen=True)
class Instruction:
    """All that the provider is told: to which account, how much (fen), under which reference and key."""

    account_id: str
    amount_fen: int
    payout_ref: str
    idempotency_key: str
    attempt: int


def begin_sending(work: Work, payout: Payout) -> Instruction | None:
    """Take an approved payout out of payable; the instruction for the call, or None when there is nothing to do.

    A payout that is being sent already gives the same instruction again: its sender was cut off, and under the
    same key the provider does it once. To a bank account that the approver did not see nothing is sent.
    """
    lock(work, payout)
    if payout.status == PayoutState.APPROVED:
        if _bank_changed(payout):
            payout.trouble = BANK_CHANGED
            step(work, payout, "stop", attempt=payout.attempt, trouble=BANK_CHANGED)
            return None
        if payout.payee.status != PayeeState.READY:
            payout.trouble = "payee_not_ready"
            return None
        payout.trouble = ""
        _add_attempt(work, payout)
        step(work, payout, "begin_sending", attempt=payout.attempt, net_fen=payout.net_fen)
    if payout.status != PayoutState.SENDING or _bank_changed(payout):
        return None  # a sender that was cut off: the look-up finds out what it did, and nothing more goes out
    return instruction(work, payout)


def instruction(work: Work, payout: Payout) -> Instruction:
    """What the provider is to be told for the present attempt."""
    assert payout.payee.provider_account_id is not None, "a payee who was ready has an account"
    present = attempt_of(work, payout)
    return Instruction(
        payout.payee.provider_account_id, payout.net_fen, payout.public_id, present.idempotency_key, payout.attempt
    )


def take_answer(work: Work, payout: Payout, attempt: int, answer: Sent | Rejected | Unknown) -> None:
    """Take over what the provider answered to an attempt."""
    lock(work, payout)
    if payout.attempt != attempt or payout.status not in (PayoutState.SENDING, PayoutState.UNKNOWN):
        return
    if answer.transfer_id is not None:
        payout.provider_transfer_id = answer.transfer_id
    if isinstance(answer, Sent):
        _arrived(work, payout, answer.provider_payout_id, answer.status, None)
    elif payout.status == PayoutState.UNKNOWN:
        return  # the look-up decides now
    elif isinstance(answer, Rejected) and answer.retry_after_seconds is None:
        _fail(work, payout, answer.code)
    else:
        trouble = answer.code if isinstance(answer, Rejected) else answer.reason
        _lose(work, payout, trouble, answer.retry_after_seconds)


def take_found(work: Work, payout: Payout, attempt: int, found: Found | NotFound, proof_seconds: int) -> None:
    """Take over what stands at the provider under the payout's reference.

    Nothing found, or only what an earlier attempt left, proves that nothing was done once `proof_seconds` have
    passed since the answer was lost: then, and only then, the payout goes out under a new key. A payout in transit
    that stands there no more, its transfer taken back with it, has failed; a person decides whether it is sent again.
    """
    lock(work, payout)
    if payout.status == PayoutState.FAILED and payout.attempt == attempt:
        payout.provider_transfer_id = _standing_transfer(found)
        return
    unsettled = (PayoutState.SENDING, PayoutState.UNKNOWN, PayoutState.IN_TRANSIT)
    if payout.attempt != attempt or payout.status not in unsettled:
        return
    payout.provider_transfer_id = _standing_transfer(found)
    if isinstance(found, Found) and _is_of_this_attempt(work, payout, found):
        if found.amount_fen not in (0, payout.net_fen):
            payout.trouble = "amount_differs"
        else:
            _arrived(work, payout, found.provider_payout_id or "", found.status or "", found.failure_code)
    elif payout.status != PayoutState.IN_TRANSIT:
        _retry_when_proven(work, payout, proof_seconds)
    elif isinstance(found, NotFound):
        _fail(work, payout, "taken_back")


def take_bounce(work: Work, payout: Payout, found: Found | NotFound) -> bool:
    """Whether a paid payout has come back since; told once, however often the provider says so."""
    lock(work, payout)
    back = isinstance(found, NotFound) or (
        found.provider_payout_id == payout.provider_payout_id and found.status in ENDED_BADLY
    )
    if payout.status != PayoutState.PAID or not back:
        return False
    if payout.trouble != BOUNCED:
        payout.trouble = BOUNCED
        work.session.flush()
        work.tell("payout.bounced", payout, provider_payout_id=payout.provider_payout_id)
    return True


def _bank_changed(payout: Payout) -> bool:
    return payout.payee.bank_fingerprint != payout.payee_fingerprint


def _standing_transfer(found: Found | NotFound) -> str | None:
    """The transfer that has not been taken back: as long as it stands, no other payout of the reward is begun."""
    return found.transfer_id if isinstance(found, Found) and found.amount_fen > 0 else None


def _is_of_this_attempt(work: Work, payout: Payout, found: Found) -> bool:
    known = found.provider_payout_id
    return known is not None and known not in earlier_provider_ids(work, payout)


def _arrived(work: Work, payout: Payout, provider_payout_id: str, status: str, failure: str | None) -> None:
    """The provider has it: in transit at least, perhaps paid, perhaps failed since."""
    if payout.status != PayoutState.IN_TRANSIT:
        payout.provider_payout_id = provider_payout_id
        payout.trouble = ""
        attempt_of(work, payout).provider_payout_id = provider_payout_id
        step(work, payout, "sent", attempt=payout.attempt, provider_payout_id=provider_payout_id)
    elif payout.provider_payout_id != provider_payout_id:
        payout.trouble = "another_payout_found"
        return
    if status == "paid":
        _end_attempt(work, payout, "paid")
        step(work, payout, "pay", attempt=payout.attempt, net_fen=payout.net_fen)
    elif status in ENDED_BADLY:
        _fail(work, payout, failure or status)


def _fail(work: Work, payout: Payout, trouble: str) -> None:
    payout.trouble = trouble[:200]
    _end_attempt(work, payout, "failed")
    step(work, payout, "fail", attempt=payout.attempt, trouble=payout.trouble)


def _lose(work: Work, payout: Payout, trouble: str, retry_after_seconds: int | None) -> None:
    payout.trouble = trouble[:200]
    step(work, payout, "lose", attempt=payout.attempt, trouble=payout.trouble)
    wait = max(LOOK_UP_AFTER_SECONDS, retry_after_seconds or 0)
    defer(work, "reconcile_unknown", payout_id=payout.id, in_seconds=wait)


def _retry_when_proven(work: Work, payout: Payout, proof_seconds: int) -> None:
    if payout.status == PayoutState.SENDING:
        if work.now - payout.moved_at >= timedelta(seconds=proof_seconds):
            _lose(work, payout, payout.trouble or "sender_cut_off", None)
        return
    assert payout.lost_at is not None, "an unknown payout has the instant at which its answer was lost"
    if work.now - payout.lost_at < timedelta(seconds=proof_seconds):
        return
    if _bank_changed(payout):
        _fail(work, payout, BANK_CHANGED)
        return
    _end_attempt(work, payout, "not_executed")
    payout.attempt += 1
    _add_attempt(work, payout)
    step(work, payout, "retry", attempt=payout.attempt)
    defer(work, "send_payout", payout_id=payout.id)


def _add_attempt(work: Work, payout: Payout) -> None:
    key = f"{payout.public_id}-{payout.attempt}"
    work.session.add(PayoutAttempt(payout_id=payout.id, number=payout.attempt, idempotency_key=key, begun_at=work.now))
    work.session.flush()


def _end_attempt(work: Work, payout: Payout, outcome: str) -> None:
    present = attempt_of(work, payout)
    present.outcome = outcome
    present.ended_at = work.now
