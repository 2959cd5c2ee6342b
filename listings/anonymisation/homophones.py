"""A Han name in other characters that sound alike, as it is written by who only heard it: 王得胜 for 王德胜.

A text is read a second time, every character as the syllable it is read as, without its tone. Nobody errs in the
surname, and a name of one surname with one character is a word too easily (程序 for 程旭): then it is only possible.
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from listings.anonymisation import reasons
from listings.anonymisation.pinyin import MOST_READINGS, readings
from listings.anonymisation.spelling import Stream
from listings.anonymisation.variant import BINDING, POSSIBLE, ReadAs, Variant

_FIRST_SIGN = 0xE000  # of private use: no plain text has one
_SURE_FROM = 2  # characters of a given name


def as_syllables(words: Stream) -> Stream:
    """Plain characters, each as a sign of the syllable that it is read as; what is not in the table stays."""
    return Stream(words.text.translate(_signs()), words.places)


def homophones(name: str, surname: str) -> Iterator[Variant]:
    """The name (plain) by its syllables; it counts only where it is written with the same surname."""
    given = name[len(surname) :]
    signs = [[_sign(syllable) for syllable in readings().get(each, ())] or [each] for each in given]
    if not any(each in readings() for each in given):
        return
    for read in islice(product(*signs), MOST_READINGS):
        heard = surname.translate(_signs()) + "".join(read)
        if len(given) >= _SURE_FROM:
            yield _heard(heard, name, surname, BINDING)
            yield _heard(heard, name, surname, POSSIBLE)
        else:
            yield _heard(heard, name, surname, POSSIBLE, no_word=True)


def _heard(heard: str, name: str, surname: str, sure: float, *, no_word: bool = False) -> Variant:
    return Variant(
        heard,
        reasons.OWN_HEARD,
        sure,
        read_as=ReadAs.SYLLABLES,
        sounds_like=name,
        surname=surname,
        no_word=no_word or sure == BINDING,
    )


@cache
def _signs() -> dict[int, str]:
    """Of a character with several readings the last one of the table: 恩 is en rather than e."""
    return {ord(character): _sign(syllables[-1]) for character, syllables in readings().items()}


def _sign(syllable: str) -> str:
    return chr(_FIRST_SIGN + _places()[syllable])


@cache
def _places() -> dict[str, int]:
    syllables = dict.fromkeys(syllable for each in readings().values() for syllable in each)
    return {syllable: place for place, syllable in enumerate(syllables)}
