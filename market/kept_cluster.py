"""What is kept of our own PostgreSQL from one start to the next, in cluster.json, which its owner alone may read: where
its data stands, and the three passwords."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "cluster.json"


@dataclass(frozen=True)
class KeptCluster:
    """`place` is the folder in which `data` is; each password is one role's."""

    place: str
    superuser_password: str
    owner_password: str
    application_password: str

    @property
    def data(self) -> Path:
        return Path(self.place) / "data"

    @property
    def log(self) -> Path:
        return self.data / "server.log"


def drawn(place: Path) -> KeptCluster:
    """One with new passwords, for data that is to stand in `place`."""
    return KeptCluster(str(place), *(secrets.token_urlsafe(24) for _ in range(3)))


def is_kept(folder: Path) -> bool:
    return (folder / FILE).exists()


def read(folder: Path) -> KeptCluster:
    return KeptCluster(**json.loads((folder / FILE).read_text(encoding="utf-8")))


def write(folder: Path, cluster: KeptCluster) -> None:
    """Beside it first, renamed when it is on the disk: passwords half written would lose the data."""
    path = folder / FILE
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(asdict(cluster), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def forget(folder: Path) -> None:
    (folder / FILE).unlink()
