"""A party's surname that stands alone but clearly means the person: 老高作证, 姓高的, 高姓邻居, 高某某, 王、高两家.

Each is a doubtful hit, which the clerk may leave in; whom it means is said where one party alone bears the surname.
"""

import re
from collections.abc import Iterator, Mapping

from listings.anonymisation import reasons
from listings.anonymisation.known import CaseKnowledge, Kind
from listings.anonymisation.own_case import kind_of
from listings.anonymisation.spans import Hit, HitKind, Origin
from listings.anonymisation.spelling import is_han
from listings.anonymisation.variant import POSSIBLE
from listings.anonymisation.variants_of_names import OLD_OR_YOUNG, familiar_words, surname_of


def bare_surnames(text: str, known: CaseKnowledge) -> Iterator[Hit]:
    """Where the surnames of the case's people stand alone and mean them."""
    borne_by = _surnames(known)
    if not borne_by:
        return
    for found in _pattern(tuple(borne_by)).finditer(text):
        for name in ("familiar", "called", "clan", "shortened", "first", "second"):
            start, end = found.span(name)
            if start < 0 or start == end:
                continue
            surname = next((one for one in borne_by if one in text[start:end]), "")
            of = borne_by.get(surname, "") if name in ("familiar", "called", "shortened", "first", "second") else ""
            yield Hit(start, end, HitKind.PERSON, POSSIBLE, Origin.OWN_CASE, reasons.OWN_SHORTENED, of)


def _surnames(known: CaseKnowledge) -> Mapping[str, str]:
    """The surnames of the case's people, each with the key of the party who alone bears it, else ""."""
    found: dict[str, str] = {}
    for value in known.values:
        name = value.text.strip()
        if value.kind is Kind.NAME and value.owner and kind_of(value) is HitKind.PERSON and name and is_han(name[0]):
            surname = name[0] if value.owner.minority_name else surname_of(name)
            found[surname] = value.owner.key if surname not in found else ""
    return found


def _pattern(surnames: tuple[str, ...]) -> re.Pattern[str]:
    one = "|".join(map(re.escape, sorted(surnames, key=lambda surname: -len(surname))))
    return re.compile(
        rf"(?P<familiar>(?!{familiar_words().pattern})[{OLD_OR_YOUNG}](?:{one}))"
        rf"|(?P<called>姓(?:{one})的)"
        rf"|(?P<clan>(?:{one})姓)(?![名氏])"
        rf"|(?P<shortened>(?:{one})某某)"
        rf"|(?<![\u4e00-\u9fff])(?P<first>{one})[、和与及跟](?P<second>{one})(?=(?:两|二)(?:家|户|人|姓|方)|双方)"
    )
