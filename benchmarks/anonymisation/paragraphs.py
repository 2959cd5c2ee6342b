"""A source text with slots becomes a paragraph with its spans.

A slot is `{code key~ |form =canonical :literal}`, each part but the code optional. Small codes belong to texts
written by hand, capital ones to templates. A key makes the value one of the case's own (keys 1 to 8) or lets it be
named again (9).
"""

import re
import unicodedata
from dataclasses import dataclass, field
from random import Random

from benchmarks.anonymisation import numbers, sums_and_days
from benchmarks.anonymisation.people import People, Person, renamed
from benchmarks.anonymisation.places import Places

SLOT = re.compile(r"\{([A-Za-z]+)(\d[a-z]?)?(~)?(?:\|(\w+))?(?:=([^:{}]+))?(?::([^{}]*))?\}")
TYPES = {
    "h": "person_han", "m": "person_mongolian", "id": "id_number", "ph": "phone", "tel": "landline",
    "card": "bank_card", "plate": "plate", "mail": "mail", "wx": "wechat", "uscc": "credit_code",
    "court": "court_number", "pet": "petition_number", "d": "date",
    "y": "amount", "a": "address", "o": "organisation", "b": "public_body",
    "k": "keep", "z": "arguable",
}  # fmt: skip
LONG = {"DATE": "d", "AMT": "y", "RATE": "y", "ADDR": "a", "RURAL": "a", "ORG": "o", "BODY": "b"}
LONG |= dict.fromkeys(("MINE", "BUILD", "FARM", "SHOP", "WIND"), "o")
NUMBERS = {
    "id_number": numbers.id_number, "phone": numbers.mobile, "landline": numbers.landline,
    "bank_card": numbers.bank_card, "plate": numbers.plate, "mail": numbers.mail, "wechat": numbers.wechat,
    "credit_code": numbers.credit_code,
    "court_number": numbers.court_number, "petition_number": numbers.petition_number,
}  # fmt: skip
NAMED = ("person_han", "person_mongolian", "organisation", "address")
UNTOUCHED = ("public_body", "keep", "arguable")


@dataclass
class Span:
    """Where a value stands and what it is; `own` names the case's known value that it spells."""

    start: int
    end: int
    type: str
    text: str
    form: str = "plain"
    canonical: str | None = None
    own: str | None = None


