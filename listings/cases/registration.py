"""A case is checked before it is registered, and registered in one way, whether it comes alone or by the thousand.

The form and the workbook meet here: the same checks, the same rows, the same sealed cells, the same event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select

from listings.cases.models import Party, PetitionCase
from listings.cases.numbers import refuse_names_in
from listings.cases.private import INDEXED, checked_party
from listings.cases.vocabulary import PartyKind, PartyRole
from market.people.models import Department
from market.refusals import Invalid
from market.vault.bulk import Sealing, put_new
from market.work import Work

NEEDED_ROLES = {PartyRole.PETITIONER: "case_needs_petitioner", PartyRole.RESPONDENT: "case_needs_respondent"}


@dataclass(frozen=True)
class Registration:
    """A case that has been checked: its columns, what is sealed of it, and its parties likewise."""

    columns: Mapping[str, Any]
    private: Mapping[str, str]
    parties: Sequence[tuple[Mapping[str, Any], Mapping[str, str]]]


def checked(work: Work, town: Department, unit: Department, number: str, values: Mapping[str, Any]) -> Registration:
    """The case of these form values, whose places have been found. Raises Invalid for days, parties or their data."""
    check_days(work.today, values["arose_on"], values["first_petition_on"])
    refuse_names_in(number, (one["name"] for one in values["parties"] if one["kind"] == PartyKind.PERSON))
    return Registration(
        columns={
            "jurisdiction_id": town.jurisdiction_id,
            "petition_number": number,
            "category": values["category"],
            "place_town_id": town.id,
            "responsible_department_id": unit.id,
            "arose_on": values["arose_on"],
            "first_petition_on": values["first_petition_on"],
            "languages": sorted(values["languages"]),
            "amount_in_dispute_fen": values["amount_in_dispute_fen"],
        },
        private={
            "narrative": values["narrative"],
            "village": values["place_village"],
            "leader": values.get("responsible_leader", ""),
            "prior_handling": values.get("prior_handling", ""),
        },
        parties=_checked_parties(values["parties"]),
    )


def register_all(work: Work, registrations: Sequence[Registration]) -> list[PetitionCase]:
    """Write the checked cases with their parties and what is sealed of them, and tell the record of each.

    The petition numbers are free, or the table's own constraint refuses all of them.
    """
    cases = _cases(work, registrations)
    sealings = [
        Sealing(case.stream, PetitionCase.__tablename__, case.id, one.private)
        for case, one in zip(cases, registrations, strict=True)
    ]
    of_party = [(case, party) for case, one in zip(cases, registrations, strict=True) for party in one.parties]
    ids = _new_ids(work, Party, len(of_party))
    rows = [
        {"id": party_id, **_party_row(work, case, columns)}
        for party_id, (case, (columns, _)) in zip(ids, of_party, strict=True)
    ]
    work.session.connection().execute(insert(Party), rows)
    sealings += [
        Sealing(case.stream, Party.__tablename__, party_id, private, INDEXED)
        for party_id, (case, (_, private)) in zip(ids, of_party, strict=True)
    ]
    put_new(work, sealings)
    for case, one in zip(cases, registrations, strict=True):
        work.tell("case.registered", case, category=case.category, parties=len(one.parties))
    return cases


def check_days(today: date, arose_on: date, first_petition_on: date) -> None:
    """Raise Invalid day_in_future or petition_before_dispute, with the field."""
    if arose_on > today:
        raise Invalid("day_in_future", field="arose_on")
    if first_petition_on > today:
        raise Invalid("day_in_future", field="first_petition_on")
    if first_petition_on < arose_on:
        raise Invalid("petition_before_dispute", field="first_petition_on")


def party_columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a party that stand open; only a person can have an ethnic-minority name."""
    return {
        "role": PartyRole(values["role"]).value,
        "kind": PartyKind(values["kind"]).value,
        "minority_name": bool(values.get("minority_name")) and values["kind"] == PartyKind.PERSON,
    }


def _checked_parties(parties: Sequence[Mapping[str, Any]]) -> list[tuple[dict[str, Any], dict[str, str]]]:
    for role, code in NEEDED_ROLES.items():
        if not any(values["role"] == role for values in parties):
            raise Invalid(code, field="parties")
    found = []
    for place, values in enumerate(parties):
        private = checked_party(values, row=f"parties.{place}.")
        if not private["name"]:
            raise Invalid("party_needs_name", field=f"parties.{place}.name")
        found.append((party_columns(values), private))
    return found


def _cases(work: Work, registrations: Sequence[Registration]) -> list[PetitionCase]:
    """The new rows in the order of the registrations. Their ids are taken first: what is sealed is bound to them."""
    ids = _new_ids(work, PetitionCase, len(registrations))
    said = {"registered_at": work.now, "registered_by_id": work.actor.person_id}
    rows = [{"id": case_id, **one.columns, **said} for case_id, one in zip(ids, registrations, strict=True)]
    work.session.flush()
    work.session.connection().execute(insert(PetitionCase), rows)
    return list(work.session.scalars(select(PetitionCase).where(PetitionCase.id.in_(ids)).order_by(PetitionCase.id)))


def _new_ids(work: Work, model: type[Any], count: int) -> list[int]:
    """So many ids that the table's own sequence has given to nobody else, in rising order."""
    sequence = func.pg_get_serial_sequence(model.__tablename__, "id")
    given = select(func.nextval(sequence)).select_from(func.generate_series(1, count).alias())
    return sorted(work.session.scalars(given))


def _party_row(work: Work, case: PetitionCase, columns: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **columns,
        "jurisdiction_id": case.jurisdiction_id,
        "case_id": case.id,
        "added_at": work.now,
        "added_by_id": work.actor.person_id,
    }
