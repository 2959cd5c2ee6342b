"""Roles are given by two administrators; links work once; whoever loses a role is out at once."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.orm import Session

from market.actor import Role
from market.database import database_now
from market.people.models import Account, Appointment, Invitation, Person
from market.people.queries import serving
from market.record.models import RecordEvent
from market.refusals import Forbidden, Invalid, Missing, Refused
from market.staff import services
from market.staff.founding import found_administrator
from market.staff.queries import person_for
from market.web import shell
from tests.integration.people.conftest import PASSWORD

KEPT = (IntegrityError, ProgrammingError)  # a rule of the table, or a grant that is not there
PAPER = "任命文件〔2026〕3号"


def person_named(session, name):
    return session.scalars(
        select(Person).join(Account, Account.person_id == Person.id).where(Account.sign_in_name == name)
    ).one()


def invited(reader, name="qiqige", **more):
    """Invite somebody; the page that follows, with the link that it shows once."""
    answer = reader.post("/staff/invite", display_name="其其格", sign_in_name=name, **more)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    page = reader.text(answer.headers["Location"])
    link = re.search(r'id="one-time-link">([^<]*)<', page)
    return SimpleNamespace(path=answer.headers["Location"], page=page, link=link and link[1])


def path_of(link):
    return "/" + link.split("/", 3)[3]


def code_for(reader, path):
    """The code that an administrator gives for the link of the person at this address."""
    answer = reader.post(f"{path}/give-code")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return re.search(r'id="link-code">([^<]*)<', reader.text(answer.headers["Location"]))[1]


def choose(reader, path, **more):
    """Choose a password through the link at this path."""
    return reader.post(path, password="five words in a row", password_again="five words in a row", **more)


@pytest.fixture
def today(database):
    with Session(database.engine) as session:
        return str(session.scalar(text("SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date")))


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


def test_the_link_is_shown_on_the_page_of_the_person_it_belongs_to(as_, database):
    menghe = as_("menghe")
    with Session(database.engine) as session:
        surina = f"/staff/{person_named(session, 'surina').public_id}"
    qiqige = menghe.post("/staff/invite", display_name="其其格", sign_in_name="qiqige").headers["Location"]
    assert "one-time-link" not in menghe.text(surina), "another person's page was opened first"
    assert "one-time-link" in menghe.text(qiqige)


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


def test_no_link_stands_in_the_database_in_the_clear(as_, database):
    qiqige = invited(as_("menghe"))
    secret, code = qiqige.link.rpartition("/")[2], code_for(as_("gaowa"), qiqige.path)
    with Session(database.engine) as session:
        assert session.scalar(select(Invitation.token_hash)) != secret
        for table in ("invitation", "mail_intent", "submission", "record_event", "procrastinate_jobs"):
            kept = session.execute(text(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")).scalar_one()
            assert secret not in kept, table
            assert code not in kept, table


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


def test_a_reset_makes_earlier_links_worthless(as_, visitor, database):
    menghe = as_("menghe")
    qiqige = invited(menghe)
    answer = menghe.post(f"{qiqige.path}/reset")
    later = re.search(r'id="one-time-link">([^<]*)<', menghe.text(answer.headers["Location"]))[1]
    first, second = path_of(qiqige.link), path_of(later)
    assert visitor.get(first).status_code == 409
    assert visitor.get(second).status_code == 200


# One administrator alone never becomes another person.


def test_a_link_that_was_mailed_is_shown_to_nobody(as_, database):
    menghe = as_("menghe")
    qiqige = invited(menghe, mail="qiqige@example.org")
    assert qiqige.link is None
    again = menghe.post(f"{qiqige.path}/reset").headers["Location"]
    assert "one-time-link" not in menghe.text(again)
    assert as_("gaowa").post(f"{qiqige.path}/give-code").status_code == 409, "the mail is enough"


def test_menghe_alone_does_not_become_the_finance_approver_he_invited(as_, visitor, database, today):
    menghe, gaowa = as_("menghe"), as_("gaowa")
    qiqige = invited(menghe)
    menghe.post(f"{qiqige.path}/propose-role", role="finance_approver", valid_from=today, valid_until="", reason=PAPER)
    with Session(database.engine) as session:
        appointment = session.scalars(select(Appointment).where(Appointment.reason == PAPER)).one()
    assert gaowa.post(f"/appointments/{appointment.public_id}/confirm").status_code == 303
    own = menghe.post(f"{qiqige.path}/give-code")
    assert (own.status_code, "by another administrator" in own.get_data(as_text=True)) == (409, True)
    for code in ("", "AAAAAAAAAA"):
        refused = choose(visitor, path_of(qiqige.link), code=code)
        assert (refused.status_code, "not the code for this link" in refused.get_data(as_text=True)) == (422, True)
    code = code_for(gaowa, qiqige.path)
    assert choose(visitor, path_of(qiqige.link), code=f"{code[:5].lower()} {code[5:]}").status_code == 303
    assert "Finance approver" in as_("qiqige", "five words in a row").text("/work")


def test_menghe_alone_does_not_become_a_person_without_a_role_or_with_one(as_, visitor, database):
    menghe, gaowa = as_("menghe"), as_("gaowa")
    with Session(database.engine) as session:
        surina = f"/staff/{person_named(session, 'surina').public_id}"
        bare = person_named(session, "surina").appointments[0].public_id
    for path in (surina, None):
        if path is None:
            gaowa.post(f"/appointments/{bare}/end", note="调离")
        answer = menghe.post(f"{surina}/reset")
        link = re.search(r'id="one-time-link">([^<]*)<', menghe.text(answer.headers["Location"]))[1]
        assert choose(visitor, path_of(link), code="AAAAAAAAAA").status_code == 422


def test_a_new_link_makes_the_code_of_the_earlier_one_worthless(as_, visitor, database):
    menghe, gaowa = as_("menghe"), as_("gaowa")
    qiqige = invited(menghe)
    code = code_for(gaowa, qiqige.path)
    answer = menghe.post(f"{qiqige.path}/reset")
    later = re.search(r'id="one-time-link">([^<]*)<', menghe.text(answer.headers["Location"]))[1]
    assert choose(visitor, path_of(later), code=code).status_code == 422


def test_whoever_confirms_a_role_sees_where_the_link_went(as_, database, today):
    menghe, gaowa = as_("menghe"), as_("gaowa")
    qiqige = invited(menghe, mail="qiqige@example.org")
    menghe.post(f"{qiqige.path}/propose-role", role="office_clerk", valid_from=today, valid_until="", reason=PAPER)
    with Session(database.engine) as session:
        appointment = session.scalars(select(Appointment).where(Appointment.reason == PAPER)).one()
    assert "qiqige@example.org" in gaowa.text(f"/appointments/{appointment.public_id}/confirm")


@pytest.mark.parametrize(
    "change",
    [
        "used_at = now()",
        "code_hash = 'x', code_by_id = issued_by_id",
        "code_hash = 'x'",
        "was_mailed = true",
        "issued_by_id = NULL",
    ],
)
def test_the_database_keeps_the_two_halves_of_a_link_apart(as_, database, change):
    invited(as_("menghe"))
    with Session(database.engine) as session, pytest.raises(KEPT):
        session.execute(text(f"UPDATE invitation SET {change}"))


# What the services and the database refuse whatever the pages do.


def test_nobody_proposes_or_confirms_for_themselves(work, actors):
    session = work(actors.system_admin).session
    menghe = session.get_one(Person, actors.system_admin.person_id)
    with pytest.raises(Forbidden):
        services.propose_appointment(
            work(actors.system_admin), menghe, role="auditor", valid_from=work(actors.system_admin).today, reason="x"
        )
    surina = session.get_one(Person, actors.clerk.person_id)
    piece = work(actors.system_admin)
    appointment = services.propose_appointment(
        piece, surina, role="office_reviewer", valid_from=piece.today, reason="x"
    )
    with pytest.raises(Forbidden):
        services.confirm_appointment(work(actors.system_admin), appointment)
    services.confirm_appointment(work(actors.second_system_admin), appointment)
    assert appointment.status == "in_force"


def test_only_who_serves_today_is_told_and_asked(work, actors):
    piece = work(actors.system_admin)
    surina = piece.session.get_one(Person, actors.clerk.person_id)
    role = {"role": "office_reviewer", "reason": "x"}
    ended = services.propose_appointment(piece, surina, valid_from=piece.today, valid_until=piece.today, **role)
    services.confirm_appointment(work(actors.second_system_admin), ended)
    assert surina.id in serving(piece, "150623", Role.OFFICE_REVIEWER)
    piece.now += timedelta(days=1)
    assert surina.id not in serving(piece, "150623", Role.OFFICE_REVIEWER), "the last day has passed"
    piece.now -= timedelta(days=2)
    assert surina.id not in serving(piece, "150623", Role.OFFICE_REVIEWER), "the first day has not come"


def test_three_administrations_are_three_people(work, actors):
    piece = work(actors.system_admin)
    gaowa = piece.session.get_one(Person, actors.security_admin.person_id)
    surina = piece.session.get_one(Person, actors.clerk.person_id)
    for person, role in (
        (gaowa, "audit_admin"),
        (gaowa, "office_clerk"),
        (surina, "system_admin"),
        (surina, "auditor"),
    ):
        with pytest.raises(Invalid, match="held_alone"):
            services.propose_appointment(piece, person, role=role, valid_from=piece.today, reason="x")
    with pytest.raises(Invalid, match="already_open"):
        services.propose_appointment(piece, surina, role="office_clerk", valid_from=piece.today, reason="x")


@pytest.mark.parametrize(
    ("role", "name"), [("audit_admin", "gaowa"), ("auditor", "surina"), ("office_clerk", "menghe")]
)
def test_the_database_keeps_administrations_apart(session, role, name):
    person = person_named(session, name)
    with pytest.raises(IntegrityError, match="hold no other role"), session.begin_nested():
        session.execute(
            text(
                "INSERT INTO appointment"
                " (public_id, person_id, role, jurisdiction_id, status, valid_from, reason, note)"
                " VALUES ('x', :person, :role, '150623', 'proposed', now(), '', '')"
            ),
            {"person": person.id, "role": role},
        )


@pytest.mark.parametrize(
    "change",
    [
        "confirmed_by_id = proposed_by_id, confirmed_at = now(), status = 'in_force'",
        "confirmed_by_id = person_id, confirmed_at = now(), status = 'in_force'",
        "status = 'in_force'",
        "status = 'in_force', confirmed_at = now()",
        "role = 'finance_approver'",
        "status = 'ended'",
        "valid_until = valid_from - 1",
    ],
)
def test_the_database_keeps_a_proposal_as_it_was_made(work, actors, change):
    piece = work(actors.system_admin)
    surina = piece.session.get_one(Person, actors.clerk.person_id)
    appointment = services.propose_appointment(
        piece, surina, role="office_reviewer", valid_from=piece.today, reason="x"
    )
    with pytest.raises(KEPT), piece.session.begin_nested():
        piece.session.execute(text(f"UPDATE appointment SET {change} WHERE id = {appointment.id}"))


def test_a_refused_role_says_who_refused_it_and_it_was_not_its_proposer(work, actors):
    piece = work(actors.system_admin)
    surina = piece.session.get_one(Person, actors.clerk.person_id)
    appointment = services.propose_appointment(
        piece, surina, role="office_reviewer", valid_from=piece.today, reason="x"
    )
    for by in ("NULL", "proposed_by_id", "person_id"):
        refuse = f"UPDATE appointment SET status = 'refused', refused_at = now(), refused_by_id = {by} WHERE id = :id"
        with pytest.raises(KEPT), piece.session.begin_nested():
            piece.session.execute(text(refuse), {"id": appointment.id})
    services.refuse_appointment(work(actors.security_admin), appointment, note="不予")
    assert appointment.refused_by_id == actors.security_admin.person_id


def test_nobody_is_put_in_force_by_one_hand(work, actors):
    piece = work(actors.system_admin)
    born = text(
        "INSERT INTO appointment (public_id, person_id, role, jurisdiction_id, status, valid_from, reason, note,"
        " proposed_by_id, confirmed_by_id, confirmed_at) VALUES ('x', :person, 'office_reviewer', '150623', 'in_force',"
        " current_date, '', '', :by, :second, now())"
    )
    people = {"person": actors.clerk.person_id, "by": actors.system_admin.person_id}
    with pytest.raises(KEPT), piece.session.begin_nested():
        piece.session.execute(born, people | {"second": actors.security_admin.person_id})


def test_a_decided_role_is_not_decided_again(work, actors):
    piece = work(actors.system_admin)
    surina = piece.session.get_one(Person, actors.clerk.person_id)
    appointment = services.propose_appointment(
        piece, surina, role="office_reviewer", valid_from=piece.today, reason="x"
    )
    services.refuse_appointment(work(actors.security_admin), appointment, note="不予")
    for status in ("proposed", "in_force"):
        change = text(f"UPDATE appointment SET status = '{status}', confirmed_at = now() WHERE id = {appointment.id}")
        with pytest.raises(KEPT), piece.session.begin_nested():
            piece.session.execute(change)


def test_another_banner_is_nobody(work, actors):
    theirs = person_named(work(actors.clerk).session, "siqin")
    with pytest.raises(Missing):
        person_for(work(actors.system_admin), theirs.public_id)


def test_the_first_administrator_is_founded_once(work, actors, session):
    piece = work(actors.system)
    found_administrator(
        piece, jurisdiction_id="150624", role=Role.SYSTEM_ADMIN, display_name="白音", sign_in_name="baiyin", mail=None
    )
    with pytest.raises(Refused, match="already_founded"):
        found_administrator(
            piece, jurisdiction_id="150624", role=Role.SYSTEM_ADMIN, display_name="某", sign_in_name="mou", mail=None
        )
    with pytest.raises(Refused, match="jurisdiction_unknown"):
        found_administrator(
            piece, jurisdiction_id="999999", role=Role.SYSTEM_ADMIN, display_name="某", sign_in_name="mou", mail=None
        )
    assert database_now(session)
