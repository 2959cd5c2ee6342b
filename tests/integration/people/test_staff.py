"""Roles are given by two administrators; whoever loses a role, or the account, is out at once."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from market.people.models import Account, Appointment, Person
from market.record.models import RecordEvent
from market.staff import services
from market.web import shell
from tests.integration.people.conftest import PASSWORD
from tests.integration.people.staffing import PAPER, choose, code_for, invited, path_of, person_named


def test_qiqige_is_invited_given_a_role_and_loses_it(as_, visitor, database, today):
    menghe, gaowa = as_("menghe"), as_("gaowa")
    qiqige = invited(menghe)
    assert qiqige.link
    assert "one-time-link" not in menghe.text(qiqige.path), "the link is shown once"
    path = path_of(qiqige.link)
    assert "staff/give-code" not in menghe.text(qiqige.path), "the code is another administrator's"
    code = code_for(gaowa, qiqige.path)

    short = visitor.post(path, password="short", password_again="short")
    assert (short.status_code, "10 characters" in short.get_data(as_text=True)) == (422, True)
    assert visitor.post(path, password="five words in a row", password_again="four").status_code == 422
    assert choose(visitor, path, code=code).status_code == 303
    assert visitor.get(path).status_code == 409, "the link works once"
    new = as_("qiqige", "five words in a row")
    assert new.get("/work").status_code == 200

    asked = menghe.post(
        f"{qiqige.path}/propose-role", role="office_clerk", valid_from=today, valid_until="", reason=PAPER
    )
    assert asked.status_code == 303, asked.get_data(as_text=True)
    with Session(database.engine) as session:
        appointment = session.scalars(select(Appointment).where(Appointment.reason == PAPER)).one()
    confirm = f"/appointments/{appointment.public_id}/confirm"
    assert menghe.get(confirm).status_code == 403, "never by the proposer"
    assert "Office clerk" not in new.text("/work"), "proposed is not in force"
    assert "其其格" in gaowa.text("/work"), "it waits for the second administrator"
    assert gaowa.post(confirm).status_code == 303
    assert "Office clerk" in new.text("/work")
    assert gaowa.post(f"/appointments/{appointment.public_id}/end", note="").status_code == 422
    assert gaowa.post(f"/appointments/{appointment.public_id}/end", note="调离").status_code == 303
    assert new.get("/work").status_code == 302, "every session ends with the role"
    again = as_("qiqige", "five words in a row")
    assert "Office clerk" not in again.text("/work")
    wrong = gaowa.client.get(confirm)
    assert (wrong.status_code, "Ended" in wrong.get_data(as_text=True)) == (409, True)
    with Session(database.engine) as session:
        names = session.scalars(select(RecordEvent.name).where(RecordEvent.stream.like("person:%"))).all()
        assert {"account.link_issued", "appointment.proposed", "appointment.confirmed", "appointment.ended"} <= set(
            names
        )


def test_a_work_list_that_is_cut_says_so(as_, commit_work, monkeypatch):
    def propose(work):
        for key in ("surina", "lihui"):
            services.propose_appointment(
                work, person_named(work.session, key), role="office_reviewer", valid_from=work.today, reason=PAPER
            )

    commit_work("system_admin", propose)
    gaowa = as_("gaowa")
    assert "are shown" not in gaowa.text("/work")
    monkeypatch.setattr(shell, "LONGEST_GROUP", 1)
    assert "The first 1 are shown" in gaowa.text("/work")


def test_a_double_click_invites_one_person(as_, database):
    menghe = as_("menghe")
    page = menghe.text("/staff/invite")
    keys = {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[-1] for name in ("csrf_token", "submission_key")}
    typed = keys | {"display_name": "其其格", "sign_in_name": "qiqige"}
    first, second = (menghe.client.post("/staff/invite", data=typed) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    with Session(database.engine) as session:
        assert len(session.scalars(select(Person).where(Person.display_name == "其其格")).all()) == 1


ODD_INVITATIONS = [
    ({"display_name": "", "sign_in_name": "x"}, "Enter name."),
    ({"display_name": "王五", "sign_in_name": "Surina"}, "already in use"),
    ({"display_name": "王五", "sign_in_name": "wangwu", "mail": "no address"}, "mail address is not complete"),
    ({"display_name": "王\u202e五", "sign_in_name": "wangwu"}, "invisible direction marks"),
    ({"display_name": "王" * 81, "sign_in_name": "wangwu"}, "80 characters or fewer"),
]


def test_an_odd_invitation_is_refused_by_its_field_and_keeps_what_was_typed(as_, database):
    menghe = as_("menghe")
    for typed, sentence in ODD_INVITATIONS:
        answer = menghe.post("/staff/invite", **typed)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert sentence in page
        assert f'value="{typed["sign_in_name"]}"' in page
    with Session(database.engine) as session:
        assert session.scalar(select(Account).where(Account.sign_in_name == "wangwu")) is None


def test_others_are_kept_out(as_, visitor, database):
    with Session(database.engine) as session:
        ours, theirs = person_named(session, "surina").public_id, person_named(session, "siqin").public_id
    assert visitor.get("/staff").status_code == 302
    assert as_("surina").get("/staff").status_code == 403
    menghe, zhengwen = as_("menghe"), as_("zhengwen")
    assert menghe.get(f"/staff/{theirs}").status_code == 404, "another banner's person does not exist"
    assert menghe.get(f"/staff/{theirs}/disable").status_code == 404
    assert zhengwen.get(f"/staff/{ours}").status_code == 200
    assert zhengwen.get(f"/staff/{ours}/disable").status_code == 403
    assert zhengwen.get("/staff/invite").status_code == 403


def test_programs_find_people_and_settings(app):
    client = app.test_client()
    token = client.post("/api/v1/session", json={"sign_in_name": "menghe", "password": PASSWORD}).json["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    found = client.get("/api/v1/staff?role=office_clerk", headers=bearer).json["people"]
    assert [(one["name"], one["account"]) for one in found] == [("苏日娜", "in_use")]
    one = client.get(f"/api/v1/staff/{found[0]['id']}", headers=bearer).json
    assert [held["role"] for held in one["appointments"]] == ["office_clerk"]
    told = client.post(f"/api/v1/staff/{one['id']}/reset", json={}, headers=bearer)
    assert (told.status_code, told.json["revealed"].startswith("/invitation/")) == (201, True)
    refused = client.post(f"/api/v1/staff/{one['id']}/give-code", json={}, headers=bearer)
    assert (refused.status_code, refused.json["code"]) == (409, "account.code_by_another")
    settings = client.get("/api/v1/settings", headers=bearer).json["settings"]
    assert "150623.reward_a_fen" in {setting["id"] for setting in settings}
    history = client.get("/api/v1/settings/150623.reward_a_fen", headers=bearer).json
    assert (history["value"], history["versions"]) == (800_000, [])


def test_a_disabled_account_is_out_at_once_and_may_come_back(as_, database):
    with Session(database.engine) as session:
        path = f"/staff/{person_named(session, 'surina').public_id}"
    surina, gaowa = as_("surina"), as_("gaowa")
    assert gaowa.post(f"{path}/disable").status_code == 303
    assert surina.get("/work").status_code == 302
    assert gaowa.post(f"{path}/disable").status_code == 409
    assert gaowa.post(f"{path}/enable").status_code == 303
    assert as_("surina").get("/work").status_code == 200
