"""Preparing, approving and rejecting a payout; what is shown as a sum is what is posted and sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from market.jobs import defer
from market.lifecycle import lock
from market.money import TaxRule, withheld_tax_fen
from market.notifications.services import notify
from market.settings.dated import setting
from market.work import Work
from payouts.ledger.postings import post
from payouts.notices import approvers, preparers
from payouts.payees.queries import payee_of
from payouts.payments.lifecycle import PAYOUT
from payouts.payments.models import Payout
from payouts.payments.vocabulary import UNDECIDED, PayoutState
from payouts.rewards.entitlement import first_unmet
from payouts.rewards.grounds import entitlement_of
from payouts.rewards.lifecycle import REWARD
from payouts.rewards.models import Reward

PAGE = "payouts.show"
OWN_PAGE = "rewards.own"


@dataclass(frozen=True)
class Sum:
    """How a reward is paid: gross, tax withheld by which rule, net; in fen."""

    gross_fen: int
    tax_rule: TaxRule
    tax_fen: int

    @property
    def net_fen(self) -> int:
        return self.gross_fen - self.tax_fen


def sum_for(work: Work, reward: Reward) -> Sum:
    """The sum for paying this reward today, by the tax rule in force."""
    rule = TaxRule(setting(work, "reward_tax_rule", reward.jurisdiction_id))
    return Sum(reward.amount_fen, rule, withheld_tax_fen(reward.amount_fen, rule))


def prepare_payout(work: Work, reward: Reward) -> Payout:
    """Prepare the payout of a reward that is due; every line of its entitlement must hold.

    Raises Refused reward.not_entitled (unmet_label), WrongState, Forbidden.
    """
    lock(work, reward)
    REWARD.apply(work, "begin_payment", reward, unmet_label=unmet_label(work, reward))
    payee = payee_of(work, reward.mediator_id or 0)
    assert payee is not None, "an entitled reward has a payee"
    assert payee.bank_fingerprint is not None, "a payee who is ready has a bank account"
    pay = sum_for(work, reward)
    payout = Payout(
        jurisdiction_id=reward.jurisdiction_id,
        reward_id=reward.id,
        payee_id=payee.id,
        payee_fingerprint=payee.bank_fingerprint,
        gross_fen=pay.gross_fen,
        tax_rule=pay.tax_rule.value,
        tax_fen=pay.tax_fen,
        net_fen=pay.net_fen,
        second_above_fen=setting(work, "second_approver_above_fen", reward.jurisdiction_id),
        prepared_at=work.now,
        prepared_by_id=work.actor.person_id,
        moved_at=work.now,
    )
    work.session.add(payout)
    work.session.flush()
    work.tell(
        "payout.prepared",
        payout,
        gross_fen=payout.gross_fen,
        tax_fen=payout.tax_fen,
        net_fen=payout.net_fen,
        tax_rule=payout.tax_rule,
    )
    tell(work, payout, approvers(work, payout.jurisdiction_id), "payout_to_decide", amount_fen=payout.net_fen)
    return payout


def approve_first(work: Work, payout: Payout) -> Payout:
    """Approve a payout above the limit as the first of two: nothing moves until another approver approves too.

    Raises Refused payout.one_is_enough, payout.not_entitled_now (unmet_label).
    """
    lock(work, payout)
    unmet = unmet_label(work, payout.reward)
    step(work, payout, "approve_first", unmet_label=unmet, net_fen=payout.net_fen, tax_fen=payout.tax_fen)
    others = set(approvers(work, payout.jurisdiction_id)) - {work.actor.person_id, payout.payee_person_id}
    tell(work, payout, sorted(others), "payout_second_to_decide", amount_fen=payout.net_fen)
    return payout


def approve(work: Work, payout: Payout) -> Payout:
    """Approve a payout that another prepared: net becomes payable, the tax is withheld, a job sends the net.

    The entitlement is judged again, now. Raises Refused payout.two_needed above the limit, where nobody else has
    approved first; payout.not_entitled_now (unmet_label).
    """
    lock(work, payout)
    unmet = unmet_label(work, payout.reward)
    step(work, payout, "approve", unmet_label=unmet, net_fen=payout.net_fen, tax_fen=payout.tax_fen)
    defer(work, "send_payout", payout_id=payout.id)
    return payout


def reject(work: Work, payout: Payout, *, reason: str) -> Payout:
    """Reject a payout with a reason: its reward is due again."""
    lock(work, payout)
    if payout.status in UNDECIDED:
        payout.reason = reason
    step(work, payout, "reject", reason=reason)
    tell(work, payout, [payout.prepared_by_id], "payout_rejected")
    return payout


def send_again(work: Work, payout: Payout) -> Payout:
    """Send a failed payout again, under a new key; what already stands at the provider is not repeated.

    Raises Refused payout.bank_changed_since: whom it was approved for is no longer whom it would reach;
    payout.not_entitled_now (unmet_label).
    """
    lock(work, payout)
    unmet = unmet_label(work, payout.reward)
    step(work, payout, "send_again", unmet_label=unmet, attempt=payout.attempt + 1)
    payout.attempt += 1
    payout.provider_payout_id = None
    payout.trouble = ""
    defer(work, "send_payout", payout_id=payout.id)
    return payout


def give_up(work: Work, payout: Payout, *, reason: str) -> Payout:
    """Give a failed payout up with a reason: its money is reserved again and its reward due, to be prepared anew.

    Raises Refused payout.stands_at_the_provider while the transfer that was made for it has not been taken back.
    """
    lock(work, payout)
    if payout.status == PayoutState.FAILED:
        payout.reason = reason
    step(work, payout, "give_up", reason=reason, net_fen=payout.net_fen, tax_fen=payout.tax_fen)
    tell(work, payout, preparers(work, payout.jurisdiction_id), "payout_given_up")
    return payout


def unmet_label(work: Work, reward: Reward) -> str | None:
    """The first line of the entitlement that does not hold now; None when all do, or nobody has earned it yet."""
    unmet = first_unmet(entitlement_of(work, reward)) if reward.mediator_id is not None else None
    return None if unmet is None else unmet.label


def step(work: Work, payout: Payout, name: str, **facts: Any) -> Payout:
    """Take a step and note when the payout last moved, so that the sweep finds what stands still.

    The locks come first: a change that is flushed before them would lock the payout before its case.
    """
    lock(work, payout)
    payout.moved_at = work.now
    return PAYOUT.apply(work, name, payout, **facts)


def book_approved(work: Work, payout: Payout, facts: Any) -> None:
    """Hears "payout.approved": net to payable, tax to withheld."""
    _post(work, payout, "payout.approved", "approved", net=payout.net_fen, tax=payout.tax_fen)


def book_begun(work: Work, payout: Payout, facts: Any) -> None:
    """Hears "payout.begun": the net is on its way."""
    _post(work, payout, "payout.begun", f"begun-{payout.attempt}", net=payout.net_fen)


def book_failed(work: Work, payout: Payout, facts: Any) -> None:
    """Hears "payout.failed": the net is payable again."""
    _post(work, payout, "payout.failed", f"failed-{payout.attempt}", net=payout.net_fen)
    tell(work, payout, preparers(work, payout.jurisdiction_id), "payout_failed")
    listing = payout.reward.listing.public_id
    notify(work, [payout.payee_person_id], "reward_not_received", OWN_PAGE, listing=listing)


def tell_stopped(work: Work, payout: Payout, facts: Any) -> None:
    """Hears "payout.stopped": nothing was sent and the net is still payable; both who saw the other bank account
    are told."""
    people = [*preparers(work, payout.jurisdiction_id), *approvers(work, payout.jurisdiction_id)]
    tell(work, payout, people, "payout_stopped")


def tell_bounced(work: Work, payout: Payout, facts: Any) -> None:
    """Hears "payout.bounced": finance is told; the books stay as they are until it has settled what happened."""
    people = [*preparers(work, payout.jurisdiction_id), *approvers(work, payout.jurisdiction_id)]
    tell(work, payout, people, "payout_bounced")


def book_given_up(work: Work, payout: Payout, facts: Any) -> None:
    """Hears "payout.given_up": net and tax are reserved again, and the reward is due."""
    _post(work, payout, "payout.given_up", "given-up", net=payout.net_fen, tax=payout.tax_fen)
    REWARD.apply(work, "reopen_payment", payout.reward)


def book_paid(work: Work, payout: Payout, facts: Any) -> None:
    """Hears "payout.paid": the net has arrived, and with it the reward is paid."""
    _post(work, payout, "payout.paid", "paid", net=payout.net_fen)
    REWARD.apply(work, "pay", payout.reward, reward_fen=payout.gross_fen)
    tell(work, payout, [payout.payee_person_id], "reward_paid", amount_fen=payout.net_fen)
    tell(work, payout, [payout.prepared_by_id, payout.decided_by_id], "payout_paid")


def reopen_reward(work: Work, payout: Payout, facts: Any) -> None:
    """Hears "payout.rejected": the reward is due again."""
    REWARD.apply(work, "reopen_payment", payout.reward)


def tell(work: Work, payout: Payout, people: Iterable[int | None], code: str, **facts: Any) -> None:
    """Tell people about a payout; the line leads to its page."""
    notify(work, people, code, PAGE, payout.public_id, listing=payout.reward.listing.public_id, **facts)


def _post(work: Work, payout: Payout, name: str, key: str, **amounts: int) -> None:
    reward = payout.reward
    post(
        work,
        name,
        jurisdiction_id=reward.jurisdiction_id,
        fiscal_year=reward.fiscal_year,
        line=reward.line,
        promise=reward.listing_id,
        amounts=amounts,
        key=f"payout:{payout.public_id}:{key}",
    )
