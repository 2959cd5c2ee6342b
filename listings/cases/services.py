"""A case is registered with its parties in one go, and corrected only until it is on the board.

What names a person goes to the vault in the same transaction; the record is told ids, codes and numbers.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from listings.anonymisation.known import Kind
from listings.anonymisation.leaks import Leak
from listings.anonymisation.services import attempt, private_values, refuse_private
from listings.anonymisation.variants import is_person
from listings.cases.closed import refuse_closed
from listings.cases.models import Party, PetitionCase
from listings.cases.numbers import bears_number, checked_number, plain_number, refuse_names_in
from listings.cases.private import checked_party, is_there_already, seal_case, seal_party
from listings.cases.queries import active_parties
from listings.cases.registration import (
    NEEDED_ROLES,
    check_days,
    checked,
    party_columns,
    register_all,
)
from listings.cases.vocabulary import CaseState, PartyKind
from listings.consents.queries import REFUSALS, latest_consents
from market.lifecycle import lock
from market.people.models import Department, DepartmentKind
from market.policy import Can, demand
from market.refusals import Invalid, Refused
from market.vault import services as vault
from market.work import Work

CORRECTABLE = (CaseState.REGISTERED, CaseState.CLASSIFIED)


def register(work: Work, *, petition_number: str, place_town: str, responsible_department: str,
             **values: Any) -> PetitionCase:  # fmt: skip
    """Register a case with its parties. Places and units are given by their public ids; money in fen.

    `values` are the other fields of the form: category, place_village, arose_on, first_petition_on, languages,
    amount_in_dispute_fen, narrative, parties, and perhaps responsible_leader and prior_handling.
    Raises Invalid for an odd petition number, days out of order, a party that does not check, or no petitioner or
    respondent; Forbidden when the town is not in a jurisdiction the actor serves as clerk.
    """
    town, unit = _town_and_unit(work, place_town, responsible_department)
    registration = checked(work, town, unit, checked_number(petition_number), values)
    _demand_free(work, town.jurisdiction_id, registration.columns["petition_number"])
    return register_all(work, [registration])[0]


def _town_and_unit(work: Work, place_town: str, responsible_department: str) -> tuple[Department, Department]:
    """The town and the unit of one banner where the actor registers. Raises Invalid, Forbidden."""
    town = _department(work, place_town, field="place_town")
    if town.kind != DepartmentKind.TOWN:
        raise Invalid("unit_unknown", field="place_town")
    demand(work, Can.REGISTER_CASE, town)
    unit = _department(work, responsible_department, field="responsible_department")
    if unit.jurisdiction_id != town.jurisdiction_id:
        raise Invalid("unit_elsewhere", field="responsible_department")
    return town, unit


def correct(
    work: Work,
    case: PetitionCase,
    *,
    place_village: str = "",
    responsible_leader: str = "",
    narrative: str = "",
    prior_handling: str = "",
    place_town: str,
    responsible_department: str,
    **columns: Any,
) -> PetitionCase:
    """Correct a case before it is listed. A private text that is left empty keeps what is stored."""
    _lock_correctable(work, case)
    places = _places_of(work, case, place_town, responsible_department)
    check_days(work.today, columns["arose_on"], columns["first_petition_on"])
    number = _number_of(case, columns["petition_number"])
    if number != case.petition_number:  # who bears it already keeps it, though another case bore it before the rule
        _demand_free(work, case.jurisdiction_id, number, of=case)
        _refuse_people_in(work, case, number)
    wanted = columns | places | {"petition_number": number, "languages": sorted(columns["languages"])}
    changed = [name for name, value in wanted.items() if getattr(case, name) != value]
    for name in changed:
        setattr(case, name, wanted[name])
    texts = {
        "narrative": narrative,
        "village": place_village,
        "leader": responsible_leader,
        "prior_handling": prior_handling,
    }
    private = {name: text for name, text in texts.items() if text}
    if private:
        seal_case(work, case, private)
    work.session.flush()
    work.tell("case.corrected", case, columns=sorted([*changed, *private]))
    return case


def _places_of(work: Work, case: PetitionCase, place_town: str, responsible_department: str) -> dict[str, int]:
    """The columns of the town and the unit, both of the case's own banner. Raises Invalid."""
    town = _department(work, place_town, field="place_town")
    unit = _department(work, responsible_department, field="responsible_department")
    if (town.jurisdiction_id, town.kind) != (case.jurisdiction_id, DepartmentKind.TOWN):
        raise Invalid("unit_elsewhere", field="place_town")
    if unit.jurisdiction_id != case.jurisdiction_id:
        raise Invalid("unit_elsewhere", field="responsible_department")
    return {"place_town_id": town.id, "responsible_department_id": unit.id}


