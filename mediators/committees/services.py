"""Entering, correcting and closing committees. One that is closed stays in the register and takes no new mediators."""

from sqlalchemy import select

from market.lifecycle import lock
from market.policy import Can, demand
from market.refusals import Forbidden, Invalid, Refused
from market.work import Work
from mediators.committees.models import Committee
from mediators.committees.queries import KEEPERS


def enter(work: Work, *, name: str, seal_text: str, jurisdiction_id: str | None = None) -> Committee:
    """Enter a committee; `jurisdiction_id` may be left out by whoever serves one banner only.

    Raises Invalid committee_known when the banner has one of this name, Forbidden for another banner.
    """
    where = jurisdiction_id or min(work.actor.serves(*KEEPERS), default="")
    if not work.actor.is_system and where not in work.actor.serves(*KEEPERS):
        raise Forbidden()
    _demand_new_name(work, where, name)
    committee = Committee(
        jurisdiction_id=where, name=name, seal_text=seal_text, entered_by_id=work.actor.person_id, entered_at=work.now
    )
    work.session.add(committee)
    work.session.flush()
    work.tell("committee.entered", committee)
    return committee


def correct(work: Work, committee: Committee, *, name: str, seal_text: str) -> Committee:
    """Correct a name or what the seal reads. Raises Invalid committee_known."""
    lock(work, committee)
    demand(work, Can.MANAGE_COMMITTEES, committee)
    if name != committee.name:
        _demand_new_name(work, committee.jurisdiction_id, name)
    committee.name, committee.seal_text = name, seal_text
    work.tell("committee.corrected", committee)
    return committee


def close(work: Work, committee: Committee) -> Committee:
    """Take no new mediators. Raises Refused committee_is_closed the second time."""
    lock(work, committee)
    demand(work, Can.MANAGE_COMMITTEES, committee)
    if committee.closed_at is not None:
        raise Refused("committee_is_closed")
    committee.closed_at = work.now
    work.tell("committee.closed", committee)
    return committee


def _demand_new_name(work: Work, jurisdiction_id: str, name: str) -> None:
    known = select(Committee.id).where(Committee.jurisdiction_id == jurisdiction_id, Committee.name == name)
    if work.session.scalar(known) is not None:
        raise Invalid("committee_known", field="name")
