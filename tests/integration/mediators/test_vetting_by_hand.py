"""What plain SQL cannot do to a mediator: skip a pair of eyes, or change what was declared."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mediators.vetting import services as vetting
from mediators.vetting.models import Mediator
from tests.integration.mediators.stories import applicant, mediator


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE mediator SET status='approved', approved_at=now(), approved_by_id=endorsed_by_id WHERE id=:id",
         "ck_mediator_four_eyes"),
        ("UPDATE mediator SET status='approved', approved_at=now() WHERE id=:id", "ck_mediator_approved_by_two"),
        ("UPDATE mediator SET approved_by_id=person_id WHERE id=:id", "ck_mediator_not_vetted_by_oneself"),
        ("UPDATE mediator SET status='rejected', rejected_at=now() WHERE id=:id", "ck_mediator_rejected_with_reason"),
    ],
)  # fmt: skip
def test_plain_sql_cannot_skip_a_pair_of_eyes(work, actors, session, statement, rule):
    bateer = applicant(work, actors, "巴特尔")
    vetting.endorse(work(actors.reviewer), bateer)
    with pytest.raises(IntegrityError) as broken, session.begin_nested():
        session.execute(text(statement), {"id": bateer.id})
    assert broken.value.orig.diag.constraint_name == rule


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE mediator SET status='suspended', suspended_at=now(), suspended_by_id=person_id, status_reason='x'"
         " WHERE id=:id", "ck_mediator_not_vetted_by_oneself"),
        ("UPDATE mediator SET status='suspended', suspended_at=now(), status_reason='x' WHERE id=:id",
         "ck_mediator_suspended_with_reason"),
        ("UPDATE mediator SET status='rejected', rejected_at=now(), rejected_by_id=:by, status_reason='x' WHERE id=:id",
         "mediator_moves_by_its_steps"),
    ],
)  # fmt: skip
def test_an_approved_mediator_is_taken_out_by_another_and_by_a_step(work, actors, session, statement, rule):
    bateer = mediator(work, actors, "巴特尔")
    with pytest.raises(IntegrityError) as broken, session.begin_nested():
        session.execute(text(statement), {"id": bateer.id, "by": actors.reviewer.person_id})
    assert broken.value.orig.diag.constraint_name == rule


def test_whoever_reinstates_a_mediator_stands_in_the_row(work, actors, session):
    bateer = mediator(work, actors, "巴特尔")
    vetting.suspend(work(actors.reviewer), bateer, reason="被投诉")
    for by, rule in (
        (None, "mediator_reinstated_by_somebody"),
        (bateer.person_id, "ck_mediator_not_vetted_by_oneself"),
    ):
        with pytest.raises(IntegrityError) as broken, session.begin_nested():
            session.execute(
                text("UPDATE mediator SET status='approved', reinstated_at=now(), reinstated_by_id=:by WHERE id=:id"),
                {"id": bateer.id, "by": by},
            )
        assert broken.value.orig.diag.constraint_name == rule
    vetting.reinstate(work(actors.second_reviewer), bateer)
    assert bateer.reinstated_by_id == actors.second_reviewer.person_id


def test_a_rejected_application_is_not_approved_afterwards(work, actors, session):
    bateer = applicant(work, actors, "巴特尔")
    vetting.endorse(work(actors.reviewer), bateer)
    vetting.reject(work(actors.reviewer), bateer, reason="不符合条件")
    with pytest.raises(IntegrityError) as broken, session.begin_nested():
        session.execute(
            text("UPDATE mediator SET status='approved', approved_at=now(), approved_by_id=:by WHERE id=:id"),
            {"id": bateer.id, "by": actors.second_reviewer.person_id},
        )
    assert broken.value.orig.diag.constraint_name == "mediator_moves_by_its_steps"


def test_plain_sql_cannot_make_a_mediator_nor_change_a_declaration(work, actors, session):
    bateer = applicant(work, actors, "巴特尔")
    columns = ", ".join(
        c.name for c in Mediator.__table__.columns if c.name not in ("id", "public_id", "person_id", "status")
    )
    with pytest.raises(IntegrityError) as broken, session.begin_nested():
        session.execute(
            text(f"INSERT INTO mediator (public_id, person_id, status, {columns}) "
                 f"SELECT 'x', :person, 'endorsed', {columns} FROM mediator WHERE id=:id"),
            {"person": actors.preparer.person_id, "id": bateer.id},
        )  # fmt: skip
    assert broken.value.orig.diag.constraint_name == "mediator_begins_as_applicant"
    for forbidden in (
        "UPDATE mediator SET public_employee = NOT public_employee",
        "UPDATE mediator SET has_declarations = false",
        "DELETE FROM mediator",
    ):
        with pytest.raises(Exception, match="permission denied"), session.begin_nested():
            session.execute(text(forbidden))
