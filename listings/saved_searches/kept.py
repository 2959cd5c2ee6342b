"""How a view is kept: its canonical parameters as text. What is read back is checked like what a stranger sends."""

import base64
import binascii
import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from listings.board.filter import FACETS, SHELVES, SORTS, UNSTATED, BoardFilter, Facet
from listings.board.words import words_of
from market.refusals import Invalid, Missing
from market.web.values import BadValue
from market.work import Work

VIEW_LIMIT = 2_000
MARK_LIMIT = 1_000
_TOWN = re.compile(r"[a-z0-9]{16}")


@dataclass(frozen=True)
class WantedView:
    """A view that is about to be kept; `public_id` is the mark that its address carries."""

    wanted: BoardFilter
    public_id: str


def as_text(wanted: BoardFilter) -> str:
    """The canonical parameters of a view, as they stand in its address and in the database."""
    return urlencode(wanted.query())


def from_text(text: str) -> BoardFilter:
    """The view that was kept. Raises Invalid search_unreadable where a parameter is none of the board's."""
    pairs = parse_qsl(text[:VIEW_LIMIT], keep_blank_values=True)
    if len(text) > VIEW_LIMIT or len({name for name, _ in pairs}) != len(pairs):
        raise Invalid("search_unreadable")
    return _checked(dict(pairs))


def mark_of(wanted: BoardFilter) -> str:
    """A view as one piece of an address."""
    told = json.dumps(wanted.query(), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def view_for(work: Work, mark: str) -> WantedView:
    """The view of a mark. Raises Missing for what is none."""
    try:
        if len(mark) > MARK_LIMIT:
            raise ValueError
        said = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
            raise ValueError
        return WantedView(_checked(said), mark)
    except (ValueError, TypeError, binascii.Error, RecursionError, Invalid):
        raise Missing() from None


def _checked(said: dict[str, str]) -> BoardFilter:
    facets = {facet.name: facet for facet in FACETS}
    known = {"q", "status", "sort"} | facets.keys()
    if not said.keys() <= known:
        raise Invalid("search_unreadable")
    for name, value in said.items():
        if not value and name != "sort":
            continue
        if name in facets:
            fits = _is_a_value(facets[name], value)
        elif name == "status":
            fits = value in {shelf.code for shelf in SHELVES}
        elif name == "sort":
            fits = value in SORTS
        else:
            fits = _can_be_looked_for(value)
        if not fits:
            raise Invalid("search_unreadable")
    return BoardFilter(**said)


def _is_a_value(facet: Facet, value: str) -> bool:
    if value == UNSTATED:
        return facet.may_be_unstated
    return value in dict(facet.values) if facet.values else _TOWN.fullmatch(value) is not None


def _can_be_looked_for(question: str) -> bool:
    try:
        words_of(question)
    except BadValue:
        return False
    return True
