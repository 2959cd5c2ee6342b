"""The sum in dispute is found without its unit, however its figures are grouped; other numbers are let pass."""

import pytest

from listings.reidentification.own_sum import own_sum_told

SUM_FEN = 3_450_000  # 34,500 yuan


@pytest.mark.parametrize(
    "spelled", ["34500", "34,500", "34，500", "３４５００", "34 500", "34500.00", "3.45万", "3.45 w", "34.5千", "34.5k"]
)
def test_the_cases_own_sum_is_found(spelled):
    assert own_sum_told(f"欠款{spelled}，一直没有给。", SUM_FEN) == [spelled]


@pytest.mark.parametrize(
    "text", ["欠款134500", "34501", "3450", "345000", "共34人，500只羊", "2024-5-1", "1.2.3", "……"]
)
def test_other_numbers_pass(text):
    assert own_sum_told(text, SUM_FEN) == []


def test_a_case_without_a_sum_has_none_to_tell():
    assert own_sum_told("34500", None) == []


def test_three_herdsmen_are_no_sum():
    assert own_sum_told("3户牧民", 300) == []


def test_a_long_text_is_read_once():
    assert own_sum_told("1," * 100_000, SUM_FEN) == []
