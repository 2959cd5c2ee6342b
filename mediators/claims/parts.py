"""Parties are spoken of by their part in the case, "Petitioner 2", wherever nobody has opened who they are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from listings.cases.models import Party
from listings.cases.vocabulary import PARTY_ROLE_LABELS, PartyRole


@dataclass(frozen=True)
class Part:
    """A party, the words for its role (a message id), and its number where several have that role, else 0."""

    party: Party
    label: str
    number: int

    def shown(self, words: str) -> str:
        """The words, translated by the caller, with the number."""
        return f"{words} {self.number}" if self.number else words


def parts(parties: Iterable[Party]) -> list[Part]:
    """Each party with its part, in the given order, which is the order of entry within a role."""
    given = list(parties)
    of_role = Counter(party.role for party in given)
    seen: Counter[str] = Counter()
    named = []
    for party in given:
        seen[party.role] += 1
        number = seen[party.role] if of_role[party.role] > 1 else 0
        named.append(Part(party, PARTY_ROLE_LABELS[PartyRole(party.role)], number))
    return named
