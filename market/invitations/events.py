"""What is told about one-time links; neither the link nor the name stands here."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("account.link_issued", N_("One-time sign-in link issued"), Readers.LET_IN, keys={"purpose"}),
    Event("account.code_given", N_("Code for a sign-in link given"), Readers.LET_IN),
]
