"""Only mediators open an account with the provider, each their own."""

from typing import Any

from market.policy import Can, Clauses
from market.work import Work
from mediators.vetting.policy import approved_mediator
from payouts.payees.queries import own_payee


def has_an_account(work: Work, subject: Any) -> bool:
    """The actor has an account already: it stays theirs to mend, whatever became of the vetting."""
    return own_payee(work) is not None


POLICY: dict[Can, Clauses] = {
    Can.ONBOARD_PAYEE: [[approved_mediator], [has_an_account]],
}
