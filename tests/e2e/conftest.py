"""The browser stories run against the demonstration itself, started as `make run` starts it, with the cast alone."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.person import Person

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120
SECONDS_A_CASE = 6
EVERY_FATE = 51  # the fewest cases in which every fate of demo/seed/fates.py comes once, and some of the second banner


@dataclass(frozen=True)
class Running:
    """The demonstration under test: its address, its instance folder, and the settings its commands need."""

    url: str
    instance: Path

    def flask(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the product against the same data, as an operator would."""
        command = [sys.executable, "-m", "demo.command", *words]
        environment = os.environ | {"INSTANCE_FOLDER": str(self.instance)}
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


@contextmanager
def demonstration(instance: Path, cases: int) -> Iterator[Running]:
    """The demonstration with so many cases, from its start to its end; the next port is its sandbox provider's."""
    port = free_port()
    environment = os.environ | {
        "INSTANCE_FOLDER": str(instance), "PORT": str(port), "DEMO_CASES": str(cases),
    }  # fmt: skip
    environment.pop("DATABASE_URL", None)
    process = subprocess.Popen([sys.executable, "-m", "demo.run"], cwd=ROOT, env=environment)
    url = f"http://127.0.0.1:{port}"
    try:
        await_ready(process, url, START_SECONDS + cases * SECONDS_A_CASE)
        yield Running(url, instance)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The cast alone, without cases."""
    with demonstration(tmp_path_factory.mktemp("instance"), 0) as started:
        yield started


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Cases enough that every kind and state of page exists."""
    with demonstration(tmp_path_factory.mktemp("full"), EVERY_FATE) as started:
        yield started


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_ready(process: subprocess.Popen[bytes], url: str, seconds: int) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, "the demonstration ended while starting; its logs say why"
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"not ready within {seconds} seconds")


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium of its own; a thread that drives one opens it itself."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "Chromium is needed for the browser stories: on Debian, apt-get install chromium"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run", "--disable-quic"]  # fmt: skip
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=quiet)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@contextmanager
def people(chromium: Browser, url: str) -> Iterator[Callable[..., Person]]:
    """Opens browsers for one test, each a person's own."""
    opened: list[Person] = []

    def open_browser(sign_in_name: str | None = None, **options: object) -> Person:
        someone = Person(chromium, url, **options)
        opened.append(someone)
        if sign_in_name is not None:
            someone.sign_in(sign_in_name)
        return someone

    yield open_browser
    for someone in opened:
        someone.leave()


@pytest.fixture
def person(running: Running, chromium: Browser) -> Iterator[Callable[..., Person]]:
    """`person("surina")` signs in as a member of the cast in a browser of their own; `person()` is a visitor."""
    with people(chromium, running.url) as opened:
        yield opened


@pytest.fixture
def person_among_cases(full: Running, chromium: Browser) -> Iterator[Callable[..., Person]]:
    """The same where there are cases already."""
    with people(chromium, full.url) as opened:
        yield opened
