"""Checkpoints are copied first, then the database, then the files: each part covers what the one before speaks of."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from market.backup import manifest, programs
from market.backup.manifest import CHECKPOINTS, DATABASE, FILES, Manifest
from market.backup.places import BackupRefused, Places
from market.files.folder import Folder
from market.files.store import FileMissing, Place


def take(places: Places, folder: Path) -> Manifest:
    """Make a whole backup in `folder`, which must be new or empty. Work may go on meanwhile. Raises BackupRefused."""
    if folder.exists() and any(folder.iterdir()):
        raise BackupRefused(f"{folder} is not empty: name a new folder for each backup.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    major = programs.server_major(places.owner_url)
    taken_at = datetime.now(UTC).isoformat(timespec="seconds")
    if places.checkpoint_file.exists():
        shutil.copyfile(places.checkpoint_file, folder / CHECKPOINTS)
    programs.run("pg_dump", places.owner_url, "--format=custom", "--no-owner", f"--file={folder / DATABASE}")
    copy_files(places.files, Folder(folder / FILES))
    return manifest.write(folder, taken_at, major)


def copy_files(source: Place, target: Place) -> int:
    """Copy sealed files that are not there yet, as they are; returns how many.

    Raises BackupRefused where one differs, StoreAway where a storage does not answer.
    """
    there, copied = set(target.names()), 0
    for name in source.names():
        try:
            content = source.read(name)
        except FileMissing:
            continue  # taken away since its name was read
        if name not in there:
            target.write(name, content)
            copied += 1
        elif target.read(name) != content:
            raise BackupRefused(f"{name} is there already and differs.")
    return copied
