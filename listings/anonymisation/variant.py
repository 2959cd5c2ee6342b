"""One way of writing a private value, and how sure it is that whoever writes so means that value."""

import re
from dataclasses import dataclass
from enum import Enum, auto

BINDING = 1.0  # the gate refuses a text with it
POSSIBLE = 0.5  # shown to the clerk, who decides


class ReadAs(Enum):
    """As what a text is read when a variant is looked for in it."""

    WORDS = auto()
    FIGURES = auto()  # where Chinese figures and groups are read too
    LETTERS = auto()  # their sounds (sounds.py)
    SYLLABLES = auto()  # of Han characters (homophones.py)
    PARTS = auto()  # of Mongolian names, by their sounds (mongolian_sounds.py)


@dataclass(frozen=True)
class Variant:
    """A plain spelling. `starts_word`, `ends_word`: it counts only where a word begins or ends; `not_after`: which
    characters may not stand before it; `not_before`: what may not follow; `unless`: the words that begin at the same
    place and are no name; `read_as`: in which reading of the text it is looked for; `no_figures_beside`: no piece of a
    longer number; `sounds_like`: the plain name that it sounds like, where it is written in other characters, but with
    the surname `surname`; `no_word`: what is found neither is an everyday word nor begins with one (马上 of 马上治疗).
    """

    spelling: str
    why: str
    confidence: float = BINDING
    starts_word: bool = False
    ends_word: bool = False
    not_after: str = ""
    not_before: tuple[str, ...] = ()
    unless: re.Pattern[str] | None = None
    read_as: ReadAs = ReadAs.WORDS
    no_figures_beside: bool = False
    sounds_like: str = ""
    surname: str = ""
    no_word: bool = False

    @property
    def has_a_spelling(self) -> bool:
        """Whether it is told by characters, and not by how they sound."""
        return self.read_as in (ReadAs.WORDS, ReadAs.FIGURES)

    @property
    def is_binding(self) -> bool:
        return self.confidence == BINDING
