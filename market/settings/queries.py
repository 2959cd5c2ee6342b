"""A setting in one jurisdiction: its value today, what is to come, and everything that was ever proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from market.actor import Role
from market.people.models import Jurisdiction
from market.refusals import Missing
from market.settings.dated import DATED, Dated, setting
from market.settings.models import SettingState, SettingVersion
from market.work import Work

READERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.AUDITOR)
DECIDERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)


@dataclass(frozen=True)
class SettingPlace:
    """One setting in one jurisdiction; `public_id` is its address (150623.claim_answer_days)."""

    jurisdiction: Jurisdiction
    name: str
    known: Dated

    @property
    def jurisdiction_id(self) -> str:
        return self.jurisdiction.id

    @property
    def public_id(self) -> str:
        return f"{self.jurisdiction_id}.{self.name}"


def places(work: Work) -> list[SettingPlace]:
    """Every setting of the jurisdictions that the actor may look at."""
    served = work.session.scalars(
        select(Jurisdiction).where(Jurisdiction.id.in_(work.actor.serves(*READERS))).order_by(Jurisdiction.id)
    ).all()
    return [SettingPlace(where, name, known) for where in served for name, known in DATED.known.items()]


def place_for(work: Work, ref: str) -> SettingPlace:
    """One of `places` by its address. Raises Missing."""
    found = next((place for place in places(work) if place.public_id == ref), None)
    if found is None:
        raise Missing()
    return found


def value_today(work: Work, place: SettingPlace) -> Any:
    """The value in force on the legal day of this work."""
    return setting(work, place.name, place.jurisdiction_id)


def versions(work: Work, place: SettingPlace) -> Sequence[SettingVersion]:
    """Everything that was proposed for it, newest first."""
    return work.session.scalars(
        select(SettingVersion)
        .where(SettingVersion.jurisdiction_id == place.jurisdiction_id, SettingVersion.name == place.name)
        .order_by(SettingVersion.id.desc())
    ).all()


def version_for(work: Work, ref: str) -> SettingVersion:
    """One proposed value of a jurisdiction that the actor may look at. Raises Missing."""
    found = work.session.scalar(
        select(SettingVersion).where(
            SettingVersion.public_id == ref, SettingVersion.jurisdiction_id.in_(work.actor.serves(*READERS))
        )
    )
    if found is None or found.name not in DATED.known:
        raise Missing()
    return found


def waiting(work: Work) -> Sequence[SettingVersion]:
    """What waits for a second person, and could be this one."""
    return work.session.scalars(
        select(SettingVersion)
        .where(
            SettingVersion.jurisdiction_id.in_(work.actor.serves(*DECIDERS)),
            SettingVersion.status == SettingState.PROPOSED.value,
            SettingVersion.proposed_by_id != work.actor.person_id,
        )
        .order_by(SettingVersion.id)
        .limit(100)
    ).all()


def value_from(work: Work, place: SettingPlace, day: date) -> SettingVersion | None:
    """The confirmed value that begins on exactly this day; there is at most one."""
    return work.session.scalar(
        select(SettingVersion).where(
            SettingVersion.jurisdiction_id == place.jurisdiction_id,
            SettingVersion.name == place.name,
            SettingVersion.effective_from == day,
            SettingVersion.status == SettingState.IN_FORCE.value,
        )
    )
