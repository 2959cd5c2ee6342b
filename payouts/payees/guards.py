"""When a payee's account changes its state; only the provider's word counts."""

from market.lifecycle import Situation


def provider_named_it(s: Situation) -> str | None:
    """An opened account has the provider's id."""
    return None if s.subject.provider_account_id else "payee.no_account"


def bank_is_known(s: Situation) -> str | None:
    """Money can go out only to a bank account that the provider has seen."""
    return None if s.subject.bank_fingerprint else "payee.no_bank"
