"""One way of writing a private value, and how sure it is that whoever writes so means that value."""

import re
from dataclasses import dataclass

BINDING = 1.0  # the gate refuses a text with it
POSSIBLE = 0.5  # shown to the clerk, who decides


@dataclass(frozen=True)
class Variant:
    """A plain spelling. `starts_word`, `ends_word`: it counts only where a word begins or ends; `not_after`: which
    characters may not stand before it; `not_before`: what may not follow; `unless`: the words that begin at the same
    place and are no name; `of_figures`: looked for among the figures alone, where Chinese ones and groups are read too;
    `of_sounds`: looked for among the sounds of letters (sounds.py); `no_figures_beside`: no piece of a longer number.
    """

    spelling: str
    why: str
    confidence: float = BINDING
    starts_word: bool = False
    ends_word: bool = False
    not_after: str = ""
    not_before: tuple[str, ...] = ()
    unless: re.Pattern[str] | None = None
    of_figures: bool = False
    of_sounds: bool = False
    no_figures_beside: bool = False

    @property
    def is_binding(self) -> bool:
        return self.confidence == BINDING
