"""The pure rules of cases and listings: ages, bands, guards, lifecycles and journeys."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.anonymisation.leaks import Kind, Leak
from listings.cases.guards import departure_has_reason, departure_is_a_reviewers
from listings.cases.lifecycle import CASE
from listings.cases.vocabulary import CaseClass, ConsentAnswer, PartyRole
from listings.classification.classes import full_years, proposed_class
from listings.consents.queries import petitioners_without_consent
from listings.feature import SENTENCES
from listings.publication import guards
from listings.publication.events import ENDING_EVENTS, PUBLIC_EVENTS
from listings.publication.grounds import Grounds
from listings.publication.journey import journey_of_case, journey_of_listing
from listings.publication.lifecycle import LISTING
from listings.publication.public_end import PUBLIC_END_LABELS, PublicEnd, public_end, public_state
from listings.publication.vocabulary import (
    ACTIVE,
    END_MEDIATION_CODES,
    ENDED,
    PUBLIC,
    WITHDRAW_CODES,
    AmountBand,
    DurationBand,
    EndCode,
    ListingState,
    amount_band,
    duration_band,
)
from listings.reidentification.queries import Cover
from listings.reidentification.telling import Telling, leaked
from listings.sentences import CONSTRAINTS
from market.actor import Actor, Held, Role
from market.lifecycle import SYSTEM, Situation
from market.machinery import SENTENCES as GROUND

NOW = datetime(2026, 3, 9, 4, 0, tzinfo=UTC)
SURINA = Actor("苏日娜", person_id=1, appointments=(Held(Role.OFFICE_CLERK, "150623"),))
WANG = Actor("王建国", person_id=2, appointments=(Held(Role.OFFICE_REVIEWER, "150623"),))
STRANGER = Actor("杨帆", person_id=3, appointments=(Held(Role.OFFICE_REVIEWER, "150624"),))


@pytest.mark.parametrize(
    ("arose_on", "today", "case_class"),
    [
        (date(2021, 3, 9), date(2026, 3, 9), "A"),
        (date(2021, 3, 10), date(2026, 3, 9), "B"),
        (date(2023, 3, 9), date(2026, 3, 9), "B"),
        (date(2023, 3, 10), date(2026, 3, 9), "C"),
        (date(2020, 2, 29), date(2025, 2, 28), "A"),  # no 29 February that year: its last day counts
        (date(2020, 2, 29), date(2025, 2, 27), "B"),
        (date(2024, 2, 29), date(2028, 2, 28), "B"),
        (date(1998, 7, 1), date(2026, 3, 9), "A"),
        (date(2026, 3, 9), date(2026, 3, 9), "C"),
    ],
)
def test_age_proposes_the_class(arose_on: date, today: date, case_class: str) -> None:
    assert proposed_class(arose_on, today) is CaseClass(case_class)


@given(st.dates(date(1950, 1, 1), date(2025, 12, 31)), st.dates(date(2026, 1, 1), date(2040, 12, 31)))
def test_years_grow_by_one_at_most_from_one_year_to_the_next(since: date, until: date) -> None:
    years = full_years(since, until)
    assert 0 <= until.year - since.year - years <= 1
    later = date(until.year + 1, until.month, min(until.day, 28))
    assert full_years(since, later) - years in (0, 1)


@pytest.mark.parametrize(
    ("amount_fen", "band"),
    [
        (None, "none"),
        (0, "none"),
        (999_999, "under_10k"),
        (1_000_000, "from_10k"),
        (9_999_999, "from_10k"),
        (10_000_000, "from_100k"),
        (99_999_999, "from_100k"),
        (100_000_000, "from_1m"),
    ],
)
def test_an_amount_reaches_the_board_as_a_band(amount_fen: int | None, band: str) -> None:
    assert amount_band(amount_fen) is AmountBand(band)


@pytest.mark.parametrize(("years", "band"), [(2, "under_3"), (3, "from_3"), (5, "from_5"), (10, "from_10")])
def test_a_duration_reaches_the_board_as_a_band(years: int, band: str) -> None:
    assert duration_band(date(2026 - years, 3, 9), date(2026, 3, 9)) is DurationBand(band)


def situation(actor: Actor = SURINA, subject: object = None, **facts: object) -> Situation:
    return Situation(subject or SimpleNamespace(jurisdiction_id="150623"), actor, NOW, facts)


@pytest.mark.parametrize(
    ("actor", "given_class", "reason", "refused"),
    [
        (SURINA, "A", "", (None, None)),
        (SURINA, "B", "难", ("class_needs_reviewer", None)),
        (STRANGER, "B", "难", ("class_needs_reviewer", None)),
        (WANG, "B", " ", (None, "class_needs_reason")),
        (WANG, "B", "难", (None, None)),
    ],
)
def test_only_a_reviewer_of_the_banner_departs_and_says_why(actor, given_class, reason, refused) -> None:
    asked = situation(actor, case_class=given_class, proposed_class="A", class_reason=reason)
    assert (departure_is_a_reviewers(asked), departure_has_reason(asked)) == refused


SOUND = {
    "gate_unanswered": [], "gate_bars": [], "petitioners_without_consent": 0, "a_party_refuses": False, "told": (),
    "case_class": "A", "cover": Cover(needed=5, found=5, offer=None, consented=False),
}  # fmt: skip
SHORT = Cover(needed=5, found=4, offer=None, consented=False)


@pytest.mark.parametrize(
    ("guard", "change", "code"),
    [
        (guards.gate_is_answered, {"gate_unanswered": ["secret"]}, "gate_unanswered"),
        (guards.gate_is_clean, {"gate_bars": ["secret"]}, "gate_bars"),
        (guards.petitioners_consent, {"petitioners_without_consent": 1}, "petitioner_has_not_agreed"),
        (guards.nobody_refuses, {"a_party_refuses": True}, "a_party_refuses"),
        (guards.the_text_tells_nothing, {"told": tuple(leaked([Leak(Kind.PHONE, "body")]))}, "leak_phone"),
        *(
            (guards.the_text_tells_nothing, {"told": (Telling(code, "body", (), code),)}, code)
            for code in ("town_in_text", "stranger_in_text", "measure_in_text", "category_in_text")
        ),
        (guards.says_what_the_case_is, {"cover": replace(SHORT, is_true=False)}, "says_untrue"),
        (guards.fits_enough_petitioners, {"cover": SHORT}, "too_few_alike"),
        (guards.class_is_the_cases, {"case_class": "B"}, "class_changed_since_draft"),
        (guards.class_is_the_cases, {"case_class": None}, "class_changed_since_draft"),
    ],
)
def test_each_ground_keeps_a_listing_off_the_board(guard, change, code) -> None:
    listing = SimpleNamespace(case_class="A")
    assert guard(situation(subject=listing, grounds=Grounds(**SOUND))) is None
    assert guard(situation(subject=listing, grounds=Grounds(**(SOUND | change)))) == code
    assert Grounds(**SOUND).is_sound
    assert code in SENTENCES


def test_what_rests_on_everyones_consent_is_released_with_a_reason() -> None:
    grounds = Grounds(**(SOUND | {"cover": replace(SHORT, consented=True)}))
    assert guards.fits_enough_petitioners(situation(grounds=grounds)) is None
    assert guards.recognition_is_reasoned(situation(grounds=grounds, reason=" ")) == "recognition_needs_reason"
    assert guards.recognition_is_reasoned(situation(grounds=grounds, reason="当事人均愿公开")) is None
    assert guards.recognition_is_reasoned(situation(grounds=Grounds(**SOUND), reason="")) is None


def test_a_listing_expires_after_its_day_alone() -> None:
    listing = SimpleNamespace(claim_by=date(2026, 3, 9))
    assert guards.claim_by_has_passed(situation(subject=listing, today=date(2026, 3, 9))) == "claim_by_not_passed"
    assert guards.claim_by_has_passed(situation(subject=listing, today=date(2026, 3, 10))) is None


def test_reasons_belong_to_their_step() -> None:
    assert guards.is_a_withdrawal(situation(end_code="entered_court")) is None
    assert guards.is_a_withdrawal(situation(end_code="party_refused")) == "end_code_unknown"
    assert guards.is_a_partys_will(situation(end_code="party_refused")) is None
    assert guards.is_a_partys_will(situation(end_code="other")) == "end_code_unknown"
    assert guards.has_return_reason(situation(return_reason=" ")) == "return_needs_reason"


def test_consent_is_counted_by_party() -> None:
    parties = [
        SimpleNamespace(id=1, role=PartyRole.PETITIONER),
        SimpleNamespace(id=2, role=PartyRole.PETITIONER),
        SimpleNamespace(id=3, role=PartyRole.RESPONDENT),
    ]

    def said(**answers: ConsentAnswer) -> int:
        given = {int(key[1:]): SimpleNamespace(answer=answer) for key, answer in answers.items()}
        return petitioners_without_consent(parties, given)

    given_, silent, refused = ConsentAnswer.GIVEN, ConsentAnswer.SILENT, ConsentAnswer.REFUSED
    assert said() == 2
    assert said(p1=given_, p2=given_, p3=silent) == 0
    assert said(p1=given_, p2=silent) == 1
    assert said(p1=given_, p2=given_, p3=refused) == 0
    assert said(p1=given_, p2=ConsentAnswer.WITHDRAWN) == 1


def test_every_state_is_reached_and_every_end_is_an_end() -> None:
    assert {step.to for step in LISTING.steps.values()} | {ListingState.DRAFT} == set(ListingState)
    assert not any(set(step.start) & ENDED for step in LISTING.steps.values())
    assert all(any(state in step.start for step in LISTING.steps.values()) for state in ACTIVE)
    assert {step.to.value for step in CASE.steps.values()} | {"registered"} == set(CASE.states)


def test_what_follows_from_above_is_the_systems() -> None:
    by_system = {name for name, step in LISTING.steps.items() if step.who is SYSTEM}
    assert by_system == {
        "expire", "propose", "unpropose", "grant", "reopen", "settle", "unsettle", "confirm", "close_unconfirmed",
        "reward", "close_unrewarded",
    }  # fmt: skip
    assert {name for name, step in CASE.steps.items() if step.who is not SYSTEM} == {"classify"}


def test_the_public_hears_nothing_from_before_the_release() -> None:
    told_inside = {"listing.drafted", "listing.edited", "listing.submitted", "listing.returned", "listing.discarded"}
    assert not set(PUBLIC_EVENTS) & told_inside
    assert set(ENDING_EVENTS) <= set(PUBLIC_EVENTS)


def test_every_end_that_the_office_brings_about_looks_the_same_but_one() -> None:
    ends = {
        code: public_end(SimpleNamespace(status=status, end_code=code))
        for status, codes in (("withdrawn", WITHDRAW_CODES), ("mediation_ended", END_MEDIATION_CODES))
        for code in codes
    }
    assert ends.keys() == set(EndCode)
    assert ends.pop(EndCode.RESOLVED_OTHERWISE) is PublicEnd.RESOLVED_OTHERWISE
    assert set(ends.values()) == {PublicEnd.TAKEN_OFF}
    assert {public_state(SimpleNamespace(status=status)) for status in ("withdrawn", "mediation_ended")} == {
        "withdrawn"
    }


@pytest.mark.parametrize("state", sorted(PUBLIC))
def test_whatever_has_ended_without_success_has_a_reason_in_words(state: ListingState) -> None:
    end = public_end(SimpleNamespace(status=state.value, end_code=None))
    assert (end is None) == (state not in ENDED or state is ListingState.REWARDED)
    assert end is None or PUBLIC_END_LABELS[end]


def test_every_refusal_has_a_sentence() -> None:
    assert set(CONSTRAINTS.values()) <= {*SENTENCES, *GROUND}
    assert {f"leak_{kind.value}" for kind in Kind} <= set(SENTENCES)


def listing_in(status: str, **instants: datetime) -> SimpleNamespace:
    blank = dict.fromkeys(("submitted_at", "released_at", "claimed_at", "settled_at", "confirmed_at", "ended_at"))
    return SimpleNamespace(status=status, drafted_at=NOW, **(blank | instants))


def test_a_listing_under_way_shows_what_is_done_and_what_is_to_come() -> None:
    journey = journey_of_listing(listing_in("claimed", released_at=NOW, claimed_at=NOW), office=False)
    assert [stage.code for stage in journey.stages] == [
        "published", "proposed", "claimed", "settled", "confirmed", "rewarded",
    ]  # fmt: skip
    assert (journey.current, journey.past) == ("claimed", ["published", "proposed"])


def test_a_bad_end_stands_after_what_was_reached() -> None:
    ended = listing_in("withdrawn", submitted_at=NOW, released_at=NOW, ended_at=NOW)
    journey = journey_of_listing(ended, office=True)
    assert [stage.code for stage in journey.stages] == ["draft", "in_review", "published", "withdrawn"]
    assert journey.stages[-1].ended
    assert journey.stages[-1].reached_at == NOW


def test_a_case_shows_its_whole_life() -> None:
    case = SimpleNamespace(status="listed", registered_at=NOW, resolved_at=None, closed_at=None, close_code=None)
    assert journey_of_case(case).past == ["registered", "classified"]


def test_a_case_that_was_closed_without_a_listing_shows_no_board() -> None:
    closed = {
        "status": "closed",
        "registered_at": NOW,
        "resolved_at": None,
        "closed_at": NOW,
        "close_code": "withdrawn",
    }
    journey = journey_of_case(SimpleNamespace(**closed, case_class=None))
    assert [(stage.code, stage.reached_at) for stage in journey.stages] == [("registered", NOW), ("closed", NOW)]
    assert journey_of_case(SimpleNamespace(**closed, case_class="A")).past == ["registered", "classified"]
