"""Which cases are of one dispute, and whether one of their listings has been released."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from listings.cases.models import PetitionCase
from listings.cases.queries import visible_cases
from listings.cases.registration import plain_number
from listings.cases.vocabulary import CaseState
from listings.paging import Page, page_of
from listings.publication.models import Listing
from listings.publication.vocabulary import ListingState
from market.people.models import Department
from market.work import Work

# A listing of these keeps the others of its dispute off the board: on it, in mediation, or rewarded.
HOLDING = (
    ListingState.PUBLISHED,
    ListingState.PROPOSED,
    ListingState.CLAIMED,
    ListingState.SETTLED,
    ListingState.CONFIRMED,
    ListingState.REWARDED,
)


def cases_of_dispute(session: Session, dispute_id: str) -> list[PetitionCase]:
    """The cases of a dispute in the order of their ids, which is the order of locking."""
    found = session.scalars(select(PetitionCase).where(PetitionCase.dispute_id == dispute_id).order_by(PetitionCase.id))
    return list(found)


def linked_cases(session: Session, case: PetitionCase) -> list[PetitionCase]:
    """The other cases of this case's dispute."""
    return [other for other in cases_of_dispute(session, case.dispute_id) if other.id != case.id]


@dataclass(frozen=True)
class CandidateFilter:
    """What the register is narrowed to; an empty value narrows nothing. `town` and `unit` are departments' public ids,
    `number` any part of a petition number."""

    number: str = ""
    category: str = ""
    town: str = ""
    unit: str = ""


def candidates_page(work: Work, case: PetitionCase, wanted: CandidateFilter, after: str | None) -> Page[PetitionCase]:
    """One page of the cases that this one could be linked to, newest first. Raises Missing for a mark that is none."""
    released = _dispute_was_released()
    statement = visible_cases(work).where(
        PetitionCase.jurisdiction_id == case.jurisdiction_id,
        PetitionCase.dispute_id != case.dispute_id,
        or_(PetitionCase.status != CaseState.CLOSED.value, released),
    )
    if was_released(work.session, case.dispute_id):
        statement = statement.where(~released)
    if wanted.number:
        part = PetitionCase.petition_number.contains(plain_number(wanted.number), autoescape=True)
        statement = statement.where(part)
    if wanted.category:
        statement = statement.where(PetitionCase.category == wanted.category)
    if wanted.town:
        statement = statement.where(PetitionCase.place_town.has(Department.public_id == wanted.town))
    if wanted.unit:
        statement = statement.where(PetitionCase.responsible_department.has(Department.public_id == wanted.unit))
    told = (joinedload(PetitionCase.place_town), joinedload(PetitionCase.responsible_department))
    return page_of(work.session, statement.options(*told), [PetitionCase.id], after)


def was_released(session: Session, dispute_id: str) -> bool:
    """Whether a listing of any case of the dispute was ever released."""
    released = (
        select(Listing.id)
        .join(PetitionCase, PetitionCase.id == Listing.case_id)
        .where(PetitionCase.dispute_id == dispute_id, Listing.released_at.is_not(None))
    )
    return session.scalar(released.limit(1)) is not None


def is_past_linking(session: Session, case: PetitionCase) -> bool:
    """Closed, and nothing of its dispute was ever on the board: no reward of it can be given twice."""
    return case.status == CaseState.CLOSED and not was_released(session, case.dispute_id)


def _dispute_was_released() -> ColumnElement[bool]:
    """`was_released`, asked of each case of a list."""
    of_it = aliased(PetitionCase)
    released = select(Listing.id).join(of_it, of_it.id == Listing.case_id)
    return released.where(of_it.dispute_id == PetitionCase.dispute_id, Listing.released_at.is_not(None)).exists()


def is_held(session: Session, case: PetitionCase) -> bool:
    """Whether another case of the dispute is on the board, in mediation or rewarded."""
    holding = (
        select(Listing.id)
        .join(PetitionCase, PetitionCase.id == Listing.case_id)
        .where(
            PetitionCase.dispute_id == case.dispute_id,
            PetitionCase.id != case.id,
            Listing.status.in_([state.value for state in HOLDING]),
        )
    )
    return session.scalar(holding.limit(1)) is not None
