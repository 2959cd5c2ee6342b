"""Whether a text gives away a value that it must not; what is found is told by its kind, never by the value."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from listings.anonymisation.spelling import digits, plain

SHORTEST_NAME = 2  # a name of one character would be found in every text
SHORTEST_NUMBER = 5
SHORTEST_PLACE = 2

_ABOVE_THE_VILLAGE = re.compile(r"^.*?(?:自治区|省|市|盟|旗|县|区|镇|乡|苏木)(?=.{3,})")


class Kind(StrEnum):
    """What a private value is. Each has its own sentence of refusal: leak_<kind>."""

    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    ADDRESS = "address"
    VILLAGE = "village"
    PETITION_NUMBER = "petition_number"


@dataclass(frozen=True)
class PrivateValue:
    """A value of one case that may not stand in anything published."""

    kind: Kind
    text: str

    def __repr__(self) -> str:
        return f"<PrivateValue {self.kind.value}>"


@dataclass(frozen=True)
class Leak:
    """A private value stands in a field of a text."""

    kind: Kind
    field: str


def variants(value: PrivateValue) -> frozenset[str]:
    """The plain spellings under which a value is looked for; none when it is too short to mean anything."""
    match value.kind:
        case Kind.ID_NUMBER | Kind.PHONE:
            figures = digits(value.text).replace("|", "")
            letters = plain(value.text).upper()
            found = {figures} if len(figures) >= SHORTEST_NUMBER else set()
            return frozenset(found | ({letters} if len(letters) >= SHORTEST_NUMBER else set()))
        case Kind.NAME:
            return _long_enough({plain(value.text)}, SHORTEST_NAME)
        case Kind.ADDRESS:
            return _long_enough({plain(value.text), plain(_below_the_town(value.text))}, SHORTEST_PLACE + 2)
        case Kind.VILLAGE:
            whole = plain(value.text)
            return _long_enough({whole, re.sub("(嘎查|村|社区)$", "", whole)}, SHORTEST_PLACE)
        case _:
            return _long_enough({plain(value.text)}, SHORTEST_NUMBER)


def leaks(texts: Mapping[str, str], values: Iterable[PrivateValue]) -> list[Leak]:
    """What leaks where, each kind once a field, in the order of the fields. `texts` are by field name."""
    known = [(value.kind, spelling) for value in values for spelling in variants(value)]
    return [leak for field, text in texts.items() for leak in _leaks_in(field, text, known)]


def _leaks_in(field: str, text: str, known: list[tuple[Kind, str]]) -> Iterator[Leak]:
    words, figures = plain(text), digits(text)
    told: set[Kind] = set()
    for kind, spelling in known:
        numeric = kind in (Kind.ID_NUMBER, Kind.PHONE)
        stands = spelling in words or (numeric and (spelling in figures or spelling.casefold() in words))
        if stands and kind not in told:
            told.add(kind)
            yield Leak(kind, field)


def _below_the_town(address: str) -> str:
    """The part of an address that follows its town: what makes it findable."""
    rest = address
    while (shorter := _ABOVE_THE_VILLAGE.sub("", rest, count=1)) != rest:
        rest = shorter
    return rest


def _long_enough(spellings: set[str], shortest: int) -> frozenset[str]:
    return frozenset(spelling for spelling in spellings if len(spelling) >= shortest)
