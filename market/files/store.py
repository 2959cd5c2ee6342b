"""A stored file is whole or not there, and its name proves its content.

The name is a keyed hash (HMAC-SHA-256, hexadecimal) of the stored bytes: without the key nobody can tell from
a name whether a file they hold is stored here, and bytes that were changed no longer answer to their name.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

NAME = re.compile(r"[0-9a-f]{64}")
SHORTEST_KEY = 32  # bytes


class FileMissing(Exception):
    """No whole file answers to this name; `damaged` says that one is there but was changed."""

    def __init__(self, name: str, *, damaged: bool = False):
        super().__init__(f"{name} is {'damaged' if damaged else 'missing'}")
        self.name = name
        self.damaged = damaged


class StoreAway(Exception):
    """The place does not answer, or refuses to serve; `reason` is a word or two, never an address or a key.

    What was to be stored counts as not stored; whether a file is there is not known.
    """

    def __init__(self, reason: str):
        super().__init__(f"the file storage cannot be used: {reason}")
        self.reason = reason


class Place(Protocol):
    """Where bytes lie under names that `FileStore` gave: a folder or a bucket. It proves nothing of them.

    Every way in raises StoreAway where the place cannot be asked.
    """

    def read(self, name: str) -> bytes:
        """The bytes under that name. Raises FileMissing."""

    def write(self, name: str, content: bytes) -> None:
        """Put the bytes under that name durably, whole or not at all; what lay there is replaced."""

    def remove(self, name: str) -> None:
        """Take the bytes away if they are there; it returns only where the place itself says that they are gone."""

    def names(self, before: datetime | None = None) -> Iterator[str]:
        """Every name, in order, or those alone whose bytes were put there `before` an instant (aware); what is no whole
        file is passed over. The place is asked for one page after the other, as the names are wanted."""


class FileStore:
    """Sealed files by names that prove them, in a place."""

    def __init__(self, place: Place, name_key: bytes):
        if len(name_key) < SHORTEST_KEY:
            raise ValueError(f"a key for file names has {SHORTEST_KEY} bytes or more")
        self.place = place
        self._name_key = name_key

    def put(self, content: bytes) -> str:
        """Store `content` durably and return its name; the same content has the same name. Raises StoreAway."""
        name = self._name_of(content)
        self.place.write(name, content)
        return name

    def get(self, name: str) -> bytes:
        """The content of that name. Raises FileMissing where it is missing or damaged (also for text that can be no
        name), StoreAway where that cannot be found out."""
        _demand_name(name)
        content = self.place.read(name)
        if not hmac.compare_digest(self._name_of(content), name):
            raise FileMissing(name, damaged=True)
        return content

    def delete(self, name: str) -> None:
        """Remove the file if it is there. Raises StoreAway."""
        _demand_name(name)
        self.place.remove(name)

    def names(self, before: datetime | None = None) -> Iterator[str]:
        """Every stored name, in order, for verification and backup, or those stored `before` an instant (aware).
        Raises StoreAway."""
        return self.place.names(before)

    def _name_of(self, content: bytes) -> str:
        return hmac.new(self._name_key, content, hashlib.sha256).hexdigest()


def _demand_name(name: str) -> None:
    if not NAME.fullmatch(name):
        raise FileMissing(name)
