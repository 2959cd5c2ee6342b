"""苏日娜 types a petition number in whatever spelling: one number is one case, and what is no number is refused."""

import pytest
from sqlalchemy import text

from listings.cases.numbers import number_key
from listings.cases.queries import CaseFilter, cases_page
from listings.cases.services import add_party, correct
from listings.disputes.services import link
from market.refusals import Invalid
from tests.integration.listings.stories import PETITIONER, RESPONDENT, case_values, registered, respondent


def corrections(work, **changes):
    """The case as the form shows it, but for these changes."""
    return {name: value for name, value in case_values(work, **changes).items() if name != "parties"}


@pytest.mark.parametrize(
    "typed",
    [
        "内前旗信[2026]0132号",
        "内前旗信 〔２０２６〕 0132 号",
        "内前旗信（2026）0132号",
        "内前旗信〔2026〕132号",
        "内前旗信（２０２６）０００１３２号",
    ],
)
def test_one_petition_is_registered_once_however_its_number_is_spelt(work, actors, typed):
    clerk = work(actors.clerk)
    assert registered(clerk, petition_number="内前旗信〔2026〕0132号").petition_number == "内前旗信〔2026〕0132号"
    with pytest.raises(Invalid, match="petition_number_taken"):
        registered(clerk, petition_number=typed)


@pytest.mark.parametrize(
    "typed",
    ["乌兰其其格", "XF", "XF-2019'; --", "<b>1</b>", "XF-2019?", "١٢٣", "1" * 41, "①" * 41, "-", "〔〕"],
)
def test_what_is_no_petition_number_is_refused_beside_its_field(clerk, typed):
    case = registered(clerk)
    with pytest.raises(Invalid, match="petition_number_wrong") as refused:
        registered(clerk, petition_number=typed)
    assert refused.value.field == "petition_number"
    with pytest.raises(Invalid, match="petition_number_wrong"):
        correct(clerk, case, **corrections(clerk, petition_number=typed))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("内前旗信(2026)0132号", "内前旗信〔2026〕0132号"),
        ("１５０６２３－２０２６－０１", "150623-2026-01"),
        ("xf–2026—7", "XF-2026-7"),
        ("鄂前信访 第12号", "鄂前信访第12号"),
    ],
)
def test_a_petition_number_is_kept_in_one_spelling(clerk, typed, kept):
    assert registered(clerk, petition_number=typed).petition_number == kept


def test_a_number_that_was_registered_before_there_was_a_rule_stays(clerk):
    case = registered(clerk)
    case.petition_number = "旧号_甲"
    clerk.session.flush()
    assert correct(clerk, case, **corrections(clerk, petition_number="旧号_甲")).petition_number == "旧号_甲"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("内前旗信〔2026〕12号", "内前旗信〔2026〕120号"),
        ("内前旗信〔2026〕12号", "内前旗信〔2026〕1号2"),
        ("XF-2026-1-2", "XF-2026-12"),
        ("XF-2026-10", "XF-2026-1"),
        ("内前旗信〔2026〕0号", "内前旗信〔2026〕号0"),
    ],
)
def test_numbers_that_truly_differ_are_two_cases(clerk, one, other):
    registered(clerk, petition_number=one)
    assert registered(clerk, petition_number=other).petition_number == other


@pytest.mark.parametrize("typed", ["1E10", "1.50623E+17", "1.50623e17", " １.5 Ｅ＋１７", "2E-5"])
def test_what_a_spreadsheet_has_cut_short_is_refused_beside_its_field(clerk, typed):
    case = registered(clerk)
    for attempt in (
        lambda: registered(clerk, petition_number=typed),
        lambda: correct(clerk, case, **corrections(clerk, petition_number=typed)),
    ):
        with pytest.raises(Invalid, match="petition_number_scientific") as refused:
            attempt()
        assert refused.value.field == "petition_number"
    for kept in ("2026E0012", "E10", "1E1000", "1E10号"):
        assert registered(clerk, petition_number=kept).petition_number == kept


def test_no_petition_number_has_the_name_of_a_person_in_it(clerk):
    """It stands in lists and messages that name nobody, and outlives what is erased. A bureau's own name may."""
    with pytest.raises(Invalid, match="petition_number_names_party") as refused:
        registered(clerk, petition_number=f"{PETITIONER}〔2026〕1号")
    assert refused.value.field == "petition_number"
    case = registered(clerk, petition_number=f"{RESPONDENT}〔2026〕周玉梅1号")
    with pytest.raises(Invalid, match="petition_number_names_party") as refused:
        add_party(clerk, case, **respondent(kind="person", name="周玉梅"))
    assert refused.value.field == "name"
    with pytest.raises(Invalid, match="petition_number_names_party"):
        correct(clerk, case, **corrections(clerk, petition_number=f"2026-{PETITIONER}"))


def test_a_case_is_found_by_part_of_its_number_or_by_the_whole_in_any_spelling(clerk):
    first = registered(clerk, petition_number="内前旗信〔2025〕0132号").petition_number
    second = registered(clerk, petition_number="内前旗信〔2026〕0132号").petition_number

    def found(typed):
        return [case.petition_number for case in cases_page(clerk, CaseFilter(number=typed), None).rows]

    for typed in ("内前旗信〔2026〕0132号", "内前旗信(2026)132号", "(2026)01", "(2026)13", "２０２６ 〕0132"):
        assert found(typed) == [second]
    for typed in ("132", "0132号", "00132", "前旗信"):
        assert found(typed) == [second, first]
    for typed in ("〔2027〕", "%", "_", "\\", "' OR 1=1 --"):
        assert found(typed) == []


def test_another_spelling_of_its_own_number_is_taken_over_and_links_to_no_other(clerk):
    case = registered(clerk, petition_number="内前旗信〔2026〕132号")
    correct(clerk, case, **corrections(clerk, petition_number="内前旗信〔2026〕0132号"))
    assert case.petition_number == "内前旗信〔2026〕0132号"
    with pytest.raises(Invalid, match="link_to_itself"):
        link(clerk, case, petition_number="内前旗信(2026)00132号")


@pytest.mark.parametrize(
    "typed",
    [
        "内前旗信 （２０２６）0132号",
        "xf–2026—07",
        "0",
        "000",
        "00012",
        "A0B00C01",
        "〔0〕00",
        "10.05.010",
        "﹣1‑02",
        "【2026】03",
        "①02",
    ],
)
def test_the_database_reckons_the_key_as_the_house_does(clerk, typed):
    reckoned = clerk.session.scalar(text("SELECT petition_number_key(:typed)"), {"typed": typed})
    assert reckoned == number_key(typed)
