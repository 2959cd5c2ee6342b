"""Cases are looked up from what the actor may see; whatever lies outside is missing, the same as none."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from listings.access.queries import accessible_case_ids
from listings.cases.models import Party, PetitionCase
from listings.cases.numbers import has_in_its_number
from listings.paging import Page, page_of
from market.actor import Role
from market.people.models import Department, DepartmentKind
from market.refusals import Missing
from market.work import Work

READERS = (Role.OFFICE_CLERK, Role.OFFICE_REVIEWER, Role.AUDITOR)


@dataclass(frozen=True)
class CaseFilter:
    """What a list of cases is narrowed to; an empty value narrows nothing. `town` is a department's public id."""

    status: str = ""
    case_class: str = ""
    category: str = ""
    town: str = ""
    number: str = ""


def visible_cases(work: Work) -> Select[PetitionCase]:
    """The cases that the actor may see: those of their office, and those opened to them."""
    served = work.actor.serves(*READERS)
    return select(PetitionCase).where(
        or_(PetitionCase.jurisdiction_id.in_(served), PetitionCase.id.in_(accessible_case_ids(work)))
    )


def case_for(work: Work, ref: str) -> PetitionCase:
    """The case at this address. Raises Missing when the actor may not see it, or there is none."""
    case = work.session.scalar(visible_cases(work).where(PetitionCase.public_id == ref))
    if case is None:
        raise Missing()
    return case


def party_for(work: Work, ref: str) -> Party:
    """The party at this address, within the visible cases. Raises Missing."""
    visible = visible_cases(work).with_only_columns(PetitionCase.id)
    party = work.session.scalar(
        select(Party).where(Party.public_id == ref, Party.removed_at.is_(None), Party.case_id.in_(visible))
    )
    if party is None:
        raise Missing()
    return party


def active_parties(session: Session, case_id: int) -> list[Party]:
    """The parties of a case that have not been removed, petitioners first, in the order of entry."""
    parties = session.scalars(
        select(Party)
        .where(Party.case_id == case_id, Party.removed_at.is_(None))
        .order_by(Party.id)
        .execution_options(populate_existing=True)
    ).all()
    order = ("petitioner", "respondent", "other")
    return sorted(parties, key=lambda party: order.index(party.role))


def cases_page(work: Work, wanted: CaseFilter, after: str | None) -> Page[PetitionCase]:
    """One page of the visible cases, newest first. Raises Missing for a mark that is none."""
    statement = visible_cases(work).options(joinedload(PetitionCase.place_town))
    for column, value in (
        (PetitionCase.status, wanted.status),
        (PetitionCase.case_class, wanted.case_class),
        (PetitionCase.category, wanted.category),
    ):
        if value:
            statement = statement.where(column == value)
    if wanted.number:
        statement = statement.where(has_in_its_number(wanted.number))
    if wanted.town:
        statement = statement.where(PetitionCase.place_town.has(Department.public_id == wanted.town))
    return page_of(work.session, statement, [PetitionCase.id], after)


def towns(work: Work, jurisdictions: Sequence[str] | frozenset[str]) -> list[Department]:
    """The towns of these jurisdictions."""
    return _departments(work, jurisdictions, {DepartmentKind.TOWN})


def responsible_units(work: Work, jurisdictions: Sequence[str] | frozenset[str]) -> list[Department]:
    """The units that can be responsible for a case: departments, towns and task forces."""
    return _departments(work, jurisdictions, set(DepartmentKind))


def _departments(
    work: Work, jurisdictions: Sequence[str] | frozenset[str], kinds: set[DepartmentKind]
) -> list[Department]:
    return list(
        work.session.scalars(
            select(Department)
            .where(Department.jurisdiction_id.in_(jurisdictions), Department.kind.in_([kind.value for kind in kinds]))
            .order_by(Department.jurisdiction_id, Department.kind.desc(), Department.id)
        )
    )
