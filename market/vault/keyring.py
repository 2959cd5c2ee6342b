"""A stream's data key is made once, held while something is sealed under it, and unwrapped in memory alone."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from market.refusals import Refused
from market.vault import cipher
from market.vault.cipher import Associated, MasterKey, VaultError
from market.vault.models import DataKey
from market.work import Work


@dataclass
class _Keyring:
    """The master key of this process, given once by the roof."""

    master: MasterKey | None = None


@dataclass(frozen=True)
class HeldKey:
    """A stream's data key as it stands in the database."""

    id: int
    stream: str
    wrapped: bytes


_KEYRING = _Keyring()


def configure(master: MasterKey) -> None:
    """Give the vault its master key; called once by the roof."""
    _KEYRING.master = master


def master_key() -> MasterKey:
    """The master key of this process. Raises RuntimeError before `configure`."""
    if _KEYRING.master is None:
        raise RuntimeError("the vault has no master key yet: the roof calls market.vault.services.configure")
    return _KEYRING.master


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
    work.memo[memo] = HeldKey(found.id, stream, found.wrapped)
    return HeldKey(found.id, stream, found.wrapped)


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
        work.session.execute(insert(DataKey).values(fresh).on_conflict_do_nothing(index_elements=["stream"]))
        wanted = select(DataKey.id, DataKey.stream, DataKey.wrapped).where(DataKey.stream.in_(names))
        for found in work.session.execute(wanted.order_by(DataKey.stream).with_for_update(read=True)):
            if found.wrapped is None:
                raise Refused("vault_key_destroyed")
            work.memo["data_key", found.stream] = HeldKey(found.id, found.stream, found.wrapped)
    return {stream: work.memo["data_key", stream] for stream in asked}


def key_of(work: Work, stream: str) -> HeldKey | None:
    """The stream's key without a lock, for reading. Raises Refused vault_key_destroyed."""
    found = work.session.execute(select(DataKey.id, DataKey.wrapped).where(DataKey.stream == stream)).one_or_none()
    if found is None:
        return None
    if found.wrapped is None:
        raise Refused("vault_key_destroyed")
    return HeldKey(found.id, stream, found.wrapped)


def unsealed(key: HeldKey, sealed: bytes, place: Associated) -> bytes:
    try:
        return cipher.unseal(key.wrapped, master_key(), sealed, place)
    except VaultError as error:
        raise Refused("vault_damaged") from error
