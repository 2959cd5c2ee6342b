"""Two hands give a role, and it stays as it was decided: services and database keep it so, whatever the pages do."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from market.actor import Role
from market.database import database_now
from market.people.models import Person
from market.people.queries import serving
from market.refusals import Forbidden, Invalid, Missing, Refused
from market.staff import services
from market.staff.founding import found_administrator
from market.staff.queries import person_for
from tests.integration.people.staffing import KEPT, person_named


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
