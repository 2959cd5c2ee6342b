"""What is told about a case; payloads carry ids, codes, numbers and dates, never a name."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("case.registered", N_("Case registered"), Readers.LET_IN, keys={"category", "parties"}),
    Event("case.corrected", N_("Case corrected"), Readers.LET_IN, keys={"columns"}),
    Event("party.added", N_("Party added"), Readers.LET_IN, keys={"role"}),
    Event("party.corrected", N_("Party corrected"), Readers.LET_IN, keys={"columns"}),
    Event("party.removed", N_("Party removed"), Readers.LET_IN, keys={"role"}),
    Event("case.linked", N_("Case linked to another of the same dispute"), Readers.OFFICE, keys={"cases"}),
    Event("case.unlinked", N_("Case taken out of its dispute"), Readers.OFFICE, keys={"cases"}),
    Event("case.classified", N_("Case classified"), Readers.LET_IN, keys={"case_class", "proposed_class"}),
    Event("case.listed", N_("Case put on the board"), Readers.LET_IN),
    Event("case.mediation_begun", N_("Mediation began"), Readers.LET_IN),
    Event("case.mediation_stopped", N_("Mediation stopped; the listing is open again"), Readers.LET_IN),
    Event("case.unlisted", N_("Case taken off the board"), Readers.LET_IN),
    Event("case.resolved", N_("Case resolved"), Readers.LET_IN),
    Event("case.closed", N_("Case closed"), Readers.LET_IN),
    Event("case.closed_unlisted", N_("Case closed without a listing"), Readers.LET_IN, keys={"close_code"}),
    Event("case.text_refused", N_("Text refused that named what is private"), Readers.OFFICE, keys={"fields", "kinds"}),
    Event("case.gate_answered", N_("Mediability questions answered"), Readers.OFFICE, keys={"bars"}),
    Event(
        "case.consent_recorded",
        N_("Party's answer to the listing recorded"),
        Readers.LET_IN,
        keys={"party_id", "answer", "answered_on"},
    ),
    Event(
        "case.separate_consent_recorded",
        N_("Person's separate consent to being recognisable recorded"),
        Readers.LET_IN,
        keys={"party_id", "answer", "answered_on"},
    ),
    Event("case.access_given", N_("Access to the case given"), Readers.LET_IN, keys={"person_id", "scope"}),
    Event("case.access_ended", N_("Access to the case ended"), Readers.LET_IN, keys={"person_id", "scope"}),
]
