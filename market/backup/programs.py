"""pg_dump and pg_restore are PostgreSQL's own, at least as new as the server, wherever this machine has them.

The password goes through the environment of the child alone, never onto a command line.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL, make_url

from market.backup.places import BackupRefused
from market.cluster import connect
from market.postgres_install import EmbeddedPostgresError, wheel_install

DEBIAN = Path("/usr/lib/postgresql")


def run(name: str, owner_url: str, *arguments: str) -> None:
    """Run pg_dump or pg_restore on the database of `owner_url`. Raises BackupRefused with what it said."""
    url = make_url(owner_url)
    open_address = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    program = _program(name, server_major(owner_url))
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program, our own arguments
        [str(program), f"--dbname={open_address.render_as_string()}", "--no-password", *arguments],
        env=os.environ | {"PGPASSWORD": url.password or "", "PGCONNECT_TIMEOUT": "10"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BackupRefused(f"{name} failed: {done.stderr.strip()[-2000:]}")


def server_major(owner_url: str) -> int:
    """The major version of the server, such as 18. Raises BackupRefused where it does not answer."""
    try:
        with connect(owner_url) as connection:
            return connection.info.server_version // 10_000
    except psycopg.OperationalError as error:
        raise BackupRefused("The database does not answer at MIGRATION_DATABASE_URL.") from error


def _program(name: str, server: int) -> Path:
    for folder in _folders():
        program = folder / name
        if program.is_file() and _major(program) >= server:
            return program
    raise BackupRefused(f"There is no {name} for PostgreSQL {server} here: install its client programs.")


def _folders() -> Iterator[Path]:
    found = shutil.which("pg_dump")
    if found:
        yield Path(found).parent
    yield from sorted(DEBIAN.glob("*/bin"), reverse=True)
    try:
        yield wheel_install() / "bin"
    except EmbeddedPostgresError:
        return


def _major(program: Path) -> int:
    done = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    said = re.search(r"\(PostgreSQL\) (\d+)", done.stdout)
    return int(said.group(1)) if said else 0
