"""Only this module talks to the payment provider, and it never guesses: what may be executed is Unknown.

A payment is a transfer from the platform to the mediator's account at the provider, then a payout from there
to the bank. Both carry the payout's reference, and whatever stands under a reference is looked up before
anything is sent, so that a transfer once made is never made again, whichever key is used.
"""

import stripe

from payouts.provider_answers import (
    Found,
    NotFound,
    ProviderAccount,
    ProviderRefused,
    ProviderUnavailable,
    Rejected,
    Sent,
    Unknown,
    raised,
    reason_of,
    retry_after,
    verdict,
)
from payouts.provider_events import ForgedEvent, ProviderEvent, StaleEvent, verify_event
from payouts.provider_wire import (
    ANSWER_WITHIN_SECONDS,
    CONNECT_WITHIN_SECONDS,
    Order,
    Payout,
    ProviderWire,
    Transfer,
)

__all__ = [
    "ForgedEvent",
    "Found",
    "NotFound",
    "Provider",
    "ProviderAccount",
    "ProviderEvent",
    "ProviderRefused",
    "ProviderUnavailable",
    "Rejected",
    "Sent",
    "StaleEvent",
    "Unknown",
    "verify_event",
]


class Provider:
    """The provider at base_url (https://api.stripe.com, or the sandbox). Threads may share it."""

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        connect_within_seconds: int = CONNECT_WITHIN_SECONDS,
        answer_within_seconds: int = ANSWER_WITHIN_SECONDS,
    ) -> None:
        self._wire = ProviderWire(base_url, api_key, connect_within_seconds, answer_within_seconds)

    verify_event = staticmethod(verify_event)

    def create_account(self, *, reference: str, idempotency_key: str) -> ProviderAccount:
        """Open an account for a payee known to us as reference (no personal data). It cannot be paid yet.

        Raises ProviderRefused, ProviderUnavailable (then ask again with the same key).
        """
        try:
            return self._wire.open_account(reference, idempotency_key)
        except stripe.StripeError as problem:
            raise raised(problem) from problem

    def account_link(self, account_id: str, *, return_url: str, refresh_url: str) -> str:
        """The address of the provider's page where the payee enters the bank account; good for minutes, once.

        Raises ProviderRefused, ProviderUnavailable.
        """
        try:
            return self._wire.open_link(account_id, return_url, refresh_url)
        except stripe.StripeError as problem:
            raise raised(problem) from problem

    def account(self, account_id: str) -> ProviderAccount:
        """The account as it is now. Raises ProviderRefused, ProviderUnavailable."""
        try:
            return self._wire.read_account(account_id)
        except stripe.StripeError as problem:
            raise raised(problem) from problem

    def send(
        self,
        *,
        account_id: str,
        amount_fen: int,
        currency: str = "cny",
        payout_ref: str,
        idempotency_key: str,
    ) -> Sent | Rejected | Unknown:
        """Transfer amount_fen to the account and pay it out to its bank, or end what an earlier call began.

        What already stands under payout_ref is used and not repeated. Never raises for what the provider
        does; raises ValueError for an amount that is not a whole number of fen above zero, or an empty
        reference or key.
        """
        if type(amount_fen) is not int or amount_fen <= 0:
            raise ValueError(f"amount_fen must be a whole number above zero, not {amount_fen!r}")
        if not payout_ref or not idempotency_key or not account_id:
            raise ValueError("account_id, payout_ref and idempotency_key must not be empty")
        order = Order(account_id, amount_fen, currency, payout_ref, idempotency_key)
        try:
            transfers = self._wire.transfers(payout_ref)
            payouts = self._wire.payouts(payout_ref, account_id)
        except stripe.StripeError as problem:
            # Even a plain refusal of the question leaves open what an earlier call may have executed.
            return Unknown(f"look_up_{reason_of(problem)}", retry_after(problem))
        if not any(each.stands for each in transfers) and any(each.lives for each in payouts):
            return Unknown("payout_without_transfer")
        transfer = self._transferred(order, transfers)
        if not isinstance(transfer, str):
            return transfer
        return self._paid_out(order, transfer, payouts)

    def find(self, payout_ref: str, account_id: str) -> Found | NotFound:
        """What the provider executed under a reference. Raises ProviderUnavailable when it does not say.

        A request that was lost may still be running: NotFound is proof only once the provider has had time to
        end it (minutes); until then the same key is the safe one to send again.
        """
        try:
            transfers = self._wire.transfers(payout_ref)
            payouts = self._wire.payouts(payout_ref, account_id)
        except stripe.StripeError as problem:
            raise ProviderUnavailable(reason_of(problem)) from problem
        standing = [each for each in transfers if each.stands]
        living = [each for each in payouts if each.lives]
        if not standing and not living:
            return NotFound()
        transfer = next(iter(standing or transfers), None)
        payout = next(iter(living or payouts), None)
        return Found(
            transfer.transfer_id if transfer else None,
            sum(each.amount_fen - each.reversed_fen for each in transfers),
            payout.payout_id if payout else None,
            payout.status if payout else None,
            payout.failure_code if payout else None,
        )

    def _transferred(self, order: Order, known: list[Transfer]) -> str | Rejected | Unknown:
        """The id of the transfer that stands for an order, made now if there is none."""
        standing = [each for each in known if each.stands]
        if len(standing) > 1:
            return Unknown("several_transfers", transfer_id=standing[0].transfer_id)
        if standing:
            return _checked(order, standing[0])
        try:
            transfer_id = self._wire.make_transfer(order)
        except stripe.StripeError as problem:
            return verdict(problem)
        if transfer_id in [each.transfer_id for each in known]:
            return _key_is_used("transfer")
        return transfer_id

    def _paid_out(self, order: Order, transfer_id: str, known: list[Payout]) -> Sent | Rejected | Unknown:
        """The payout that stands for an order, made now if there is none that lives."""
        living = [each for each in known if each.lives]
        if living:
            if len(living) > 1 or living[0].amount_fen != order.amount_fen:
                return Unknown("payout_differs", transfer_id=transfer_id)
            return Sent(transfer_id, living[0].payout_id, living[0].status)
        try:
            payout_id, status = self._wire.make_payout(order)
        except stripe.StripeError as problem:
            return verdict(problem, transfer_id)
        if payout_id in [each.payout_id for each in known]:
            return _key_is_used("payout", transfer_id)
        return Sent(transfer_id, payout_id, status)


def _checked(order: Order, transfer: Transfer) -> str | Unknown:
    """The id of a transfer that stands, provided that it is the one ordered."""
    if transfer.reversed_fen:
        return Unknown("transfer_partly_reversed", transfer_id=transfer.transfer_id)
    ordered = (order.amount_fen, order.currency, order.account_id)
    if (transfer.amount_fen, transfer.currency, transfer.destination) != ordered:
        return Unknown("transfer_differs", transfer_id=transfer.transfer_id)
    return transfer.transfer_id


def _key_is_used(what: str, transfer_id: str | None = None) -> Rejected:
    """The key replayed an answer about what has since failed or been reversed: nothing was executed now."""
    message = f"The key belongs to an earlier {what} that came to nothing; send again under a new key."
    return Rejected("key_already_used", message, transfer_id=transfer_id)
