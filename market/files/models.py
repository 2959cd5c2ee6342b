"""A stored file is a row and sealed bytes outside the database; the row says what the bytes must be."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from market.database import Base, identity, public_identity


class StoredFile(Base):
    """`digest` is the keyed hash of the plain bytes; the file's own name stands in the vault.

    `store_name` is where the file store keeps the sealed bytes, encrypted under the stream's data key.
    """

    __tablename__ = "stored_file"
    __table_args__ = (
        CheckConstraint("size_bytes > 0", name="size_positive"),
        CheckConstraint("octet_length(digest) = 32", name="digest_whole"),
        Index("ix_stored_file_stream", "stream"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    data_key_id: Mapped[int] = mapped_column(ForeignKey("data_key.id"))
    stream: Mapped[str]
    kind: Mapped[str]
    size_bytes: Mapped[int]
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    store_name: Mapped[str] = mapped_column(unique=True)
    kept_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kept_at: Mapped[datetime]

    def lock_path(self) -> list[tuple[type, int]]:
        return []
