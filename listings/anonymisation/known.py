"""What the vault knows of one case, as the pipeline needs it: values, what they are and whose."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a private value is. Each has its own sentence of refusal: leak_<kind>."""

    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    ADDRESS = "address"
    VILLAGE = "village"
    PETITION_NUMBER = "petition_number"


@dataclass(frozen=True)
class Owner:
    """The party whose value it is. `key` tells the parties of a case apart and never changes ("party:12")."""

    key: str
    role: str
    is_person: bool = True
    minority_name: bool = False


@dataclass(frozen=True)
class PrivateValue:
    """A value of one case that may not stand in anything published; without `owner` it is the case's."""

    kind: Kind
    text: str
    owner: Owner | None = None

    def __repr__(self) -> str:
        return f"<PrivateValue {self.kind.value}>"


@dataclass(frozen=True)
class CaseKnowledge:
    """All private values of one case."""

    values: tuple[PrivateValue, ...] = ()

    def __repr__(self) -> str:
        return f"<CaseKnowledge of {len(self.values)} values>"

    def owners(self) -> list[Owner]:
        """The parties, each once, in the order in which they came to the case."""
        return list(dict.fromkeys(value.owner for value in self.values if value.owner is not None))
