"""What is told about a payout; every one stands in the stream of its case, and money moves with the marked ones.

What its approvers do among themselves stands in no history that the mediator of the case reads; the payee learns that
it was approved, sent, stopped or paid.
"""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event(
        "payout.prepared", N_("Payout prepared"), Readers.LET_IN, keys={"gross_fen", "tax_fen", "net_fen", "tax_rule"}
    ),
    Event(
        "payout.first_approved",
        N_("Payout approved by the first of two"),
        Readers.OFFICE,
        keys={"net_fen", "tax_fen"},
    ),
    Event(
        "payout.approved", N_("Payout approved"), Readers.LET_IN, keys={"net_fen", "tax_fen"}, required_subscriber=True
    ),
    Event("payout.rejected", N_("Payout rejected"), Readers.OFFICE, required_subscriber=True),
    Event(
        "payout.begun",
        N_("Payout handed to the provider"),
        Readers.LET_IN,
        keys={"attempt", "net_fen"},
        required_subscriber=True,
    ),
    Event(
        "payout.stopped",
        N_("Payout not sent: the bank account has changed"),
        Readers.LET_IN,
        keys={"attempt", "trouble"},
        required_subscriber=True,
    ),
    Event("payout.sent", N_("Payout accepted by the provider"), Readers.LET_IN, keys={"attempt", "provider_payout_id"}),
    Event("payout.lost", N_("Answer of the provider lost"), Readers.LET_IN, keys={"attempt", "trouble"}),
    Event(
        "payout.retried",
        N_("Payout handed to the provider again: nothing had been done"),
        Readers.LET_IN,
        keys={"attempt"},
    ),
    Event("payout.paid", N_("Payout paid"), Readers.LET_IN, keys={"attempt", "net_fen"}, required_subscriber=True),
    Event(
        "payout.failed",
        N_("Payout failed at the provider"),
        Readers.LET_IN,
        keys={"attempt", "trouble"},
        required_subscriber=True,
    ),
    Event("payout.sent_again", N_("Failed payout to be sent again"), Readers.LET_IN, keys={"attempt"}),
    Event(
        "payout.bounced",
        N_("Payout bounced after it had been paid"),
        Readers.LET_IN,
        keys={"provider_payout_id"},
        required_subscriber=True,
    ),
    Event(
        "payout.given_up",
        N_("Failed payout given up"),
        Readers.LET_IN,
        keys={"net_fen", "tax_fen"},
        required_subscriber=True,
    ),
]
