"""A message keeps ids, numbers, days, sums and codes; what a listing or a case is called is asked at each reading.

Of these only a title may have to be taken back: the database forbids its key in a message
(market/notifications/models.py), and this keeps it the only text.
"""

import re
from importlib import import_module

from market.floors import FLOORS

NAMED_AT_EACH_READING = {"title", "case_number"}
IDS_NUMBERS_DAYS_AND_CODES = {
    "amount_fen", "clock_label", "days_left", "file_by", "last_day", "number", "role_label", "until_at",
}  # fmt: skip


def notices() -> dict[str, str]:
    """The sentences of all floors' messages by code."""
    found: dict[str, str] = {}
    for floor in FLOORS:
        found |= getattr(import_module(f"{floor}.feature"), "NOTICES", {})
    return found


def test_no_sentence_shows_a_text_that_a_message_would_have_to_keep() -> None:
    shown = {fact for words in notices().values() for fact in re.findall(r"%\((\w+)\)", words)}
    assert shown == NAMED_AT_EACH_READING | IDS_NUMBERS_DAYS_AND_CODES
