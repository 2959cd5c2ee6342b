"""What is sealed for one place opens in no other: table, row and column are bound to every sealed value.

Authenticated encryption is tink's AES-256-GCM. A data key (a tink keyset) travels only wrapped by the master
key, behind the id of the key that wrapped it. Blind indexes are keyed hashes of normalised values: equal
values can be found again, and nothing else can be read from them.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Final

import tink
from tink import aead

from market.vault.keys import KEY_ID_BYTES, MasterKey, VaultError, encode_parts

__all__ = [
    "Associated",
    "MasterKey",
    "VaultError",
    "blind_indexes",
    "new_data_key",
    "normalise",
    "rewrap",
    "seal",
    "unseal",
    "unseal_text",
    "wrapped_by",
]

LARGEST_PLAINTEXT: Final = 64 * 1024 * 1024  # bytes
WRAP_VERSION: Final = b"\x01"
WRAP_CONTEXT: Final = b"market.vault.data-key.1"
CELL_CONTEXT: Final = b"market.vault.cell.1"
_DOTS_AND_SELECTORS: Final = re.compile(
    "[.\u3002\u00b7\u2022\u2027\u2219\u22c5\u25cf\u30fb\u16eb\u2e31\ua78f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
HEADER_BYTES: Final = len(WRAP_VERSION) + KEY_ID_BYTES


@dataclass(frozen=True)
class Associated:
    """The place a sealed value belongs to; it opens nowhere else."""

    table: str
    row: int | str
    column: str

    def encoded(self) -> bytes:
        """The place as bytes, each part behind its length."""
        return encode_parts(CELL_CONTEXT, self.table.encode(), str(self.row).encode(), self.column.encode())


def new_data_key(master: MasterKey) -> bytes:
    """A fresh data key, wrapped by the master key's primary: what a database row may hold."""
    handle = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)
    return _wrap(handle, master)


def seal(wrapped: bytes, master: MasterKey, plaintext: str | bytes, associated: Associated) -> bytes:
    """Encrypt `plaintext` (text as UTF-8) under a data key for one place.

    Raises VaultError: too_large, unknown_master_key, data_key_damaged.
    """
    content = plaintext.encode() if isinstance(plaintext, str) else plaintext
    if len(content) > LARGEST_PLAINTEXT:
        raise VaultError("too_large", limit=LARGEST_PLAINTEXT)
    sealed: bytes = _open_data_key(wrapped, master).encrypt(content, associated.encoded())
    return sealed


def unseal(wrapped: bytes, master: MasterKey, sealed: bytes, associated: Associated) -> bytes:
    """The plaintext sealed for this place.

    Raises VaultError: cell_damaged (changed, moved from another place, or under another data key),
    unknown_master_key, data_key_damaged.
    """
    opened = _open_data_key(wrapped, master)
    try:
        content: bytes = opened.decrypt(sealed, associated.encoded())
    except tink.TinkError:
        raise VaultError("cell_damaged", table=associated.table, row=associated.row) from None
    return content


def unseal_text(wrapped: bytes, master: MasterKey, sealed: bytes, associated: Associated) -> str:
    """The text sealed for this place; raises like unseal."""
    return unseal(wrapped, master, sealed, associated).decode()


def wrapped_by(wrapped: bytes) -> str:
    """The id of the master key that wraps a data key. Raises VaultError data_key_damaged."""
    if len(wrapped) <= HEADER_BYTES or not wrapped.startswith(WRAP_VERSION):
        raise VaultError("data_key_damaged")
    return wrapped[len(WRAP_VERSION) : HEADER_BYTES].hex()


def rewrap(wrapped: bytes, master: MasterKey) -> bytes:
    """The same data key wrapped by the primary key; one that already is comes back as it was.

    What the data key sealed stays as it is. Raises VaultError: unknown_master_key, data_key_damaged.
    """
    if wrapped_by(wrapped) == master.primary:
        return wrapped
    return _wrap(_unwrap(wrapped, master), master)


def normalise(purpose: str, value: str) -> str:
    """The form in which values of one purpose are compared.

    Always NFKC, without spaces and invisible characters, case folded. A purpose ending in "phone" keeps
    digits only and drops China's own prefix (86); one ending in "id_number" keeps letters and digits (a check
    X is upper case); one ending in "name" loses the dots between the parts of a name, whichever character was
    typed for them, and the marks that only choose how a letter is drawn (Mongolian and general variation selectors).
    """
    shown = "".join(char for char in unicodedata.normalize("NFKC", value) if not char.isspace() and _is_visible(char))
    kind = re.split(r"[.:]", purpose)[-1]
    if kind.endswith("phone"):
        digits = re.sub(r"[^0-9]", "", shown)
        return re.sub(r"^(?:00)?86(?=1[0-9]{10}$)", "", digits)
    if kind.endswith("id_number"):
        return re.sub(r"[^0-9A-Z]", "", shown.upper())
    if kind.endswith("name"):
        shown = _DOTS_AND_SELECTORS.sub("", shown)
    return shown.casefold()


def blind_indexes(master: MasterKey, purpose: str, value: str) -> dict[str, bytes]:
    """Keyed hashes (HMAC-SHA-256, 32 bytes), by the id of the index key, by which equal values find each other.

    There is more than one while index keys are being rotated: each written value answers to all of them, so that
    two values compare alike at every moment. Raises VaultError nothing_to_index where nothing is left of the value.
    """
    normal = normalise(purpose, value)
    if not normal:
        raise VaultError("nothing_to_index", purpose=purpose)
    return master.index_hashes(purpose.encode(), normal.encode())


def _wrap(handle: Any, master: MasterKey) -> bytes:
    header = WRAP_VERSION + bytes.fromhex(master.primary)
    wrapper = master.wrapper(master.primary)
    keyset: bytes = tink.proto_keyset_format.serialize_encrypted(handle, wrapper, WRAP_CONTEXT + header)
    return header + keyset


def _unwrap(wrapped: bytes, master: MasterKey) -> Any:
    wrapper = master.wrapper(wrapped_by(wrapped))
    header, keyset = wrapped[:HEADER_BYTES], wrapped[HEADER_BYTES:]
    try:
        return tink.proto_keyset_format.parse_encrypted(keyset, wrapper, WRAP_CONTEXT + header)
    except tink.TinkError:
        raise VaultError("data_key_damaged") from None


def _open_data_key(wrapped: bytes, master: MasterKey) -> Any:
    opened = master.opened(wrapped)
    if opened is None:
        opened = _unwrap(wrapped, master).primitive(aead.Aead)
        master.remember(wrapped, opened)
    return opened


def _is_visible(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf"}
