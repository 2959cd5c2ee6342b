"""A key of the master key file is replaced while the system runs, and no moment of it loses anything.

The new key stands in the file, on the disk, before anything is made with it; what the old one made is moved in
small transactions that wait for nobody and can be cut off anywhere; the old key leaves the file only after the
database has been told to refuse what it makes, whatever was under way has ended, and nothing of it is left.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import ColumnElement, Text, cast, delete, exists, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from market import transactions
from market.record.models import RecordEvent
from market.record.offices import tell_every_office
from market.refusals import Refused
from market.vault import cipher, services
from market.vault.keyring import hold_key
from market.vault.keys import KeyKind, MasterKey
from market.vault.models import DataKey, KeyRetirement, VaultIndex
from market.work import Work

KEYS_AT_ONCE: Final = 50  # data keys wrapped anew, or streams indexed anew, in one transaction
PATIENCE_SECONDS: Final = 60.0  # for work under way that holds a key, or began before a retirement
PAUSE_SECONDS: Final = 0.2
FILE_LOCK: Final = 7_101_966  # the advisory lock under which the key file is read and written
_wrapped_by = func.encode(func.substring(DataKey.wrapped, 2, cipher.KEY_ID_BYTES), "hex")
_OLDEST_UNDER_WAY = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
_NEXT_TO_BEGIN = text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")


@dataclass(frozen=True)
class KeyUse:
    """One key and how much was made with it: data keys wrapped, or values indexed."""

    kind: KeyKind
    key_id: str
    made: int
    is_primary: bool
    in_file: bool


def key_uses(work: Work, master: MasterKey) -> list[KeyUse]:
    """Every key that stands in the file, or with which something in the database was made."""
    return [use for kind in KeyKind for use in _uses(work, master, kind)]


def left_to_move(work: Work, master: MasterKey, kind: KeyKind) -> int:
    """How many data keys another key than the primary wraps, or how many values the primary does not find."""
    counted = select(func.count())
    if kind is KeyKind.WRAPPING:
        counted = counted.select_from(DataKey).where(DataKey.wrapped.is_not(None), _wrapped_by != master.primary)
    else:
        counted = counted.select_from(VaultIndex).where(*_not_found_by(master))
    return work.session.scalar(counted) or 0


def begin_rotation(work: Work, file: Path, kind: KeyKind) -> tuple[str, bool]:
    """The id of the key to move to, and whether it was made now; a rotation that was cut off is taken up again."""
    master = _locked_file(work, file)
    is_new = left_to_move(work, master, kind) == 0
    if is_new:
        master = master.with_new_primary(kind)
        master.replace_file(file)
    key_id = master.primary_of(kind)
    if is_new or not _is_told(work, "vault.key_added", key_id):
        tell_every_office(work, "vault.key_added", KeyRetirement.__tablename__, kind=kind.value, key_id=key_id)
    return key_id, is_new


def move_all(file: Path, kind: KeyKind) -> Iterator[int]:
    """Move everything to the primary key; gives the number moved after each transaction.

    Raises Refused vault_keys_are_held where running work holds the last ones for longer than a minute.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    after = moved = 0
    while True:
        with transactions.working(request_id="command") as work:
            master = MasterKey.load(file)
            done, last = (_rewrap if kind is KeyKind.WRAPPING else _index_anew)(work, master, after)
        if done:
            deadline = time.monotonic() + PATIENCE_SECONDS
            moved += done
            yield moved
        if last is not None:
            after = last
            continue
        after = 0
        if (left := _left_now(file, kind)) == 0:
            return
        if not done and time.monotonic() > deadline:
            raise Refused("vault_keys_are_held", left=left)
        time.sleep(PAUSE_SECONDS)


def end_rotation(work: Work, key_id: str, kind: KeyKind, moved: int) -> None:
    """Tell the record that everything has moved, and how much in this run."""
    tell_every_office(
        work, "vault.key_rotated", KeyRetirement.__tablename__, kind=kind.value, key_id=key_id, moved=moved
    )


def begin_retirement(work: Work, file: Path, key_id: str) -> KeyKind:
    """Let nothing new be made with an old key from the commit on. Cut off and begun again, it goes on.

    An index key leaves the file at once, for whoever writes a value indexes it under every key that stands there.
    Raises Refused vault_key_unknown, vault_key_is_primary, or vault_key_in_use with what is still made with it.
    """
    master = _locked_file(work, file)
    kind = _kind_of(work, master, key_id)
    if key_id == master.primary_of(kind):
        raise Refused("vault_key_is_primary")
    if left := left_to_move(work, master, kind):
        raise Refused("vault_key_in_use", left=left)
    if kind is KeyKind.INDEX:
        _take_out(master, file, key_id, kind)
    added = insert(KeyRetirement).values(key_id=key_id, kind=kind.value, retired_at=work.now)
    work.session.execute(added.on_conflict_do_nothing(index_elements=["key_id"]))
    return kind


def wait_for_what_began_before() -> None:
    """Wait until every transaction that may have written before now has ended. Raises Refused vault_work_goes_on."""
    with transactions.working(read_only=True) as work:
        horizon = work.session.scalar(_NEXT_TO_BEGIN)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        with transactions.working(read_only=True) as work:
            if work.session.scalar(_OLDEST_UNDER_WAY) >= horizon:
                return
        if time.monotonic() > deadline:
            raise Refused("vault_work_goes_on")
        time.sleep(PAUSE_SECONDS)


