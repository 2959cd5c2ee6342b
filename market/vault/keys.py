"""The master key stands in one file outside the database, readable by its owner alone, and old keys stay
readable.

The file is JSON: the id of the primary key, every wrapping keyset by its id (tink AES-256-GCM), and one index
key for keyed hashes. Rotation adds a wrapping keyset and makes it primary; the index key stays, for every
blind index in the database was made with it.
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
from pathlib import Path
from typing import Any, Final, Self

import tink
from tink import aead, secret_key_access

from market.durable import write_new, write_over

FORMAT: Final = "market.vault.master/1"
INDEX_KEY_BYTES: Final = 32
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


class MasterKey:
    """The keys of one master key file, in memory. Thread-safe; a process loads it once."""

    def __init__(self, primary: str, keysets: Mapping[str, str], index_key: bytes):
        self.primary = primary
        self._keysets = dict(keysets)
        self._index_key = index_key
        self._wrappers = {key_id: _wrapper(keyset) for key_id, keyset in self._keysets.items()}
        self._opened: OrderedDict[bytes, Any] = OrderedDict()
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"<MasterKey primary={self.primary} of {len(self._keysets)}>"

    @classmethod
    def generate(cls, path: Path) -> Self:
        """Make a new master key file (mode 0600). Raises VaultError key_file_exists; never overwrites one."""
        key_id = secrets.token_hex(KEY_ID_BYTES)
        master = cls(key_id, {key_id: _new_keyset()}, secrets.token_bytes(INDEX_KEY_BYTES))
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
            stored = json.loads(raw)
            keysets = {key_id: json.dumps(keyset) for key_id, keyset in stored["keys"].items()}
            index_key = base64.b64decode(stored["index_key"], validate=True)
            intact = stored["format"] == FORMAT and len(index_key) == INDEX_KEY_BYTES
            if not intact or stored["primary"] not in keysets or not all(map(_is_key_id, keysets)):
                raise VaultError("key_file_damaged", path=str(path))
            return cls(stored["primary"], keysets, index_key)
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error, tink.TinkError):
            raise VaultError("key_file_damaged", path=str(path)) from None

    def with_new_primary(self) -> "MasterKey":
        """A master key that also wraps with a fresh key, and reads everything that this one reads."""
        key_id = secrets.token_hex(KEY_ID_BYTES)
        return MasterKey(key_id, self._keysets | {key_id: _new_keyset()}, self._index_key)

    def replace_file(self, path: Path) -> None:
        """Write this key over the master key file at `path`, all or nothing (mode 0600)."""
        write_over(path, self._as_text().encode())

    def wrapper(self, key_id: str) -> Any:
        """The AEAD that wraps data keys under `key_id`. Raises VaultError unknown_master_key."""
        if key_id not in self._wrappers:
            raise VaultError("unknown_master_key", key_id=key_id)
        return self._wrappers[key_id]

    def keyed_hash(self, label: str, *parts: bytes) -> bytes:
        """HMAC-SHA-256 (RFC 2104) of `parts` under the index key, in a domain of its own for each label."""
        message = encode_parts(b"market.vault.keyed-hash.1", label.encode(), *parts)
        return hmac.digest(self._index_key, message, hashlib.sha256)

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
        keys = {key_id: json.loads(keyset) for key_id, keyset in self._keysets.items()}
        index_key = base64.b64encode(self._index_key).decode()
        stored = {"format": FORMAT, "primary": self.primary, "keys": keys, "index_key": index_key}
        return json.dumps(stored, indent=1)


def rotate_master(path: Path) -> MasterKey:
    """Add a new primary key to the master key file; data keys wrapped before stay readable.

    Processes read the file when they start, so restart them before data keys are rewrapped. Raises
    VaultError.
    """
    rotated = MasterKey.load(path).with_new_primary()
    rotated.replace_file(path)
    return rotated


def encode_parts(*parts: bytes) -> bytes:
    """Byte strings as one, each behind its length (4 bytes, big-endian): no two lists are encoded alike."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def _new_keyset() -> str:
    handle = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)
    return str(tink.json_proto_keyset_format.serialize(handle, secret_key_access.TOKEN))


def _wrapper(keyset: str) -> Any:
    return tink.json_proto_keyset_format.parse(keyset, secret_key_access.TOKEN).primitive(aead.Aead)


def _is_key_id(text: str) -> bool:
    return len(text) == 2 * KEY_ID_BYTES and set(text) <= set("0123456789abcdef")
