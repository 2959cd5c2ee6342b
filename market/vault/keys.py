"""The master key stands in one file outside the database, readable by its owner alone, and old keys stay
readable.

The file is JSON: every wrapping keyset by its id (tink AES-256-GCM), every index key of the blind indexes by its
id, which of each is the primary, and one key for the keyed hashes of files, which stays for ever because the
names and digests of stored files were made with it. Rotation adds a key and makes it primary; only an explicit
step takes an old one out.
"""

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
import stat
import threading
from collections import OrderedDict
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Self

import tink
from tink import aead, secret_key_access

from market.durable import write_new, write_over

FORMAT: Final = "market.vault.master/2"
FIRST_FORMAT: Final = "market.vault.master/1"  # one index key without an id, which also hashed the files
FIRST_INDEX_KEY: Final = "0" * 16  # the id that key goes by since; migration market_0002 says the same
HASH_KEY_BYTES: Final = 32
KEY_ID_BYTES: Final = 8
LARGEST_KEY_FILE: Final = 1_000_000
OPEN_DATA_KEYS: Final = 256  # unwrapped data keys kept in memory at a time

aead.register()


class VaultError(Exception):
    """A refusal of the vault by its `code`; it never carries a key, a plaintext or a ciphertext.

    Codes: key_file_missing, key_file_exists, key_file_open_to_others, key_file_damaged, unknown_master_key,
    data_key_damaged, cell_damaged, too_large, nothing_to_index.
    """

    def __init__(self, code: str, **facts: object):
        super().__init__(f"{code} {facts}" if facts else code)
        self.code = code
        self.facts = facts


class KeyKind(StrEnum):
    """What a key of the file does: it wraps data keys, or hashes the values that can be found again."""

    WRAPPING = "wrapping"
    INDEX = "index"


