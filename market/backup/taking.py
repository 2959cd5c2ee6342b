"""Checkpoints are copied first, then the database, then the files: each part covers what the one before speaks of."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from market.backup import manifest, programs
from market.backup.manifest import CHECKPOINTS, DATABASE, FILES, Manifest
from market.backup.places import BackupRefused, Places
from market.files.store import NAME as FILE_NAME


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
    copy_files(places.files_folder, folder / FILES)
    return manifest.write(folder, taken_at, major)


def copy_files(source: Path, target: Path) -> int:
    """Copy sealed files that are not there yet; returns how many. Raises BackupRefused where one differs."""
    copied = 0
    for path in sorted(source.glob("??/*")):
        if not FILE_NAME.fullmatch(path.name):
            continue  # being written just now, or left by a crash
        place = target / path.parent.name / path.name
        if place.exists():
            if place.read_bytes() != path.read_bytes():
                raise BackupRefused(f"{place} is there already and differs.")
            continue
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(path, place)
        place.chmod(0o600)
        copied += 1
    return copied
