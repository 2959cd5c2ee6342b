"""A dated setting is proposed by one person with its reason and confirmed by another; it holds from a day on."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from market.database import Base, identity, length_check, public_identity, state_check


class SettingState(StrEnum):
    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    REFUSED = "refused"


class SettingVersion(Base):
    """One value of a setting from a day on, for one jurisdiction."""

    __tablename__ = "setting_version"
    __table_args__ = (
        state_check(SettingState),
        length_check("reason", 2000),
        length_check("note", 2000),
        CheckConstraint("confirmed_by_id IS NULL OR confirmed_by_id <> proposed_by_id", name="four_eyes"),
        CheckConstraint("(status = 'proposed') = (decided_at IS NULL)", name="decided_once"),
        CheckConstraint("(status = 'proposed') = (confirmed_by_id IS NULL)", name="decided_by_another"),
        Index("ix_setting_version_name", "jurisdiction_id", "name", "effective_from"),
        Index(
            "uq_setting_version_one_a_day",
            "jurisdiction_id",
            "name",
            "effective_from",
            unique=True,
            postgresql_where=text("status = 'in_force'"),
        ),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    name: Mapped[str]
    value: Mapped[Any] = mapped_column(JSONB)
    effective_from: Mapped[date]
    reason: Mapped[str]
    note: Mapped[str] = mapped_column(default="")  # why it was refused
    status: Mapped[str] = mapped_column(default=SettingState.PROPOSED.value)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]

    @property
    def stream(self) -> str:
        return f"office:{self.jurisdiction_id}"

    @property
    def then_ref(self) -> str:
        """Where its pages lead: to the setting in this jurisdiction."""
        return f"{self.jurisdiction_id}.{self.name}"

    def lock_path(self) -> list[tuple[type, int]]:
        return []
