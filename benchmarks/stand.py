"""Every measurement has a stand of its own: an embedded PostgreSQL that syncs to the disk, migrations, the
demonstration's people, nothing shared with anyone's data; afterwards none of it is left.
"""

import os
import secrets
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from demo.machine import only_one
from demo.processes import Children
from demo.run import FLASK, ROOT, settings_for
from market import kept_cluster
from market.embedded_postgres import EmbeddedPostgres
from market.postgres_install import free_port

HOME = ROOT / "instance" / "benchmarks"


@dataclass(frozen=True)
class Stand:
    """Where a measurement takes place: its folder, its children, and the settings of the product's processes."""

    folder: Path
    children: Children
    settings: dict[str, str]


@contextmanager
def instance_folder() -> Iterator[Path]:
    """A folder like that of `make run`. At the end its database is stopped and all of it deleted."""
    folder = HOME / secrets.token_hex(4)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        database = folder / "postgres"
        if kept_cluster.is_kept(database):
            # Served with fsync on; opened as a test server only because no other one lets itself be erased.
            EmbeddedPostgres(database, for_tests=True).erase()
        shutil.rmtree(folder)


@contextmanager
def stand() -> Iterator[Stand]:
    """A database of the newest tables with the demonstration's people and budget, and not a single case."""
    with instance_folder() as folder, only_one(folder):
        children = Children(ROOT, folder / "logs", os.environ)
        try:
            settings = settings_for(EmbeddedPostgres(folder / "postgres"), folder, free_port())
            children.run_to_its_end("migrations", [*FLASK, "db", "upgrade"], **settings)
            children.run_to_its_end("seed", [*FLASK, "demo", "seed"], **settings, DEMO_CASES="0")
            yield Stand(folder, children, settings)
        finally:
            children.stop_all()


def stop_politely_on_term() -> None:
    """TERM ends the run as Ctrl-C does: through every `finally`."""

    def leave(number: int, frame: FrameType | None) -> None:
        del number, frame
        sys.exit(143)

    signal.signal(signal.SIGTERM, leave)
