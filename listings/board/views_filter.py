"""The board's filters in the reader's words: choices with the day's numbers, and what is chosen, to be taken off."""

from dataclasses import dataclass, replace

from flask import request, url_for
from flask_babel import gettext

from listings.board.counts import Counts, counts_of
from listings.board.filter import DEFAULT_SHELF, DEFAULT_SORT, FACETS, NOT_STATED, SHELVES, SORTS, UNSTATED, BoardFilter
from listings.board.forms import ALL, BoardForm
from listings.board.queries import all_towns
from listings.board.words import words_of
from market.web.fields import Pick
from market.work import Work

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Chip:
    """Something to choose or to take off, with the address that does it."""

    label: str
    url: str


@dataclass(frozen=True)
class View:
    """What the reader asked for. `choices` are the worded values of each facet, without numbers."""

    form: BoardForm
    wanted: BoardFilter
    counts: Counts
    choices: dict[str, Choices]

    @property
    def chips(self) -> list[Chip]:
        """What narrows the view, each with the address of the view without it."""
        found = []
        if self.wanted.q:
            label = gettext("Words: %(words)s", words=self.wanted.q)
            found.append(Chip(label, address_of(replace(self.wanted, q=""))))
        for facet, code in self.wanted.chosen():
            value = dict(self.choices[facet.name]).get(code, code)
            label = gettext("%(name)s: %(value)s", name=gettext(facet.label), value=value)
            found.append(Chip(label, address_of(replace(self.wanted, **{facet.name: ""}))))
        return found

    @property
    def nothing(self) -> str:
        """One sentence on why the page is empty."""
        words = words_of(self.wanted.q) if self.wanted.q else ()
        if words:
            listed = gettext(", ").join(words)
            return gettext("No listing has all of these words: %(words)s. Try fewer words, or others.", words=listed)
        if self.wanted.is_narrowed:
            return gettext("No listing matches all of these filters. Take one off to see more.")
        return gettext("No listing stands here yet.")

    @property
    def ways_on(self) -> list[Chip]:
        """Where to look when nothing was found, the nearest first."""
        wanted, ways = self.wanted, []
        if wanted.status:
            label = gettext("Look on the whole board, whatever the status")
            ways.append(Chip(label, address_of(replace(wanted, status=""))))
        if wanted.q and any(True for _ in wanted.chosen()):
            label = gettext("Look for the words alone, without the other filters")
            ways.append(Chip(label, address_of(BoardFilter(q=wanted.q, status=wanted.status))))
        if wanted.is_narrowed:
            ways.append(Chip(gettext("See all that is open to claims"), address_of(BoardFilter())))
        return ways

    @property
    def orders(self) -> list[Chip]:
        """The same view in each order; the one it is in has no address."""
        return [
            Chip(gettext(label), "" if code == self.wanted.sort else address_of(replace(self.wanted, sort=code)))
            for code, label in SORTS.items()
        ]

    @property
    def silent_words(self) -> bool:
        """Whether something was typed of which nothing can be looked for."""
        return bool(self.wanted.q) and not words_of(self.wanted.q)


def view_asked_for(work: Work) -> View:
    """The view of this request; a value that is none of those offered narrows nothing and is said beside its field."""
    sent = request.args.copy()
    sent.setdefault("status", DEFAULT_SHELF)
    sent.setdefault("sort", DEFAULT_SORT)
    form = BoardForm(sent)
    choices = _choices(work)
    form.town.offer([ALL, *choices["town"]])
    form.validate()
    known = {name: value for name, value in form.data.items() if value and not form[name].errors}
    wanted = BoardFilter(**({"status": ""} | known))
    counts = counts_of(work, wanted.status)
    _put_numbers(form, counts, choices)
    return View(form, wanted, counts, choices)


def address_of(wanted: BoardFilter, **more: str | None) -> str:
    """The one address of a view."""
    return url_for("board.index", **(wanted.query() | more))  # type: ignore[arg-type]


def _choices(work: Work) -> dict[str, Choices]:
    towns = [(town.public_id, town.name_zh) for town in all_towns(work)]
    worded = {facet.name: [(code, gettext(label)) for code, label in facet.values] or towns for facet in FACETS}
    unstated = [(UNSTATED, gettext(NOT_STATED))]
    return {facet.name: worded[facet.name] + unstated * facet.may_be_unstated for facet in FACETS}


def _put_numbers(form: BoardForm, counts: Counts, choices: dict[str, Choices]) -> None:
    """The day's number behind each choice; where all is stated, unstated is offered only if it was chosen."""
    for facet in FACETS:
        field: Pick = form[facet.name]  # type: ignore[assignment]
        offered = [
            (code, label) for code, label in choices[facet.name]
            if code != UNSTATED or counts.of(facet, code) or field.data == code
        ]  # fmt: skip
        field.offer([ALL, *((code, _numbered(label, counts.of(facet, code), counts)) for code, label in offered)])
    shelves = [ALL, *((shelf.code, shelf.label) for shelf in SHELVES)]
    form.status.offer(
        [(code, _numbered(gettext(label), counts.shelves.get(code, 0), counts)) for code, label in shelves]
    )


def _numbered(label: str, number: int, counts: Counts) -> str:
    return label if counts.counted_on is None else f"{label} ({number:,})"  # grouped alike in both languages
