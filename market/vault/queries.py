"""Questions about openings, keys and cells; the answers are ids, instants and ciphertexts, never plain text."""

from collections.abc import Collection, Sequence
from datetime import datetime
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


def openings_in_force(work: Work, stream: str, person_id: int | None = None) -> Select[Opening]:
    """A person's openings of `stream`, or everybody's, that neither time nor anybody has ended at `work.now`.

    Of a stream whose personal data was erased nothing is open any more.
    """
    open_now = select(Opening).where(
        Opening.stream == stream,
        Opening.opened_at <= work.now,
        Opening.ends_at > work.now,
        ~exists().where(OpeningEnd.opening_id == Opening.id),
        ~exists().where(DataKey.stream == stream, DataKey.destroyed_at.is_not(None)),
    )
    return open_now if person_id is None else open_now.where(Opening.person_id == person_id)


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


def find_digests(session: Session, purpose: str, digests: Collection[bytes]) -> list[VaultIndex]:
    """The indexed places whose value has one of these keyed hashes, each place once, oldest first."""
    wanted = (
        select(VaultIndex).where(VaultIndex.purpose == purpose, VaultIndex.digest.in_(digests)).order_by(VaultIndex.id)
    )
    places: dict[tuple[str, int, str], VaultIndex] = {}
    for found in session.scalars(wanted):
        places.setdefault((found.table_name, found.row_id, found.column_name), found)
    return list(places.values())


def erased_at(session: Session, stream: str) -> datetime | None:
    """When the personal data of this stream was erased for good; None while it was not."""
    return erasures_at(session, [stream]).get(stream)


def erasures_at(session: Session, streams: Collection[str]) -> dict[str, datetime]:
    """Of these streams, those whose personal data was erased for good, and when."""
    erased = select(DataKey.stream, DataKey.destroyed_at).where(
        DataKey.stream.in_(streams), DataKey.destroyed_at.is_not(None)
    )
    return {row.stream: row.destroyed_at for row in session.execute(erased)}


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
