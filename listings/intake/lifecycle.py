"""The life of an import: read by a job, decided by a clerk, imported by a job. However it ends, its key goes."""

from listings.intake.guards import everything_is_valid, something_is_valid
from listings.intake.models import CaseImport
from listings.intake.vocabulary import IMPORT_STATE_LABELS
from listings.intake.vocabulary import ImportState as S
from market.lifecycle import SYSTEM, Lifecycle, Step
from market.policy import Can
from market.text import N_

IMPORT = Lifecycle(
    CaseImport,
    S,
    IMPORT_STATE_LABELS,
    [
        Step("check", {S.RECEIVED}, S.WAITING, SYSTEM, "import.checked", N_("Check the workbook"), stamp="checked_at"),
        Step("refuse", {S.RECEIVED}, S.REFUSED, SYSTEM, "import.refused", N_("Refuse the workbook"),
             stamp="ended_at"),
        Step("decide", {S.WAITING}, S.IMPORTING, Can.IMPORT_CASES, "import.decided", N_("Import the valid rows"),
             guards=[something_is_valid], stamp="decided_at", by="decided_by_id"),
        Step("decide_whole", {S.WAITING}, S.IMPORTING, Can.IMPORT_CASES, "import.decided_whole",
             N_("Import all rows or none"), guards=[everything_is_valid, something_is_valid], stamp="decided_at",
             by="decided_by_id"),
        Step("turn_back", {S.IMPORTING}, S.WAITING, SYSTEM, "import.turned_back", N_("Stop the import")),
        Step("finish", {S.IMPORTING}, S.IMPORTED, SYSTEM, "import.finished", N_("Finish the import"),
             stamp="ended_at"),
        Step("discard", {S.RECEIVED, S.WAITING}, S.DISCARDED, Can.IMPORT_CASES, "import.discarded",
             N_("Discard the workbook"), stamp="ended_at"),
        Step("lapse", {S.RECEIVED, S.WAITING}, S.DISCARDED, SYSTEM, "import.lapsed", N_("Let the workbook lapse"),
             stamp="ended_at"),
    ],
)  # fmt: skip
