"""What is told about an import: counts alone."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("import.uploaded", N_("Workbook of cases uploaded"), Readers.LET_IN),
    Event("import.checked", N_("Workbook of cases checked"), Readers.LET_IN, keys={"rows", "valid", "known", "faults"}),
    Event("import.refused", N_("Workbook of cases could not be read"), Readers.LET_IN, keys={"refusal"}),
    Event("import.decided", N_("Import of the valid rows decided"), Readers.LET_IN, keys={"rows"}),
    Event("import.decided_whole", N_("Import of all rows or none decided"), Readers.LET_IN, keys={"rows"}),
    Event("import.turned_back", N_("Import stopped; it waits for a decision again"), Readers.LET_IN, keys={"refusal"}),
    Event("import.finished", N_("Workbook of cases imported"), Readers.LET_IN, keys={"cases", "passed_over"}),
    Event("import.discarded", N_("Workbook of cases discarded"), Readers.LET_IN),
    Event("import.lapsed", N_("Workbook of cases discarded, because nobody decided in time"), Readers.LET_IN),
]
