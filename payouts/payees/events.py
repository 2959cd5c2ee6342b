"""What is told about a payee; account ids and fingerprints are the provider's words and name nobody."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("payee.asked", N_("Account with the payment provider asked for"), Readers.LET_IN),
    Event("payee.opened", N_("Account with the payment provider opened"), Readers.LET_IN),
    Event("payee.became_ready", N_("Account with the payment provider can receive money"), Readers.LET_IN),
    Event("payee.restricted", N_("Account with the payment provider held"), Readers.LET_IN),
    Event("payee.bank_changed", N_("Bank account at the payment provider changed"), Readers.LET_IN),
]
