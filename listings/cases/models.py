"""A case and its parties. What names a person stands in the vault; these columns alone identify nobody.

In the vault, under the case's own data key (stream `case:<id>`): petition_case.narrative, .village, .leader (who
leads the case, 包案领导) and .prior_handling (先前办理情况); party.name, .id_number, .phone and .address.
"""

from datetime import date, datetime

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    FetchedValue,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from listings.cases.vocabulary import (
    CaseClass,
    CaseState,
    Category,
    CloseCode,
    ConsentAnswer,
    ConsentEvidence,
    Difficulty,
    Merit,
    PartyKind,
    PartyRole,
)
from market.database import Base, identity, length_check, public_identity, state_check
from market.database import public_id as new_public_id
from market.people.models import Department, Person

NUMBER_LIMIT = 40
NARRATIVE_LIMIT = 20_000
NAME_LIMIT = 80
ADDRESS_LIMIT = 200
REASON_LIMIT = 1_000

CASE_PRIVATE_COLUMNS = ("narrative", "village", "leader", "prior_handling")
PARTY_PRIVATE_COLUMNS = ("name", "id_number", "phone", "address")


class PetitionCase(Base):
    """One petition (信访件) of long standing. `dispute_id` is shared by cases of one dispute: one reward a dispute."""

    __tablename__ = "petition_case"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "id"),
        UniqueConstraint("jurisdiction_id", "number_key", name="uq_petition_case_number"),
        Index("ix_petition_case_borne_number", "jurisdiction_id", text("split_part(number_key, ' ', 1)")),
        state_check(CaseState),
        state_check(Category, "category"),
        state_check(CaseClass, "case_class"),
        state_check(CaseClass, "proposed_class"),
        state_check(Difficulty, "difficulty"),
        state_check(Merit, "merit"),
        length_check("petition_number", NUMBER_LIMIT),
        length_check("class_reason", REASON_LIMIT),
        length_check("difficulty_reason", REASON_LIMIT),
        length_check("merit_reason", REASON_LIMIT),
        CheckConstraint("petition_number <> ''", name="petition_number_given"),
        CheckConstraint("first_petition_on >= arose_on", name="petition_after_dispute"),
        CheckConstraint("amount_in_dispute_fen >= 0", name="amount_not_negative"),
        CheckConstraint(
            "languages <@ ARRAY['zh', 'mn', 'dialect'] AND cardinality(languages) > 0", name="languages_known"
        ),
        CheckConstraint(
            "(status = 'registered' OR close_code IS NOT NULL OR case_class IS NOT NULL)"
            " AND (case_class IS NULL) = (classified_on IS NULL)"
            " AND (case_class IS NULL) = (classified_by_id IS NULL)"
            " AND (case_class IS NULL) = (proposed_class IS NULL)",
            name="classified_is_complete",
        ),
        CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name="closed_is_stamped"),
        state_check(CloseCode, "close_code"),
        length_check("close_note", REASON_LIMIT),
        CheckConstraint(
            "(close_code IS NULL) = (closed_by_id IS NULL) AND (close_note = '' OR close_code IS NOT NULL)",
            name="closed_with_a_reason",
        ),
        Index("ix_petition_case_list", "jurisdiction_id", "status", "id"),
        Index("ix_petition_case_dispute", "dispute_id"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    petition_number: Mapped[str]
    number_key: Mapped[str] = mapped_column(server_default=FetchedValue(), deferred=True)  # set by the database
    status: Mapped[str] = mapped_column(default=CaseState.REGISTERED.value)
    category: Mapped[str]
    place_town_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    responsible_department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    arose_on: Mapped[date]
    first_petition_on: Mapped[date]
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text))
    amount_in_dispute_fen: Mapped[int | None]
    dispute_id: Mapped[str] = mapped_column(default=new_public_id)
    difficulty: Mapped[str | None]
    difficulty_reason: Mapped[str] = mapped_column(default="", server_default="")
    merit: Mapped[str | None]
    merit_reason: Mapped[str] = mapped_column(default="", server_default="")
    proposed_class: Mapped[str | None]
    case_class: Mapped[str | None]
    class_reason: Mapped[str] = mapped_column(default="")
    classified_on: Mapped[date | None]
    classified_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    registered_at: Mapped[datetime]
    registered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    resolved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    close_code: Mapped[str | None]  # only of a case that the office closes without a listing
    close_note: Mapped[str] = mapped_column(default="", server_default="")

    place_town: Mapped[Department] = relationship(foreign_keys=[place_town_id])
    responsible_department: Mapped[Department] = relationship(foreign_keys=[responsible_department_id])
    classified_by: Mapped[Person | None] = relationship(foreign_keys=[classified_by_id])
    closed_by: Mapped[Person | None] = relationship(foreign_keys=[closed_by_id])
    parties: Mapped[list["Party"]] = relationship(back_populates="case", order_by="Party.id")

    @property
    def stream(self) -> str:
        return f"case:{self.id}"

    @property
    def case_id(self) -> int:
        """The case itself, so that whatever belongs to a case answers to one name."""
        return self.id

    def lock_path(self) -> list[tuple[type, int]]:
        return []


