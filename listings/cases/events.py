"""What is told about a case; payloads carry ids, codes, numbers and dates, never a name."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("case.registered", N_("Case registered"), keys={"category", "parties"}),
    Event("case.corrected", N_("Case corrected"), keys={"columns"}),
    Event("party.added", N_("Party added"), keys={"role"}),
    Event("party.corrected", N_("Party corrected"), keys={"columns"}),
    Event("party.removed", N_("Party removed"), keys={"role"}),
    Event("case.linked", N_("Case linked to another of the same dispute"), keys={"cases"}, office_only=True),
    Event("case.unlinked", N_("Case taken out of its dispute"), keys={"cases"}, office_only=True),
    Event("case.classified", N_("Case classified"), keys={"case_class", "proposed_class"}),
    Event("case.listed", N_("Case put on the board")),
    Event("case.mediation_begun", N_("Mediation began")),
    Event("case.mediation_stopped", N_("Mediation stopped; the listing is open again")),
    Event("case.unlisted", N_("Case taken off the board")),
    Event("case.resolved", N_("Case resolved")),
    Event("case.closed", N_("Case closed")),
    Event("case.closed_unlisted", N_("Case closed without a listing"), keys={"close_code"}),
    Event(
        "case.text_refused", N_("Text refused that named what is private"), keys={"fields", "kinds"}, office_only=True
    ),
    Event("case.gate_answered", N_("Mediability questions answered"), keys={"bars"}, office_only=True),
    Event(
        "case.consent_recorded",
        N_("Party's answer to the listing recorded"),
        keys={"party_id", "answer", "answered_on"},
    ),
    Event(
        "case.separate_consent_recorded",
        N_("Person's separate consent to being recognisable recorded"),
        keys={"party_id", "answer", "answered_on"},
    ),
    Event("case.access_given", N_("Access to the case given"), keys={"person_id", "scope"}),
    Event("case.access_ended", N_("Access to the case ended"), keys={"person_id", "scope"}),
]
