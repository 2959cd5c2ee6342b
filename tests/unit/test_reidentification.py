"""Published attributes climb their ladders, and what is counted is never more petitioners than there are."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.anonymisation.measures import measures_told
from listings.cases.vocabulary import Category
from listings.publication.vocabulary import AmountBand, DurationBand
from listings.reidentification.covering import Register, Registered, fits
from listings.reidentification.ladders import Attribute, Told, is_within, ladder, never_finer, widenings
from listings.reidentification.places import towns_told, without_towns

TODAY = date(2026, 3, 9)
SEVEN_YEARS_AGO = date(2019, 2, 1)
ANGSU, CHENGCHUAN = 1, 2
TOLD = Told("A", "land", ANGSU, "from_5", "from_100k", TODAY)


def case_of(number: int, *known_by: str, **changes: object) -> Registered:
    known = frozenset(known_by or (f"person {number}",))
    return replace(Registered(number, "A", "land", ANGSU, SEVEN_YEARS_AGO, 18_600_000, known), **changes)


told = st.builds(
    Told,
    st.sampled_from("ABC"),
    st.sampled_from([None, *(one.value for one in Category)]),
    st.sampled_from([None, ANGSU, CHENGCHUAN]),
    st.sampled_from([None, *(one.value for one in DurationBand)]),
    st.sampled_from([None, *(one.value for one in AmountBand)]),
    st.just(TODAY),
)
registers = st.lists(
    st.builds(
        Registered,
        st.integers(1, 10_000),
        st.sampled_from([None, "A", "B", "C"]),
        st.sampled_from([one.value for one in Category]),
        st.sampled_from([ANGSU, CHENGCHUAN]),
        st.dates(date(2005, 1, 1), TODAY),
        st.sampled_from([None, 1, 5_000_000, 50_000_000, 900_000_000]),
        st.frozensets(st.sampled_from("abcdefgh"), max_size=3),
        st.booleans(),
        st.sampled_from([False, False, True]),
    ),
    max_size=30,
    unique_by=lambda case: case.case_id,
)


@pytest.mark.parametrize("attribute", list(Attribute))
def test_every_ladder_ends_with_being_left_out(attribute: Attribute) -> None:
    values = {
        Attribute.CATEGORY: [one.value for one in Category],
        Attribute.PLACE: [ANGSU],
        Attribute.DURATION: [one.value for one in DurationBand],
        Attribute.AMOUNT: [one.value for one in AmountBand],
    }[attribute]
    for value in values:
        climbed = ladder(attribute, value)
        assert climbed[0] == value
        assert climbed[-1] is None
        assert len(set(climbed)) == len(climbed)


def test_an_amount_climbs_to_there_being_one() -> None:
    assert ladder(Attribute.AMOUNT, "from_1m") == ("from_1m", "over_100k", "some", None)
    assert ladder(Attribute.AMOUNT, "none") == ("none", None)
    assert not is_within(Attribute.AMOUNT, "none", "some")


@given(told)
def test_a_widening_says_less_and_never_the_same(one: Told) -> None:
    found = widenings(one)
    assert one not in found
    assert all(never_finer(one, wider) and not never_finer(wider, one) for wider in found)
    if found:
        assert found[-1] == Told(one.case_class, None, None, None, None, TODAY)


def test_the_kind_of_matter_is_given_up_last() -> None:
    first = widenings(TOLD)[0]
    assert first == replace(TOLD, duration="over_5")
    without_category = next(place for place, wider in enumerate(widenings(TOLD)) if wider.category is None)
    without_amount = next(place for place, wider in enumerate(widenings(TOLD)) if wider.amount is None)
    assert without_amount < without_category


@given(registers, told)
def test_saying_less_never_fits_fewer(cases: list[Registered], one: Told) -> None:
    register = Register(cases)
    for own in (None, *(case.case_id for case in cases[:3])):
        counts = [register.covered([wider], own) for wider in widenings(one)]
        assert all(register.covered([one], own) <= count for count in counts)


@given(registers, told, st.integers(1, 6))
def test_the_offer_is_the_first_that_holds(cases: list[Registered], one: Told, needed: int) -> None:
    register, candidates = Register(cases), widenings(one)
    for own in (None, *(case.case_id for case in cases[:3])):
        offer = register.first_covering(candidates, [], needed, own)
        holding = [wider for wider in candidates if register.covered([wider], own) >= needed]
        assert (offer.told if offer else None) == (holding[0] if holding else None)
        assert offer is None or offer.found == register.covered([offer.told], own)


@given(registers, told, told)
def test_all_versions_together_fit_no_more_than_each(cases: list[Registered], one: Told, other: Told) -> None:
    register = Register(cases)
    together = register.covered([one, other])
    assert together <= min(register.covered([one]), register.covered([other]))


def test_one_petitioner_with_many_cases_is_one() -> None:
    same_phone = [case_of(1, "name 王", "phone 1"), case_of(2, "name 李", "phone 1"), case_of(3, "name 李")]
    assert Register(same_phone).covered([TOLD]) == 1
    assert Register([*same_phone, case_of(4)]).covered([TOLD]) == 2


def test_a_petitioner_joined_through_a_case_that_does_not_fit_is_still_one() -> None:
    elsewhere = case_of(3, "name 王", "phone 1", town_id=CHENGCHUAN)
    register = Register([case_of(1, "name 王"), case_of(2, "phone 1"), elsewhere])
    assert register.covered([TOLD]) == 1


def test_an_erased_case_counts_for_nobody() -> None:
    assert Register([replace(case_of(1), known_by=frozenset())]).covered([TOLD]) == 0


def test_a_new_case_is_nobody_more_if_it_shares_a_mark_with_one_who_fits() -> None:
    before = [case_of(1, "name 王"), case_of(2, "phone 1")]
    own = case_of(9, "name 李", is_new=True)
    assert [Register([*before, own]).covered([TOLD], one) for one in (None, 9)] == [2, 3]
    assert Register([*before, case_of(9, "name 王", is_new=True)]).covered([TOLD], 9) == 2
    joining = Register([*before, case_of(9, "name 王", "phone 1", is_new=True)])
    assert [joining.covered([TOLD], one) for one in (None, 9)] == [2, 1], "nobody else's count tells of it"


marks = st.frozensets(st.sampled_from("abcdefgh"), min_size=1)


@given(registers, told, marks, marks, st.booleans(), st.integers(1, 6))
def test_no_count_depends_on_what_was_changed_today(
    cases: list[Registered], one: Told, was: frozenset[str], guess: frozenset[str], is_new: bool, needed: int
) -> None:
    changed = case_of(10_001, is_new=is_new, is_changed=True)
    both = [Register([*cases, replace(changed, known_by=known)]) for known in (was, guess)]
    for own in (None, 10_001, *(case.case_id for case in cases[:2])):
        counts = [(register.covered([one], own), register.covered_at_most([one], own)) for register in both]
        offers = [register.first_covering(widenings(one), [], needed, own) for register in both]
        assert counts[0] == counts[1]
        assert offers[0] == offers[1]
        assert counts[0][0] == Register(cases).covered([one], own)


def test_the_age_gives_the_class_of_a_case_that_has_none() -> None:
    assert fits(case_of(1, case_class=None), TOLD)
    assert not fits(case_of(1, case_class=None, arose_on=date(2022, 1, 1)), TOLD)


def test_each_value_narrows() -> None:
    assert fits(case_of(1), TOLD)
    for change in ({"category": "loans"}, {"town_id": CHENGCHUAN}, {"amount_fen": 1}, {"case_class": "B"}):
        assert not fits(case_of(1, **change), TOLD)
    assert fits(case_of(1, amount_fen=1), replace(TOLD, amount="some"))


TOWNS = {ANGSU: "昂素镇", CHENGCHUAN: "城川镇"}


@pytest.mark.parametrize("text", ["昂素镇某嘎查", "昂 素", "在昂·素镇的草场", "昂素地区"])
def test_a_town_is_seen_however_it_is_written(text: str) -> None:
    assert towns_told(text, TOWNS) == {ANGSU}
    assert towns_told(without_towns(text, list(TOWNS.values())), TOWNS) == set()


def test_a_text_loses_its_towns_and_nothing_else() -> None:
    told_of = "申请人在城川镇有草场，后迁昂素。\n多次协商未果。"
    assert without_towns(told_of, list(TOWNS.values())) == "申请人在某镇有草场，后迁某镇。\n多次协商未果。"
    assert towns_told("某镇牧户的草场纠纷", TOWNS) == set()


@pytest.mark.parametrize(
    "text",
    [
        "七年前", "2019年3月", "三四年前", "从前年起", "半年没有付", "八个月前", "十多年",
        "二〇一九年", "７年", "好几年",
        "十余万元", "数千元", "每亩 50 元", "上万元", "五百块钱", "5000.00元", "一万二千元", "３万元", "几百块",
    ],
)  # fmt: skip
def test_a_text_says_neither_how_long_nor_how_much(text: str) -> None:
    assert measures_told(f"申请人与某公司的草场纠纷，{text}，至今未果。")


@pytest.mark.parametrize(
    "text",
    [
        "多年来",
        "若干",
        "小学三年级",
        "一块地",
        "历年",
        "连年减收",
        "头一年",
        "哪一年的价格",
        "当年",
        "近年",
        "一亩地",
    ],
)
def test_what_has_no_number_is_no_measure(text: str) -> None:
    assert measures_told(f"申请人与某公司的草场纠纷，{text}，至今未果。") == []
