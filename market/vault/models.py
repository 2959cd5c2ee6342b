"""Personal data stands only here, sealed under one data key a stream; whoever reads it has opened it first.

A data key that is destroyed takes everything sealed under it along; only a backup older than that still holds
the key, for as long as it is kept. Openings are only ever added: each says who opened what, for which
purpose, and until when.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from market.database import Base, identity, length_check


class DataKey(Base):
    """The key of one stream ("case:12"), wrapped by the master key; `wrapped` is gone once it is destroyed."""

    __tablename__ = "data_key"
    __table_args__ = (
        CheckConstraint("(destroyed_at IS NULL) = (wrapped IS NOT NULL)", name="wrapped_until_destroyed"),
        length_check("stream", 80),
    )

    id: Mapped[int] = identity()
    stream: Mapped[str] = mapped_column(unique=True)
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    destroyed_at: Mapped[datetime | None]


class VaultCell(Base):
    """One sealed value, bound to its table, row and column."""

    __tablename__ = "vault_cell"
    __table_args__ = (
        UniqueConstraint("table_name", "row_id", "column_name"),
        Index("ix_vault_cell_key", "data_key_id"),
    )

    id: Mapped[int] = identity()
    data_key_id: Mapped[int] = mapped_column(ForeignKey("data_key.id"))
    table_name: Mapped[str]
    row_id: Mapped[int]
    column_name: Mapped[str]
    ciphertext: Mapped[bytes] = mapped_column(LargeBinary)


class VaultIndex(Base):
    """A keyed hash by which an equal value is found again; `purpose` is what the value is (id_number, phone, name).

    A value has one row for each index key: one, and two while index keys are being rotated.
    """

    __tablename__ = "vault_index"
    __table_args__ = (
        UniqueConstraint("table_name", "row_id", "column_name", "index_key_id", name="uq_vault_index_place_and_key"),
        Index("ix_vault_index_digest", "purpose", "digest"),
        Index("ix_vault_index_key", "data_key_id"),
        CheckConstraint("octet_length(digest) = 32", name="digest_whole"),
        CheckConstraint("index_key_id ~ '^[0-9a-f]{16}$'", name="index_key_id_is_one"),
    )

    id: Mapped[int] = identity()
    data_key_id: Mapped[int] = mapped_column(ForeignKey("data_key.id"))
    purpose: Mapped[str]
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    index_key_id: Mapped[str]
    table_name: Mapped[str]
    row_id: Mapped[int]
    column_name: Mapped[str]


class KeyRetirement(Base):
    """A key of the master key file by which nothing new may be wrapped or found any more; never taken back.

    The row stands before the key leaves the file: a process that has not seen the file again is refused by it.
    """

    __tablename__ = "vault_key_retirement"
    __table_args__ = (
        CheckConstraint("kind IN ('wrapping', 'index')", name="kind_known"),
        CheckConstraint("key_id ~ '^[0-9a-f]{16}$'", name="key_id_is_one"),
    )

    key_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    retired_at: Mapped[datetime]


class Opening(Base):
    """A person may read one stream's personal data for a stated purpose, from `opened_at` until `ends_at`."""

    __tablename__ = "opening"
    __table_args__ = (
        CheckConstraint("ends_at > opened_at", name="ends_after_it_starts"),
        CheckConstraint("ends_at <= opened_at + interval '30 minutes'", name="thirty_minutes_at_most"),
        Index("ix_opening_person_stream", "person_id", "stream", "ends_at"),
        length_check("stream", 80),
        length_check("purpose", 40),
    )

    id: Mapped[int] = identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    stream: Mapped[str]
    purpose: Mapped[str]
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    def lock_path(self) -> list[tuple[type, int]]:
        return []


class OpeningEnd(Base):
    """An opening that was ended before its time, because its person may not see the stream any longer."""

    __tablename__ = "opening_end"

    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), primary_key=True, autoincrement=False)
    ended_at: Mapped[datetime]
