"""People are told in the transaction of what happened; a message is sent once it is committed, and only then."""

import re

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from market import transactions
from market.jobs import JobRoom, drain
from market.notifications import jobs as mail_jobs
from market.notifications import sending
from market.notifications.models import MailIntent, MailState, Notification
from market.notifications.queries import inbox, notification_for, unread_count
from market.notifications.services import mark_read, notify
from market.people.models import Person
from market.refusals import Missing


def tell(piece, *people):
    notify(piece, [person.person_id for person in people], "appointment.waits", "home.work_list")


def test_each_is_told_once_and_sees_only_their_own(work, actors):
    tell(work(actors.system), actors.clerk, actors.clerk, actors.reviewer)
    mine, _ = inbox(work(actors.clerk), None)
    assert len(mine) == 1
    assert unread_count(work(actors.clerk)) == 1
    with pytest.raises(Missing):
        notification_for(work(actors.reviewer), mine[0].public_id)
    mark_read(work(actors.clerk), mine[0])
    assert (unread_count(work(actors.clerk)), unread_count(work(actors.reviewer))) == (0, 1)


def test_a_notice_without_words_or_facts_is_a_defect_at_once(work, actors):
    with pytest.raises(KeyError):
        notify(work(actors.system), [actors.clerk.person_id], "no.such.notice", "home.work_list")
    with pytest.raises(KeyError):
        notify(work(actors.system), [actors.clerk.person_id], "appointment.confirmed", "home.work_list")


def test_opening_a_line_is_a_post(as_, app, database):
    surina = as_("surina")
    with app.app_context(), transactions.working() as piece:
        person = piece.session.scalars(select(Person).where(Person.display_name == "苏日娜")).one()
        notify(piece, [person.id], "appointment.waits", "inbox.index")
    page = surina.text("/inbox")
    assert "An appointment waits" in page
    ref = re.search(r'action="/inbox/([a-z0-9]{16})"', page)[1]
    surina.get(f"/inbox/{ref}")
    surina.get(f"/inbox/{ref}/go")
    with Session(database.engine) as session:
        assert session.scalars(select(Notification.read_at)).one() is None, "a GET marks nothing"
    answer = surina.post(f"/inbox/{ref}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/inbox/{ref}/go")
    assert surina.get(f"/inbox/{ref}/go").headers["Location"] == "/inbox"
    with Session(database.engine) as session:
        assert session.scalars(select(Notification.read_at)).one() is not None
    assert as_("wangjianguo").get(f"/inbox/{ref}").status_code == 404


def invite_by_mail(as_):
    answer = as_("menghe").post("/staff/invite", display_name="其其格", sign_in_name="qiqige", mail="q@example.org")
    assert answer.status_code == 303


def test_an_invitation_is_mailed_once_in_both_languages(as_, app, database, tmp_path):
    invite_by_mail(as_)
    folder = tmp_path / "mail"
    assert not folder.exists(), "nothing is sent before the job"
    drain(database.addresses.application_url)
    sent = list(folder.glob("*.txt"))
    assert len(sent) == 1
    body = sent[0].read_text()
    assert "已为您开立账号" in body
    assert "An account has been opened for you" in body
    path = "/" + re.search(r"https?://\S+", body)[0].split("/", 3)[3]
    assert app.test_client().get(path).status_code == 200
    with Session(database.engine) as session:
        intent = session.scalars(select(MailIntent)).one()
        assert intent.status == MailState.SENT
        left = session.scalar(text("SELECT count(*) FROM vault_cell WHERE table_name = 'mail_intent'"))
        assert left == 0, "the link leaves the vault with the message"
    sent[0].unlink()
    mail_jobs.deliver_mail(JobRoom("test"), intent.id)
    assert not list(folder.glob("*.txt")), "a message that was sent is not sent again"


def test_a_gateway_that_fails_keeps_the_message(as_, app, database, monkeypatch):
    invite_by_mail(as_)

    def fails(*_):
        raise sending.MailNotSent

    monkeypatch.setattr(mail_jobs.sending, "send", fails)
    assert [failure.name for failure in drain(database.addresses.application_url, strict=False)] == ["deliver_mail"]
    with Session(database.engine) as session:
        intent = session.scalars(select(MailIntent)).one()
        assert (intent.status, intent.attempts) == (MailState.WAITING, 1)


def test_a_message_whose_job_was_lost_is_taken_up(as_, app, database, tmp_path):
    invite_by_mail(as_)
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM procrastinate_events"))
        connection.execute(text("DELETE FROM procrastinate_jobs"))
    mail_jobs.sweep_mail(JobRoom("test"))
    drain(database.addresses.application_url)
    assert not (tmp_path / "mail").exists(), "one tried a moment ago is left alone"
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE mail_intent SET tried_at = now() - interval '1 hour'"))
    mail_jobs.sweep_mail(JobRoom("test"))
    drain(database.addresses.application_url)
    assert len(list((tmp_path / "mail").glob("*.txt"))) == 1


def test_nobody_without_an_address_gets_mail(work, actors, session):
    tell(work(actors.system), actors.clerk)
    assert session.scalars(select(MailIntent)).all() == []
