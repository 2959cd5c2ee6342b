"""Mongolian names by how their Chinese spellings sound: 额日敦巴亚尔 and 额尔登巴雅尔 are 额尔敦巴雅尔.

Who writes such a name takes whatever characters sound so. lexicons/mongolian_sounds.txt has the characters that are
taken for one another; mongolian_letters.txt the spellings of the usual parts that differ by more (额尔德尼, 敖云).
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.mongolian_letters import chinese_spellings
from listings.anonymisation.spelling import Stream, plain

MOST_FORMS = 200  # ways of writing one name
ONLY_POSSIBLE = 2  # characters of a name that is possible alone, whatever it may begin


def as_heard(words: Stream) -> Stream:
    """Plain characters, each as the one that stands for its sound in such names; any other stays."""
    return Stream(words.text.translate(_one_for_all()), words.places)


def heard(name: str) -> str:
    """The sound of a name in plain characters."""
    return name.translate(_one_for_all())


def forms_of(name: str) -> Iterator[str]:
    """Every sound of a name in plain characters, by the spellings of its parts; its own first."""
    pieces = pieces_of(name)
    last = len(pieces) - 1 if len(name) > ONLY_POSSIBLE else len(pieces)
    alike = (_alike(heard(piece), is_last=place == last) for place, piece in enumerate(pieces))
    return ("".join(parts) for parts in islice(product(*alike), MOST_FORMS))


def pieces_of(name: str) -> list[str]:
    """The parts of a name that are known by their sound, and what stands between them, a character each."""
    sound, pieces, place = heard(name), [], 0
    while place < len(name):
        length = len(_parts().longest_at(sound, place) or name[place])
        pieces.append(name[place : place + length])
        place += length
    return pieces


def other_spellings(part: str) -> list[str]:
    """The plain spellings that the table has for the same part, without its own."""
    same = (row for row in _rows() if part in row)
    return list(dict.fromkeys(spelling for row in same for spelling in row if spelling != part))


@cache
def _alike(sound: str, *, is_last: bool) -> tuple[str, ...]:
    """The sounds of a part. The last of a name is not shortened to the beginning of another: 额尔德 of 额尔德木."""
    same = {heard(spelling) for row in _rows() if sound in map(heard, row) for spelling in row}
    if is_last:
        others = {heard(spelling) for row in _rows() for spelling in row} - same
        same = {one for one in same if not any(other.startswith(one) for other in others)}
    return (sound, *sorted(same - {sound}))


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(plain, row)) for row in chinese_spellings())


@cache
def _parts() -> Prefixes:
    return Prefixes({heard(spelling) for row in _rows() for spelling in row})


@cache
def _one_for_all() -> dict[int, str]:
    groups = (plain(group) for group in lexicon("mongolian_sounds"))
    return {ord(character): group[0] for group in groups for character in group}
