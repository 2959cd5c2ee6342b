"""老郝 and 小张 within a sentence, where a word begins behind them: 有老郝作证, 老郝媳妇. All of it is doubtful.

A segmenter that cuts across such a way of calling (郝作证, 和老郝, 郝媳妇) has seen the same person in the wrong place:
its guess gives way, so that one person is one hit. Where a given name follows, the guess is a name with its 老.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from listings.anonymisation import reasons
from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.recognisers.found import seems
from listings.anonymisation.recognisers.names import begins, ends, is_masked
from listings.anonymisation.segmenting import is_everyday, kind_of_word
from listings.anonymisation.spans import DOUBTFUL, Hit, HitKind, Origin
from listings.anonymisation.variants_of_names import OLD_OR_YOUNG, familiar_words

_FORM = re.compile(rf"[{OLD_OR_YOUNG}][\u4e00-\u9fff]")
_SURNAMES = lexicon("surnames")
_ALL_SURNAMES = _SURNAMES | lexicon("rare_surnames")
_SOMEBODY = Prefixes([*lexicon("kin_of"), *lexicon("titles"), *lexicon("titles_rare")])
_RARELY_CALLED_SO = frozenset(
    "年时路车方石田花草木树牛羊米麦雪雨水包白红蓝明平全官商文管应解易常季计向单成来和左江沙海于何"
)
_ALSO_WORDS = frozenset("和都从要那过别同与及由于以并而有能可后前")
_GOES_ON = "家自一把被将"  # 王桂兰|自栽的, 王桂兰|家墙基
_ENDING = re.compile("头|汉|爷子|太太")
_BY_SURNAME = (reasons.OWN_ADDRESSED, reasons.OWN_SHORTENED)
_LONGEST_WORD = 4


def familiar(text: str) -> list[Hit]:
    """The surnames with 老 or 小 before them that no everyday word is made of."""
    return [
        seems(*form.span(), reasons.ADDRESSED, DOUBTFUL)
        for form in _FORM.finditer(text)
        if _calls_somebody(text, *form.span())
    ]


def one_way_of_calling(text: str, names: Iterable[Hit], forms: Sequence[Hit]) -> Iterator[Hit]:
    """The guessed names, of which those that cut across a familiar form give way to it or take it in."""
    at = {place: form for form in forms for place in range(form.start, form.end)}
    for name in names:
        form = at.get(name.start) or at.get(name.end - 1)
        if form is None or (name.start <= form.start and name.end == form.end and name.why == form.why):
            yield name
        elif _is_a_whole_name(text, name, form):
            yield replace(name, start=min(name.start, form.start))


def beside_a_party(text: str, names: Iterable[Hit], own: Iterable[Hit]) -> Iterator[Hit]:
    """The guessed names, without those that are a party with everyday words around: 听老高, 高媳妇, 额尔敦自栽.

    What they say beyond the party is no name, and would stand beside it as one more person."""
    parties = [hit for hit in own if _calls_a_party(hit)]
    at = {place: hit for hit in parties for place in range(hit.start, hit.end)}
    for name in names:
        party = at.get(name.start) or at.get(name.end - 1)
        if name.origin is not Origin.NAMES:
            yield name
        elif party is not None:
            if not _adds_words_alone(text, name, party):
                yield name
        elif name.confidence > DOUBTFUL or name.start - 1 not in at or text[name.start] not in _GOES_ON:
            yield name  # else 家墙基 behind 王桂兰


def _calls_a_party(hit: Hit) -> bool:
    """A bare surname is too little: 王家祥 is not 王 with words behind."""
    return hit.kind is HitKind.PERSON and (hit.is_binding or (hit.why in _BY_SURNAME and hit.end - hit.start > 1))


def _adds_words_alone(text: str, name: Hit, party: Hit) -> bool:
    before, after = text[name.start : party.start], text[party.end : name.end]
    if len(before) > 1 or (before in _SURNAMES and before not in _ALSO_WORDS):
        return False
    if not after:
        return bool(before)
    if len(after) > 1 and (after[0] in _GOES_ON or _somebody_follows(text, party.end) or _is_a_word(after)):
        return True
    return name.confidence <= DOUBTFUL and (after[0] in _GOES_ON or _word_follows(text, party.end))


def _calls_somebody(text: str, start: int, end: int) -> bool:
    surname = text[start + 1]
    if surname not in _SURNAMES or is_masked(text, start, end) or familiar_words().match(text, start):
        return False
    if start and not begins(text, start) and is_everyday(text[start - 1 : start + 1]):
        return False
    if end < len(text) and is_everyday(text[start + 1 : end + 1]) and not _somebody_follows(text, end):
        return False
    if surname in _RARELY_CALLED_SO:
        return begins(text, start) and _somebody_follows(text, end)
    return ends(text, end) or _word_follows(text, end)


def _somebody_follows(text: str, end: int) -> bool:
    return end < len(text) and _SOMEBODY.longest_at(text, end) is not None


def _word_follows(text: str, end: int) -> bool:
    """Whether an everyday word that is no name begins here."""
    if _somebody_follows(text, end):
        return True
    return any(_is_a_word(text[end : end + length]) for length in range(2, _LONGEST_WORD + 1))


def _is_a_word(word: str) -> bool:
    return is_everyday(word) and not kind_of_word(word).startswith("nr")


def _is_a_whole_name(text: str, name: Hit, form: Hit) -> bool:
    """老张占彪 and 老李头, but neither 郝作证 nor 和老郝."""
    if name.start < form.start:  # 任小兰, but not 过小李 nor 和老郝
        return text[form.start] == "小" and text[name.start] in _ALL_SURNAMES and text[name.start] not in _ALSO_WORDS
    if name.end <= form.end:
        return False
    if _ENDING.fullmatch(text, form.end, name.end):
        return True
    return not (ends(text, form.end) or _word_follows(text, form.end))
