"""What an agreement states (People's Mediation Law 29), as one canonical JSON text that a hash can freeze.

Amounts are fen. Parties are named by their public id while it is a draft; opening it for signing copies their
names and numbers in, so that what was signed stays readable as it was signed. The random `salt` keeps anyone
who guesses at a text from testing the guess against the hash.
"""

import hashlib
import json
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

EVERY_PARTY = "every"
PREFIX = "market.agreement/1\n"


@dataclass(frozen=True)
class Term:
    """One obligation: who (a party's public id, or every party), what, how much (fen), by when, how."""

    who: str
    what: str
    amount_fen: int | None = None
    by: date | None = None
    how: str = ""


@dataclass(frozen=True)
class NamedParty:
    """A party as the signed paper names it; what is not known is an empty text."""

    ref: str
    role: str
    kind: str
    name: str
    id_number: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Content:
    """The whole text. `parties` is empty until the agreement is opened for signing."""

    facts: str
    issues: str
    responsibility: str
    terms: tuple[Term, ...]
    manner: str
    time_limit: str
    copies: int
    parties: tuple[NamedParty, ...] = ()
    salt: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def total_fen(self) -> int:
        """The sum of all amounts, in fen."""
        return sum(term.amount_fen or 0 for term in self.terms)


@dataclass(frozen=True)
class Fault:
    """What cannot stand in an agreement: a refusal's code, the form field it concerns, and its facts."""

    code: str
    form_field: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def content_from(values: Mapping[str, Any]) -> Content:
    """The content that a form's values mean (terms as a list of mappings)."""
    terms = tuple(
        Term(
            who=row["who"],
            what=row["what"],
            amount_fen=row.get("amount_fen"),
            by=row.get("by"),
            how=row.get("how") or "",
        )
        for row in values["terms"]
    )
    return Content(
        facts=values["facts"],
        issues=values["issues"],
        responsibility=values["responsibility"],
        terms=terms,
        manner=values["manner"],
        time_limit=values["time_limit"],
        copies=values["copies"],
    )


def faults(content: Content, party_refs: Collection[str], today: date) -> list[Fault]:
    """Whatever keeps this content from being an agreement between these parties, on the legal day `today`."""
    found = []
    for place, term in enumerate(content.terms, start=1):
        if term.who != EVERY_PARTY and term.who not in party_refs:
            found.append(Fault("term_of_a_stranger", "terms", {"number": place}))
        if term.by is not None and term.by < today:
            found.append(Fault("term_day_past", "terms", {"number": place}))
    if not content.terms:
        found.append(Fault("terms_missing", "terms"))
    least = len(party_refs) + 1
    if content.copies < least:
        found.append(Fault("copies_too_few", "copies", {"least": least}))
    return found


def named(content: Content, parties: Sequence[NamedParty]) -> Content:
    """The content with the parties' names in it, ready to be frozen."""
    return replace(content, parties=tuple(parties))


def unnamed(content: Content) -> Content:
    """The content as a draft: the names are the vault's again, and a new salt makes its next hash another one."""
    return replace(content, parties=(), salt=secrets.token_hex(16))


def to_json(content: Content) -> str:
    """The one text that means this content: sorted keys, no spaces, days as ISO texts."""
    return json.dumps(asdict(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_day_as_text)


def from_json(text: str) -> Content:
    """The content that `to_json` wrote."""
    raw = json.loads(text)
    terms = tuple(
        Term(**term | {"by": date.fromisoformat(term["by"]) if term["by"] else None}) for term in raw.pop("terms")
    )
    parties = tuple(NamedParty(**party) for party in raw.pop("parties"))
    return Content(**raw, terms=terms, parties=parties)


def content_hash(text: str) -> str:
    """SHA-256, in hex, of the canonical text."""
    return hashlib.sha256((PREFIX + text).encode()).hexdigest()


def _day_as_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"not for an agreement: {type(value).__name__}")