@dataclass
class Writer:
    """Writes one paragraph. All that is drawn comes from `draw`, so that a seed gives the same set again."""

    draw: Random
    people: People
    places: Places
    text: str = ""
    spans: list[Span] = field(default_factory=list)
    persons: dict[str, Person] = field(default_factory=dict)
    values: dict[tuple[str, str], str] = field(default_factory=dict)

    def write(self, source: str) -> None:
        """Fill the slots of `source` in their order, then label every further spelling of what was labelled."""
        source = self._headers(source.strip("\n"))
        at = 0
        for slot in SLOT.finditer(source):
            self.text += source[at : slot.start()]
            self._fill(*slot.groups())
            at = slot.end()
        self.text += source[at:]
        assert not set("{}") & set(self.text), self.text
        self._choose_canonicals()
        self._label_repeats()
        self.spans.sort(key=lambda span: span.start)

    def _headers(self, source: str) -> str:
        if not source.startswith("#own "):
            return source
        header, rest = source.split("\n", 1)
        for pair in header.removeprefix("#own ").split():
            slot, value = pair.split("=")
            code, key = re.fullmatch(r"([a-z]+)(\d\w?)", slot).groups()
            self.values[TYPES[code], key] = value
        return rest

    def _fill(self, code, key, again, form, canonical, literal) -> None:
        kind = TYPES.get(LONG.get(code, code.lower()))
        if literal is not None:
            if canonical and key:
                self.values[kind, key] = canonical
            self._put(kind, literal, form or "plain", self.values.get((kind, key)), key)
        elif code in ("P", "H", "M"):
            self._person(code, key or "", bool(again))
        elif kind in NUMBERS:
            value = self.values[kind, key or ""] = NUMBERS[kind](self.draw)
            self._put(kind, *numbers.written(self.draw, kind, value, form), value, key)
        elif kind == "date":
            self._put(kind, sums_and_days.day(self.draw))
        elif kind == "amount":
            self._put(kind, sums_and_days.amount(self.draw, small=code == "RATE"))
        elif kind == "organisation":
            self._organisation(code, key or "", bool(again))
        elif kind == "address":
            self._put(kind, *self.places.address(rural=code == "RURAL"), None, key)
        else:
            self._other(code)

    def _person(self, code: str, key: str, again: bool) -> None:
        person = self.persons.get(key) if again else None
        if person is None:
            person = self.persons[key] = self.people.next(code)
            form, before, name, after = "full", "", person.name, ""
        else:
            form, before, name, after = renamed(self.draw, person)
        self.text += before
        self._put(person.type, name, form, person.name, key)
        self.text += after

    def _organisation(self, code: str, key: str, again: bool) -> None:
        if again:
            whole = self.values["organisation", key]
            self._put("organisation", self.places.short(whole), "short", whole, key)
        else:
            whole = self.values["organisation", key] = self.places.organisation(code)
            self._put("organisation", whole, "full", whole, key)

    def _other(self, code: str) -> None:
        match code:
            case "T":
                self._put("person_han", self.people.surname(), "surname")
                self.text += self.places.title()
            case "L":
                for number in range(self.draw.randrange(5, 8)):
                    self.text += "、" if number else ""
                    self._person("P", "", False)
            case "BODY":
                self._put("public_body", self.places.body())
            case _:
                self._put("keep", self.places.unchanged(code))

    def _put(self, kind, text, form="plain", canonical=None, key=None) -> None:
        kind, label = ("phone", "landline " + form) if kind == "landline" else (kind, form)
        if kind == "person_han" and len(text) == 1 and form == "plain":
            label = "surname"
        own = f"{kind}-{key}" if key and key != "9" and kind not in UNTOUCHED else None
        if own and label.startswith("landline"):
            own = f"landline-{key}"
        self.spans.append(Span(len(self.text), len(self.text) + len(text), kind, text, label, canonical, own))
        self.text += text

    def _choose_canonicals(self) -> None:
        """What was written by hand is known under its longest spelling, unless another was told."""
        longest: dict[str, str] = {}
        for span in self.spans:
            if span.own and len(canonical_spelling(span)) > len(longest.get(span.own, "")):
                longest[span.own] = span.canonical or canonical_spelling(span)
        for span in self.spans:
            if span.own:
                span.canonical = span.canonical or longest[span.own]
                if span.form == "plain" and span.type in NAMED:
                    span.form = "full" if span.text == span.canonical else "variant"
            elif span.form != "surname" and span.type not in UNTOUCHED:
                span.canonical = span.canonical or canonical_spelling(span)
                span.form = "full" if span.form == "plain" and span.type in NAMED else span.form

    def _label_repeats(self) -> None:
        for span in [one for one in self.spans if one.type in NAMED and len(one.text) > 1]:
            for found in re.finditer(re.escape(span.text), self.text):
                if all(found.end() <= other.start or other.end <= found.start() for other in self.spans):
                    again = Span(*found.span(), span.type, span.text, span.form, span.canonical, span.own)
                    self.spans.append(again)


def canonical_spelling(span: Span) -> str:
    """As the vault would hold it: half width, without what stands between the characters."""
    text = unicodedata.normalize("NFKC", span.canonical or span.text)
    if span.type in ("date", "amount", "mail", "wechat"):
        return span.canonical or span.text
    if span.type in ("court_number", "petition_number"):
        return span.canonical or span.text
    if span.type == "address":
        return re.sub(r"\s", "", text)
    return re.sub(r"[\s·\-]", "", text) if span.type != "organisation" else text
