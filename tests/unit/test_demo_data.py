"""The demonstration's texts name nobody whom they must not name, and the same day always tells the same tales."""

from collections import Counter
from datetime import date, timedelta

import pytest
from stdnum.cn import ric, uscc

from demo.cast import OTOG_FRONT
from demo.mediator_people import PEOPLE
from demo.names import GIVEN_MEN, GIVEN_WOMEN, MONGOLIAN_MEN, MONGOLIAN_WOMEN, SURNAMES
from demo.places import COMMITTEES, DEPARTMENTS, TASK_FORCES, TOWNS, UNITS, VILLAGES, VILLAGES_OF
from demo.scenarios import SCENARIOS
from demo.seed.banner import budget_instant
from demo.seed.chapters_case import most_told
from demo.seed.fates import FATES, OTHER_FATES
from demo.seed.plan import Played, begins, plan
from demo.seed.register import REST, disputes
from demo.seed.timing import days_backwards, workday_until
from demo.tales import Dispute, Tale, tell
from listings.anonymisation.gate import strangers_told
from listings.anonymisation.leaks import Kind, PrivateValue, leaks
from listings.anonymisation.measures import measures_told
from listings.cases.vocabulary import Category
from listings.classification.classes import proposed_class
from listings.publication.models import BODY_LIMIT, TITLE_LIMIT
from listings.publication.vocabulary import amount_band, duration_band
from listings.reidentification.covering import Register, Registered
from listings.reidentification.ladders import Told
from market.workdays import SHANGHAI, legal_day
from mediators.vetting.vocabulary import CATEGORY_LABELS, LANGUAGE_LABELS

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def planned() -> list[Played]:
    return plan(200, TODAY)


def private_values(dispute: Dispute) -> list[PrivateValue]:
    values = [PrivateValue(Kind.VILLAGE, dispute.village)]
    for somebody in dispute.parties:
        values += [
            PrivateValue(Kind.NAME, somebody.name),
            PrivateValue(Kind.ID_NUMBER, somebody.id_number),
            PrivateValue(Kind.PHONE, somebody.phone),
            PrivateValue(Kind.ADDRESS, somebody.address),
        ]
    return values


def test_no_public_text_carries_a_private_value_of_its_case(planned: list[Played]) -> None:
    for one in planned:
        tale = one.chronicle.tale
        found = leaks({"title": tale.title, "body": tale.body}, private_values(tale.dispute))
        assert found == [], (tale.dispute.scenario.key, tale.title, tale.body)


def test_no_public_text_says_how_long_or_how_much(planned: list[Played]) -> None:
    for one in planned:
        tale = one.chronicle.tale
        assert measures_told(tale.title) + measures_told(tale.body) == [], tale.dispute.scenario.key


def test_no_honest_public_text_is_taken_for_a_number_or_a_place(planned: list[Played]) -> None:
    """The gate that refuses what a public text may not tell lets all of these pass."""
    told = {
        (text[hit.start : hit.end], hit.kind)
        for one in planned
        for text in (one.chronicle.tale.title, one.chronicle.tale.body)
        for hit in strangers_told(text)
    }
    assert told == set()


def test_the_check_would_see_a_name(planned: list[Played]) -> None:
    dispute = planned[0].script.dispute
    name = dispute.petitioners[0].name
    assert [leak.kind for leak in leaks({"body": f"……{' '.join(name)}……"}, private_values(dispute))] == [Kind.NAME]


def test_no_session_note_of_a_scenario_names_a_party(planned: list[Played]) -> None:
    for one in planned:
        notes = {str(place): text for place, text in enumerate(one.script.dispute.scenario.sessions)}
        values = [value for value in private_values(one.script.dispute) if value.kind is Kind.NAME]
        assert leaks(notes, values) == [], one.script.dispute.scenario.key


