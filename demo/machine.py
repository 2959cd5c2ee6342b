"""What a demonstration needs on its machine: keys made once, a database of its own, and settings by name.

All of it stands in the instance folder and outlives a stop; the folder `demo` in it marks it as a
demonstration, and production refuses to start on it.
"""

import fcntl
import os
import secrets
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from market import cluster
from market.embedded_postgres import EmbeddedPostgres
from market.health.readiness import expected_heads
from market.vault.keys import MasterKey

DATABASE = "market"
WEBHOOK_PATH = "/webhooks/provider"


class CannotRun(Exception):
    """The demonstration cannot start here; one sentence with the remedy."""


@contextmanager
def only_one(instance: Path) -> Iterator[None]:
    """Hold the instance folder; CannotRun where another `make run` holds it."""
    instance.mkdir(parents=True, exist_ok=True)
    (instance / "demo").mkdir(exist_ok=True)
    with (instance / "demo" / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun(f"Another make run uses {instance}: stop that one first.") from None
        yield


def wanted_port(environment: Mapping[str, str]) -> int:
    """The port of the web pages: PORT, or 8000. CannotRun when it is nonsense or taken."""
    text = environment.get("PORT", "8000")
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise CannotRun(f"PORT must be a whole number from 1 to 65535, not {text!r}.")
    if not is_free(int(text)):
        raise CannotRun(f"Port {text} of this machine is taken: try PORT={int(text) + 10} make run.")
    return int(text)


def port_after(port: int) -> int:
    """A free port for the sandbox: the next after the pages' own, so that it tends to stay the same."""
    return next(candidate for candidate in range(port + 1, port + 200) if is_free(candidate))


def is_free(port: int) -> bool:
    """Whether nobody listens on this port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def make_keys(instance: Path) -> dict[str, str]:
    """Make what is missing of the demonstration's keys, each file 0600; return their settings."""
    secret_key = instance / "secret_key"
    if not secret_key.exists():
        write_private(secret_key, secrets.token_urlsafe(48))
    vault_key = instance / "vault_key"
    if not vault_key.exists():
        MasterKey.generate(vault_key)
    checkpoint_key = instance / "checkpoint_key"
    if not checkpoint_key.exists():
        write_private(checkpoint_key, new_signing_key())
    webhook_secret = instance / "demo" / "webhook_secret"
    if not webhook_secret.exists():
        write_private(webhook_secret, f"whsec_{secrets.token_hex(24)}")
    provider_key = instance / "demo" / "provider_key"
    if not provider_key.exists():
        write_private(provider_key, f"sk_test_{secrets.token_hex(24)}")
    return {
        "SECRET_KEY_FILE": str(secret_key),
        "VAULT_KEY_FILE": str(vault_key),
        "CHECKPOINT_KEY_FILE": str(checkpoint_key),
        "PROVIDER_WEBHOOK_SECRET": webhook_secret.read_text(encoding="ascii"),
        "PROVIDER_API_KEY": provider_key.read_text(encoding="ascii"),
    }


def new_signing_key() -> str:
    """A new Ed25519 private key as unencrypted PKCS 8 in PEM (RFC 8410), for signing checkpoints."""
    return (
        Ed25519PrivateKey.generate()
        .private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        .decode("ascii")
    )


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    draft = path.with_name(path.name + ".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def start_database(server: EmbeddedPostgres) -> dict[str, str]:
    """Start the embedded PostgreSQL, make the database the first time; return its settings."""
    addresses = server.start()
    if not cluster.database_exists(addresses, DATABASE):
        cluster.create_database(addresses, DATABASE)
    ours = addresses.of(DATABASE)
    return {
        "DATABASE_URL": ours.application_url,
        "MIGRATION_DATABASE_URL": ours.owner_url,
        "POSTGRES_BIN_FOLDER": str(server.bin_folder()),
    }


def tables_are_current(owner_url: str) -> bool:
    """Whether the migrations of this release have all been made: then no process need start for them."""
    with cluster.connect(owner_url) as connection:
        if connection.execute("SELECT to_regclass('public.alembic_version')").fetchone() == (None,):
            return False
        found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    return {str(version) for (version,) in found} == expected_heads()


def has_data(owner_url: str, instance: Path) -> bool:
    """Whether a whole demonstration is there already: people, and no mark of a seeding that was cut off."""
    if (instance / "demo" / "seeding").exists():
        return False
    with cluster.connect(owner_url) as connection:
        row = connection.execute("SELECT EXISTS (SELECT FROM person)").fetchone()
    return row is not None and bool(row[0])


def empty_folder(folder: Path, *, keep: bool = False) -> Path:
    """Make the folder; unless `keep`, remove the files in it: counters of processes that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    if not keep:
        for file in folder.iterdir():
            file.unlink()
    return folder
