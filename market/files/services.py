"""A file is kept sealed under its stream's data key, outside the database; it is read as the vault is read.

The bytes are stored before the row is committed, so a committed row always finds its file; what a rolled-back
transaction left in the store is sealed, named by nobody, and swept a day later (services_sweeping).
"""

import hmac
from dataclasses import dataclass
from importlib import import_module

from market import vault
from market.database import public_id
from market.files.folder import Folder
from market.files.models import StoredFile
from market.files.store import FileMissing, FileStore, Place, StoreAway
from market.files.uploads import Accepted
from market.refusals import NotNow, Refused
from market.settings.environment import Settings
from market.vault import cipher
from market.vault.cipher import Associated, MasterKey
from market.vault.keyring import hold_key, master_key
from market.vault.services import demand_reading, unseal_bytes
from market.work import Work


@dataclass
class _Shelf:
    """The store of this process, given once by the roof."""

    store: FileStore | None = None
    most_swept: int = 500  # files that no row names, in one run of the sweep


_SHELF = _Shelf()


def configure(store: FileStore, most_swept: int = 500) -> None:
    """Say where sealed files are kept, and how many that no row names are swept in a run; called once by the roof."""
    _SHELF.store = store
    _SHELF.most_swept = most_swept


def place_of(settings: Settings) -> Place:
    """Where the settings say that sealed files lie. What speaks to a bucket is loaded where one is chosen: it is heavy,
    and an installation whose files lie in a folder needs none of it."""
    storage = settings.object_storage
    if storage is None:
        return Folder(settings.files_folder)
    in_a_bucket: Place = import_module("market.files.bucket").Bucket(storage)
    return in_a_bucket


def store_in(place: Place, master: MasterKey) -> FileStore:
    """A store in that place, its file names keyed by the master key."""
    return FileStore(place, master.keyed_hash("file-name"))


def store() -> FileStore:
    """The store of this process. Raises RuntimeError before `configure`."""
    if _SHELF.store is None:
        raise RuntimeError("no file store yet: the roof calls market.files.services.configure")
    return _SHELF.store


def most_swept() -> int:
    """How many files that no row names may be swept in one run, however few are named."""
    return _SHELF.most_swept


def keep(work: Work, accepted: Accepted, *, stream: str, jurisdiction_id: str) -> StoredFile:
    """Seal and store a file that was taken in; its own name goes into the vault.

    Raises Refused vault_key_destroyed, or NotNow file_store_away: nothing is kept then.
    """
    key = hold_key(work, stream)
    ref = public_id()
    sealed = cipher.seal(key.wrapped, key.master, accepted.content, _place(ref))
    stored = StoredFile(
        public_id=ref,
        jurisdiction_id=jurisdiction_id,
        data_key_id=key.id,
        stream=stream,
        kind=accepted.kind.value,
        size_bytes=len(accepted.content),
        digest=_digest(accepted.content),
        store_name=_put(sealed),
        kept_by_id=work.actor.person_id,
        kept_at=work.now,
    )
    work.session.add(stored)
    work.session.flush()
    vault.put(work, key_for=stream, table="stored_file", row=stored.id, column="name", text=accepted.clean_name)
    return stored


def open_bytes(work: Work, stored: StoredFile, *, purpose: str | None = None) -> bytes:
    """The plain bytes, within an opening of the file's stream or for a stated purpose of the software (vault.read).

    Raises NeedsOpening, Refused vault_key_destroyed, Refused file_lost where the store has no whole file, or NotNow
    file_store_away where the store cannot be asked.
    """
    demand_reading(work, stored.stream, purpose, "stored_file", 1)
    try:
        sealed = store().get(stored.store_name)
    except FileMissing as missing:
        raise Refused("file_lost") from missing
    except StoreAway as away:
        raise NotNow("file_store_away") from away
    content = unseal_bytes(work, stored.stream, sealed, _place(stored.public_id))
    if not hmac.compare_digest(_digest(content), stored.digest):
        raise Refused("vault_damaged")
    return content


def name_of(work: Work, stored: StoredFile, *, purpose: str | None = None) -> str:
    """The file's own name, read as its bytes are read."""
    read = vault.read(work, stored.stream, "stored_file", [stored.id], ["name"], purpose=purpose)
    return read.get(stored.id, {}).get("name", f"{stored.public_id}.{stored.kind}")


def _put(sealed: bytes) -> str:
    try:
        return store().put(sealed)
    except StoreAway as away:
        raise NotNow("file_store_away") from away


def _place(ref: str) -> Associated:
    return Associated("stored_file", ref, "content")


def _digest(content: bytes) -> bytes:
    return master_key().keyed_hash("file-content", content)
