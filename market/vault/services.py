"""No personal data leaves the vault unrecorded: a person reads within an opening, the software for a stated purpose.

An opening is a row of its own and an event, committed before the page that shows anything; a reading by the
software is told in the same transaction, so it is refused where that transaction could not record it, and it is told
all the same where that transaction is refused for another reason.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from market.actor import ADMINISTRATORS
from market.files.models import StoredFile
from market.refusals import Invalid, Refused
from market.vault import cipher
from market.vault.cipher import Associated, VaultError
from market.vault.keyring import HeldKey, configure, hold_key, key_of, master_key, unsealed
from market.vault.models import DataKey, Opening, OpeningEnd, VaultCell, VaultIndex
from market.vault.purposes import PURPOSES, SYSTEM_PURPOSES
from market.vault.queries import (
    erased_at,
    find_digests,
    is_read_only,
    jurisdiction_of,
    opening_in_force,
    openings_in_force,
    sealed_cells,
)
from market.work import Work

__all__ = [
    "OPENING_LASTS",
    "NeedsOpening",
    "configure",
    "demand_reading",
    "destroy_key",
    "end_openings",
    "find",
    "open_vault",
    "opening_in_force",
    "put",
    "put_many",
    "read",
    "unseal_bytes",
    "why_closed",
]

OPENING_LASTS = timedelta(minutes=30)


class NeedsOpening(Refused):
    """The actor has stated no purpose for this stream, or the opening has ended; the page shows the purpose form."""

    def __init__(self, stream: str) -> None:
        super().__init__("needs_opening", stream=stream)
        self.stream = stream


@dataclass
class _Told:
    """The vault of one stream, as the subject of an event."""

    id: int
    stream: str
    jurisdiction_id: str | None
    __tablename__: str = "data_key"


def open_vault(work: Work, stream: str, purpose: str, jurisdiction_id: str) -> Opening:
    """Let the actor read this stream's personal data for 30 minutes, and tell the record why.

    The caller has asked the policy. Raises Invalid purpose_unknown; Refused needs_opening for a visitor,
    vault_not_for_administrators, or vault_key_destroyed where nothing is left to read.
    """
    if purpose not in PURPOSES:
        raise Invalid("purpose_unknown", field="purpose")
    if work.actor.person_id is None:
        raise NeedsOpening(stream)
    if work.actor.serves(*ADMINISTRATORS):
        raise Refused("vault_not_for_administrators")
    if erased_at(work.session, stream) is not None:
        raise Refused("vault_key_destroyed")
    opening = Opening(
        jurisdiction_id=jurisdiction_id,
        person_id=work.actor.person_id,
        stream=stream,
        purpose=purpose,
        opened_at=work.now,
        ends_at=work.now + OPENING_LASTS,
    )
    work.session.add(opening)
    work.session.flush()
    work.tell("vault.opened", opening, purpose=purpose, ends_at=opening.ends_at)
    return opening


def end_openings(work: Work, stream: str, person_id: int) -> None:
    """End what a person has open of this stream, because they may not see it any longer."""
    for opening in work.session.scalars(openings_in_force(work, stream, person_id)).all():
        work.session.add(OpeningEnd(opening_id=opening.id, ended_at=work.now))
    work.session.flush()


def put(
    work: Work, *, key_for: str, table: str, row: int, column: str, text: str | None, indexed_as: str | None = None
) -> None:
    """Seal one value under the key of the stream `key_for`, in place of what stood there; no text removes it.

    `indexed_as` (id_number, phone, name) lets `find` find the row by an equal value.
    Raises Refused vault_key_destroyed.
    """
    put_many(
        work, key_for=key_for, table=table, row=row, values={column: text},
        indexed={column: indexed_as} if indexed_as else {},
    )  # fmt: skip


def put_many(
    work: Work,
    *,
    key_for: str,
    table: str,
    row: int,
    values: Mapping[str, str | None],
    indexed: Mapping[str, str] | None = None,
) -> None:
    """Seal several columns of one row; `indexed` names the purpose of those that can be found. See `put`."""
    key = hold_key(work, key_for)
    kept = {column: text for column, text in values.items() if text}
    gone = values.keys() - kept.keys()
    if gone:
        _remove(work, table, row, gone)
    if not kept:
        return
    cells = [
        {
            "data_key_id": key.id,
            "table_name": table,
            "row_id": row,
            "column_name": column,
            "ciphertext": cipher.seal(key.wrapped, key.master, text, Associated(table, row, column)),
        }
        for column, text in sorted(kept.items())
    ]
    sealing = insert(VaultCell).values(cells)
    sealed = work.session.execute(
        sealing.on_conflict_do_update(
            index_elements=["table_name", "row_id", "column_name"],
            set_={"ciphertext": sealing.excluded.ciphertext},
            where=VaultCell.data_key_id == key.id,
        ).returning(VaultCell.id)
    ).all()
    if len(sealed) != len(cells):
        raise RuntimeError(f"{table} {row} stands under the key of another stream than {key_for}")
    for column, purpose in (indexed or {}).items():
        if column in kept:
            index_value(work, key, purpose, kept[column], Associated(table, row, column))


def read(
    work: Work,
    stream: str,
    table: str,
    row_ids: Collection[int],
    columns: Sequence[str],
    *,
    purpose: str | None = None,
) -> dict[int, dict[str, str]]:
    """The plain texts of these rows: {row id: {column: text}}; what was never put is not there.

    Without `purpose` the actor must have an opening in force, else NeedsOpening. With `purpose`, one of
    SYSTEM_PURPOSES, the software reads, whoever acts: the record is told in this transaction, and a transaction
    that cannot write raises RuntimeError. Raises Refused vault_key_destroyed or vault_damaged.
    """
    demand_reading(work, stream, purpose, table, len(row_ids))
    key = key_of(work, stream)
    if key is None or not row_ids:
        return {}
    read_rows: dict[int, dict[str, str]] = {}
    for cell in sealed_cells(work.session, stream, table, row_ids, columns):
        place = Associated(table, cell.row_id, cell.column_name)
        read_rows.setdefault(cell.row_id, {})[cell.column_name] = unsealed(key, cell.ciphertext, place).decode()
    return read_rows


def find(work: Work, purpose: str, value: str) -> list[VaultIndex]:
    """Where a value equal to this one stands, by its keyed hash: tables, rows and columns, never the text."""
    try:
        digests = cipher.blind_indexes(master_key(), purpose, value)
    except VaultError:
        return []
    return find_digests(work.session, purpose, digests.values())


def destroy_key(work: Work, stream: str) -> None:
    """Erase for good all that is sealed under this stream's key: cells, files, and their copies in later backups.

    The ciphertexts stay and can never be read again, and a job deletes the stored files; the blind indexes go, and
    whatever anybody has open of the stream ends. A backup taken before still holds the key: it is to be deleted when
    its time is over. Raises Refused vault_key_destroyed.
    """
    key = hold_key(work, stream, for_change=True)
    count = {
        model: work.session.scalar(select(func.count()).select_from(model).where(model.data_key_id == key.id))
        for model in (VaultCell, StoredFile)
    }
    for opening in work.session.scalars(openings_in_force(work, stream)).all():
        work.session.add(OpeningEnd(opening_id=opening.id, ended_at=work.now))
    work.session.execute(delete(VaultIndex).where(VaultIndex.data_key_id == key.id))
    work.session.execute(update(DataKey).where(DataKey.id == key.id).values(wrapped=None, destroyed_at=work.now))
    work.memo.pop(("data_key", stream), None)
    told = _Told(key.id, stream, jurisdiction_of(work.session, stream))
    work.tell("vault.key_destroyed", told, cells=count[VaultCell], files=count[StoredFile])


def unseal_bytes(work: Work, stream: str, sealed: bytes, place: Associated) -> bytes:
    """The plain bytes sealed for `place` under this stream's key; for files, whose own rules say who may read.

    Raises Refused vault_key_destroyed or vault_damaged.
    """
    key = key_of(work, stream)
    if key is None:
        raise Refused("vault_damaged")
    return unsealed(key, sealed, place)


def demand_reading(work: Work, stream: str, purpose: str | None, table: str, rows: int) -> None:
    """What `read` demands before it reads: an opening in force, or a stated purpose of the software, told.

    Raises NeedsOpening, or Refused vault_key_destroyed where no opening could help any more.
    """
    if purpose is not None:
        _tell_reading(work, stream, table, purpose, rows)
    elif opening_in_force(work, stream) is None:
        raise why_closed(work, stream)


def why_closed(work: Work, stream: str) -> Refused:
    """Why the actor, who has no opening of this stream, reads nothing: a purpose is missing, or all was erased."""
    return NeedsOpening(stream) if erased_at(work.session, stream) is None else Refused("vault_key_destroyed")


def _tell_reading(work: Work, stream: str, table: str, purpose: str, rows: int) -> None:
    if purpose not in SYSTEM_PURPOSES:
        raise Invalid("purpose_unknown", field="purpose")
    memo = ("vault_read", stream, table, purpose)
    if memo in work.memo:
        return
    if is_read_only(work.session):
        raise RuntimeError("the software reads personal data only where the record can be told of it")
    key_id = work.session.scalar(select(DataKey.id).where(DataKey.stream == stream)) or 0
    told = _Told(key_id, stream, jurisdiction_of(work.session, stream))
    work.tell_lastingly("vault.read", told, purpose=purpose, table=table, rows=rows)
    work.memo[memo] = True


def index_value(work: Work, key: HeldKey, purpose: str, text: str, place: Associated) -> None:
    """Let the value at `place` be found under every index key; one of which nothing is left is found by none."""
    try:
        digests = cipher.blind_indexes(master_key(), purpose, text)
    except VaultError:
        _unindex(work, place.table, int(place.row), [place.column])
        return
    rows = [
        {
            "data_key_id": key.id, "purpose": purpose, "digest": digest, "index_key_id": key_id,
            "table_name": place.table, "row_id": place.row, "column_name": place.column,
        }
        for key_id, digest in digests.items()
    ]  # fmt: skip
    indexing = insert(VaultIndex).values(rows)
    work.session.execute(
        indexing.on_conflict_do_update(
            index_elements=["table_name", "row_id", "column_name", "index_key_id"],
            set_={"purpose": indexing.excluded.purpose, "digest": indexing.excluded.digest},
        )
    )


def _remove(work: Work, table: str, row: int, columns: Collection[str]) -> None:
    work.session.execute(
        delete(VaultCell).where(
            VaultCell.table_name == table, VaultCell.row_id == row, VaultCell.column_name.in_(columns)
        )
    )
    _unindex(work, table, row, columns)


def _unindex(work: Work, table: str, row: int, columns: Collection[str]) -> None:
    work.session.execute(
        delete(VaultIndex).where(
            VaultIndex.table_name == table, VaultIndex.row_id == row, VaultIndex.column_name.in_(columns)
        )
    )
