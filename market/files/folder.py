"""A folder of its own (0700) in which files lie, spread over 256 folders by their names' first characters."""

from collections.abc import Iterator
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

    def names(self) -> Iterator[str]:
        """See Place. Files that were being written when the machine stopped are passed over."""
        for path in sorted(self.folder.glob("??/*")):
            if NAME.fullmatch(path.name):
                yield path.name

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name
