"""A link works once, and one administrator alone never becomes another person by it."""

import re

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from market.people.models import Appointment, Invitation
from tests.integration.people.staffing import KEPT, PAPER, choose, code_for, invited, path_of, person_named


def test_the_link_is_shown_on_the_page_of_the_person_it_belongs_to(as_, database):
    menghe = as_("menghe")
    with Session(database.engine) as session:
        surina = f"/staff/{person_named(session, 'surina').public_id}"
    qiqige = menghe.post("/staff/invite", display_name="其其格", sign_in_name="qiqige").headers["Location"]
    assert "one-time-link" not in menghe.text(surina), "another person's page was opened first"
    assert "one-time-link" in menghe.text(qiqige)


def test_no_link_stands_in_the_database_in_the_clear(as_, database):
    qiqige = invited(as_("menghe"))
    secret, code = qiqige.link.rpartition("/")[2], code_for(as_("gaowa"), qiqige.path)
    with Session(database.engine) as session:
        assert session.scalar(select(Invitation.token_hash)) != secret
        for table in ("invitation", "mail_intent", "submission", "record_event", "procrastinate_jobs"):
            kept = session.execute(text(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")).scalar_one()
            assert secret not in kept, table
            assert code not in kept, table


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
