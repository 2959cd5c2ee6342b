"""A party's surname that stands alone but clearly means the person: 老高作证, 姓高的, 高姓邻居, 王、高两家, 侯：.

Each is a doubtful hit, which the clerk may leave in; whom it means is said where one party alone bears the surname.

There are two finders, for neither sees what the other does. By the signs around it (`_pattern`) a surname is known
even if it is an everyday word too, 高说 and 付：, and so is the first character of a Mongolian name, 巴称; but only at
the edge of words. By the dictionary (`_among_words`) one is known in the midst of a sentence, 找到侯要求赔偿; but only
a Han surname, and one that is also a word only between a preposition and a verb.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set

from listings.anonymisation import reasons
from listings.anonymisation.known import CaseKnowledge, Kind, Owner
from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.own_case import kind_of
from listings.anonymisation.segmenting import is_everyday, kind_of_word
from listings.anonymisation.spans import Hit, HitKind, Origin
from listings.anonymisation.spelling import is_han
from listings.anonymisation.variant import POSSIBLE
from listings.anonymisation.variants_of_names import OLD_OR_YOUNG, familiar_words, surname_of

_LINKS = frozenset("和都从要那过别同与及由于以并而有能可后前向何全应")
_ALSO_A_WORD = lexicon("ambiguous_surnames") | _LINKS
_REGIONS = Prefixes(lexicon("public_regions"))
_SPEAKS = "说|称|答|问|讲|表示|承认|认为|要求"
_NAMES_AND_PLACES = frozenset(("nr", "ns", "nz", "nt", "j", "g", "zg", ""))
_WORDS_OF_OLD = frozenset("黄许谢戴顾严齐柳仇毕")  # words once, which no sentence of today has alone
_BESIDE_A_PERSON = frozenset("与跟找由被让请向")
_DOES = frozenset("的已未又将被把不也曾就却还均仍再先")
_MAKES_A_PLACE = frozenset("家村庄屯营店镇乡县河沟湾岭堡寨桥")
_ACTS = "的|住|出资|未|已|又|将|被|把|不|同意|拒绝|承诺|主张|反映|提出|至今"


def bare_surnames(text: str, known: CaseKnowledge) -> Iterator[Hit]:
    """Where the surnames of the case's people stand alone and mean them."""
    borne_by = _surnames(known)
    if not borne_by:
        return
    for found in _pattern(tuple(borne_by)).finditer(text):
        for name, called in found.groupdict().items():
            if called:
                surname = next((one for one in borne_by if one in called), "")
                of = "" if name == "clan" else borne_by.get(surname, "")
                yield _hit(*found.span(name), of)
    true_surnames = {surname for surname, owner in _bearers(known) if not owner.minority_name}
    for start, end in _among_words(text, true_surnames):
        yield _hit(start, end, borne_by[text[start:end]])


def _hit(start: int, end: int, of: str) -> Hit:
    return Hit(start, end, HitKind.PERSON, POSSIBLE, Origin.OWN_CASE, reasons.OWN_SHORTENED, of)


def _among_words(text: str, surnames: Set[str]) -> Iterator[tuple[int, int]]:
    """A surname that makes no everyday word with its neighbours: 找到侯要求赔偿; one that is also a word (马, 高) only
    behind a preposition and before a verb: 由马承担, 由高承担.
    """
    for found in re.finditer(_any_of(surnames), text):
        (start, end), surname = found.span(), found.group()
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        makes_a_word = (before and is_everyday(before + surname)) or (after and is_everyday(surname + after))
        if makes_a_word or after in _MAKES_A_PLACE or _REGIONS.longest_at(text, start):
            continue
        if _is_no_word(surname) or (
            surname not in _LINKS and before in _BESIDE_A_PERSON and _person_before(text[end : end + 2])
        ):
            yield start, end


def _is_no_word(surname: str) -> bool:
    """Whether a surname says nothing else: 侯 and 司徒, but neither 付 nor 季, whatever lists do not know of them."""
    if surname in _ALSO_A_WORD:
        return False
    return len(surname) > 1 or surname in _WORDS_OF_OLD or kind_of_word(surname) in _NAMES_AND_PLACES


def _person_before(after: str) -> bool:
    """Whether the two characters behind may follow a person: nothing, a particle, a verb."""
    return not is_han(after[:1]) or after[0] in _DOES or kind_of_word(after).startswith("v")


def _surnames(known: CaseKnowledge) -> Mapping[str, str]:
    """The surnames of the case's people, each with the key of the party who alone bears it, else ""."""
    found: dict[str, str] = {}
    for surname, owner in _bearers(known):
        found[surname] = owner.key if surname not in found else ""
    return found


def _bearers(known: CaseKnowledge) -> Iterator[tuple[str, Owner]]:
    """Each person of the case by the surname; of a name that has none, by its first character."""
    for value in known.values:
        name = value.text.strip()
        if value.kind is Kind.NAME and value.owner and kind_of(value) is HitKind.PERSON and name and is_han(name[0]):
            yield name[0] if value.owner.minority_name else surname_of(name), value.owner


def _pattern(surnames: tuple[str, ...]) -> re.Pattern[str]:
    """`speaking` to `named` are a surname and nothing else: 侯：, 司徒, （侯）, 桂出资, 姓巫的巫."""
    apart = r"(?<![\u4e00-\u9fff])"
    one = _any_of(sorted(surnames, key=lambda surname: -len(surname)))
    double = _any_of(surname for surname in surnames if len(surname) > 1)
    rarely_a_word = _any_of(surname for surname in surnames if surname not in _ALSO_A_WORD)
    return re.compile(
        rf"(?P<familiar>(?!{familiar_words().pattern})[{OLD_OR_YOUNG}](?:{one}))"
        rf"|(?P<called>姓(?:{one})的)"
        rf"|(?P<clan>(?:{one})姓)(?![名氏])"
        rf"|(?P<shortened>(?:{one})某某)"
        rf"|{apart}(?P<speaking>{one})(?=\s?[：:]|{_SPEAKS})"
        rf"|(?P<double>{double})"
        rf"|{apart}(?P<acting>{rarely_a_word})(?={_ACTS})"
        rf"|(?:^|(?<=[。！？\n]))(?P<owning>{one})(?=的)"
        rf"|(?<=的)(?P<named>{rarely_a_word})(?=字|[。，])"
        rf"|{apart}(?P<first>{one})[、和与及跟](?P<second>{one})(?=(?:两|二)(?:家|户|人|姓|方)|双方)"
        rf"|{apart}(?P<alone>{one})(?![\u4e00-\u9fff])"
    )


def _any_of(surnames: Iterable[str]) -> str:
    """A pattern of any of them; one that nothing matches where there are none."""
    return "|".join(map(re.escape, surnames)) or "(?!)"
