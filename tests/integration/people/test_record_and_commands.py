"""Auditors read the record of their banner alone; commands found an installation and print the tables."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from demo.cast import OTOG
from market.actor import SYSTEM_ACTOR, VISITOR
from market.jobs import JobRoom
from market.people.models import Account, Appointment, Person
from market.printed.pages import PAGES
from market.record.browsing import RecordFilter, record_page
from market.record.signing import sign_checkpoint
from market.record.writing import write_told
from market.refusals import Missing


def told(piece, person_id, name="account.signed_in"):
    piece.tell(name, piece.session.scalars(select(Account).where(Account.person_id == person_id)).one())
    write_told(piece)


def test_an_auditor_sees_their_own_banner_only(work, actors):
    told(work(actors.clerk), actors.clerk.person_id)
    told(work(actors.other_clerk), actors.other_clerk.person_id)
    found = record_page(work(actors.auditor), RecordFilter(), None)
    assert [event.stream for event in found.events] == [f"person:{actors.clerk.person_id}"]
    assert found.actors == {actors.clerk.person_id: "苏日娜"}
    assert record_page(work(actors.system_admin), RecordFilter(), None).events == []


def test_the_record_is_narrowed_and_paged(work, actors):
    piece = work(actors.clerk)
    for _ in range(60):
        told(piece, actors.clerk.person_id)
    told(piece, actors.clerk.person_id, "account.signed_out")
    auditor = work(actors.auditor)
    first = record_page(auditor, RecordFilter(), None)
    second = record_page(auditor, RecordFilter(), first.after)
    assert (len(first.events), len(second.events), second.after) == (50, 11, None)
    assert not {event.id for event in first.events} & {event.id for event in second.events}
    assert len(record_page(auditor, RecordFilter(event="account.signed_out"), None).events) == 1
    assert len(record_page(auditor, RecordFilter(day=auditor.today), None).events) == 50
    assert record_page(auditor, RecordFilter(day=auditor.today.replace(year=2020)), None).events == []
    assert record_page(auditor, RecordFilter(stream="person:0"), None).events == []
    for odd in ("x", "-1", "٣", "9" * 40):
        with pytest.raises(Missing):
            record_page(auditor, RecordFilter(), odd)


def test_the_record_says_who_acted_by_what_they_are_and_not_by_the_request(work, actors):
    visitor, software = work(VISITOR), work(SYSTEM_ACTOR)
    visitor.request_id, software.request_id = "job-12345678", "0123456789abcdef"
    told(visitor, actors.clerk.person_id, "account.opened")
    told(software, actors.clerk.person_id, "account.opened")
    found = record_page(work(actors.auditor), RecordFilter(), None)
    assert [event.actor_kind for event in found.events] == ["software", "visitor"]


def test_zhoumin_reads_what_happened_and_whether_it_is_signed(as_, app):
    as_("surina")
    zhoumin = as_("zhoumin")
    page = zhoumin.text("/record")
    assert "Nothing has been signed yet" in page
    assert "苏日娜" in page
    assert "Signed in" in page
    sign_checkpoint(JobRoom("test"))
    assert "Signed last" in zhoumin.text("/record")
    assert zhoumin.get("/record?event=no.such&day=2026-13-01&stream=x").status_code == 200
    assert zhoumin.get("/record?after=x").status_code == 404
    assert as_("surina").get("/record").status_code == 403
    assert as_("menghe").get("/record").status_code == 403
    token = app.test_client().post(
        "/api/v1/session", json={"sign_in_name": "zhengwen", "password": "jiebang-demo-2026"}
    ).json["token"]  # fmt: skip
    answer = app.test_client().get("/api/v1/record?stream=x", headers={"Authorization": f"Bearer {token}"})
    assert answer.json["events"] == []
    whole = app.test_client().get("/api/v1/record", headers={"Authorization": f"Bearer {token}"}).json
    assert whole["events"][0]["hash"]


def test_an_installation_is_founded_from_the_command_line(app, database):
    run = app.test_cli_runner().invoke
    assert run(args=["people", "add-banner", "150625", "杭锦旗", "Hanggin Banner", "内0625"]).exit_code == 0
    founding = ["people", "create-admin", "--banner", "150625", "--role", "system_admin", "--name", "白音",
                "--sign-in-name", "baiyin"]  # fmt: skip
    first = run(args=founding)
    assert first.exit_code == 0, first.output
    path = "/" + re.search(r"https?://\S+", first.output)[0].split("/", 3)[3]
    assert "baiyin" in app.test_client().get(path).get_data(as_text=True)
    again = run(args=[*founding[:-1], "another"])
    assert again.exit_code == 1
    assert "first holder already" in again.output
    with Session(database.engine) as session:
        held = session.scalars(
            select(Appointment).join(Person, Appointment.person_id == Person.id).where(Person.display_name == "白音")
        ).one()
        assert (held.role, held.status, held.jurisdiction_id) == ("system_admin", "in_force", "150625")
    assert run(args=["people", "add-banner", OTOG, "某旗", "x", "x"]).exit_code == 1


def test_a_command_prints_each_table(app):
    for name, printed in PAGES.items():
        ran = app.test_cli_runner().invoke(args=[name])
        assert (ran.exit_code, ran.output) == (0, printed())
