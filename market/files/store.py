"""A stored file is whole or not there, and its name proves its content.

The name is a keyed hash (HMAC-SHA-256, hexadecimal) of the stored bytes: without the key nobody can tell from
a name whether a file they hold is stored here, and a file changed on disk no longer answers to its name.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from market.durable import write_over

NAME = re.compile(r"[0-9a-f]{64}")
SHORTEST_KEY = 32  # bytes


class FileMissing(Exception):
    """No whole file answers to this name; `damaged` says that one is there but was changed."""

    def __init__(self, name: str, *, damaged: bool = False):
        super().__init__(f"{name} is {'damaged' if damaged else 'missing'}")
        self.name = name
        self.damaged = damaged


class FileStore(Protocol):
    """Where sealed files are kept: a folder, or an object storage with the same promises."""

    def put(self, content: bytes) -> str:
        """Store `content` durably and return its name; the same content has the same name."""

    def get(self, name: str) -> bytes:
        """The content of that name. Raises FileMissing where it is missing or damaged."""

    def delete(self, name: str) -> None:
        """Remove the file if it is there."""

    def names(self) -> Iterator[str]:
        """Every stored name, in order, for verification and backup."""


class LocalFileStore:
    """A FileStore in a folder of its own (0700), spread over 256 folders by the names' first characters."""

    def __init__(self, folder: Path, name_key: bytes):
        if len(name_key) < SHORTEST_KEY:
            raise ValueError(f"a key for file names has {SHORTEST_KEY} bytes or more")
        self.folder = folder
        self._name_key = name_key

    def put(self, content: bytes) -> str:
        """See FileStore. A crash leaves no half file under a name; a damaged file is replaced."""
        name = self._name_of(content)
        place = self._place(name)
        if place.exists() and self._is_whole(name):
            return name
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        write_over(place, content)
        return name

    def get(self, name: str) -> bytes:
        """See FileStore. Raises FileMissing (also for text that can be no name)."""
        try:
            content = self._place(name).read_bytes()
        except FileNotFoundError:
            raise FileMissing(name) from None
        if not hmac.compare_digest(self._name_of(content), name):
            raise FileMissing(name, damaged=True)
        return content

    def delete(self, name: str) -> None:
        """See FileStore."""
        self._place(name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """See FileStore. Files that were being written when the machine stopped are passed over."""
        for path in sorted(self.folder.glob("??/*")):
            if NAME.fullmatch(path.name):
                yield path.name

    def _name_of(self, content: bytes) -> str:
        return hmac.new(self._name_key, content, hashlib.sha256).hexdigest()

    def _place(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise FileMissing(name)
        return self.folder / name[:2] / name

    def _is_whole(self, name: str) -> bool:
        try:
            self.get(name)
        except FileMissing:
            return False
        return True
