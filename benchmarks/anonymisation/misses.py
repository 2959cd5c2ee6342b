"""`python -m benchmarks.anonymisation.misses [type ...]`: what is missed or taken wrongly in the half that may be read.

The other half is never shown: its figures say what the rules are worth on texts that nobody has looked at
(docs/decisions/0014-a-half-to-learn-from.md).
"""

import sys
from collections.abc import Iterator

from benchmarks.anonymisation import ours
from benchmarks.anonymisation.reading import FIRST_SET, SECOND_SET, Paragraph, read_set
from benchmarks.anonymisation.scores import Tally, characters_that_speak, covered_characters, labels

AROUND = 14


def main(types: list[str]) -> None:
    """Print each missed value and each wrong hit with what stands around it."""
    for paragraph in read_set((*FIRST_SET, *SECOND_SET)):
        if paragraph.may_be_looked_at:
            for line in (*_missed(paragraph), *_wrong(paragraph)):
                if not types or line.split()[1] in types:
                    sys.stdout.write(line + "\n")


def _missed(paragraph: Paragraph) -> Iterator[str]:
    knowing = covered_characters(ours.hits(paragraph, ours.knowledge_of(paragraph)))
    alone = covered_characters(ours.hits(paragraph, ours.NOTHING_KNOWN))
    for value in paragraph.values:
        speaking = characters_that_speak(paragraph.text, value)
        for label in labels(value):
            if not (knowing if label.startswith("own_") else alone).issuperset(speaking):
                yield _told(paragraph, "missed", label, value.start, value.end)


def _wrong(paragraph: Paragraph) -> Iterator[str]:
    for hit in ours.hits(paragraph, ours.NOTHING_KNOWN):
        tally = Tally()
        tally.add(paragraph, [hit])
        if tally.wrong:
            yield _told(paragraph, "wrong", hit.kind, hit.start, hit.end)


def _told(paragraph: Paragraph, what: str, kind: str, start: int, end: int) -> str:
    text = paragraph.text.replace("\n", "/")
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"{what} {kind} {paragraph.source}-{paragraph.number} {before}[{text[start:end]}]{after}"


if __name__ == "__main__":
    main(sys.argv[1:])
