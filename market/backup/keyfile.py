"""The keys travel apart from the backup: who finds one of the two can read nothing."""

import base64
import json
from pathlib import Path

from market.backup.places import BackupRefused, Places
from market.durable import write_new

FORMAT = "market.backup.keys/1"


def demand_free(file: Path, backup_folder: Path) -> None:
    """Raise BackupRefused where the keys could not be written into this file."""
    if file.resolve().is_relative_to(backup_folder.resolve()):
        raise BackupRefused(f"{file} lies in the backup itself: keep the keys apart from it.")
    if file.exists():
        raise BackupRefused(f"{file} is there already and is never overwritten.")


def pack(places: Places, file: Path, backup_folder: Path) -> None:
    """Write the vault's and the checkpoints' keys into one file (mode 0600). Raises BackupRefused."""
    demand_free(file, backup_folder)
    keys = {name: base64.b64encode(path.read_bytes()).decode() for name, path in _files(places).items()}
    try:
        write_new(file, json.dumps({"format": FORMAT, "keys": keys}, indent=1).encode())
    except FileExistsError:
        raise BackupRefused(f"{file} is there already and is never overwritten.") from None


def unpack(file: Path, places: Places) -> list[Path]:
    """Put the keys in their places; returns the files written. Raises BackupRefused where another key stands there."""
    try:
        content = json.loads(file.read_bytes())
        keys = {name: base64.b64decode(content["keys"][name], validate=True) for name in _files(places)}
        known = content["format"] == FORMAT
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupRefused(f"{file} holds no keys of a backup.") from None
    if not known:
        raise BackupRefused(f"{file} was made by another release.")
    written = []
    for name, path in _files(places).items():
        if path.exists() and path.read_bytes() != keys[name]:
            raise BackupRefused(f"{path} holds another key: move it away first, and keep it.")
    for name, path in _files(places).items():
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_new(path, keys[name])
            written.append(path)
    return written


def _files(places: Places) -> dict[str, Path]:
    return {"vault_key": places.vault_key_file, "checkpoint_key": places.checkpoint_key_file}
