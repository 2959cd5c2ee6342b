"""A published attribute is a case's own value or a wider one, and widening goes up a ladder, one rung at a time.

The class stays, for the reward reveals it. Every other attribute climbs until it is left out (None at the top).
The same pairs stand in the table `wider_value`, by which the database keeps a later version from being finer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import product
from types import MappingProxyType
from typing import Any, Final

from listings.cases.vocabulary import Category
from listings.publication.vocabulary import AmountBand, DurationBand, WideAmount, WideCategory, WideDuration


class Attribute(StrEnum):
    """What a listing says of its case beside its class; each is a column of the listing."""

    CATEGORY = "category"
    PLACE = "place"
    DURATION = "duration"
    AMOUNT = "amount"


def _rungs(*groups: tuple[StrEnum, tuple[StrEnum, ...]]) -> dict[str, str]:
    return {finer.value: wider.value for wider, fine in groups for finer in fine}


# finer -> next wider; a value that is not there has nothing above it but being left out
NEXT: Final[Mapping[Attribute, Mapping[str, str]]] = MappingProxyType(
    {
        Attribute.CATEGORY: _rungs(
            (
                WideCategory.LAND_AND_VILLAGE,
                (Category.LAND, Category.EXPROPRIATION, Category.ENVIRONMENT, Category.VILLAGE_AFFAIRS),
            ),
            (WideCategory.MONEY_AND_WORK, (Category.WAGES, Category.LOANS, Category.CONTRACTS)),
            (
                WideCategory.PEOPLE_AND_FAMILY,
                (Category.NEIGHBOURS, Category.INHERITANCE, Category.INJURY, Category.BENEFITS, Category.OTHER),
            ),
        ),
        Attribute.PLACE: {},
        Attribute.DURATION: _rungs(
            (WideDuration.UNDER_5, (DurationBand.UNDER_3, DurationBand.FROM_3)),
            (WideDuration.OVER_5, (DurationBand.FROM_5, DurationBand.FROM_10)),
        ),
        Attribute.AMOUNT: _rungs(
            (WideAmount.UNDER_100K, (AmountBand.UNDER_10K, AmountBand.FROM_10K)),
            (WideAmount.OVER_100K, (AmountBand.FROM_100K, AmountBand.FROM_1M)),
            (WideAmount.SOME, (WideAmount.UNDER_100K, WideAmount.OVER_100K)),
        ),
    }
)


@dataclass(frozen=True)
class Told:
    """What is published of a case. None is left out; `place` is a town's id; bands are reckoned on `as_of`."""

    case_class: str
    category: str | None
    place: int | None
    duration: str | None
    amount: str | None
    as_of: date

    def of(self, attribute: Attribute) -> str | int | None:
        """The published value of one attribute."""
        value: str | int | None = getattr(self, attribute.value)
        return value


def ladder(attribute: Attribute, value: str | int | None) -> tuple[str | int | None, ...]:
    """The value and everything wider, up to None: being left out."""
    climbed: list[str | int | None] = [value]
    while isinstance(value, str) and (wider := NEXT[attribute].get(value)) is not None:
        climbed.append(value := wider)
    return tuple(climbed) if climbed[-1] is None else (*climbed, None)


def is_within(attribute: Attribute, finer: str | int | None, wider: str | int | None) -> bool:
    """Whether `wider` says no more than `finer` does."""
    return wider in ladder(attribute, finer)


def akin(attribute: Attribute, value: str) -> tuple[str, ...]:
    """The published values of which a case may bear one where it bears `value`: that one, all wider and all finer."""
    finer = (one for one in NEXT[attribute] if one != value and is_within(attribute, one, value))
    return (*(str(one) for one in ladder(attribute, value) if one is not None), *finer)


def never_finer(before: Told, after: Told) -> bool:
    """Whether a later version says no more than the one before it."""
    return before.case_class == after.case_class and all(
        is_within(attribute, before.of(attribute), after.of(attribute)) for attribute in Attribute
    )


def widenings(told: Told) -> list[Told]:
    """Every way to say less, the least loss first, as `_loss` weighs it.

    `told` itself is not among them.
    """
    ladders = {attribute: ladder(attribute, told.of(attribute)) for attribute in Attribute}
    found: list[tuple[int, Told]] = []
    for rungs in product(*(range(len(ladders[attribute])) for attribute in Attribute)):
        if any(rungs):
            chosen: dict[str, Any] = {a.value: ladders[a][rung] for a, rung in zip(Attribute, rungs, strict=True)}
            found.append((_loss(rungs), replace(told, **chosen)))
    found.sort(key=lambda one: one[0])
    return [wider for _, wider in found]


def _loss(rungs: tuple[int, ...]) -> int:
    # What kind of matter it is decides whether a mediator looks at all, so it is given up last.
    weights = {Attribute.CATEGORY: 4, Attribute.PLACE: 3, Attribute.DURATION: 1, Attribute.AMOUNT: 2}
    return sum(weights[attribute] * rung for attribute, rung in zip(Attribute, rungs, strict=True))
