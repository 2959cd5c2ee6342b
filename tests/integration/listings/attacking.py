"""Somebody who keeps all that the board ever said, asked in every way it can be asked, and knows the banner's register.

What a question reveals is written down as what is told of the listing: which filters it stands in, which words find it,
whose saved search it came up in. `Attacker.kept` has, for each listing, everything it was ever seen to be.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from math import prod
from random import Random
from typing import Any
from xml.etree import ElementTree

from flask.testing import FlaskClient

from listings.board.cards import Published, published
from listings.board.counts import counts_of
from listings.board.filter import FACETS, SHELVES, SORTS, UNSTATED, BoardFilter, Facet
from listings.board.queries import all_towns, board_page
from listings.publication.vocabulary import REWARD_BANDS
from listings.reidentification.ladders import NEXT, Attribute, Told, ladder
from market.work import Work

ATOM = "{http://www.w3.org/2005/Atom}"
EVERYTHING = BoardFilter(status="")


@dataclass
class Attacker:
    """Asks as a visitor; `random` chooses the order in which the filters are laid over each other."""

    random: Random
    kept: dict[str, set[Told]] = field(default_factory=dict)
    since: dict[tuple[str, str | None], date] = field(default_factory=dict)

    def looks(self, visitor: Work, feed: FlaskClient, words: list[str]) -> None:
        """Everything that the board gives on one day."""
        faces = {face.ref: face for face in all_faces(visitor)}
        seen = {ref: {_told(face, visitor)} for ref, face in faces.items()}
        for ref, facts in [*_drilled(visitor, self._shuffled()), *_fed(visitor, feed)]:
            seen[ref].add(_with(_told(faces[ref], visitor), facts, visitor))
        for ref, told in ((ref, one) for ref, all_told in seen.items() for one in all_told):
            self._keep(ref, told, visitor.today)
        demand_words_find_what_is_read(visitor, faces, words)
        demand_order_tells_nothing_more(visitor, faces)

    def is_alerted(self, visitor: Work, ref: str, facets: dict[str, str]) -> None:
        """A saved search on these facets came up with this listing, as it was then: it may say less by the evening."""
        told = _told(next(face for face in all_faces(visitor) if face.ref == ref), visitor)
        news = {}
        for facet, code in BoardFilter(**facets).chosen():
            if facet.attribute is None:
                news[facet.name] = {code}
            elif code != UNSTATED and told.of(facet.attribute) not in facet.shows(code):
                news[facet.name] = {str(ladder(facet.attribute, code)[-2])}  # the widest that such a search finds
        self._keep(ref, _with(told, news, visitor), visitor.today)

    def _keep(self, ref: str, told: Told, today: date) -> None:
        """A band is reckoned on the day on which it first stood there: whoever looks every day knows that day."""
        first = self.since.setdefault((ref, told.duration), today)
        self.kept.setdefault(ref, set()).add(replace(told, as_of=first))

    def _shuffled(self) -> list[Facet]:
        return self.random.sample(FACETS, len(FACETS))


def all_faces(visitor: Work) -> list[Published]:
    """Every listing that was ever released, as the board shows it."""
    return [published(row, visitor.today) for row in _pages(visitor, EVERYTHING)]


def codes_of(work: Work, facet: Facet) -> list[str]:
    """All that a facet can be narrowed to."""
    values = [code for code, _ in facet.values] or [town.public_id for town in all_towns(work)]
    return [*values, UNSTATED] if facet.may_be_unstated else values


def demand_words_find_what_is_read(visitor: Work, faces: dict[str, Published], words: list[str]) -> None:
    """A word finds the listings in which everybody can read it, and no other."""
    for word in words:
        found = {row.public_id for row in _pages(visitor, replace(EVERYTHING, q=word))}
        assert found == {ref for ref, face in faces.items() if word in f"{face.title}\n{face.body}"}, word


def demand_order_tells_nothing_more(visitor: Work, faces: dict[str, Published]) -> None:
    """Each order is that of what everybody reads."""
    keys: dict[str, Any] = {
        "newest": lambda face: -face.released_at.timestamp(),
        "reward": lambda face: (-face.reward_fen, -face.released_at.timestamp()),
        "claim_by": lambda face: face.claim_by,
    }
    assert keys.keys() == SORTS.keys()
    for sort, key in keys.items():
        shown = [faces[row.public_id] for row in _pages(visitor, replace(EVERYTHING, sort=sort), size=3)]
        assert len(shown) == len(faces)
        assert [key(face) for face in shown] == sorted(key(face) for face in shown), sort


def demand_counts_are_of(work: Work, faces: list[Published]) -> None:
    """The numbers beside the filters are those of these faces and of nothing else."""
    towns = {town.name_zh: town.public_id for town in all_towns(work)}
    for shelf in ("", *(shelf.code for shelf in SHELVES)):
        on_it = [face for face in faces if not shelf or face.status in _states(shelf)]
        expected = Counter((name, code) for face in on_it for name, code in _codes(face, towns).items())
        counts = counts_of(work, shelf)
        assert (counts.total, counts.numbers) == (len(on_it), dict(expected)), shelf


Shown = dict[str, dict[str, set[str]]]  # listing -> facet -> the values under which it is shown


def _drilled(visitor: Work, facets: list[Facet]) -> Iterator[tuple[str, dict[str, set[str]]]]:
    """Filter laid upon filter for as long as anything is left: what each listing is by all of them together."""
    refs = {facet.name: codes_of(visitor, facet) for facet in facets}

    def under(chosen: dict[str, str], left: list[Facet]) -> Iterator[tuple[str, dict[str, str]]]:
        rows = _pages(visitor, replace(EVERYTHING, **chosen))
        if not left:
            yield from ((row.public_id, chosen) for row in rows)
        elif rows:
            for code in refs[left[0].name]:
                yield from under(chosen | {left[0].name: code}, left[1:])

    found = list(under({}, facets))
    shown = _gathered(found)
    assert shown.keys() == {row.public_id for row in _pages(visitor, EVERYTHING)}, "each listing is something"
    for ref, values in shown.items():
        ways = prod(len(codes) for codes in values.values())
        assert ways == sum(1 for one, _ in found if one == ref), "no filter tells anything of another"
    return iter(shown.items())


def _fed(visitor: Work, feed: FlaskClient) -> Iterator[tuple[str, dict[str, set[str]]]]:
    """What the feeds of each filter have."""
    for facet in FACETS:
        found = []
        for code in codes_of(visitor, facet):
            answer = feed.get("/board/feed.atom", query_string={"status": "", facet.name: code})
            for entry in ElementTree.fromstring(answer.data).iter(f"{ATOM}entry"):  # noqa: S314 - our own answer
                link = next(one.get("href", "") for one in entry.iter(f"{ATOM}link"))
                found.append((link.rpartition("/")[2], {facet.name: code}))
        yield from _gathered(found).items()


def _gathered(found: list[tuple[str, dict[str, str]]]) -> Shown:
    shown: Shown = {}
    for ref, chosen in found:
        for name, code in chosen.items():
            shown.setdefault(ref, {}).setdefault(name, set()).add(code)
    return shown


def _told(face: Published, visitor: Work) -> Told:
    towns = {town.name_zh: town.id for town in all_towns(visitor)}
    place = None if face.place is None else towns[face.place]
    return Told(face.case_class, face.category, place, face.duration_band, face.amount_band, visitor.today)


def _with(told: Told, shown: dict[str, set[str]], visitor: Work) -> Told:
    """The same, but as the filters say that show it; what a filter calls not stated says nothing."""
    towns = {town.public_id: town.id for town in all_towns(visitor)}
    said: dict[str, Any] = {}
    for name, codes in shown.items():
        attribute = next(facet.attribute for facet in FACETS if facet.name == name)
        if codes == {UNSTATED} or name == "reward":
            continue
        if attribute:
            said[name] = _narrowest(attribute, codes)
        else:
            (code,) = codes
            said |= {"place": towns[code]} if name == "town" else {name: code}
    return replace(told, **said)


def _narrowest(attribute: Attribute, codes: set[str]) -> str | int | None:
    """What is said by whoever is shown under these values: the narrowest that leaves all the finest of them possible.

    A filter shows all that may bear its value, so that a wide value stands under each of the finer ones.
    """
    finest = sorted(code for code in codes if code not in NEXT[attribute].values()) or sorted(codes)
    rungs = [ladder(attribute, code) for code in finest]
    return next(rung for rung in rungs[0] if all(rung in other for other in rungs))


def _codes(face: Published, towns: dict[str, str]) -> dict[str, str]:
    band = next(b.code for b in REWARD_BANDS if b.below_fen is None or (face.reward_fen or 0) < b.below_fen)
    return {
        "category": face.category or UNSTATED,
        "case_class": face.case_class,
        "town": UNSTATED if face.place is None else towns[face.place],
        "duration": face.duration_band or UNSTATED,
        "amount": face.amount_band or UNSTATED,
        "reward": band,
    }


def _states(shelf: str) -> set[str]:
    return {state.value for one in SHELVES if one.code == shelf for state in one.states}


def _pages(visitor: Work, wanted: BoardFilter, size: int = 20) -> list[Any]:
    rows, after = [], None
    while True:
        page = board_page(visitor, wanted, after, size=size)
        rows += page.rows
        if (after := page.after) is None:
            return rows
