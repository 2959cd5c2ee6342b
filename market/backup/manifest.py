"""The manifest names every file of a backup with its size and SHA-256: a part that is missing or changed is found."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from market.backup.places import BackupRefused
from market.durable import write_new

FORMAT = "market.backup/1"
NAME = "manifest.json"
DATABASE, FILES, CHECKPOINTS = "database.dump", "files", "checkpoints.jsonl"
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself; `parts` maps each path in it to (bytes, SHA-256 in hex)."""

    taken_at: str
    server_major: int
    parts: dict[str, tuple[int, str]]


def write(folder: Path, taken_at: str, server_major: int) -> Manifest:
    """Name all that stands in `folder`; written last, so a backup without one is not whole."""
    parts = {str(path.relative_to(folder)): _measured(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    manifest = Manifest(taken_at, server_major, parts)
    content = {"format": FORMAT, "taken_at": taken_at, "server_major": server_major, "parts": parts}
    write_new(folder / NAME, json.dumps(content, indent=1).encode())
    return manifest


def read(folder: Path) -> Manifest:
    """Read and check a backup. Raises BackupRefused naming what is missing, changed or not of it."""
    try:
        content = json.loads((folder / NAME).read_bytes())
        parts = {str(path): (int(size), str(digest)) for path, (size, digest) in content["parts"].items()}
        manifest = Manifest(str(content["taken_at"]), int(content["server_major"]), parts)
        known = content["format"] == FORMAT
    except OSError:
        raise BackupRefused(f"{folder} holds no whole backup: {NAME} is not there.") from None
    except (ValueError, KeyError, TypeError):
        raise BackupRefused(f"{folder / NAME} cannot be read.") from None
    if not known:
        raise BackupRefused(f"{folder} was made by another release: its format is not {FORMAT}.")
    for path, measure in parts.items():
        place = (folder / path).resolve()
        if not place.is_relative_to(folder.resolve()) or not place.is_file():
            raise BackupRefused(f"The backup lacks {path}.")
        if _measured(place) != measure:
            raise BackupRefused(f"{path} was changed since the backup was taken.")
    return manifest


def _measured(path: Path) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()
