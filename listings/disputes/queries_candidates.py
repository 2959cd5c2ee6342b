"""Which cases of the register this one could be linked to, those that share a party first.

Whether two cases have a person in common is told from keyed hashes, without reading a value, only to somebody who has
stated a purpose and opened the case, and only when asked for: each comparison stands in the record of every case that
it found. What it found is then shown as long as the opening lasts.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased, joinedload

from listings.cases.models import Party, PetitionCase
from listings.cases.numbers import bears_number, closest_first, has_in_its_number
from listings.cases.queries import visible_cases
from listings.cases.vocabulary import CaseState
from listings.disputes.events import COMPARED
from listings.disputes.queries import dispute_was_released, was_released
from listings.paging import Page, page_of
from listings.person_search.models import PersonSearch, SearchKind
from listings.person_search.queries import found_by
from market.people.models import Department
from market.record.models import RecordEvent
from market.vault.models import VaultIndex
from market.vault.queries import erasures_at, has_opening, opening_in_force
from market.work import Work

SHARED_BY = (SearchKind.ID_NUMBER, SearchKind.PHONE)
MOST_SHARING = 20
_OURS = aliased(Party)
_OUR_INDEX, _THEIR_INDEX = aliased(VaultIndex), aliased(VaultIndex)
_TOLD = (joinedload(PetitionCase.place_town), joinedload(PetitionCase.responsible_department))


@dataclass(frozen=True)
class CandidateFilter:
    """What the register is narrowed to; an empty value narrows nothing. `town` and `unit` are departments' public ids,
    `number` any part of a petition number."""

    number: str = ""
    category: str = ""
    town: str = ""
    unit: str = ""


def candidates_page(work: Work, case: PetitionCase, wanted: CandidateFilter, after: str | None,
                    leave_out: Collection[int] = ()) -> Page[PetitionCase]:  # fmt: skip
    """One page of the cases that this one could be linked to, newest first, without those that are shown already.

    Raises Missing for a mark that is none.
    """
    statement = _candidates(work, case, wanted).where(PetitionCase.id.not_in(leave_out)).options(*_TOLD)
    return page_of(work.session, statement, [PetitionCase.id], after)


def parties_alike(work: Work, case: PetitionCase, kind: SearchKind) -> Select[Party]:
    """Parties of cases that this one could be linked to, or is, which share a value of this kind with one of its own.

    Asking is a search for a person: only `find_alike` (listings/person_search) runs it, which tells the record.
    """
    places = (_OUR_INDEX.table_name == Party.__tablename__, _THEIR_INDEX.table_name == Party.__tablename__)
    candidates = _candidates(work, case, CandidateFilter()).with_only_columns(PetitionCase.id)
    linked = visible_cases(work).where(PetitionCase.dispute_id == case.dispute_id, PetitionCase.id != case.id)
    among = or_(Party.case_id.in_(candidates), Party.case_id.in_(linked.with_only_columns(PetitionCase.id)))
    shared = (
        select(_THEIR_INDEX.row_id)
        .select_from(_OURS)
        .join(_OUR_INDEX, _OUR_INDEX.row_id == _OURS.id)
        .join(_THEIR_INDEX, (_THEIR_INDEX.purpose == _OUR_INDEX.purpose) & (_THEIR_INDEX.digest == _OUR_INDEX.digest))
        .where(*places, _OUR_INDEX.purpose == kind.value, _OURS.case_id == case.id, _OURS.removed_at.is_(None))
    )
    return select(Party).where(Party.id.in_(shared), Party.removed_at.is_(None), among)


def compared(work: Work, case: PetitionCase) -> dict[int, set[str]] | None:
    """By case: what the actor's last comparison within this opening found it to share, as kinds and never the value.

    None where nothing was compared within an opening that is in force. Nothing is compared here.
    """
    opening = opening_in_force(work, case.stream)
    if opening is None:
        return None
    told = work.session.scalar(
        select(RecordEvent.payload)
        .where(
            RecordEvent.stream == case.stream,
            RecordEvent.name == COMPARED,
            RecordEvent.actor_person_id == work.actor.person_id,
            RecordEvent.happened_at >= opening.opened_at,
        )
        .order_by(RecordEvent.sequence.desc())
        .limit(1)
    )
    if told is None:
        return None
    found: dict[int, set[str]] = {}
    for search in work.session.scalars(select(PersonSearch).where(PersonSearch.id.in_(told["searches"]))):
        for party in found_by(work, search):
            if party.removed_at is None:
                found.setdefault(party.case_id, set()).add(search.kind)
    return found


def numbered(work: Work, case: PetitionCase, typed: str) -> PetitionCase | None:
    """The case of the same banner that bears this petition number, however it is spaced and spelt; of two that bear it,
    the one whose number was typed as it stands."""
    here = PetitionCase.jurisdiction_id == case.jurisdiction_id
    found = select(PetitionCase).where(here, bears_number(typed))
    return work.session.scalar(found.order_by(*closest_first(typed)).limit(1))


def both_compared(work: Work, case: PetitionCase, other: PetitionCase) -> bool:
    """Whether the actor has both cases open, and has compared their parties meanwhile."""
    return (compared(work, case) is not None or compared(work, other) is not None) and both_open(work, case, other)


def both_open(work: Work, case: PetitionCase, other: PetitionCase) -> bool:
    """Whether the actor has both cases open for a stated purpose. Of a case whose personal data was erased there is
    nothing left to open."""
    erased = erasures_at(work.session, [case.stream, other.stream])
    return all(one.stream in erased or has_opening(work, one) for one in (case, other))


def candidates_sharing(
    work: Work, case: PetitionCase, wanted: CandidateFilter, found: Collection[int]
) -> list[PetitionCase]:
    """The newest of the cases that a comparison found, as far as they can still be linked and the filter has them."""
    statement = _candidates(work, case, wanted).where(PetitionCase.id.in_(found)).options(*_TOLD)
    return list(work.session.scalars(statement.order_by(PetitionCase.id.desc()).limit(MOST_SHARING)))


def _candidates(work: Work, case: PetitionCase, wanted: CandidateFilter) -> Select[PetitionCase]:
    released = dispute_was_released()
    statement = visible_cases(work).where(
        PetitionCase.jurisdiction_id == case.jurisdiction_id,
        PetitionCase.dispute_id != case.dispute_id,
        or_(PetitionCase.status != CaseState.CLOSED.value, released),
    )
    if was_released(work.session, case.dispute_id):
        statement = statement.where(~released)
    if wanted.number:
        statement = statement.where(has_in_its_number(wanted.number))
    if wanted.category:
        statement = statement.where(PetitionCase.category == wanted.category)
    if wanted.town:
        statement = statement.where(PetitionCase.place_town.has(Department.public_id == wanted.town))
    if wanted.unit:
        statement = statement.where(PetitionCase.responsible_department.has(Department.public_id == wanted.unit))
    return statement