def test_texts_are_whole_and_fit(planned: list[Played]) -> None:
    for one in planned:
        tale = one.chronicle.tale
        for words in (tale.title, tale.body, tale.narrative, tale.facts, *(term.what for term in tale.obligations)):
            assert "{" not in words
            assert "}" not in words
            assert words.strip() == words != ""
        assert len(tale.title) <= TITLE_LIMIT
        assert len(tale.body) <= BODY_LIMIT
        assert tale.dispute.petitioners[0].name in tale.narrative


def test_the_age_of_a_dispute_proposes_its_class(planned: list[Played]) -> None:
    for one in planned:
        dispute, tale = one.script.dispute, one.chronicle.tale
        registered = legal_day(one.instants[0])
        assert proposed_class(tale.arose_on, registered + timedelta(days=10)) == dispute.case_class
        assert tale.arose_on <= tale.first_petition_on <= registered


def test_what_an_agreement_promises_adds_up_to_no_more_than_is_in_dispute(planned: list[Played]) -> None:
    for one in planned:
        tale = one.chronicle.tale
        promised_fen = sum(term.amount_fen or 0 for term in tale.obligations)
        assert 0 < promised_fen <= (tale.dispute.amount_fen or 0)


def test_numbers_are_well_formed_and_given_once(planned: list[Played]) -> None:
    people = [somebody for one in planned for somebody in one.script.dispute.parties]
    persons = [somebody for somebody in people if somebody.kind == "person"]
    assert all(ric.is_valid(somebody.id_number) and somebody.id_number[14:17] == "000" for somebody in persons)
    assert all(uscc.is_valid(one.id_number) for one in people if one.kind == "organisation" and one.id_number)
    for numbers in ([one.id_number for one in persons], [one.phone for one in people]):
        assert max(Counter(numbers).values()) == 1


def test_names_are_han_and_mongolian(planned: list[Played]) -> None:
    persons = [one for played in planned for one in played.script.dispute.parties if one.kind == "person"]
    mongolian = sum(one.minority_name for one in persons)
    assert 0.3 < mongolian / len(persons) < 0.6
    for words in (SURNAMES, GIVEN_MEN, GIVEN_WOMEN, MONGOLIAN_MEN, MONGOLIAN_WOMEN):
        assert len(words) == len(set(words))
        assert all("\u4e00" <= letter <= "\u9fff" for word in words for letter in word)


def test_the_banner_is_as_the_scheme_says() -> None:
    assert (len(DEPARTMENTS), len(TOWNS), len(TASK_FORCES)) == (53, 4, 5)
    assert len(set(DEPARTMENTS)) == 53
    assert set(TOWNS) == {"敖勒召其镇", "上海庙镇", "昂素镇", "城川镇"}
    assert set(VILLAGES) == set(TOWNS)
    for code, kinds in UNITS.items():
        units = {name for names in kinds.values() for name in names}
        wanted = {s.unit.format(town=town) for s in SCENARIOS for town in VILLAGES_OF[code]}
        assert wanted <= units, code


def test_thirty_mediators_of_known_words() -> None:
    assert len(PEOPLE) == 30
    assert len({person.sign_in_name for person in PEOPLE}) == 30
    for person in PEOPLE:
        assert set(person.languages) <= set(LANGUAGE_LABELS)
        assert set(person.categories) <= set(CATEGORY_LABELS)
        assert 0 <= person.committee < len(COMMITTEES["150623"])
    approved = {category for person in PEOPLE if person.ends == "approved" for category in person.categories}
    assert approved == {category.value for category in Category}


def test_every_category_has_its_disputes(planned: list[Played]) -> None:
    assert {scenario.category for scenario in SCENARIOS} == {category.value for category in Category}
    told = Counter(one.script.dispute.scenario.key for one in planned)
    assert len(told) == len(SCENARIOS)
    assert max(told.values()) <= 8


def test_two_hundred_cases_meet_every_fate(planned: list[Played]) -> None:
    assert sum(fate.count for fate in FATES) + sum(fate.count for fate in OTHER_FATES) == 200
    assert Counter(one.fate for one in planned) == Counter({fate.name: fate.count for fate in FATES}) + Counter(
        {fate.name: fate.count for fate in OTHER_FATES}
    )
    assert set("ABC") == {one.script.dispute.case_class for one in planned}


