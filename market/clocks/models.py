"""A run is one clock ticking for one thing; `next_at` is all that the sweep looks at, so it costs what is due.

Legal days (`started_on`, `last_day`) are Shanghai dates, instants are UTC. Each firing has one column,
written in the transaction of what it sets off; a later last day takes near and due back.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from market.database import Base, identity, length_check, state_check


class ClockState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    OVERDUE = "overdue"
    CANCELLED = "cancelled"


class ClockRun(Base):
    """`ends_at` is the instant at which `last_day` is over; `overdue_at` adds the grace for recording.

    `reckoning` keeps, step by step, how `last_day` was reached. An overdue run has `ended_at` once what it
    waited for has happened after all.
    """

    __tablename__ = "clock_run"
    __table_args__ = (
        state_check(ClockState),
        CheckConstraint("last_day >= started_on", name="ends_after_it_starts"),
        CheckConstraint("overdue_at >= ends_at", name="grace_not_negative"),
        CheckConstraint("(status = 'paused') = (paused_on IS NOT NULL)", name="paused_since_a_day"),
        CheckConstraint("status <> 'overdue' OR overdue_fired_at IS NOT NULL", name="overdue_has_fired"),
        CheckConstraint("(next_at IS NOT NULL) = (status = 'running')", name="next_while_running"),
        CheckConstraint("ended_at IS NULL OR status IN ('met', 'overdue', 'cancelled')", name="ended_has_an_end"),
        CheckConstraint("ended_at IS NOT NULL OR status IN ('running', 'paused', 'overdue')", name="open_has_no_end"),
        Index(
            "uq_clock_run_one_open",
            "clock", "subject_type", "subject_id",
            unique=True,
            postgresql_where=text("status IN ('running', 'paused')"),
        ),
        Index("ix_clock_run_due", "next_at", postgresql_where=text("status = 'running'")),
        Index("ix_clock_run_subject", "subject_type", "subject_id"),
        Index("ix_clock_run_stream", "stream"),
    )  # fmt: skip

    id: Mapped[int] = identity()
    clock: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[int]
    stream: Mapped[str]
    jurisdiction_id: Mapped[str | None] = mapped_column(ForeignKey("jurisdiction.id"))
    status: Mapped[str] = mapped_column(default=ClockState.RUNNING.value)
    started_on: Mapped[date]
    last_day: Mapped[date]
    ends_at: Mapped[datetime]
    overdue_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    near_at: Mapped[datetime | None]
    near_fired_at: Mapped[datetime | None]
    due_fired_at: Mapped[datetime | None]
    overdue_fired_at: Mapped[datetime | None]
    paused_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    reckoning: Mapped[list[Any]] = mapped_column(JSONB)

    @property
    def due_on(self) -> date:
        """The last legal day, as work lists show it."""
        return self.last_day

    @property
    def is_open(self) -> bool:
        return self.status in (ClockState.RUNNING.value, ClockState.PAUSED.value)

    def lock_path(self) -> list[tuple[type, int]]:
        return []


class ClockPause(Base):
    """One standstill of a run: why, from which legal day, until which."""

    __tablename__ = "clock_pause"
    __table_args__ = (
        CheckConstraint("resumed_on IS NULL OR resumed_on >= paused_on", name="ends_after_it_starts"),
        Index("uq_clock_pause_one_open", "clock_run_id", unique=True, postgresql_where=text("resumed_on IS NULL")),
        length_check("reason", 2000),
    )

    id: Mapped[int] = identity()
    clock_run_id: Mapped[int] = mapped_column(ForeignKey("clock_run.id"))
    reason: Mapped[str]
    paused_on: Mapped[date]
    paused_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    resumed_on: Mapped[date | None]


class HolidayOverride(Base):
    """The office's own word on a day: worked or not, by which decree. A year with decreed days counts as known."""

    __tablename__ = "holiday_override"
    __table_args__ = (length_check("decree", 200),)

    day: Mapped[date] = mapped_column(primary_key=True)
    is_workday: Mapped[bool]
    decree: Mapped[str]
