"""What is told about a payee; account ids and fingerprints are the provider's words and name nobody."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("payee.asked", N_("Account with the payment provider asked for")),
    Event("payee.opened", N_("Account with the payment provider opened")),
    Event("payee.became_ready", N_("Account with the payment provider can receive money")),
    Event("payee.restricted", N_("Account with the payment provider held")),
    Event("payee.bank_changed", N_("Bank account at the payment provider changed")),
]