def test_the_same_day_tells_the_same_story_and_another_day_shifts_it(planned: list[Played]) -> None:
    again = plan(200, TODAY)
    assert [(one.chronicle.tale, one.instants, one.script.mediators) for one in planned] == [
        (one.chronicle.tale, one.instants, one.script.mediators) for one in again
    ]
    later = plan(200, TODAY + timedelta(days=90))
    assert [one.fate for one in later] == [one.fate for one in planned]
    assert later[0].instants[-1] > planned[0].instants[-1] + timedelta(days=80)


def test_acts_follow_one_another_on_workdays_before_today(planned: list[Played]) -> None:
    for one in planned:
        assert list(one.instants) == sorted(set(one.instants))
        days = [legal_day(instant) for instant in one.instants]
        assert days[-1] < TODAY
        assert all(workday_until(day) == day for day in days)


@pytest.mark.parametrize(
    "today", [date(2026, 1, 2), date(2026, 2, 24), date(2026, 10, 8), date(2027, 1, 1), date(2028, 2, 29)]
)
def test_on_any_day_a_case_has_its_budget_year_before_its_first_act(today: date) -> None:
    planned = plan(60, today)
    first = begins(planned, today)
    instants = [instant for one in planned for instant in one.instants]
    for year in {instant.astimezone(SHANGHAI).year for instant in instants}:
        earliest = min(instant for instant in instants if instant.astimezone(SHANGHAI).year == year)
        assert budget_instant(year, workday_until(first - timedelta(days=27))) < earliest
    assert all(legal_day(one.instants[-1]) < today for one in planned)


def test_petition_numbers_follow_the_days_of_registration(planned: list[Played]) -> None:
    for office in ("150623", "150624"):
        ours = [one for one in planned if one.script.dispute.jurisdiction_id == office]
        by_day = sorted(ours, key=lambda one: one.instants[0])
        numbers = [one.chronicle.petition_number for one in by_day]
        assert numbers == sorted(set(numbers))


def test_days_are_counted_back_over_a_holiday() -> None:
    # 1 to 7 October 2026 are free; 10 October is a Saturday that is worked.
    assert days_backwards([0, 1, 1], 1, date(2026, 10, 10)) == [date(2026, 9, 30), date(2026, 10, 8), date(2026, 10, 9)]


def test_the_register_lets_half_of_the_listings_say_their_town(planned: list[Played]) -> None:
    """Half of the played cases are registered by then; hardly a town was named when the register was small."""
    here = [one for one in planned if one.script.dispute.jurisdiction_id == OTOG_FRONT]
    count = next(count for code, _, count in REST if code == OTOG_FRONT)
    rest = [tell(dispute, begins(planned, TODAY)) for dispute in disputes(OTOG_FRONT, count, begins(planned, TODAY))]
    played = [registered(number, one.chronicle.tale) for number, one in enumerate(here)]
    register = Register([*played[::2], *(registered(1_000 + number, tale) for number, tale in enumerate(rest))])
    told = [most_told(register, case, own_of(case), 7) for case in played[::2]]
    assert sum(one is not None and one.place is not None for one in told) >= len(told) / 2
    assert all(one is not None and one.category is not None for one in told)


def registered(number: int, tale: Tale) -> Registered:
    dispute = tale.dispute
    known_by = frozenset(somebody.name for somebody in dispute.petitioners)
    town_id = sorted(VILLAGES_OF[dispute.jurisdiction_id]).index(dispute.town)
    category = str(dispute.scenario.category)
    return Registered(
        number, dispute.case_class, category, town_id, tale.arose_on, dispute.amount_fen, known_by
    )  # fmt: skip


def own_of(case: Registered) -> Told:
    bands = duration_band(case.arose_on, TODAY).value, amount_band(case.amount_fen).value
    return Told(case.case_class or "", case.category, case.town_id, *bands, TODAY)
