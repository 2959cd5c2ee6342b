"""A folder of its own (0700) in which files lie, spread over 256 folders by their names' first characters."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from market.durable import write_over
from market.files.store import NAME, FileMissing


class Folder:
    """A Place (market.files.store) on this machine's disk, or on what is mounted there."""

    def __init__(self, folder: Path):
        self.folder = folder

    def read(self, name: str) -> bytes:
        """See Place."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            raise FileMissing(name) from None

    def write(self, name: str, content: bytes) -> None:
        """See Place. A crash leaves no half file under a name. Raises OSError where the disk is full."""
        path = self._path(name)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        write_over(path, content)

    def remove(self, name: str) -> None:
        """See Place."""
        self._path(name).unlink(missing_ok=True)

    def names(self, before: datetime | None = None) -> Iterator[str]:
        """See Place; a page is a folder. Files that were being written when the machine stopped are passed over."""
        for page in sorted(self.folder.glob("??")):
            for path in sorted(page.glob("*")):
                if NAME.fullmatch(path.name) and (before is None or _lay_there(path, before)):
                    yield path.name

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name


def _lay_there(path: Path, before: datetime) -> bool:
    """Whether the file was put there before that instant; one that has gone since was not."""
    try:
        return path.stat().st_mtime < before.timestamp()
    except FileNotFoundError:
        return False
