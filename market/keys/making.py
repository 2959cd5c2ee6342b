"""A key file that is there stays as it is: making keys twice changes nothing."""

import secrets
from collections.abc import Callable
from pathlib import Path

from market.durable import write_new
from market.record import checkpoints
from market.vault.keys import MasterKey

SECRET_KEY_BYTES = 48


def make_keys(folder: Path) -> dict[str, bool]:
    """Make what is missing of the three key files (mode 0600) in `folder` (0700 when it is made).

    Returns for each file, by the setting that names it, whether it was made now.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {name: _made(folder / file, make) for name, (file, make) in FILES.items()}


def _made(path: Path, make: Callable[[Path], object]) -> bool:
    if path.exists():
        return False
    make(path)
    return True


def _secret_key(path: Path) -> None:
    write_new(path, secrets.token_urlsafe(SECRET_KEY_BYTES).encode())


FILES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "SECRET_KEY_FILE": ("secret_key", _secret_key),
    "VAULT_KEY_FILE": ("vault_key", MasterKey.generate),
    "CHECKPOINT_KEY_FILE": ("checkpoint_key", checkpoints.generate_key),
}
