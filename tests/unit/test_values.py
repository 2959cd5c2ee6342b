"""What people type: good values are taken as people write them, bad ones get one sentence that names the field."""

from datetime import date

import pytest

from market.refusals import Invalid
from market.settings.dated import Dated, Kind
from market.settings.values import read_value
from market.web.values import BadValue, clean_day, clean_text, clean_whole, clean_yuan

LARGEST_FEN = 100_000_000_000


@pytest.mark.parametrize("typed", ["2026-03-09", "2026/3/9", "2026年3月9日", "２０２６-０３-０９", " 2026.3.9 "])
def test_a_day_is_understood_as_people_write_it(typed: str) -> None:
    assert clean_day(typed) == date(2026, 3, 9)


@pytest.mark.parametrize(
    "typed", ["2026-02-30", "2025-02-29", "2026-13-01", "0000-01-01", "9999-01-01", "soon", "1e3", "2026-3", "²⁰²⁶-3-9"]
)
def test_an_impossible_day_is_refused(typed: str) -> None:
    with pytest.raises(BadValue, match="field"):
        clean_day(typed)


@pytest.mark.parametrize(
    ("typed", "amount_fen"), [("8000", 800_000), ("8,000.50", 800_050), ("0.1", 10), ("８０００", 800_000)]
)
def test_an_amount_in_yuan_becomes_whole_fen(typed: str, amount_fen: int) -> None:
    assert clean_yuan(typed, LARGEST_FEN) == amount_fen


@pytest.mark.parametrize("typed", ["-1", "0", "0.001", "1e3", "NaN", "Infinity", str(2**63), "eight", "1..2", "0x10"])
def test_an_amount_that_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(BadValue):
        clean_yuan(typed, LARGEST_FEN)


@pytest.mark.parametrize("typed", ["0.1", "1e3", "NaN", str(2**63), "", "-", "3 4", "1²", "③", "३"])
def test_a_whole_number_is_whole_and_within_bounds(typed: str) -> None:
    with pytest.raises(BadValue):
        clean_whole(typed, 1, 90)


@pytest.mark.parametrize("typed", ["a\x00b", "bell\x07"])
def test_a_character_that_cannot_be_stored_is_refused(typed: str) -> None:
    with pytest.raises(BadValue, match="cannot be stored"):
        clean_text(typed, 100, lines=True)


def test_right_to_left_marks_are_refused_because_they_hide_what_is_read() -> None:
    with pytest.raises(BadValue, match="direction"):
        clean_text("付款\u202e001", 100, lines=False)


def test_a_text_is_measured_after_trimming_and_its_length_is_told() -> None:
    assert clean_text("  草场纠纷 \r\n", 4, lines=False) == "草场纠纷"
    with pytest.raises(BadValue) as refused:
        clean_text("长" * 1_000_000, 200, lines=False)
    assert refused.value.facts == {"limit": 200, "length": 1_000_000}


def test_a_line_stays_one_line() -> None:
    with pytest.raises(BadValue, match="one line"):
        clean_text("one\ntwo", 100, lines=False)


@pytest.mark.parametrize("kind", [Kind.FEN, Kind.NUMBER])
def test_a_power_is_not_read_as_a_larger_setting(kind: Kind) -> None:
    known = Dated(kind, 0, "")
    assert read_value(known, "１０") == read_value(known, "10")
    with pytest.raises(Invalid):
        read_value(known, "10²")
