"""A setting changes by two people, from a day on that has not passed; nothing already reckoned changes with it."""

from datetime import date

from market.database import public_id
from market.lifecycle import lock
from market.notifications.services import notify
from market.people.queries import serving
from market.policy import Can, demand
from market.refusals import Invalid
from market.settings.lifecycle import SETTING
from market.settings.models import SettingState, SettingVersion
from market.settings.queries import DECIDERS, SettingPlace, value_from
from market.settings.values import read_value
from market.work import Work

SETTING_PAGE = "settings.show"


def propose(work: Work, place: SettingPlace, *, value: str, effective_from: date, reason: str) -> SettingVersion:
    """Propose a value from a day on. Raises Invalid."""
    demand(work, Can.PROPOSE_SETTING, place)
    if effective_from < work.today:
        raise Invalid("setting.starts_in_the_past", field="effective_from")
    if value_from(work, place, effective_from) is not None:
        raise Invalid("setting.day_taken", field="effective_from")
    version = SettingVersion(
        public_id=public_id(),
        jurisdiction_id=place.jurisdiction_id,
        name=place.name,
        value=read_value(place.known, value),
        effective_from=effective_from,
        reason=reason,
        proposed_by_id=work.actor.person_id,
        proposed_at=work.now,
    )
    work.session.add(version)
    work.session.flush()
    work.tell("setting.proposed", version, setting=place.name, value=version.value, effective_from=effective_from)
    asked = [one for one in serving(work, place.jurisdiction_id, *DECIDERS) if one != work.actor.person_id]
    notify(work, asked, "setting.waits", SETTING_PAGE, place.public_id)
    return version


def confirm(work: Work, version: SettingVersion) -> SettingVersion:
    """Let a proposed value hold from its day on; never by its proposer."""
    return SETTING.apply(
        work, "confirm", version, setting=version.name, value=version.value,
        effective_from=version.effective_from, today=work.today,
    )  # fmt: skip


def refuse(work: Work, version: SettingVersion, *, note: str) -> SettingVersion:
    """Refuse a proposed value with the reason."""
    lock(work, version)
    if version.status == SettingState.PROPOSED:
        version.note = note
    return SETTING.apply(work, "refuse", version, setting=version.name, note=note)
