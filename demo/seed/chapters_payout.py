"""From the reward that is due to the money in the mediator's account, and what can go wrong on the way.

`before` and `after` name what the sandbox provider is told around an act; see stage.py.
"""

from demo.seed import phrases
from demo.seed.script import Chronicle, Script
from market.work import Work
from payouts.payments import services as payments
from payouts.rewards import services as rewards


def prepare(s: Script, gap: int | None = None) -> None:
    """Finance prepares the payout."""
    s.add(
        s.days(1, 6) if gap is None else gap, s.preparer,
        lambda work, c: payments.prepare_payout(work, c.reward(work)),
    )  # fmt: skip


def approve(s: Script, *, before: str = "") -> None:
    """Another person approves; a job sends the net."""
    s.add(
        s.days(0, 3), s.approver, lambda work, c: payments.approve(work, c.payout(work)),
        before=before
    )  # fmt: skip


def reject(s: Script) -> None:
    """The approver rejects it: the reward is due again."""
    reason = s.one_of(phrases.PAYOUT_REJECT_REASONS)
    s.add(s.days(0, 3), s.approver, lambda work, c: payments.reject(work, c.payout(work), reason=reason))


def settled_by_bank(s: Script) -> None:
    """Two or three days later the bank has settled, and the provider's word is taken over."""
    s.add(s.days(1, 3), "", _nothing, before="settle", after="look_up")


def send_again(s: Script) -> None:
    """After a failure, finance sends it again."""
    s.add(s.days(2, 5), s.preparer, lambda work, c: payments.send_again(work, c.payout(work)))


def paid(s: Script) -> None:
    """Prepared, approved, sent, settled."""
    prepare(s)
    approve(s)
    settled_by_bank(s)


def propose_refusal(s: Script, reason: str) -> None:
    """Finance proposes that the reward is never paid."""
    s.add(
        s.days(2, 6), s.preparer,
        lambda work, c: rewards.propose_refusal(work, c.reward(work), reason=reason),
    )  # fmt: skip


def keep(s: Script) -> None:
    """The approver turns the refusal down."""
    s.add(
        s.days(1, 4), s.approver,
        lambda work, c: rewards.keep(work, c.reward(work), note=phrases.REFUSAL_KEPT_NOTE),
    )  # fmt: skip


def refuse(s: Script) -> None:
    """The approver refuses it for good."""
    s.add(
        s.days(1, 4), s.approver,
        lambda work, c: rewards.refuse(work, c.reward(work), note=phrases.REFUSAL_NOTE),
    )  # fmt: skip


def _nothing(work: Work, c: Chronicle) -> None:
    """The software itself, when the bank has settled; nobody here does anything."""
