"""What is told about people and their accounts; names never stand here."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("account.opened", N_("Account opened"), Readers.LET_IN),
    Event("account.signed_in", N_("Signed in"), Readers.LET_IN),
    Event("account.signed_out", N_("Signed out"), Readers.LET_IN),
    Event("account.password_set", N_("Password set"), Readers.LET_IN),
]