class MasterKey:
    """The keys of one master key file, in memory. Thread-safe, and never changed: another file is another object."""

    def __init__(
        self, primary: str, keysets: Mapping[str, str], primary_index: str, index_keys: Mapping[str, bytes],
        hash_key: bytes,
    ):  # fmt: skip
        self.primary = primary
        self.primary_index = primary_index
        self._keysets = dict(keysets)
        self._index_keys = dict(index_keys)
        self._hash_key = hash_key
        self._wrappers = {key_id: _wrapper(keyset) for key_id, keyset in self._keysets.items()}
        self._opened: OrderedDict[bytes, Any] = OrderedDict()
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"<MasterKey primary={self.primary} of {len(self._keysets)}>"

    @classmethod
    def generate(cls, path: Path) -> Self:
        """Make a new master key file (mode 0600). Raises VaultError key_file_exists; never overwrites one."""
        key_id, index_id = _new_id(), _new_id()
        master = cls(key_id, {key_id: _new_keyset()}, index_id, {index_id: _new_hash_key()}, _new_hash_key())
        try:
            write_new(path, master._as_text().encode())
        except FileExistsError:
            raise VaultError("key_file_exists", path=str(path)) from None
        return master

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a master key file.

        Raises VaultError: key_file_missing, key_file_open_to_others (group or others may read or write it),
        key_file_damaged.
        """
        try:
            with path.open("rb") as file:
                mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
                raw = file.read(LARGEST_KEY_FILE)
        except OSError:
            raise VaultError("key_file_missing", path=str(path)) from None
        if os.name == "posix" and mode & 0o077:
            raise VaultError("key_file_open_to_others", path=str(path), mode=f"{mode:04o}")
        try:
            return cls._of_stored(json.loads(raw))
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error, tink.TinkError):
            raise VaultError("key_file_damaged", path=str(path)) from None

    @classmethod
    def _of_stored(cls, stored: Any) -> Self:
        """The keys of a file's content. Raises ValueError, or whatever a content that is none runs into."""
        if stored["format"] == FIRST_FORMAT:
            first = stored["index_key"]
            stored |= {"primary_index": FIRST_INDEX_KEY, "index_keys": {FIRST_INDEX_KEY: first}, "hash_key": first}
        elif stored["format"] != FORMAT:
            raise ValueError("another format")
        keysets = {key_id: json.dumps(keyset) for key_id, keyset in stored["keys"].items()}
        index_keys = {key_id: _hash_key(text) for key_id, text in stored["index_keys"].items()}
        if stored["primary"] not in keysets or stored["primary_index"] not in index_keys:
            raise ValueError("no primary")
        if not all(map(_is_key_id, [*keysets, *index_keys])):
            raise ValueError("not an id")
        return cls(stored["primary"], keysets, stored["primary_index"], index_keys, _hash_key(stored["hash_key"]))

    def with_new_primary(self, kind: KeyKind) -> "MasterKey":
        """A master key with a fresh primary key of this kind, that reads and finds everything this one does."""
        key_id = _new_id()
        if kind is KeyKind.WRAPPING:
            return self._with(primary=key_id, keysets=self._keysets | {key_id: _new_keyset()})
        return self._with(primary_index=key_id, index_keys=self._index_keys | {key_id: _new_hash_key()})

    def without(self, kind: KeyKind, key_id: str) -> "MasterKey":
        """A master key without this old key; what only that one opened or found is lost to it.

        Raises ValueError for the primary key.
        """
        if key_id == self.primary_of(kind):
            raise ValueError("the primary key stays")
        if kind is KeyKind.WRAPPING:
            return self._with(keysets={name: keyset for name, keyset in self._keysets.items() if name != key_id})
        return self._with(index_keys={name: key for name, key in self._index_keys.items() if name != key_id})

    def _with(self, **changed: Any) -> "MasterKey":
        present = {
            "primary": self.primary, "keysets": self._keysets, "primary_index": self.primary_index,
            "index_keys": self._index_keys, "hash_key": self._hash_key,
        }  # fmt: skip
        return MasterKey(**(present | changed))

    def primary_of(self, kind: KeyKind) -> str:
        """The id of the key of this kind that is used for what is new."""
        return self.primary if kind is KeyKind.WRAPPING else self.primary_index

    def ids(self, kind: KeyKind) -> list[str]:
        """The ids of the keys of this kind, oldest first."""
        return list(self._keysets if kind is KeyKind.WRAPPING else self._index_keys)

    def knows(self, key_id: str) -> bool:
        """Whether data keys wrapped under this id can be unwrapped."""
        return key_id in self._wrappers

    def replace_file(self, path: Path) -> None:
        """Write this key over the master key file at `path`, all or nothing (mode 0600)."""
        write_over(path, self._as_text().encode())

    def wrapper(self, key_id: str) -> Any:
        """The AEAD that wraps data keys under `key_id`. Raises VaultError unknown_master_key."""
        if key_id not in self._wrappers:
            raise VaultError("unknown_master_key", key_id=key_id)
        return self._wrappers[key_id]

    def keyed_hash(self, label: str, *parts: bytes) -> bytes:
        """HMAC-SHA-256 (RFC 2104) of `parts` under the key that stays, in a domain of its own for each label."""
        return _keyed_hash(self._hash_key, label, parts)

    def index_hashes(self, *parts: bytes) -> dict[str, bytes]:
        """HMAC-SHA-256 of `parts` under every index key, by the key's id."""
        return {key_id: _keyed_hash(key, "blind-index", parts) for key_id, key in self._index_keys.items()}

    def opened(self, wrapped: bytes) -> Any | None:
        """The unwrapped AEAD of a data key opened before, if it is still at hand."""
        with self._lock:
            if wrapped in self._opened:
                self._opened.move_to_end(wrapped)
            return self._opened.get(wrapped)

    def remember(self, wrapped: bytes, opened: Any) -> None:
        """Keep an unwrapped AEAD at hand; the one longest unused gives way."""
        with self._lock:
            self._opened[wrapped] = opened
            while len(self._opened) > OPEN_DATA_KEYS:
                self._opened.popitem(last=False)

    def _as_text(self) -> str:
        stored = {
            "format": FORMAT,
            "primary": self.primary,
            "keys": {key_id: json.loads(keyset) for key_id, keyset in self._keysets.items()},
            "primary_index": self.primary_index,
            "index_keys": {key_id: base64.b64encode(key).decode() for key_id, key in self._index_keys.items()},
            "hash_key": base64.b64encode(self._hash_key).decode(),
        }
        return json.dumps(stored, indent=1)


def encode_parts(*parts: bytes) -> bytes:
    """Byte strings as one, each behind its length (4 bytes, big-endian): no two lists are encoded alike."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def _keyed_hash(key: bytes, label: str, parts: tuple[bytes, ...]) -> bytes:
    return hmac.digest(key, encode_parts(b"market.vault.keyed-hash.1", label.encode(), *parts), hashlib.sha256)


def _new_id() -> str:
    return secrets.token_hex(KEY_ID_BYTES)


def _new_hash_key() -> bytes:
    return secrets.token_bytes(HASH_KEY_BYTES)


def _hash_key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != HASH_KEY_BYTES:
        raise ValueError("not a key's length")
    return key


def _new_keyset() -> str:
    handle = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)
    return str(tink.json_proto_keyset_format.serialize(handle, secret_key_access.TOKEN))


def _wrapper(keyset: str) -> Any:
    return tink.json_proto_keyset_format.parse(keyset, secret_key_access.TOKEN).primitive(aead.Aead)


def _is_key_id(text: str) -> bool:
    return len(text) == 2 * KEY_ID_BYTES and set(text) <= set("0123456789abcdef")