def add_party(work: Work, case: PetitionCase, *, same_name: bool = False, **values: Any) -> PetitionCase:
    """Add a party before the case is listed. `same_name`: it is another one than who has its name and role already.

    Raises Invalid party_there_already, which leaves in the record that a name was tried: nobody guesses unseen.
    """
    _lock_correctable(work, case)
    _refuse_in_number(case, values)
    private = checked_party(values)
    if not same_name and is_there_already(work, case, private["name"], values["role"]):
        refused = Invalid("party_there_already", field="same_name")
        raise refused.leaving(attempt(case, [Leak(Kind.NAME, "name")]))
    party = _add(work, case, values, private)
    work.tell("party.added", party, role=party.role)
    return case


def correct_party(work: Work, party: Party, **values: Any) -> PetitionCase:
    """Correct a party before the case is listed. Empty private fields keep what is stored."""
    _lock_correctable(work, party.case)
    _refuse_in_number(party.case, values)
    private = {column: text for column, text in checked_party(values).items() if text}
    roles = [p.role for p in active_parties(work.session, party.case_id) if p.id != party.id] + [values["role"]]
    _demand_both_sides(roles)
    columns = [*private, "role"] if values["role"] != party.role else [*private]
    party.role, party.kind = values["role"], values["kind"]
    party.minority_name = bool(values["minority_name"]) and party.kind == PartyKind.PERSON
    if private:
        seal_party(work, party, private)
    work.session.flush()
    work.tell("party.corrected", party, columns=sorted(columns))
    return party.case


def _refuse_people_in(work: Work, case: PetitionCase, number: str) -> None:
    """As `refuse_names_in`, of everybody of the case; as with any text, the record is told that it was tried."""
    try:
        refuse_names_in(number, _people_of(work, case))
    except Invalid as refused:
        raise refused.leaving(attempt(case, [Leak(Kind.NAME, "petition_number")])) from None


def _refuse_in_number(case: PetitionCase, values: Mapping[str, Any]) -> None:
    """Raise Invalid where the case's petition number has the name of this person in it."""
    if values["kind"] == PartyKind.PERSON:
        refuse_names_in(case.petition_number, [values.get("name") or ""], field="name")


def _people_of(work: Work, case: PetitionCase) -> list[str]:
    """The names of the case's people, read by the software."""
    return [one.text for one in private_values(work, case) if one.kind is Kind.NAME and is_person(one)]


def remove_party(work: Work, party: Party, *, removal_reason: str) -> PetitionCase:
    """Take a party out of the case; its row, the reason and its sealed data stay with the file.

    Raises Refused party_refusal_stays: nobody unsays a refusal by removing who refused (People's Mediation Law 17).
    """
    _lock_correctable(work, party.case)
    last = latest_consents(work.session, party.case_id).get(party.id)
    if last is not None and last.answer in REFUSALS:
        raise Refused("party_refusal_stays")
    refuse_private(work, party.case, {"removal_reason": removal_reason})
    _demand_both_sides([p.role for p in active_parties(work.session, party.case_id) if p.id != party.id])
    party.removed_at, party.removed_by_id = work.now, work.actor.person_id
    party.removal_reason = removal_reason
    work.session.flush()
    work.tell("party.removed", party, role=party.role)
    return party.case


def open_private(work: Work, case: PetitionCase, *, purpose: str) -> PetitionCase:
    """Open the case's personal data to the actor for 30 minutes, for a purpose that the record keeps."""
    demand(work, Can.OPEN_VAULT, case)
    vault.open_vault(work, case.stream, purpose, case.jurisdiction_id)
    return case


def _add(work: Work, case: PetitionCase, values: Mapping[str, Any], private: Mapping[str, str]) -> Party:
    if not private["name"]:
        raise Invalid("party_needs_name", field="name")
    party = Party(
        jurisdiction_id=case.jurisdiction_id,
        case_id=case.id,
        added_at=work.now,
        added_by_id=work.actor.person_id,
        **party_columns(values),
    )
    work.session.add(party)
    work.session.flush()
    seal_party(work, party, private)
    return party


def _lock_correctable(work: Work, case: PetitionCase) -> None:
    lock(work, case)
    demand(work, Can.EDIT_CASE, case)
    refuse_closed(case)
    if case.status not in CORRECTABLE:
        raise Refused("case_is_listed")


def _demand_both_sides(roles: Sequence[str]) -> None:
    for role, code in NEEDED_ROLES.items():
        if role not in roles:
            raise Refused(code)


def _number_of(case: PetitionCase, typed: str) -> str:
    """The number that was typed; one that the case bears already may be of an older shape."""
    same = plain_number(typed) == case.petition_number
    return case.petition_number if same else checked_number(typed)


def _demand_free(work: Work, jurisdiction_id: str, number: str, of: PetitionCase | None = None) -> None:
    """No other case bears the number; the table's own constraint settles two clerks at once."""
    taken = select(PetitionCase.id).where(PetitionCase.jurisdiction_id == jurisdiction_id, bears_number(number))
    if of is not None:
        taken = taken.where(PetitionCase.id != of.id)
    if work.session.scalar(taken) is not None:
        raise Invalid("petition_number_taken", field="petition_number")


def _department(work: Work, ref: str, *, field: str) -> Department:
    department = work.session.scalar(select(Department).where(Department.public_id == ref))
    if department is None:
        raise Invalid("unit_unknown", field=field)
    return department
