"""A message about a listing shows what everyone may read of it now; what was taken back is read from no old message."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from listings.publication.queries import listing_for
from listings.publication.services import release, withdraw
from listings.reidentification.services import take_back, widen
from listings.saved_searches.services_alerts import announce
from market.calendar import start_of_day
from market.clocks.queries import run_for
from market.clocks.sweep import fire
from market.notifications import jobs as mail_jobs
from market.notifications import sending
from market.notifications.models import MailIntent, Notification
from market.notifications.services import notify
from market.people.models import Person
from tests.integration.listings.stories import drafted, ready_case, submit
from tests.integration.listings.test_saved_searches import keep

TOWNLESS = {"category": "land_and_village", "place": "", "duration": "", "amount": ""}
FIRST, WIDER = "上访多年的草场补偿纠纷", "上访多年的"


@pytest.fixture
def ref(commit_work):
    """A listing whose title names its matter; 陈静 has been told of it, by mail too."""

    def told(work):
        work.session.get_one(Person, work.actor.person_id).mail = "chenjing@example.cn"
        keep(work, alerts="mail")

    commit_work("second_reviewer", told)
    ref = commit_work("clerk", lambda work: submit(work, drafted(work, ready_case(work), title=FIRST)).public_id)
    commit_work("reviewer", lambda work: release(work, listing_for(work, ref)))
    return ref


@pytest.fixture
def announced(ref, commit_work, monkeypatch, tmp_path):
    monkeypatch.setattr(sending, "_ROOM", sending._MailRoom(folder=tmp_path / "mail"))
    assert commit_work("clerk", lambda work: announce(work, listing_for(work, ref))) == 1
    return ref


def change(commit_work, ref, what):
    commit_work("reviewer", lambda work: what(work, listing_for(work, ref)))


def inbox_of_chen(pages, locale="en"):
    chen = pages.as_("second_reviewer", locale=locale)
    page = chen.get("/inbox").get_data(as_text=True)
    one = chen.ask("/inbox").json["lines"][0]
    return page, chen.get(f"/inbox/{one['id']}").get_data(as_text=True), one["sentence"]


def test_the_title_of_today_is_read(pages, announced, commit_work):
    assert all(FIRST in told for told in inbox_of_chen(pages))
    change(commit_work, announced, lambda work, listing: widen(work, listing, **TOWNLESS))
    for told in inbox_of_chen(pages):
        assert "草场" not in told
        assert WIDER in told


def test_what_was_taken_back_is_named_by_its_number(pages, announced, commit_work):
    change(commit_work, announced, lambda work, listing: withdraw(work, listing, end_code="wrongly_listed"))
    for locale, called in (
        ("en", f"a listing whose text was taken back ({announced})"),
        ("zh_Hans_CN", f"一份文本已撤下的榜单（{announced}）"),
    ):
        for told in inbox_of_chen(pages, locale):
            assert WIDER not in told
            assert called in told


def test_what_was_answered_and_taken_back_since_is_not_said_to_stand_anywhere(pages, ref, actors, commit_work):
    """The answer goes with the text: the message stays true of both."""
    chen = actors.second_reviewer.person_id
    commit_work("clerk", lambda work: notify(work, [chen], "question_published", "board.show", ref, listing=ref))
    change(commit_work, ref, take_back)
    for locale, said, untrue in (
        ("en", f"a listing whose text was taken back ({ref})” was answered; see the page of the listing.", "stands"),
        ("zh_Hans_CN", f"（{ref}）”提出的问题已有答复，请查看该榜单页面。", "公布在"),
    ):
        told = inbox_of_chen(pages, locale)
        assert [one for one in told if said not in one] == []
        assert untrue not in told[-1]


def test_what_ended_and_was_not_taken_back_keeps_its_title(pages, announced, commit_work):
    change(commit_work, announced, lambda work, listing: withdraw(work, listing, end_code="other"))
    assert all(FIRST in told for told in inbox_of_chen(pages))


def test_a_message_by_mail_that_still_waits_tells_what_may_be_read_when_it_is_sent(
    announced, commit_work, room, database, tmp_path
):
    change(commit_work, announced, take_back)
    with database.session() as session:
        [intent] = session.query(MailIntent).filter_by(code="listing_in_saved_search")
    mail_jobs.deliver_mail(room, intent.id)
    [sent] = (tmp_path / "mail").glob("*.txt")
    assert WIDER not in sent.read_text()
    assert f"a listing whose text was taken back ({announced})" in sent.read_text()
    assert f"一份文本已撤下的榜单（{announced}）" in sent.read_text()


def test_no_floor_keeps_a_title_in_a_message(announced, database):
    with database.session() as session:
        for table in (Notification, MailIntent):
            stored = session.query(table).filter_by(code="listing_in_saved_search").all()
            assert [one.facts for one in stored] == [{"listing": announced}]


@pytest.mark.parametrize(
    ("table", "columns", "values"),
    [
        ("notification", "endpoint, created_at", "'board.index', now()"),
        ("mail_intent", "path, status, attempts, created_at, tried_at", "'', 'waiting', 0, now(), now()"),
    ],
)
def test_the_database_takes_no_title_into_a_message(session, table, columns, values):
    insert = text(
        f"INSERT INTO {table} (public_id, person_id, code, facts, {columns})"
        f" SELECT 'x', id, 'question_lapsed', '{{\"title\": \"旧标题\"}}', {values} FROM person LIMIT 1"
    )
    with pytest.raises(IntegrityError, match=f"ck_{table}_keeps_no_title"), session.begin_nested():
        session.execute(insert)


def test_a_reminder_calls_its_listing_as_it_is_called_today(pages, ref, commit_work, database):
    """苏日娜 drafted it; three days before claims end she is reminded, and its text changes after that."""

    def remind(work):
        run = run_for(work, "claim_by", listing_for(work, ref))
        work.now = start_of_day(run.last_day - timedelta(days=3))
        assert fire(work, run.id)

    def read(locale):
        [line] = pages.as_("clerk", locale=locale).ask("/inbox").json["lines"]
        return line["sentence"]

    commit_work("reviewer", remind)
    assert f"“{FIRST}”" in read("en")
    change(commit_work, ref, lambda work, listing: widen(work, listing, **TOWNLESS))
    assert (f"“{WIDER}" in read("zh_Hans_CN"), "草场" in read("zh_Hans_CN")) == (True, False)
    change(commit_work, ref, take_back)
    assert f"a listing whose text was taken back ({ref})" in read("en")
    assert f"一份文本已撤下的榜单（{ref}）" in read("zh_Hans_CN")
    with database.session() as session:
        [kept] = session.query(Notification).filter_by(code="clock.near.named")
        assert set(kept.facts) == {"listing", "clock_label", "last_day"}


def test_what_was_never_released_is_never_called_by_its_title(pages, commit_work):
    ref = commit_work("clerk", lambda work: drafted(work, ready_case(work), title=FIRST).public_id)

    def tell(work):
        notify(work, [work.actor.person_id], "question_lapsed", "board.index", listing=ref)

    commit_work("second_reviewer", tell)
    assert f"“Listing {ref}” has ended" in inbox_of_chen(pages)[2]
