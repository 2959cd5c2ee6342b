"""What a reader types is cut into words; each must stand in the title or text of a listing, in any width and case.

The index knows pairs of characters and no dictionary, so that the name of a place or a word of dialect is found like
any other, and nothing is rebuilt when a dictionary changes. The dictionary cuts the question alone: 草场边界纠纷 is
looked for as 草场, 边界 and 纠纷, wherever they stand; in quotation marks, as it is written.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from listings.dictionary import dictionary
from market.text import N_
from market.web.values import BadValue, clean_text

QUESTION_LIMIT = 60
WORDS_LIMIT = 12
SHORTEST_TO_CUT = 4

# The same two tables as in listings_0004.sql; a test holds them together.
_LOWERED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЕЁЖЗИЙКЛМНОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ",
    "abcdefghijklmnopqrstuvwxyzабвгдеёжзийклмноөпрстуүфхцчшщъыьэюя",
)
SEPARATORS = "!\"#$&'()*+,-./:;<=>?@[\\]^_`{|}~\n\t\r%\u00a0。、“”‘’—《》〈〉【】〔〕「」『』·…￥¥ "
TOO_COMMON = frozenset("的了在是和与及或等之于对为被把有我你他她它这那不也就都而但")
_SPLIT = re.compile(f"[{re.escape(SEPARATORS)}]+")
_QUOTED = re.compile(r'"([^"]+)"|“([^“”]+)”|「([^「」]+)」')
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")


def folded(text: str) -> str:
    """The text in one width (NFKC) and one case, as the database keeps it for searching."""
    return unicodedata.normalize("NFKC", text).translate(_LOWERED)


def words_of(question: str) -> tuple[str, ...]:
    """The words to look for, each once; none where nothing but stop words or punctuation was typed.

    Raises BadValue for a question that is too long, has too many words, or characters that cannot be stored.
    """
    cleaned = folded(clean_text(question, QUESTION_LIMIT, lines=True))
    phrases = [" ".join(found).strip() for found in _QUOTED.findall(cleaned)]
    loose = [piece for run in _SPLIT.split(_QUOTED.sub(" ", cleaned)) for piece in _cut(run)]
    asked = [word for word in (*phrases, *loose) if _SPLIT.sub("", word) and word not in TOO_COMMON]
    words = tuple(dict.fromkeys(asked))
    if len(words) > WORDS_LIMIT:
        raise BadValue(
            N_("%(field)s may have %(limit)s words; it has %(length)s. Leave some out."),
            limit=WORDS_LIMIT,
            length=len(words),
        )
    return words


def as_tsquery(words: tuple[str, ...]) -> str:
    """All the pairs of characters that a listing with these words has, for PostgreSQL's tsquery."""
    runs = [run for word in words for run in _SPLIT.split(word) if run]
    return " & ".join(dict.fromkeys(pair for run in runs for pair in _pairs(run)))


def marked(text: str, words: tuple[str, ...]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word that was looked for; joined, they are the text."""
    pieces: list[tuple[str, bool]] = []
    done = 0
    for begin, end in _places(text, words):
        if begin > done:
            pieces.append((text[done:begin], False))
        pieces.append((text[begin:end], True))
        done = end
    return [*pieces, (text[done:], False)] if done < len(text) else pieces


def _places(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where in the text the words stand, in order; what touches or overlaps is one place."""
    if not words:
        return []
    searched = folded(text)
    origin: Sequence[int] = range(len(text))
    if len(searched) != len(text):  # a sign of one character has become several
        characters = [folded(character) for character in text]
        searched = "".join(characters)
        origin = [place for place, one in enumerate(characters) for _ in one]
    found = sorted(
        (origin[at.start()], origin[at.end() - 1] + 1)
        for word in words
        for at in re.finditer(re.escape(word), searched)
    )
    places: list[tuple[int, int]] = []
    for begin, end in found:
        if places and begin <= places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((begin, end))
    return places


def _pairs(run: str) -> Iterator[str]:
    """One character alone is the beginning of a pair."""
    if len(run) == 1:
        yield f"{_quoted(run)}:*"
    for begin in range(len(run) - 1):
        yield _quoted(run[begin : begin + 2])


def _quoted(lexeme: str) -> str:
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _cut(run: str) -> Iterator[str]:
    """The words of a run of characters; what the dictionary leaves as single characters stays together."""
    if len(run) < SHORTEST_TO_CUT or not _HAN.fullmatch(run):
        if run:
            yield run
        return
    single = ""
    for piece in dictionary().cut(run, HMM=False):
        if len(piece) > 1 and len(single) == 1 and single not in TOO_COMMON:
            piece, single = single + piece, ""
        if len(piece) == 1 and piece not in TOO_COMMON:
            single += piece
            continue
        if single:
            yield single
        single = ""
        yield piece
    if single:
        yield single
