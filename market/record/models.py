"""The record's two tables. Sequence, hashes and recorded_at are given by a trigger, never by the application.

The application's role may insert events and read them; it can neither change nor remove one, nor touch
the heads of the streams.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from market.actor import ActorKind
from market.database import Base, identity, state_check


class RecordStream(Base):
    """The head of one stream: its last sequence and hash."""

    __tablename__ = "record_stream"

    stream: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int]
    hash: Mapped[str]


class RecordEvent(Base):
    """One event. `happened_at` is the caller's now, `recorded_at` the database's clock at writing."""

    __tablename__ = "record_event"
    __table_args__ = (
        UniqueConstraint("stream", "sequence"),
        state_check(ActorKind, "actor_kind"),
        CheckConstraint("(actor_kind = 'person') = (actor_person_id IS NOT NULL)", name="actor_is_of_the_kind"),
        Index("ix_record_event_subject", "subject_type", "subject_id"),
        Index("ix_record_event_name", "name", "id"),
    )

    id: Mapped[int] = identity()
    stream: Mapped[str]
    sequence: Mapped[int] = mapped_column(server_default="0")
    name: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[int]
    jurisdiction_id: Mapped[str | None] = mapped_column(ForeignKey("jurisdiction.id"))
    actor_kind: Mapped[str]
    actor_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    actor_account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    payload: Mapped[dict[str, Any]]
    request_id: Mapped[str]
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))
    previous_hash: Mapped[str] = mapped_column(server_default="")
    hash: Mapped[str] = mapped_column(server_default="")
