"""Clerk 苏日娜 types the numbers of rulings as she finds them; the same ruling always has the same number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.confirmation.case_number import LONGEST_NUMBER, CaseNumber, Doubt, doubts_about, normalised, parse

ONE = "(2026)内0623诉前调确12号"


@pytest.mark.parametrize(
    "typed",
    [
        "(2026)内0623诉前调确12号",
        "（2026）内0623诉前调确12号",
        "（２０２６）内０６２３诉前调确１２号",
        "〔2026〕内0623诉前调确12号",
        "[2026]内0623诉前调确12号",
        "【2026】内0623诉前调确12号",
        " ( 2026 ) 内 0623 诉前调确 12 号 ",
        "(2026)内0623诉前调确第12号",
        "(2026)内0623诉前调确字第012号",
        "(2026年)内0623诉前调确12号",
        "（2026）\u3000内0623诉前调确12号",
    ],
)
def test_one_ruling_has_one_number_however_it_is_typed(typed):
    assert normalised(typed) == ONE
    assert parse(typed) == CaseNumber(2026, "内0623", "诉前调确", 12)


@pytest.mark.parametrize(
    ("typed", "court", "kind", "serial", "part"),
    [
        ("(2021)内0623民特3号", "内0623", "民特", 3, ""),
        ("(2026)内06民终101号", "内06", "民终", 101, ""),
        ("(2026)内民申7号", "内", "民申", 7, ""),
        ("(2026)最高法民再1号", "最高法", "民再", 1, ""),
        ("(2026)内0623诉前调确12号之一", "内0623", "诉前调确", 12, "一"),
        ("(2026)新40诉前调确9号", "新40", "诉前调确", 9, ""),
    ],
)
def test_the_parts_of_a_number_are_told_apart(typed, court, kind, serial, part):
    assert parse(typed) == CaseNumber(int(typed[1:5]), court, kind, serial, part)


@pytest.mark.parametrize(
    "typed",
    ["", "12号", "(26)内0623诉前调确12号", "(2026)内0623诉前调确号", "(2026)0623诉前调确12号", "(2026)内0623诉前调确12",
     "内0623诉前调确12号", "(2026)内062312号", "(2026)内0623诉前调确123456789号"],
)  # fmt: skip
def test_what_has_not_the_form_is_kept_as_it_is(typed):
    assert parse(typed) is None
    assert normalised(f" {typed} ") == typed
    assert doubts_about(typed, court_code="内0623", years=range(2026, 2027)) == [Doubt.UNREADABLE]


@pytest.mark.parametrize(
    ("typed", "doubts"),
    [
        (ONE, []),
        ("(2026)内0623民特12号", []),
        ("(2026)内0623民初12号", [Doubt.UNKNOWN_TYPE]),
        ("(2026)内0624诉前调确12号", [Doubt.OTHER_COURT]),
        ("(2024)内0623诉前调确12号", [Doubt.OTHER_YEAR]),
        ("(2024)内0624民初12号", [Doubt.UNKNOWN_TYPE, Doubt.OTHER_COURT, Doubt.OTHER_YEAR]),
    ],
)
def test_what_is_unusual_is_said_and_not_refused(typed, doubts):
    assert doubts_about(typed, court_code="内0623", years=range(2025, 2027)) == doubts


@given(st.text(max_size=LONGEST_NUMBER))
def test_any_text_is_taken_and_normalising_twice_changes_nothing(typed):
    once = normalised(typed)
    assert normalised(once) == once


@given(
    st.integers(1000, 9999), st.from_regex(r"内[0-9]{4}", fullmatch=True), st.sampled_from(["诉前调确", "民特"]),
    st.integers(1, 99_999_999),
)  # fmt: skip
def test_what_is_written_reads_back(year, court, kind, serial):
    number = CaseNumber(year, court, kind, serial)
    assert parse(str(number)) == number
