"""An inbox line is a code and facts, worded when it is read; a message by mail is an intent until it has been sent.

Neither holds personal data: facts are public ids, numbers, dates and codes, and no text that may be taken back. A
secret link stands in the vault and only there.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from market.database import Base, identity, public_identity, state_check
from market.people.models import Person


def keeps_no_title() -> CheckConstraint:
    """A title may be taken back: a listing is a fact by its public id, and what it is called is asked at each read.

    The one key is enough: `title` is the only text that a sentence of any floor shows, which a test says for all of
    them (tests/unit/test_facts_of_messages.py), so what stood under another key would be read by nobody. Numbers of
    papers have Chinese characters too, so that no pattern tells a title from them.
    """
    return CheckConstraint("NOT jsonb_exists(facts, 'title')", name="keeps_no_title")


class Notification(Base):
    """One line of a person's inbox; `endpoint` and `ref` say where it leads."""

    __tablename__ = "notification"
    __table_args__ = (
        keeps_no_title(),
        Index("ix_notification_person", "person_id", "id"),
        Index("ix_notification_unread", "person_id", postgresql_where=text("read_at IS NULL")),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    code: Mapped[str]
    facts: Mapped[dict[str, Any]]
    endpoint: Mapped[str]
    ref: Mapped[str | None]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    @property
    def jurisdiction_id(self) -> str:
        return self.person.jurisdiction_id


class MailState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"


class MailIntent(Base):
    """A message that is to be sent once; `path` is where its link leads on our pages, unless the vault holds one."""

    __tablename__ = "mail_intent"
    __table_args__ = (
        keeps_no_title(),
        state_check(MailState),
        CheckConstraint("(status = 'sent') = (sent_at IS NOT NULL)", name="sent_at_an_instant"),
        Index("ix_mail_intent_waiting", "tried_at", postgresql_where=text("status = 'waiting'")),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    code: Mapped[str]
    facts: Mapped[dict[str, Any]]
    path: Mapped[str]  # empty: the link is sealed in the vault
    status: Mapped[str] = mapped_column(default=MailState.WAITING.value)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    tried_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    @property
    def stream(self) -> str:
        return f"person:{self.person_id}"
