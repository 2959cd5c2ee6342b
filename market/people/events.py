"""What is told about people and their accounts; names never stand here."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("account.opened", N_("Account opened")),
    Event("account.signed_in", N_("Signed in")),
    Event("account.signed_out", N_("Signed out")),
    Event("account.password_set", N_("Password set")),
]
