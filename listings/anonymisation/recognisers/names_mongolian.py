"""Mongolian names by the parts they are put together of: two parts make a name, one part where it stands alone.

A part that is unknown is written with characters that ordinary text has rarely, and is taken with its neighbour.
All of it is doubtful: proposed to the clerk, and no reason to refuse anything.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from listings.anonymisation import reasons
from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.recognisers.found import seems
from listings.anonymisation.recognisers.names import (
    NEVER_IN_A_NAME,
    begins,
    ends,
    is_masked,
    is_mongolian,
    is_place_after,
)
from listings.anonymisation.segmenting import is_everyday
from listings.anonymisation.spans import DOUBTFUL, Hit
from listings.anonymisation.spelling import is_han

LONGEST = 10
_KNOWN = lexicon("mongolian_names")
_PARTS = Prefixes([*_KNOWN, *lexicon("mongolian_joined")])
_FIRST = frozenset(part[0] for part in (*_KNOWN, *lexicon("mongolian_joined")) if len(part) > 1)
_RARE = lexicon("mongolian_characters") - lexicon("mongolian_common_characters")
_SURNAMES = frozenset("包白金吴韩何齐鲍康王李陈张赵刘梁高宝席马海敖")
_REGIONS = Prefixes(lexicon("public_regions"))
_PLACE = re.compile(
    "[\u4e00-\u9fff]{0,2}嘎查(?!达)|镇|苏木|旗|县|市|盟|村(?!民)|社区|族|语|草原|沙漠|沙地|公司|合作社|敖包|淖尔|小区"
)
# 2024年春额尔敦, 朝克图吉雅写过保证: in no transcription of a name, though 过 and some of the others are Han surnames.
_IN_NO_PART = NEVER_IN_A_NAME | frozenset("年月日春秋过")
_NOT_ALONE = lexicon("given_ordinary") | lexicon("public_regions") | lexicon("no_names")


@dataclass(frozen=True)
class _Tiles:
    """Parts that follow each other without a gap: where they end, how many they are, whether one may stand alone."""

    end: int
    parts: int = 0
    known: bool = False

    @property
    def worth(self) -> tuple[int, bool]:
        return self.end, self.known


def names_of_parts(text: str) -> Iterator[Hit]:
    """Names made of parts, from the left; what is part of one name begins no other."""
    place = 0
    while place < len(text):
        if text[place] not in _FIRST:
            place += 1
            continue
        name = _name_at(text, place)
        if name is None:
            place += 1
            continue
        yield seems(*name, reasons.MONGOLIAN_NAME, DOUBTFUL)
        place = name[1]


def joined(text: str, names: Iterable[Hit]) -> Iterator[Hit]:
    """Hits that overlap and of which one is written as Mongolian names are: one name, as far as they reach."""
    last: Hit | None = None
    for hit in sorted(names, key=lambda one: (one.start, -one.end)):
        if last is not None and hit.start < last.end and _is_one(text, last, hit):
            if hit.end > last.end:
                last = replace(last, end=hit.end)
                yield last
        elif last is None or hit.end > last.end:
            last = hit


def _is_one(text: str, one: Hit, other: Hit) -> bool:
    longest = max(one.end, other.end) - one.start <= LONGEST
    return longest and any(is_mongolian(text[hit.start : hit.end]) for hit in (one, other))


def _name_at(text: str, start: int) -> tuple[int, int] | None:
    tiles = _tiled(text, start, min(len(text), start + LONGEST), {})
    if tiles.parts == 0 or _is_region(text, start, tiles.end):
        return None
    before, after = _with_unknown_parts(text, start, tiles.end)
    if tiles.known:
        before, after = _with_a_neighbour(text, before, after)
    longer = (after - before) - (tiles.end - start)
    is_place = _PLACE.match(text, after) if tiles.parts >= 2 and tiles.known else is_place_after(text, after)
    if is_place or is_masked(text, before, after):
        return None
    return (before, after) if _is_enough(text, before, after, tiles, longer) else None


def _is_enough(text: str, start: int, end: int, tiles: _Tiles, longer: int) -> bool:
    edges = begins(text, start) + ends(text, end)
    length = end - start
    if tiles.parts >= 2 and tiles.known:
        return length >= 4 or edges >= 1
    if tiles.parts >= 2:
        return length >= 4 and edges >= 1
    if not tiles.known or text[start:end] in _NOT_ALONE:
        return longer >= 1 and length >= 3 and edges == 2
    if longer >= 1:
        return edges >= 1
    return edges >= 1 if length >= 3 else edges == 2


def _tiled(text: str, place: int, limit: int, seen: dict[int, _Tiles], *, first: bool = True) -> _Tiles:
    """The furthest that parts reach from here; a part of one character begins no name."""
    if place in seen:
        return seen[place]
    best = _Tiles(place)
    for part in _PARTS.all_at(text, place):
        after = place + len(part)
        if after > limit or (first and len(part) == 1):
            continue
        rest = _tiled(text, after, limit, seen, first=False) if after < limit else _Tiles(after)
        one = _Tiles(rest.end, rest.parts + 1, rest.known or part in _KNOWN)
        best = max(best, one, key=lambda tiles: tiles.worth)
    seen[place] = best
    return best


def _with_unknown_parts(text: str, start: int, end: int) -> tuple[int, int]:
    """The name with what surrounds it in characters of such names that are rare elsewhere, and with a surname."""
    while end < len(text) and end - start < LONGEST and text[end] in _RARE:
        end += 1
    before = start
    while before > 0 and end - before < LONGEST and text[before - 1] in _RARE:
        before -= 1
    if before and text[before - 1] in _SURNAMES and begins(text, before - 1):
        before -= 1
    return before, end


def _with_a_neighbour(text: str, start: int, end: int) -> tuple[int, int]:
    """The name with one or two characters of any kind that alone stand between it and the end of a word."""
    if begins(text, start) and not ends(text, end):
        for after in (end + 1, end + 2):
            if after <= len(text) and ends(text, after) and _may_be_a_part(text[end:after]):
                return start, after
    if ends(text, end) and not begins(text, start):
        for before in (start - 1, start - 2):
            if before >= 0 and begins(text, before) and _may_be_a_part(text[before:start]):
                return before, end
    return start, end


def _may_be_a_part(characters: str) -> bool:
    possible = (is_han(each) and each not in _IN_NO_PART for each in characters)
    return all(possible) and not is_everyday(characters)


def _is_region(text: str, start: int, end: int) -> bool:
    region = _REGIONS.longest_at(text, start)
    return region is not None and start + len(region) >= end
