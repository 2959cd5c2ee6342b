"""A backup is restored into an empty database only; what stands on the machine already is never overwritten."""

import shutil
from pathlib import Path

from market.backup import manifest, programs
from market.backup.manifest import CHECKPOINTS, DATABASE, FILES, Manifest
from market.backup.places import BackupRefused, Places
from market.backup.taking import copy_files
from market.cluster import connect
from market.files.folder import Folder

_RELATIONS = """
    SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
"""


def restore(places: Places, folder: Path) -> Manifest:
    """Restore a backup after checking all of it. Raises BackupRefused; a restoration cut off may be started again.

    The database comes last and in one transaction: it is whole or empty.
    """
    known = manifest.read(folder)
    if DATABASE not in known.parts:
        raise BackupRefused(f"{folder} holds no {DATABASE}.")
    if programs.server_major(places.owner_url) < known.server_major:
        raise BackupRefused(f"The backup is of PostgreSQL {known.server_major}; restore it into that or a newer one.")
    _demand_empty(places.owner_url)
    copy_files(Folder(folder / FILES), places.files)
    _restore_checkpoints(folder / CHECKPOINTS, places.checkpoint_file)
    programs.run(
        "pg_restore", places.owner_url, "--no-owner", "--exit-on-error", "--single-transaction", str(folder / DATABASE)
    )
    return known


def _demand_empty(owner_url: str) -> None:
    with connect(owner_url) as connection:
        row = connection.execute(_RELATIONS).fetchone()
    if row is None or row[0] != 0:
        raise BackupRefused("The database is not empty: restore into a new one, so that nothing is overwritten.")


def _restore_checkpoints(saved: Path, place: Path) -> None:
    if not saved.exists():
        return
    if place.exists() and place.read_bytes() != saved.read_bytes():
        raise BackupRefused(f"{place} is there already and says something else: move it away, and keep it.")
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(saved, place)
    place.chmod(0o600)
