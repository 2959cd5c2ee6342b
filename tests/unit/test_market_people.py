"""What people, settings and messages decide without a database."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from market.actor import Role
from market.keys.making import make_keys
from market.lifecycle import Situation
from market.notifications.wording import NAMES, NOTICES, Name, Names, Naming, Notices, facts_today, worded
from market.people.passwords import hash_password, password_holds
from market.people.queries import name_hash
from market.people.views import _safe
from market.refusals import Invalid
from market.settings.dated import Dated, Kind
from market.settings.guards import still_to_come
from market.settings.values import read_value
from market.staff.guards import HELD_ALONE, goes_together, has_a_note, not_over
from market.vault.keys import MasterKey
from market.words import CHINESE, ENGLISH, words_in

CLERK, REVIEWER, AUDITOR, SYSTEM = Role.OFFICE_CLERK, Role.OFFICE_REVIEWER, Role.AUDITOR, Role.SYSTEM_ADMIN


@pytest.mark.parametrize(
    ("role", "others", "fits"),
    [
        (CLERK, {REVIEWER}, True),
        (CLERK, set(), True),
        (SYSTEM, set(), True),
        (SYSTEM, {SYSTEM}, True),  # the same administration of a second banner
        (SYSTEM, {CLERK}, False),
        (CLERK, {SYSTEM}, False),
        (AUDITOR, {Role.FINANCE_APPROVER}, False),
        (Role.SECURITY_ADMIN, {SYSTEM}, False),
    ],
)
def test_which_roles_go_together(role, others, fits):
    assert goes_together(role, frozenset(others)) is fits


@given(st.sampled_from(Role), st.sampled_from(Role))
def test_going_together_does_not_depend_on_which_came_first(one, other):
    assert goes_together(one, frozenset({other})) == goes_together(other, frozenset({one}))
    assert goes_together(one, frozenset({other})) or {one, other} & HELD_ALONE


def situation(subject=None, **facts):
    return Situation(subject, None, None, facts)


def test_guards_of_an_appointment():
    today = date(2026, 11, 24)
    assert has_a_note(situation(note=" \n")) == "appointment.note_missing"
    assert has_a_note(situation(note="调离")) is None
    assert not_over(situation(SimpleNamespace(valid_until=date(2026, 11, 23)), today=today)) == "appointment.is_over"
    assert not_over(situation(SimpleNamespace(valid_until=today), today=today)) is None
    assert not_over(situation(SimpleNamespace(valid_until=None), today=today)) is None


def test_a_setting_is_not_decided_for_the_past():
    today = date(2026, 11, 24)
    assert still_to_come(situation(SimpleNamespace(effective_from=date(2026, 11, 23)), today=today)) is not None
    assert still_to_come(situation(SimpleNamespace(effective_from=today), today=today)) is None


DAYS = Dated(Kind.DAYS, 7, "Days", smallest=1, largest=60)
MONEY = Dated(Kind.FEN, 500_000, "Money", smallest=1, largest=1_000_000)
CHOICE = Dated(Kind.CHOICE, "labour", "Tax rule", choices=(("labour", "Labour"), ("windfall", "Windfall")))
YES_NO = Dated(Kind.YES_NO, False, "Whether")


@pytest.mark.parametrize(
    ("known", "typed", "value"),
    [
        (DAYS, "60", 60), (DAYS, " ３０ ", 30), (MONEY, "8,000.50", 800_050), (MONEY, "８０００元", 800_000),
        (CHOICE, "windfall", "windfall"), (YES_NO, "yes", True), (YES_NO, "no", False),
    ],
)  # fmt: skip
def test_a_value_is_read_as_its_kind(known, typed, value):
    assert read_value(known, typed) == value


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        (DAYS, "0"), (DAYS, "61"), (DAYS, "1e1"), (DAYS, "7.5"), (DAYS, "9" * 30), (DAYS, "٧x"), (MONEY, "0"),
        (MONEY, "10000.01"), (MONEY, "0.001"), (MONEY, "NaN"), (CHOICE, "Labour"), (YES_NO, "maybe"), (YES_NO, ""),
    ],
)  # fmt: skip
def test_an_odd_value_is_refused_beside_its_field(known, typed):
    with pytest.raises(Invalid) as refused:
        read_value(known, typed)
    assert refused.value.field == "value"


@given(st.text(max_size=30))
def test_no_text_makes_a_value_out_of_bounds(typed):
    try:
        value = read_value(DAYS, typed)
    except Invalid:
        return
    assert 1 <= value <= 60


def test_a_password_holds_for_itself_alone(slow_passwords):
    kept = hash_password("five words in a row")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$"), "as RFC 9106 recommends it"
    assert password_holds("five words in a row", kept)
    assert not password_holds("five words in a rov", kept)
    assert not password_holds("the password of nobody at all", None), "a name without an account lets nobody in"


def test_the_throttle_knows_one_name_for_all_its_spellings():
    assert name_hash(" SuriNa ") == name_hash("surina") != name_hash("surinb")


@pytest.mark.parametrize("target", ["/work", "/board?class=A&after=x", "/staff/abc#roles"])
def test_a_path_of_ours_is_gone_back_to(target):
    assert _safe(target) == target


@pytest.mark.parametrize(
    "target", [None, "", "work", "//x", "/\\x", "http://x/", "javascript:alert(1)", "\t//x", "/\t/x", "/\n/x"]
)
def test_anything_else_is_not(target):
    assert _safe(target) is None


@pytest.fixture
def tea():
    NOTICES.clear()
    NOTICES.add({"tea": "%(cups)s cups for %(price_fen)s at %(until_at)s: %(role_label)s"})
    yield
    NOTICES.clear()


def test_a_notice_shows_money_instants_and_labels_as_people_read_them(tea):
    facts = {
        "cups": 3, "price_fen": 800_000, "until_at": datetime(2026, 11, 23, 19, 5, tzinfo=UTC).isoformat(),
        "role_label": "Office clerk",
    }  # fmt: skip
    assert worded("tea", facts, str, ENGLISH) == "3 cups for CN¥8,000.00 at 24 November 2026 03:05: Office clerk"
    assert worded("tea", facts, str, "zh_Hans_CN") == "3 cups for ¥8,000.00 at 2026年11月24日 03:05: Office clerk"


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        (date(2026, 11, 26).isoformat(), "2026年11月26日"),
        ("2026-02-31", "2026-02-31"),
        ("XF-2026-11-26", "XF-2026-11-26"),
    ],
)
def test_a_day_of_a_notice_reads_as_a_day_and_nothing_else_does(kept, read):
    NOTICES.clear()
    NOTICES.add({"due": "%(last_day)s"})
    assert worded("due", {"last_day": kept}, str, "zh_Hans_CN") == read
    NOTICES.clear()


def test_a_notice_is_worded_once():
    notices = Notices()
    notices.add({"a": "A"})
    with pytest.raises(ValueError, match="twice"):
        notices.add({"a": "B"})


@pytest.fixture
def cups():
    called = {"c1": Name(words="the blue cup"), "c2": Name(label="Cup %(ref)s", ref="c2")}
    NOTICES.clear()
    NAMES.clear()
    NOTICES.add({"broken": "%(cup)s is broken"})
    NAMES.add(
        {"cup_ref": Naming("cup", lambda _, refs: {one: called[one] for one in refs & called.keys()}, Name("a cup"))}
    )
    yield called
    NOTICES.clear()
    NAMES.clear()


def test_a_thing_is_called_in_a_notice_as_it_is_called_today(cups):
    stored = [{"cup_ref": "c1"}, {"cup_ref": "c2"}, {"cup_ref": "gone"}, {"cup_ref": None}, {"cup": "the old name"}]

    def read():
        return [worded("broken", facts, str, ENGLISH) for facts in facts_today(None, stored)]

    assert read() == ["the blue cup is broken", "Cup c2 is broken", *["a cup is broken"] * 3]
    cups["c1"] = Name(words="100% of a cup")
    assert read()[0] == "100% of a cup is broken"
    assert stored[0] == {"cup_ref": "c1"}


def test_a_notice_about_no_such_thing_is_left_as_it_is(cups):
    assert facts_today(None, [{"cups": 3}]) == [{"cups": 3}]


def test_a_thing_is_named_by_one_floor():
    names = Names()
    names.add({"a": Naming("b", lambda *_: {}, Name())})
    with pytest.raises(ValueError, match="twice"):
        names.add({"a": Naming("c", lambda *_: {}, Name())})


def test_words_outside_a_request():
    assert words_in(ENGLISH, "Office clerk") == "Office clerk"
    assert words_in(CHINESE, "no catalogue has this") == "no catalogue has this"


def test_keys_are_made_once(tmp_path):
    folder = tmp_path / "a folder"
    assert all(make_keys(folder).values())
    kept = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in folder.iterdir())
    (folder / "secret_key").unlink()
    assert make_keys(folder) == {"SECRET_KEY_FILE": True, "VAULT_KEY_FILE": False, "CHECKPOINT_KEY_FILE": False}
    assert (folder / "vault_key").read_bytes() == kept["vault_key"]
    assert (folder / "secret_key").read_bytes() != kept["secret_key"]
    assert MasterKey.load(folder / "vault_key").primary
