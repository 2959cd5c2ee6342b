"""Finance preparer Bai Yun (白云) counts a reward to the fen: typed, written, taxed and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from market.capitals import capitals
from market.money import (
    MAX_FEN,
    MoneyError,
    TaxRule,
    format_yuan,
    parse_yuan,
    withheld_tax_fen,
)

AMOUNTS = st.one_of(st.integers(0, 20_000_00), st.integers(0, MAX_FEN))


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("8000", 800_000),
        ("8,000.50", 800_050),
        ("0.1", 10),
        ("0", 0),
        ("0.07", 7),
        ("8000.5", 800_050),
        (" 8000 元 ", 800_000),
        ("¥8,000", 800_000),
        ("￥８，０００．５０", 800_050),
        ("８０００", 800_000),
        ("90071992547409.91", MAX_FEN),
    ],
)
def test_what_bai_yun_types_is_read_to_the_fen(typed: str, fen: int) -> None:
    assert parse_yuan(typed) == fen


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        (" \u3000", "empty"),
        ("-1", "negative"),
        ("−8,000", "negative"),
        ("－8000", "negative"),
        ("-0", "negative"),
        ("NaN", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("1e3", "not_a_number"),
        ("0x10", "not_a_number"),
        ("1_000", "not_a_number"),
        ("+5", "not_a_number"),
        ("80,00", "not_a_number"),
        ("8000,", "not_a_number"),
        (".5", "not_a_number"),
        ("5.", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("10²", "not_a_number"),
        ("½", "not_a_number"),
        ("٥٠", "not_a_number"),
        ("捌仟", "not_a_number"),
        ("80\x0000", "not_a_number"),
        ("\u202e0008", "not_a_number"),
        ("8 000", "not_a_number"),
        ("0.001", "fraction_of_fen"),
        ("5.000", "fraction_of_fen"),
        ("90071992547409.92", "too_large"),
        ("9223372036854775808", "too_large"),
        ("9" * 60, "too_large"),
        ("9" * 1_000_000, "too_large"),
        ("x" * 1_000_000, "not_a_number"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(MoneyError) as refusal:
        parse_yuan(typed)
    assert refusal.value.code == code


def test_an_amount_is_written_for_its_reader() -> None:
    assert format_yuan(800_050, "zh_Hans_CN") == "¥8,000.50"
    assert format_yuan(800_050, "en") == "CN¥8,000.50"
    assert format_yuan(5, "zh_Hans_CN") == "¥0.05"
    assert format_yuan(-500_000, "zh_Hans_CN") == "-¥5,000.00"
    assert format_yuan(-1, "en") == "-CN¥0.01"


@pytest.mark.parametrize("not_fen", [0.1, True, "5", None, 1.0])
def test_a_float_is_never_money(not_fen: object) -> None:
    for use in (
        format_yuan,
        capitals,
        lambda fen: withheld_tax_fen(fen, "labour"),
    ):
        with pytest.raises(MoneyError, match="not_whole_fen"):
            use(not_fen)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "人民币零元整"),
        (800_000, "人民币捌仟元整"),
        (1_000, "人民币壹拾元整"),
        (140_950, "人民币壹仟肆佰零玖元伍角整"),
        (600_714, "人民币陆仟零柒元壹角肆分"),
        (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (32_504, "人民币叁佰贰拾伍元零肆分"),
        (50, "人民币伍角整"),
        (4, "人民币肆分"),
        (10_000_000, "人民币壹拾万元整"),
        (1_000_001_00, "人民币壹佰万零壹元整"),
        (100_000_000_00, "人民币壹亿元整"),
        (100_000_001_00, "人民币壹亿零壹元整"),
        (100_010_000_00, "人民币壹亿零壹万元整"),
        (MAX_FEN, "人民币玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分"),
    ],
)
def test_the_amount_in_capitals_is_the_bank_s(fen: int, words: str) -> None:
    assert capitals(fen) == words


@given(AMOUNTS)
def test_figures_are_read_back_to_the_same_fen(fen: int) -> None:
    assert parse_yuan(format_yuan(fen)) == fen


@pytest.mark.parametrize(
    ("gross_yuan", "rule", "tax_fen"),
    [
        (5_000, "labour", 800_00),  # net 4,200
        (5_000, "incidental", 1_000_00),  # net 4,000
        (800, "labour", 0),
        (500, "labour", 0),
        (0, "labour", 0),
        (0, "incidental", 0),
        (2_000, "labour", 240_00),
        (4_000, "labour", 640_00),
        (8_000, "labour", 1_280_00),
        (25_000, "labour", 4_000_00),  # taxable 20,000, the end of the first band
        (30_000, "labour", 5_200_00),  # 24,000 x 30% - 2,000
        (62_500, "labour", 13_000_00),  # taxable 50,000, the end of the second
        (100_000, "labour", 25_000_00),  # 80,000 x 40% - 7,000
    ],
)
def test_the_tax_withheld_is_the_bureau_s(gross_yuan: int, rule: str, tax_fen: int) -> None:
    assert withheld_tax_fen(gross_yuan * 100, rule) == tax_fen


def test_half_a_fen_of_tax_goes_up_and_less_goes_down() -> None:
    assert withheld_tax_fen(2, TaxRule.INCIDENTAL) == 0  # 0.4 fen
    assert withheld_tax_fen(3, TaxRule.INCIDENTAL) == 1  # 0.6 fen
    assert withheld_tax_fen(80_002, TaxRule.LABOUR) == 0
    assert withheld_tax_fen(80_003, TaxRule.LABOUR) == 1
    # 25,000.05 yuan: 20,000.04 taxable, 30% less 2,000 = 4,000.012 yuan.
    assert withheld_tax_fen(2_500_005, TaxRule.LABOUR) == 400_001


def test_an_unknown_rule_or_a_negative_reward_has_no_tax() -> None:
    with pytest.raises(MoneyError, match="unknown_tax_rule"):
        withheld_tax_fen(500_000, "salary")
    with pytest.raises(MoneyError, match="negative"):
        withheld_tax_fen(-1, "labour")


@given(AMOUNTS, st.integers(0, 100_000), st.sampled_from(TaxRule))
def test_tax_stays_within_the_gross_and_more_gross_never_leaves_less_net(fen: int, more: int, rule: TaxRule) -> None:
    tax = withheld_tax_fen(fen, rule)
    assert 0 <= tax <= fen
    richer = min(fen + more, MAX_FEN)
    assert tax <= withheld_tax_fen(richer, rule)
    assert fen - tax <= richer - withheld_tax_fen(richer, rule)
