"""A listing: what the public may read of a case, and the promise that stands behind it.

Reward, days allowed and class are fixed when it is released; the person who releases it has neither
drafted nor edited it.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Computed, ForeignKey, ForeignKeyConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.cases.models import REASON_LIMIT, PetitionCase, of_its_case
from listings.cases.vocabulary import CaseClass
from listings.publication.vocabulary import (
    ACTIVE,
    ENDED,
    PUBLISHED_AMOUNTS,
    PUBLISHED_CATEGORIES,
    PUBLISHED_DURATIONS,
    TAKING_CLAIMS,
    UNRELEASED,
    EndCode,
    ListingState,
)
from market.database import Base, identity, length_check, public_identity, state_check
from market.people.models import Department, Person
from market.workdays import legal_day

TITLE_LIMIT = 80
BODY_LIMIT = 4_000

# How the board finds a listing: the functions are the database's own (listings_0004.sql).
RELEASED = "released_at IS NOT NULL"
SHELF = "board_shelf(status)"
FOUND_BY = (
    "board_keys(status, case_class, category, place_town_id, reward_fen, duration_band, amount_band, released_at,"
    " claim_by)"
)


def _in(states: frozenset[ListingState]) -> str:
    return ", ".join(f"'{state.value}'" for state in ListingState if state in states)


def _one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def of_a_listing(name: str) -> ForeignKeyConstraint:
    """For the table `name`: each row belongs to a listing of its own jurisdiction."""
    return ForeignKeyConstraint(
        ["jurisdiction_id", "listing_id"], ["listing.jurisdiction_id", "listing.id"], name=f"fk_{name}_listing"
    )


class Listing(Base):
    """One text on the board (榜单). Money in fen; `claim_by` is the last legal day on which claims are received."""

    __tablename__ = "listing"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "id"),
        of_its_case("listing"),
        state_check(ListingState),
        _one_of("category", PUBLISHED_CATEGORIES),
        state_check(CaseClass, "case_class"),
        _one_of("duration_band", PUBLISHED_DURATIONS),
        _one_of("amount_band", PUBLISHED_AMOUNTS),
        state_check(EndCode, "end_code"),
        length_check("title", TITLE_LIMIT),
        length_check("body", BODY_LIMIT),
        length_check("return_reason", REASON_LIMIT),
        length_check("end_note", REASON_LIMIT),
        CheckConstraint("title <> '' AND body <> ''", name="text_given"),
        CheckConstraint("days_allowed > 0", name="days_allowed_positive"),
        CheckConstraint("reward_fen > 0", name="reward_positive"),
        CheckConstraint("released_by_id NOT IN (drafted_by_id, edited_by_id)", name="four_eyes"),
        CheckConstraint("returned_by_id <> drafted_by_id", name="returned_by_another"),
        CheckConstraint(
            f"(status IN ({_in(UNRELEASED)})) = (released_at IS NULL)"
            " AND (released_at IS NULL) = (released_by_id IS NULL)",
            name="released_is_stamped",
        ),
        CheckConstraint(
            "released_at IS NULL OR (reward_fen IS NOT NULL AND days_allowed IS NOT NULL AND claim_by IS NOT NULL)",
            name="released_is_complete",
        ),
        CheckConstraint("status <> 'in_review' OR submitted_at IS NOT NULL", name="in_review_is_submitted"),
        CheckConstraint(f"(status IN ({_in(ENDED)})) = (ended_at IS NOT NULL)", name="ended_is_stamped"),
        CheckConstraint(
            "status NOT IN ('withdrawn', 'mediation_ended') OR end_code IS NOT NULL", name="taken_down_with_a_reason"
        ),
        CheckConstraint(
            "status NOT IN ('claimed', 'settled', 'confirmed', 'rewarded', 'unconfirmed', 'unrewarded')"
            " OR claimed_at IS NOT NULL",
            name="claimed_is_stamped",
        ),
        CheckConstraint(
            "status NOT IN ('confirmed', 'rewarded', 'unrewarded') OR confirmed_at IS NOT NULL",
            name="confirmed_is_stamped",
        ),
        Index("uq_listing_one_active", "case_id", unique=True, postgresql_where=text(f"status IN ({_in(ACTIVE)})")),
        Index("ix_listing_office", "jurisdiction_id", "status", "id"),
        Index("ix_listing_board_newest", "released_at", "id", postgresql_where=text(RELEASED)),
        Index(
            "ix_listing_board_reward", "reward_fen", "released_at", "id", postgresql_where=text(RELEASED)
        ),
        Index("ix_listing_board_claim_by", "claim_by", "id", postgresql_where=text(RELEASED)),
        Index("ix_listing_case", "case_id"),
        Index("ix_listing_shelf_newest", text(SHELF), "released_at", "id", postgresql_where=text(RELEASED)),
        Index(
            "ix_listing_shelf_reward", text(SHELF), "reward_fen", "released_at", "id", postgresql_where=text(RELEASED)
        ),
        Index("ix_listing_shelf_claim_by", text(SHELF), "claim_by", "id", postgresql_where=text(RELEASED)),
        Index(
            "ix_listing_found_by", text(FOUND_BY), text("board_words(board_text)"), postgresql_using="gin",
            postgresql_where=text(RELEASED), postgresql_with={"fastupdate": "off"},
        ),
    )  # fmt: skip

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    case_id: Mapped[int]
    status: Mapped[str] = mapped_column(default=ListingState.DRAFT.value)
    title: Mapped[str]
    body: Mapped[str]
    category: Mapped[str | None]
    place_town_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    duration_band: Mapped[str | None]
    amount_band: Mapped[str | None]
    case_class: Mapped[str]
    reward_fen: Mapped[int | None]
    days_allowed: Mapped[int | None]
    claim_by: Mapped[date | None]

    drafted_at: Mapped[datetime]
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    edited_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    submitted_at: Mapped[datetime | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    returned_at: Mapped[datetime | None]
    returned_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    return_reason: Mapped[str] = mapped_column(default="")
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    claimed_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    end_code: Mapped[str | None]
    end_note: Mapped[str] = mapped_column(default="")
    board_text: Mapped[str] = mapped_column(
        Text, Computed("board_text(title, body)", persisted=True), nullable=True, deferred=True
    )

    case: Mapped[PetitionCase] = relationship()
    place_town: Mapped[Department | None] = relationship()
    drafted_by: Mapped[Person] = relationship(foreign_keys=[drafted_by_id])
    released_by: Mapped[Person | None] = relationship(foreign_keys=[released_by_id])

    @property
    def stream(self) -> str:
        return f"case:{self.case_id}"

    @property
    def state(self) -> StrEnum:
        return ListingState(self.status)

    @property
    def claims_until(self) -> date | None:
        """The last legal day for claims while any may still come; nothing once it is granted or has ended."""
        return self.claim_by if self.status in TAKING_CLAIMS else None

    @property
    def bands_as_of(self) -> date | None:
        """The legal day on which its bands were reckoned, whatever version is shown; none before its release."""
        return legal_day(self.released_at) if self.released_at else None

    def lock_path(self) -> list[tuple[type, int]]:
        return [(PetitionCase, self.case_id)]
