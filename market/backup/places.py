"""What a backup is made of and where each part stands on this machine."""

from dataclasses import dataclass
from pathlib import Path

from market.files.store import Place


class BackupRefused(Exception):
    """The backup or the restoration is not possible; the sentence says why and what to do."""


@dataclass(frozen=True)
class Places:
    """Where the parts stand. `owner_url` is the SQLAlchemy URL of the role that owns the tables."""

    owner_url: str
    files: Place
    checkpoint_file: Path
    vault_key_file: Path
    checkpoint_key_file: Path
