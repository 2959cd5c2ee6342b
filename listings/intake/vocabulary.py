"""Where an import stands."""

from enum import StrEnum

from market.text import N_


class ImportState(StrEnum):
    RECEIVED = "received"
    WAITING = "waiting"
    IMPORTING = "importing"
    IMPORTED = "imported"
    DISCARDED = "discarded"
    REFUSED = "refused"


IMPORT_STATE_LABELS = {
    ImportState.RECEIVED: N_("Being read"),
    ImportState.WAITING: N_("Waiting for your decision"),
    ImportState.IMPORTING: N_("Being imported"),
    ImportState.IMPORTED: N_("Imported"),
    ImportState.DISCARDED: N_("Discarded"),
    ImportState.REFUSED: N_("Could not be read"),
}
IMPORT_TONES = {
    ImportState.RECEIVED: "active",
    ImportState.WAITING: "waiting",
    ImportState.IMPORTING: "active",
    ImportState.IMPORTED: "success",
    ImportState.DISCARDED: "muted",
    ImportState.REFUSED: "danger",
}
UNDER_WAY = (ImportState.RECEIVED, ImportState.IMPORTING)
ENDED = (ImportState.IMPORTED, ImportState.DISCARDED, ImportState.REFUSED)