class OfACase:
    """Kept with a case: told in the case's stream of the record, locked after it, and led back to on its page."""

    jurisdiction_id: Mapped[str]
    case_id: Mapped[int]

    @declared_attr
    @classmethod
    def case(cls) -> Mapped[PetitionCase]:
        return relationship()

    @property
    def then_ref(self) -> str:
        """Where its pages lead: to the case."""
        return self.case.public_id

    @property
    def stream(self) -> str:
        return f"case:{self.case_id}"

    def lock_path(self) -> list[tuple[type, int]]:
        return [(PetitionCase, self.case_id)]


def of_its_case(table: str) -> ForeignKeyConstraint:
    """Its case is in its own jurisdiction."""
    return ForeignKeyConstraint(
        ["jurisdiction_id", "case_id"],
        ["petition_case.jurisdiction_id", "petition_case.id"],
        name=f"fk_{table}_case",
    )


class Party(OfACase, Base):
    """A petitioner, respondent or other party. Who it is stands in the vault; a party is never deleted."""

    __tablename__ = "party"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "id"),
        of_its_case("party"),
        state_check(PartyRole, "role"),
        state_check(PartyKind, "kind"),
        CheckConstraint("kind = 'person' OR NOT minority_name", name="minority_name_of_a_person"),
        CheckConstraint(
            "(removed_at IS NULL) = (removed_by_id IS NULL) AND (removed_at IS NULL) = (removal_reason = '')",
            name="removed_is_complete",
        ),
        length_check("removal_reason", REASON_LIMIT),
        Index("ix_party_case", "case_id", "id"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    role: Mapped[str]
    kind: Mapped[str]
    minority_name: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    removal_reason: Mapped[str] = mapped_column(default="")

    case: Mapped[PetitionCase] = relationship(back_populates="parties")


class PartyConsent(Base):
    """What a party said on a day; rows are only added and the latest one of a kind counts.

    `listing`: to the case being on the board; `publication`: separately, to being recognisable there (PIPL 25).
    """

    __tablename__ = "party_consent"
    __table_args__ = (
        ForeignKeyConstraint(
            ["jurisdiction_id", "party_id"], ["party.jurisdiction_id", "party.id"], name="fk_party_consent_party"
        ),
        CheckConstraint("kind IN ('listing', 'publication')", name="kind_known"),
        state_check(ConsentAnswer, "answer"),
        state_check(ConsentEvidence, "evidence"),
        CheckConstraint(
            "(answer = 'silent') = (evidence = 'notice_unanswered')", name="silence_is_a_notice_unanswered"
        ),
        Index("ix_party_consent_party", "party_id", "id"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    party_id: Mapped[int]
    kind: Mapped[str] = mapped_column(default="listing")
    answer: Mapped[str]
    evidence: Mapped[str]
    answered_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    party: Mapped[Party] = relationship()
    recorded_by: Mapped[Person] = relationship()


class GateAnswer(Base):
    """Whether one legal bar applies to a case. `ground` is the law as it stood when the question was answered."""

    __tablename__ = "gate_answer"
    __table_args__ = (
        of_its_case("gate_answer"),
        UniqueConstraint("case_id", "question", name="uq_gate_answer_question"),
        CheckConstraint(
            "question IN ('litigation', 'accusation', 'secret', 'administrative', 'personal_status', 'title')",
            name="question_known",
        ),
        CheckConstraint("ground <> ''", name="ground_given"),
        CheckConstraint("NOT bars OR note <> ''", name="bar_is_explained"),
        length_check("note", REASON_LIMIT),
    )

    id: Mapped[int] = identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    case_id: Mapped[int]
    question: Mapped[str]
    bars: Mapped[bool]
    ground: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime]
    answered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    answered_by: Mapped[Person] = relationship()
