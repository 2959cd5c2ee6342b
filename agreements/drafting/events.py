"""What the record says of an agreement: versions, hashes and days; never a name, a term or a reason."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("agreement.drafted", N_("Agreement drafted"), Readers.LET_IN, keys={"version"}),
    Event("agreement.edited", N_("Draft of the agreement changed"), Readers.LET_IN, keys={"version"}, gathered=True),
    Event("agreement.opened_for_signing", N_("Agreement open for signing"), Readers.LET_IN, keys={"version", "hash"}),
    Event("agreement.redrafted", N_("Agreement taken back for redrafting"), Readers.LET_IN, keys={"version"}),
    Event(
        "agreement.took_effect",
        N_("Agreement took effect"),
        Readers.LET_IN,
        keys={"version", "took_effect_on", "limit_last_day", "within_limit"},
    ),
    Event("agreement.abandoned", N_("Agreement abandoned"), Readers.LET_IN, keys={"version"}),
    Event("agreement.refused", N_("A party refused to sign the agreement"), Readers.LET_IN, keys={"version"}),
    Event("agreement.ended_with_claim", N_("Agreement abandoned with the claim"), Readers.LET_IN, keys={"version"}),
    Event(
        "agreement.varied",
        N_("To be agreed anew after the court's dismissal"),
        Readers.LET_IN,
        keys={"version", "days_left"},
    ),
    Event(
        "agreement.unconfirmed",
        N_("Settled, without the court's confirmation"),
        Readers.LET_IN,
        keys={"version", "ground"},
    ),
]
