"""What a question or an answer would give away, by kind: the case's own values, towns that are not published, and
whatever has the look of a name, a number, a measure or a place below the town, be it the case's or not.

Whoever asks is refused by looks alone: a guessed name is refused like the right one, and what has no look of its own is
taken in whether it is right or not, so that neither answer tells the asker anything. The case's own values are compared
before anything is public. An everyday word may be taken for a name once in a while; then it is asked anew.
"""

import re
from collections.abc import Iterator

from listings.anonymisation.known import CaseKnowledge
from listings.anonymisation.pipeline import find
from listings.anonymisation.spans import HitKind
from listings.anonymisation.spelling import Stream, figures, folded
from listings.questions.vocabulary import Finding
from listings.reidentification.telling import CATEGORY, MEASURE, STRANGER, TOWN, Beside, Telling, tellings_in

SURE_ENOUGH = 0.6
NAMES = (HitKind.PERSON, HitKind.ORGANISATION)
LONGEST_NUMBER = 4  # a year, a sum in thousands; five figures may be a number of somebody
_LONG = re.compile(rf"\d{{{LONGEST_NUMBER + 1},}}")
_PLACE = re.compile(r"(?![某本该各这那个们的在同两几一双])[\u4e00-\u9fff](?:嘎查|社区|小区|行政村|自然村)")
_FINDINGS = {STRANGER: Finding.NUMBER, MEASURE: Finding.NUMBER, TOWN: Finding.TOWN, CATEGORY: Finding.CATEGORY}


def finding_of(telling: Telling) -> Finding:
    """Under which word the office reads what a text tells."""
    return _FINDINGS.get(telling.code) or Finding(telling.kind)


def looks_of(text: str, beside: Beside) -> dict[Finding, list[str]]:
    """What a question is refused for, with its words: looks alone, and what is not published beside it."""
    found = [*_looks(text), *((finding_of(one), one.words) for one in tellings_in({"": text}, beside))]
    kinds = [one for one in Finding if one in dict(found)]
    return {kind: [word for one, words in found if one is kind for word in words] for kind in kinds}


def _looks(text: str) -> Iterator[tuple[Finding, tuple[str, ...]]]:
    """What has the look of something private, whoever's it is."""
    for hit in find(text, CaseKnowledge()):
        if hit.kind in NAMES and hit.confidence >= SURE_ENOUGH:
            yield Finding.NAME, (text[hit.start : hit.end],)
    yield from ((Finding.PLACE, (words,)) for words in _matches(_PLACE, folded(text), text))
    yield from ((Finding.NUMBER, (words,)) for words in _matches(_LONG, figures(text), text))


def _matches(pattern: re.Pattern[str], stream: Stream, text: str) -> Iterator[str]:
    for match in pattern.finditer(stream.text):
        start, end = stream.span(*match.span())
        yield text[start:end]
