"""A search for a person is kept without what was searched: who, when, by which kind of value, why, and whom it met."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from market.database import Base, identity, length_check, public_identity, state_check
from market.text import N_


class SearchKind(StrEnum):
    """By what a person can be found, exactly and by nothing else. Each is the purpose of a blind index."""

    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"


SEARCH_KIND_LABELS = {
    SearchKind.NAME: N_("Name of the person or organisation"),
    SearchKind.ID_NUMBER: N_("ID number or social credit code"),
    SearchKind.PHONE: N_("Phone"),
}
MOST_FINDS = 100


class PersonSearch(Base):
    """One search. `found_party_ids` are parties of cases that the searcher saw then; the value stands nowhere."""

    __tablename__ = "person_search"
    __table_args__ = (
        state_check(SearchKind, "kind"),
        length_check("purpose", 40),
        CheckConstraint(f"cardinality(found_party_ids) <= {MOST_FINDS}", name="so_many_finds"),
        Index("ix_person_search_person", "person_id", "searched_at"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    purpose: Mapped[str]
    found_party_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    searched_at: Mapped[datetime]

    @property
    def stream(self) -> str:
        return f"office:{self.jurisdiction_id}"

    def lock_path(self) -> list[tuple[type, int]]:
        return []
