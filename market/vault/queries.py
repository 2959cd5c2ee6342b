"""Questions about openings, keys and cells; the answers are ids, instants and ciphertexts, never plain text."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, Select, exists, func, select
from sqlalchemy.orm import Session

from market.record.models import RecordEvent
from market.vault.models import DataKey, Opening, OpeningEnd, VaultCell, VaultIndex
from market.work import Work


def opening_in_force(work: Work, stream: str) -> Opening | None:
    """The actor's own opening of `stream` that is in force at `work.now`, the one that lasts longest."""
    if work.actor.person_id is None:
        return None
    return work.session.scalars(
        openings_in_force(work, stream, work.actor.person_id).order_by(Opening.ends_at.desc()).limit(1)
    ).one_or_none()


def openings_in_force(work: Work, stream: str, person_id: int) -> Select[Opening]:
    """A person's openings of `stream` that neither time nor anybody has ended at `work.now`."""
    return select(Opening).where(
        Opening.person_id == person_id,
        Opening.stream == stream,
        Opening.opened_at <= work.now,
        Opening.ends_at > work.now,
        ~exists().where(OpeningEnd.opening_id == Opening.id),
    )


def has_opening(work: Work, subject: Any) -> bool:
    """A policy's predicate: the actor has opened this subject's stream and the opening is in force."""
    return subject is not None and opening_in_force(work, subject.stream) is not None


def sealed_cells(
    session: Session, stream: str, table: str, row_ids: Collection[int], columns: Collection[str]
) -> Sequence[Row[int, str, bytes]]:
    """Row id, column and ciphertext of each cell of these rows that stands under this stream's key."""
    return session.execute(
        select(VaultCell.row_id, VaultCell.column_name, VaultCell.ciphertext)
        .join(DataKey, DataKey.id == VaultCell.data_key_id)
        .where(
            DataKey.stream == stream,
            VaultCell.table_name == table,
            VaultCell.row_id.in_(row_ids),
            VaultCell.column_name.in_(columns),
        )
    ).all()


def find_digest(session: Session, purpose: str, digest: bytes) -> list[VaultIndex]:
    """The indexed places whose value has this keyed hash, oldest first."""
    return list(
        session.scalars(
            select(VaultIndex).where(VaultIndex.purpose == purpose, VaultIndex.digest == digest).order_by(VaultIndex.id)
        )
    )


def jurisdiction_of(session: Session, stream: str) -> str | None:
    """The division code under which the record first speaks of this stream, or None before its first event."""
    return session.scalar(
        select(RecordEvent.jurisdiction_id)
        .where(RecordEvent.stream == stream, RecordEvent.jurisdiction_id.is_not(None))
        .order_by(RecordEvent.sequence)
        .limit(1)
    )


def is_read_only(session: Session) -> bool:
    """Whether the present transaction can write nothing."""
    return session.scalar(select(func.current_setting("transaction_read_only"))) == "on"
