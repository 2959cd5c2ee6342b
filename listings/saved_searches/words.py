"""A view of the board in the reader's words: what it is narrowed to, and in which order."""

from collections.abc import Mapping

from listings.board.filter import NOT_STATED, SHELVES, SORTS, UNSTATED, BoardFilter
from listings.board.queries import all_towns
from market.text import N_
from market.web.showing import worded
from market.work import Work

EVERY_STATUS = N_("Every status")
WORDS = N_("Words: %(words)s")
NAMED = N_("%(name)s: %(value)s")


def town_names(work: Work) -> dict[str, str]:
    """The towns that a view may name, by public id."""
    return {town.public_id: town.name_zh for town in all_towns(work)}


def words_of_view(wanted: BoardFilter, towns: Mapping[str, str]) -> list[str]:
    """The words looked for, the status, each filter and the order; `towns` are the names by public id."""
    shelves = {shelf.code: shelf.label for shelf in SHELVES}
    found = [worded(WORDS) % {"words": wanted.q}] if wanted.q else []
    found.append(worded(shelves.get(wanted.status, EVERY_STATUS)))
    for facet, code in wanted.chosen():
        labels = {one: worded(label) for one, label in facet.values} or towns
        value = worded(NOT_STATED) if code == UNSTATED else labels.get(code, code)
        found.append(worded(NAMED) % {"name": worded(facet.label), "value": value})
    return [*found, worded(SORTS[wanted.sort])]
