"""What people are told about money; facts are titles of public texts, amounts and numbers, never a name."""

from collections.abc import Sequence

from market.actor import Role
from market.people.queries import serving
from market.text import N_
from market.work import Work

NOTICES = {
    "paper_to_decide": N_("A budget paper waits for your decision: %(number)s, %(amount_fen)s"),
    "paper_approved": N_("The budget paper that you prepared is approved: %(number)s"),
    "paper_rejected": N_("The budget paper that you prepared was rejected: %(number)s"),
    "reward_to_prepare": N_("A reward has fallen due; its payout can be prepared: %(title)s"),
    "reward_text_taken_back": N_(
        "The text of a listing is no longer public; its reward and its payout stay as they are: %(title)s"
    ),
    "reward_due": N_("Your reward of %(amount_fen)s has fallen due: %(title)s"),
    "reward_due_open_account": N_(
        "Your reward of %(amount_fen)s has fallen due. Open your account with the payment provider: %(title)s"
    ),
    "refusal_to_decide": N_("The refusal of a reward waits for your decision: %(title)s"),
    "refusal_turned_down": N_("The refusal that you proposed was turned down: %(title)s"),
    "reward_refused": N_("The reward was refused for good: %(title)s"),
    "payout_to_decide": N_("A payout of %(amount_fen)s waits for your approval: %(title)s"),
    "payout_second_to_decide": N_("A payout of %(amount_fen)s waits for a second approval: %(title)s"),
    "payout_rejected": N_("The payout that you prepared was rejected: %(title)s"),
    "payout_failed": N_("A payout failed at the payment provider: %(title)s"),
    "reward_not_received": N_(
        "Your reward could not be paid into your bank account. Look at your bank details with the provider: %(title)s"
    ),
    "payout_stopped": N_(
        "A payout was not sent, because the bank account changed after the approval."
        " Give it up or find out why: %(title)s"
    ),
    "payout_bounced": N_("A payout came back after it had been paid; settle it with the provider: %(title)s"),
    "payout_given_up": N_("A failed payout was given up; the reward is due again: %(title)s"),
    "payout_paid": N_("A payout has arrived: %(title)s"),
    "reward_paid": N_("Your reward has been paid, %(amount_fen)s after tax: %(title)s"),
}


def preparers(work: Work, jurisdiction_id: str) -> Sequence[int]:
    """Who prepares in that jurisdiction today."""
    return serving(work, jurisdiction_id, Role.FINANCE_PREPARER)


def approvers(work: Work, jurisdiction_id: str) -> Sequence[int]:
    """Who approves in that jurisdiction today."""
    return serving(work, jurisdiction_id, Role.FINANCE_APPROVER)
