"""Asking for an account, and taking over what the provider says of it."""

from market.jobs import defer
from market.lifecycle import lock
from market.policy import Can, demand
from market.refusals import Forbidden, Refused
from market.vault import cipher
from market.vault.cipher import Associated
from market.vault.keyring import hold_key
from market.vault.services import unseal_bytes
from market.work import Work
from mediators.vetting.queries import own_mediator_of
from payouts.payees.lifecycle import PAYEE
from payouts.payees.models import Payee, PayeeState
from payouts.payees.queries import payee_of
from payouts.provider import ProviderAccount


def ask_for_account(work: Work) -> Payee:
    """Open one's account with the provider, or ask for a fresh link to its page; a job brings the link.

    Raises Refused("payee.not_a_mediator").
    """
    demand(work, Can.ONBOARD_PAYEE)
    mediator = own_mediator_of(work)
    if mediator is None:
        raise Refused("payee.not_a_mediator")
    payee = payee_of(work, mediator.id)
    if payee is None:
        payee = Payee(jurisdiction_id=mediator.jurisdiction_id, mediator_id=mediator.id, asked_at=work.now)
        payee.mediator = mediator
        work.session.add(payee)
        work.session.flush()
        work.tell("payee.asked", payee)
    lock(work, payee)
    payee.link_asked_at = work.now
    payee.link_sealed = None
    payee.link_made_at = None
    defer(work, "open_payee_account", payee_id=payee.id)
    return payee


def account_opened(work: Work, payee: Payee, account: ProviderAccount) -> Payee:
    """The provider has opened the account; asked twice, it stays the first."""
    lock(work, payee)
    if payee.provider_account_id is None:
        payee.provider_account_id = account.account_id
        PAYEE.apply(work, "open", payee)
    return payee


def link_made(work: Work, payee: Payee, url: str) -> None:
    """The provider has given the address of its page; nobody but the payee can read it."""
    lock(work, payee)
    key = hold_key(work, payee.stream)
    payee.link_sealed = cipher.seal(key.wrapped, key.master, url, _link_place(payee))
    payee.link_made_at = work.now


def own_link(work: Work, payee: Payee) -> str | None:
    """The address of the provider's page, for the payee alone; None when there is none. Raises Forbidden."""
    if work.actor.person_id != payee.payee_person_id:
        raise Forbidden()
    if payee.link_sealed is None:
        return None
    return unseal_bytes(work, payee.stream, payee.link_sealed, _link_place(payee)).decode()


def _link_place(payee: Payee) -> Associated:
    return Associated("payee", payee.public_id, "link_sealed")


def take_over(work: Work, payee: Payee, account: ProviderAccount) -> Payee:
    """Take over what the provider says of the account now; said again, it changes nothing."""
    lock(work, payee)
    known = payee.bank_fingerprint
    changed = account.bank_fingerprint is not None and account.bank_fingerprint != known
    payable = account.payouts_enabled and (account.bank_fingerprint or known) is not None
    if changed:
        payee.bank_fingerprint = account.bank_fingerprint
    state = PayeeState(payee.status)
    if payable and state in (PayeeState.OPENED, PayeeState.RESTRICTED):
        payee.link_sealed = None
        payee.link_made_at = None
        PAYEE.apply(work, "enable", payee)
    elif not payable and state is PayeeState.READY:
        PAYEE.apply(work, "restrict", payee)
    elif changed and state is PayeeState.READY:
        PAYEE.apply(work, "change_bank", payee)
    return payee
