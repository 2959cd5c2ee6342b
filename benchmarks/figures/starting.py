"""How long one waits: for `make run` the first time and later, and for the application to be imported."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.figure import Figure, middle
from benchmarks.load import get
from benchmarks.stand import instance_folder, stand
from demo.processes import Children
from demo.run import ROOT
from market.postgres_install import free_port

GOAL_SECONDS = 10.0
OURS = "import wsgi; wsgi.create_app()"
BARE = "import flask, sqlalchemy"


def measure_run(*, full: bool) -> Iterator[Figure]:
    """Seconds until /readyz answers, without the setting up of .venv that `make` does before."""
    with instance_folder() as folder:
        first = seconds_until_ready(folder, "0")
        later = middle([seconds_until_ready(folder, "0") for _ in range(5 if full else 3)])
        bare = middle([seconds_of(BARE, os.environ) for _ in range(5)])
    yield Figure("run_first_no_cases", first, "s", "a later one", later)
    yield Figure("run_later", later, "s", "the goal", GOAL_SECONDS)
    yield Figure("run_later_by_import", later, "s", f'python -c "{BARE}"', bare)
    if full:
        with instance_folder() as folder:
            filled = seconds_until_ready(folder, "200")
            later = seconds_until_ready(folder, "200")
        yield Figure("run_first_200_cases", filled, "s", "the first without cases", first)
        yield Figure("run_later_200_cases", later, "s", "the goal", GOAL_SECONDS)


def measure_import(*, full: bool) -> Iterator[Figure]:
    """Seconds to import the roof and make the application, beside importing its two largest libraries."""
    with stand() as here:
        environment = os.environ | here.settings
        seconds_of(OURS, environment)  # bytecode is compiled once
        ours, bare = [], []
        for _ in range(9 if full else 5):
            ours.append(seconds_of(OURS, environment))
            bare.append(seconds_of(BARE, environment))
    yield Figure("import_and_create_app", middle(ours), "s", f'python -c "{BARE}"', middle(bare))


def seconds_until_ready(folder: Path, cases: str) -> float:
    """Start `make run`'s program on this folder, wait for its pages, stop it again."""
    port = free_port()
    own_database = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
    supervisor = Children(ROOT, folder / "logs-of-run", own_database)
    environment = {"INSTANCE_FOLDER": str(folder), "PORT": str(port), "DEMO_CASES": cases}
    began = time.monotonic()
    child = supervisor.start("run", [sys.executable, "-m", "demo.run"], **environment)
    try:
        while not _is_ready(port):
            supervisor.look_once()
            time.sleep(0.05)
        return time.monotonic() - began
    finally:
        child.process.terminate()
        child.process.wait()  # it stops its own children, however long that takes


def _is_ready(port: int) -> bool:
    try:
        get(port, "/readyz")
    except (OSError, RuntimeError):
        return False
    return True


def seconds_of(code: str, environment: Mapping[str, str]) -> float:
    """The wall clock of a fresh interpreter that runs `code` and ends."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began
