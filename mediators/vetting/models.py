"""A mediator is a person whom two reviewers have vetted and a committee engages.

The ID number, the phone, and what the applicant declared of convictions and ties stand in the vault, under the
person's key.
One person is one mediator, whichever banner they first applied in; they may claim listings of other banners.
"""

from datetime import datetime

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from market.database import Base, identity, length_check, public_identity, state_check
from market.people.models import Person
from mediators.committees.models import Committee
from mediators.vetting.vocabulary import MediatorState

VAULT_COLUMNS = ("id_number", "phone", "convictions", "relations")


class Mediator(Base):
    """`public_employee` and `has_declarations` are the applicant's own word; the latter says that convictions,
    disciplinary measures or ties were declared, and what they are is sealed (PIPL 28).

    A public employee may serve and is never paid. `languages` and `categories` are codes of the tables
    in vetting/vocabulary.py.
    """

    __tablename__ = "mediator"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "id"),
        ForeignKeyConstraint(
            ["jurisdiction_id", "committee_id"],
            ["committee.jurisdiction_id", "committee.id"],
            name="fk_mediator_committee",
        ),
        state_check(MediatorState),
        CheckConstraint("endorsed_by_id IS NULL OR approved_by_id IS NULL OR endorsed_by_id <> approved_by_id",
                        name="four_eyes"),
        CheckConstraint("person_id <> ALL (ARRAY[endorsed_by_id, approved_by_id, rejected_by_id, suspended_by_id, "
                        "reinstated_by_id]) IS NOT FALSE", name="not_vetted_by_oneself"),
        CheckConstraint("status NOT IN ('approved', 'suspended') OR (endorsed_by_id IS NOT NULL "
                        "AND approved_by_id IS NOT NULL AND approved_at IS NOT NULL)", name="approved_by_two"),
        CheckConstraint("status <> 'endorsed' OR endorsed_at IS NOT NULL", name="endorsed_has_an_instant"),
        CheckConstraint("status <> 'rejected' OR (rejected_at IS NOT NULL AND rejected_by_id IS NOT NULL "
                        "AND length(btrim(status_reason)) > 0)",
                        name="rejected_with_reason"),
        CheckConstraint("status <> 'suspended' OR (suspended_at IS NOT NULL AND suspended_by_id IS NOT NULL "
                        "AND length(btrim(status_reason)) > 0)",
                        name="suspended_with_reason"),
        CheckConstraint("status <> 'resigned' OR resigned_at IS NOT NULL", name="resigned_has_an_instant"),
        CheckConstraint("cardinality(languages) > 0", name="speaks_a_language"),
        CheckConstraint("cardinality(categories) > 0", name="knows_a_category"),
        length_check("experience", 2000),
        length_check("status_reason", 2000),
        Index("ix_mediator_status", "jurisdiction_id", "status", "id"),
    )  # fmt: skip

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    committee_id: Mapped[int]
    status: Mapped[str] = mapped_column(default=MediatorState.APPLIED.value)
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text))
    categories: Mapped[list[str]] = mapped_column(ARRAY(Text))
    experience: Mapped[str]
    public_employee: Mapped[bool]
    has_declarations: Mapped[bool]
    status_reason: Mapped[str] = mapped_column(default="")
    applied_at: Mapped[datetime]
    endorsed_at: Mapped[datetime | None]
    endorsed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    rejected_at: Mapped[datetime | None]
    rejected_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    suspended_at: Mapped[datetime | None]
    suspended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reinstated_at: Mapped[datetime | None]
    reinstated_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    resigned_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    committee: Mapped[Committee] = relationship(viewonly=True)

    @property
    def stream(self) -> str:
        return f"person:{self.person_id}"

    @property
    def display_name(self) -> str:
        return self.person.display_name

    def lock_path(self) -> list[tuple[type, int]]:
        return []
