"""What no law fixes is a setting with a date: the value in force on a legal day, else the default.

Floors name their settings in one table each; the roof merges them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from market.settings.models import SettingState, SettingVersion
from market.work import Work


class Kind(StrEnum):
    """What a value is: whole days, money in fen, a whole number, yes or no, or one of a list."""

    DAYS = "days"
    FEN = "fen"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"


@dataclass(frozen=True)
class Dated:
    """One setting: what kind of value, its default, what it means, its bounds or choices."""

    kind: Kind
    default: Any
    meaning: str
    smallest: int = 0
    largest: int = 100_000_000_000
    choices: tuple[tuple[str, str], ...] = ()


class DatedSettings:
    """All settings of the scheme by name."""

    def __init__(self) -> None:
        self.known: dict[str, Dated] = {}

    def add(self, settings: Mapping[str, Dated]) -> None:
        """Take a floor's table; a name given twice is refused."""
        twice = self.known.keys() & settings.keys()
        if twice:
            raise ValueError(f"settings named twice: {sorted(twice)}")
        self.known.update(settings)

    def clear(self) -> None:
        """Forget everything; the roof merges anew for each application it makes."""
        self.known.clear()


DATED = DatedSettings()


def setting(work: Work, name: str, jurisdiction_id: str) -> Any:
    """The value in force on `work.today` in that jurisdiction. Raises KeyError for an unknown name."""
    known = DATED.known[name]
    value = work.session.execute(
        select(SettingVersion.value)
        .where(
            SettingVersion.jurisdiction_id == jurisdiction_id,
            SettingVersion.name == name,
            SettingVersion.status == SettingState.IN_FORCE.value,
            SettingVersion.effective_from <= work.today,
        )
        .order_by(SettingVersion.effective_from.desc(), SettingVersion.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return known.default if value is None else value
