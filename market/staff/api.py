"""Staff as programs see it: what the deeds need to name a person or an appointment."""

from typing import Any

from flask import request
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from market.people.models import Account, Person
from market.policy import Can
from market.staff.queries import PeopleFilter, people_page, person_for
from market.web.edge import page
from market.work import Work

blp = Blueprint("staff_api", __name__, description="People, accounts and roles")


class AppointmentSchema(Schema):
    """A role, from a day and perhaps until one."""

    id = fields.String(required=True)
    role = fields.String(required=True)
    status = fields.String(required=True)
    valid_from = fields.Date(required=True)
    valid_until = fields.Date(allow_none=True)


class PersonSchema(Schema):
    """A person with the account's state: none, invited, in_use or disabled."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    sign_in_name = fields.String(allow_none=True)
    account = fields.String(required=True)
    appointments = fields.List(fields.Nested(AppointmentSchema), required=True)


class PeopleSchema(Schema):
    """One page in the order of names; `after` is the mark of the next."""

    people = fields.List(fields.Nested(PersonSchema), required=True)
    after = fields.String(allow_none=True)


@blp.get("/staff")
@page(Can.SEE_STAFF)
@blp.response(200, PeopleSchema)
def index(work: Work) -> dict[str, Any]:
    """People

    In the order of names; `name` and `role` narrow the list, `after` gives the next page.
    """
    wanted = PeopleFilter(name=request.args.get("name", "")[:80], role=request.args.get("role") or None)
    people, after = people_page(work, wanted, request.args.get("after"))
    return {"people": [_told(person) for person in people], "after": after}


@blp.get("/staff/<string:ref>")
@page(Can.SEE_STAFF, load=person_for)
@blp.response(200, PersonSchema)
def show(work: Work, person: Person) -> dict[str, Any]:
    """One person"""
    return _told(person)


def _told(person: Person) -> dict[str, Any]:
    return {
        "id": person.public_id,
        "name": person.display_name,
        "sign_in_name": person.account.sign_in_name if person.account else None,
        "account": _state(person.account),
        "appointments": [
            {
                "id": appointment.public_id,
                "role": appointment.role,
                "status": appointment.status,
                "valid_from": appointment.valid_from,
                "valid_until": appointment.valid_until,
            }
            for appointment in person.appointments
        ],
    }


def _state(account: Account | None) -> str:
    if account is None:
        return "none"
    if account.disabled_at is not None:
        return "disabled"
    return "in_use" if account.password_hash else "invited"
