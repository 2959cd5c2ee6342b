"""Which cases of the register this one could be linked to, those that share a party first.

Whether two cases have a person in common is told from keyed hashes, without reading a value, and only to somebody who
has stated a purpose and opened the case.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased, joinedload

from listings.cases.models import Party, PetitionCase
from listings.cases.queries import visible_cases
from listings.cases.registration import plain_number
from listings.cases.vocabulary import CaseState
from listings.disputes.queries import dispute_was_released, was_released
from listings.paging import Page, page_of
from market.people.models import Department
from market.vault.models import VaultIndex
from market.vault.queries import has_opening
from market.vault.services import why_closed
from market.work import Work

SHARED_BY = ("id_number", "phone")
MOST_SHARING = 20
_OURS, _THEIRS = aliased(Party), aliased(Party)
_OUR_INDEX, _THEIR_INDEX = aliased(VaultIndex), aliased(VaultIndex)


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
    statement = _candidates(work, case, wanted).where(PetitionCase.id.not_in(leave_out))
    return page_of(work.session, statement, [PetitionCase.id], after)


def candidates_sharing(work: Work, case: PetitionCase, wanted: CandidateFilter) -> list[PetitionCase]:
    """The newest of these cases that have a party in common with this one; call within an opening of it."""
    shared = _shared(case, with_cases=None).with_only_columns(_THEIRS.case_id)
    statement = _candidates(work, case, wanted).where(PetitionCase.id.in_(shared))
    return list(work.session.scalars(statement.order_by(PetitionCase.id.desc()).limit(MOST_SHARING)))


def shared_with(work: Work, case: PetitionCase, others: Collection[PetitionCase]) -> dict[int, set[str]]:
    """By case: what a party of it has in common with one of this case, as purposes of the vault's index, never the
    value. Raises Refused unless the actor has this case open: who is the same person is personal data."""
    if not has_opening(work, case):
        raise why_closed(work, case.stream)
    found: dict[int, set[str]] = {}
    for case_id, purpose in work.session.execute(_shared(case, with_cases=[other.id for other in others])):
        found.setdefault(case_id, set()).add(purpose)
    return found


def _shared(case: PetitionCase, with_cases: Collection[int] | None) -> Select[int, str]:
    """Other cases and the purpose of an indexed value that a party of theirs shares with one of this case's."""
    places = (_OUR_INDEX.table_name == Party.__tablename__, _THEIR_INDEX.table_name == Party.__tablename__)
    statement = (
        select(_THEIRS.case_id, _THEIR_INDEX.purpose)
        .distinct()
        .select_from(_OURS)
        .join(_OUR_INDEX, _OUR_INDEX.row_id == _OURS.id)
        .join(_THEIR_INDEX, (_THEIR_INDEX.purpose == _OUR_INDEX.purpose) & (_THEIR_INDEX.digest == _OUR_INDEX.digest))
        .join(_THEIRS, _THEIRS.id == _THEIR_INDEX.row_id)
        .where(
            *places,
            _OUR_INDEX.purpose.in_(SHARED_BY),
            _OURS.case_id == case.id,
            _OURS.removed_at.is_(None),
            _THEIRS.removed_at.is_(None),
            _THEIRS.case_id != case.id,
            _THEIRS.jurisdiction_id == case.jurisdiction_id,
        )
    )
    return statement if with_cases is None else statement.where(_THEIRS.case_id.in_(with_cases))


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
        part = PetitionCase.petition_number.contains(plain_number(wanted.number), autoescape=True)
        statement = statement.where(part)
    if wanted.category:
        statement = statement.where(PetitionCase.category == wanted.category)
    if wanted.town:
        statement = statement.where(PetitionCase.place_town.has(Department.public_id == wanted.town))
    if wanted.unit:
        statement = statement.where(PetitionCase.responsible_department.has(Department.public_id == wanted.unit))
    told = (joinedload(PetitionCase.place_town), joinedload(PetitionCase.responsible_department))
    return statement.options(*told)