def end_retirement(work: Work, file: Path, key_id: str, kind: KeyKind) -> None:
    """Remove what the key indexed, and tell the record. Raises Refused vault_key_in_use."""
    if left := left_to_move(work, _locked_file(work, file), kind):
        raise Refused("vault_key_in_use", left=left)
    work.session.execute(delete(VaultIndex).where(VaultIndex.index_key_id == key_id))
    if not _is_told(work, "vault.key_retired", key_id):
        tell_every_office(work, "vault.key_retired", KeyRetirement.__tablename__, kind=kind.value, key_id=key_id)


def take_out(work: Work, file: Path, key_id: str, kind: KeyKind) -> None:
    """Take the key out of the file, once the record has been told."""
    _take_out(_locked_file(work, file), file, key_id, kind)


def _locked_file(work: Work, file: Path) -> MasterKey:
    """The key file, which no other command changes until this transaction ends."""
    work.session.execute(select(func.pg_advisory_xact_lock(FILE_LOCK)))
    return MasterKey.load(file)


def _take_out(master: MasterKey, file: Path, key_id: str, kind: KeyKind) -> None:
    if key_id in master.ids(kind):
        master.without(kind, key_id).replace_file(file)


def _kind_of(work: Work, master: MasterKey, key_id: str) -> KeyKind:
    """What the key does, or did before its retirement was cut off. Raises Refused vault_key_unknown."""
    for kind in KeyKind:
        if key_id in master.ids(kind):
            return kind
    begun = work.session.scalar(select(KeyRetirement.kind).where(KeyRetirement.key_id == key_id))
    if begun is not None:
        return KeyKind(begun)
    if work.session.scalar(select(exists().where(VaultIndex.index_key_id == key_id))):
        return KeyKind.INDEX
    raise Refused("vault_key_unknown")


def _left_now(file: Path, kind: KeyKind) -> int:
    with transactions.working(read_only=True) as work:
        return left_to_move(work, MasterKey.load(file), kind)


def _rewrap(work: Work, master: MasterKey, after: int) -> tuple[int, int | None]:
    """Wrap the next data keys anew that nobody holds; how many, and the id to go on after (None at the end)."""
    rows = work.session.execute(
        select(DataKey.id, DataKey.wrapped)
        .where(DataKey.id > after, DataKey.wrapped.is_not(None), _wrapped_by != master.primary)
        .order_by(DataKey.id)
        .limit(KEYS_AT_ONCE)
        .with_for_update(key_share=True, skip_locked=True)
    ).all()
    for row in rows:
        wrapped = cipher.rewrap(row.wrapped, master)
        work.session.execute(update(DataKey).where(DataKey.id == row.id).values(wrapped=wrapped))
    return len(rows), rows[-1].id if rows else None


def _index_anew(work: Work, master: MasterKey, after: int) -> tuple[int, int | None]:
    """Index the next stream anew that nobody writes to; how many values, and the key id to go on after.

    The software reads them for a purpose of its own, which each stream's record is told.
    """
    waiting = select(VaultIndex.data_key_id).where(VaultIndex.data_key_id > after, *_not_found_by(master))
    key_id = work.session.scalar(waiting.order_by(VaultIndex.data_key_id).limit(1))
    if key_id is None:
        return 0, None
    held = select(DataKey.stream).where(DataKey.id == key_id).with_for_update(key_share=True, skip_locked=True)
    stream = work.session.scalar(held.where(DataKey.wrapped.is_not(None)))
    if stream is None:
        return 0, key_id
    places = {
        (place.table_name, place.row_id, place.column_name): place
        for place in work.session.scalars(
            select(VaultIndex).where(VaultIndex.data_key_id == key_id, *_not_found_by(master))
        )
    }
    _index_stream(work, stream, list(places.values()))
    return len(places), key_id


def _index_stream(work: Work, stream: str, found: Sequence[VaultIndex]) -> None:
    key = hold_key(work, stream)
    tables = defaultdict(list)
    for place in found:
        tables[place.table_name].append(place)
    for table, places in tables.items():
        columns = sorted({place.column_name for place in places})
        rows = sorted({place.row_id for place in places})
        texts = services.read(work, stream, table, rows, columns, purpose="remake_index")
        for place in places:
            value = texts.get(place.row_id, {}).get(place.column_name, "")
            where = cipher.Associated(table, place.row_id, place.column_name)
            services.index_value(work, key, place.purpose, value, where)


def _not_found_by(master: MasterKey) -> tuple[ColumnElement[bool], ...]:
    """Of rows of the index: made with another key than the primary one, which has made none for the same place."""
    same = aliased(VaultIndex)
    return (
        VaultIndex.index_key_id != master.primary_index,
        ~exists().where(
            same.table_name == VaultIndex.table_name,
            same.row_id == VaultIndex.row_id,
            same.column_name == VaultIndex.column_name,
            same.index_key_id == master.primary_index,
        ),
    )


def _uses(work: Work, master: MasterKey, kind: KeyKind) -> list[KeyUse]:
    of_key = _wrapped_by if kind is KeyKind.WRAPPING else VaultIndex.index_key_id
    made_with = cast(of_key, Text).label("key_id")
    counted = select(made_with, func.count().label("made")).group_by(made_with)
    if kind is KeyKind.WRAPPING:
        counted = counted.where(DataKey.wrapped.is_not(None))
    made = {row.key_id: row.made for row in work.session.execute(counted)}
    in_file = master.ids(kind)
    return [
        KeyUse(kind, key_id, made.get(key_id, 0), key_id == master.primary_of(kind), key_id in in_file)
        for key_id in [*in_file, *(one for one in made if one not in in_file)]
    ]


def _is_told(work: Work, name: str, key_id: str) -> bool:
    told = exists().where(RecordEvent.name == name, RecordEvent.payload["key_id"].astext == key_id)
    return bool(work.session.scalar(select(told)))
