"""A question on a listing with its answer, and every attempt to ask that was refused, without what was typed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.cases.models import REASON_LIMIT, PetitionCase
from listings.publication.models import Listing, of_a_listing
from listings.questions.vocabulary import QuestionState
from market.database import Base, identity, length_check, public_identity, state_check
from market.people.models import Person

QUESTION_LIMIT = 300
ANSWER_LIMIT = 1_000


class ListingQuestion(Base):
    """What a vetted mediator asked. It is public, with its answer and without its asker, once it is published."""

    __tablename__ = "listing_question"
    __table_args__ = (
        of_a_listing("listing_question"),
        state_check(QuestionState),
        length_check("question", QUESTION_LIMIT),
        length_check("answer", ANSWER_LIMIT),
        length_check("return_reason", REASON_LIMIT),
        length_check("decline_reason", REASON_LIMIT),
        CheckConstraint("question <> ''", name="asks_something"),
        CheckConstraint(
            "status NOT IN ('answered', 'published')"
            " OR (answer <> '' AND answered_at IS NOT NULL AND answered_by_id IS NOT NULL)",
            name="answered_is_answered",
        ),
        CheckConstraint(
            "(status = 'published') = (published_at IS NOT NULL)"
            " AND (published_at IS NULL) = (published_by_id IS NULL)",
            name="published_is_stamped",
        ),
        CheckConstraint(
            "(status = 'declined') = (declined_at IS NOT NULL) AND (declined_at IS NULL) = (declined_by_id IS NULL)"
            " AND (status <> 'declined' OR decline_reason <> '')",
            name="declined_with_a_reason",
        ),
        CheckConstraint("(status = 'lapsed') = (lapsed_at IS NOT NULL)", name="lapsed_is_stamped"),
        CheckConstraint("published_by_id NOT IN (answered_by_id, asked_by_id)", name="four_eyes"),
        CheckConstraint("answered_by_id <> asked_by_id", name="answered_by_another"),
        Index("ix_listing_question_listing", "listing_id", "status", "id"),
        Index("ix_listing_question_office", "jurisdiction_id", "status", "id"),
        Index("ix_listing_question_asker", "asked_by_id", "asked_at"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    listing_id: Mapped[int]
    status: Mapped[str] = mapped_column(default=QuestionState.ASKED.value)
    question: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    returned_at: Mapped[datetime | None]
    returned_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    return_reason: Mapped[str] = mapped_column(default="")
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    declined_at: Mapped[datetime | None]
    declined_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decline_reason: Mapped[str] = mapped_column(default="")
    lapsed_at: Mapped[datetime | None]

    listing: Mapped[Listing] = relationship()
    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])

    @property
    def stream(self) -> str:
        return self.listing.stream

    @property
    def state(self) -> StrEnum:
        return QuestionState(self.status)

    def lock_path(self) -> list[tuple[type, int]]:
        return [(PetitionCase, self.listing.case_id), (Listing, self.listing_id)]


class QuestionRefusal(Base):
    """An attempt to ask that gave something away: by whom, when, and what kind of thing. The words are not kept."""

    __tablename__ = "question_refusal"
    __table_args__ = (
        of_a_listing("question_refusal"),
        CheckConstraint("cardinality(findings) > 0", name="found_something"),
        Index("ix_question_refusal_listing", "listing_id", "id"),
        Index("ix_question_refusal_person", "person_id", "refused_at"),
    )

    id: Mapped[int] = identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    listing_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    findings: Mapped[list[str]] = mapped_column(ARRAY(Text))
    refused_at: Mapped[datetime]

    person: Mapped[Person] = relationship()
    listing: Mapped[Listing] = relationship()

    @property
    def stream(self) -> str:
        return self.listing.stream
