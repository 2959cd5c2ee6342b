"""A stream's data key is made once, held while something is sealed under it, and unwrapped in memory alone.

The master key file may change while the process runs: it is looked at whenever the keys are asked for (one stat)
and read again when it is another, so that web and job workers need no restart.
"""

import os
import threading
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import structlog
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from market.refusals import Refused
from market.vault import cipher
from market.vault.cipher import Associated, MasterKey, VaultError
from market.vault.models import DataKey
from market.work import Work

log = structlog.get_logger("market.vault")
_Mark = tuple[int, int, int, int]
READINGS = 3  # of a row that was wrapped anew, and its old key retired, in between


class _Keyring:
    """The master key of this process, given once by the roof, and the file it came from."""

    def __init__(self) -> None:
        self.master: MasterKey | None = None
        self.file: Path | None = None
        self.mark: _Mark | None = None  # how the file looked when it was last read
        self.lock = threading.Lock()


@dataclass(frozen=True)
class HeldKey:
    """A stream's data key as it stands in the database, and the master key that unwraps it."""

    id: int
    stream: str
    wrapped: bytes
    master: MasterKey


_KEYRING = _Keyring()


def configure(master: MasterKey, file: Path | None = None) -> None:
    """Give the vault its master key; called once by the roof. With `file`, what the file becomes is followed."""
    with _KEYRING.lock:
        _KEYRING.master, _KEYRING.file, _KEYRING.mark = master, file, None


def master_key() -> MasterKey:
    """The master key of this process, as its file says now. Raises RuntimeError before `configure`."""
    if _KEYRING.file is not None and _mark_of(_KEYRING.file) != _KEYRING.mark:
        _read_again(_KEYRING.file)
    if _KEYRING.master is None:
        raise RuntimeError("the vault has no master key yet: the roof calls market.vault.services.configure")
    return _KEYRING.master


def _read_again(file: Path) -> None:
    """Take over what the file holds now; one that cannot be read leaves the keys as they are, and the log says so."""
    with _KEYRING.lock:
        mark = _mark_of(file)
        if mark == _KEYRING.mark:
            return  # another thread was first
        try:
            _KEYRING.master = MasterKey.load(file)
        except VaultError as error:
            log.error("the master key file cannot be read again; the keys in memory go on", code=error.code)
        _KEYRING.mark = mark


def _mark_of(file: Path) -> _Mark | None:
    try:
        seen = os.stat(file)
    except OSError:
        return None
    return seen.st_ino, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size


def hold_key(work: Work, stream: str, *, for_change: bool = False) -> HeldKey:
    """The stream's data key, made now if there is none, held against destruction until the transaction ends.

    Raises Refused vault_key_destroyed.
    """
    memo = ("data_key", stream)
    if memo in work.memo and not for_change:
        held: HeldKey = work.memo[memo]
        return held
    wanted = (
        select(DataKey.id, DataKey.wrapped)
        .where(DataKey.stream == stream)
        .with_for_update(read=not for_change, key_share=for_change)
    )
    found = work.session.execute(wanted).one_or_none()
    if found is None:
        fresh = {"stream": stream, "wrapped": cipher.new_data_key(master_key()), "created_at": work.now}
        work.session.execute(insert(DataKey).values(fresh).on_conflict_do_nothing(index_elements=["stream"]))
        found = work.session.execute(wanted).one()
    if found.wrapped is None:
        raise Refused("vault_key_destroyed")
    work.memo[memo] = HeldKey(found.id, stream, found.wrapped, master_key())
    return HeldKey(found.id, stream, found.wrapped, master_key())


def hold_keys(work: Work, streams: Collection[str]) -> dict[str, HeldKey]:
    """The data keys of many streams at once, made and held as `hold_key` makes and holds one.

    Raises Refused vault_key_destroyed when any of them is gone.
    """
    asked = sorted(set(streams))
    fresh = [
        {"stream": stream, "wrapped": cipher.new_data_key(master_key()), "created_at": work.now}
        for stream in asked
        if ("data_key", stream) not in work.memo
    ]
    if fresh:
        names = [one["stream"] for one in fresh]
        unless_there = insert(DataKey).on_conflict_do_nothing(index_elements=["stream"])
        work.session.connection().execute(unless_there, fresh)
        wanted = select(DataKey.id, DataKey.stream, DataKey.wrapped).where(DataKey.stream.in_(names))
        for found in work.session.execute(wanted.order_by(DataKey.stream).with_for_update(read=True)):
            if found.wrapped is None:
                raise Refused("vault_key_destroyed")
            work.memo["data_key", found.stream] = HeldKey(found.id, found.stream, found.wrapped, master_key())
    return {stream: work.memo["data_key", stream] for stream in asked}


def key_of(work: Work, stream: str) -> HeldKey | None:
    """The stream's key without a lock, for reading. Raises Refused vault_key_destroyed or vault_damaged."""
    for _ in range(READINGS):
        found = work.session.execute(select(DataKey.id, DataKey.wrapped).where(DataKey.stream == stream)).one_or_none()
        if found is None:
            return None
        if found.wrapped is None:
            raise Refused("vault_key_destroyed")
        master = master_key()
        if master.knows(_wrapped_by(found.wrapped)):
            return HeldKey(found.id, stream, found.wrapped, master)
    raise Refused("vault_damaged")


def _wrapped_by(wrapped: bytes) -> str:
    try:
        return cipher.wrapped_by(wrapped)
    except VaultError as error:
        raise Refused("vault_damaged") from error


def unsealed(key: HeldKey, sealed: bytes, place: Associated) -> bytes:
    """The plain bytes of a sealed value. Raises Refused vault_damaged."""
    try:
        return cipher.unseal(key.wrapped, key.master, sealed, place)
    except VaultError as error:
        raise Refused("vault_damaged") from error
