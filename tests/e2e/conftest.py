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
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.person import Person

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120


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


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    instance = tmp_path_factory.mktemp("instance")
    port = free_port()
    environment = os.environ | {
        "INSTANCE_FOLDER": str(instance), "PORT": str(port), "DEMO_CASES": "0",
    }  # fmt: skip
    environment.pop("DATABASE_URL", None)
    process = subprocess.Popen([sys.executable, "-m", "demo.run"], cwd=ROOT, env=environment)
    url = f"http://127.0.0.1:{port}"
    try:
        await_ready(process, url)
        yield Running(url, instance)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_ready(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the demonstration ended while starting; its logs say why"
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"not ready within {START_SECONDS} seconds")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "Chromium is needed for the browser stories: on Debian, apt-get install chromium"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run", "--disable-quic"]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=quiet)
        yield browser
        browser.close()


@pytest.fixture
def person(running: Running, chromium: Browser) -> Iterator[Callable[..., Person]]:
    """`person("surina")` signs in as a member of the cast in a browser of their own; `person()` is a visitor."""
    people: list[Person] = []

    def open_browser(sign_in_name: str | None = None, **options: object) -> Person:
        someone = Person(chromium, running.url, **options)
        people.append(someone)
        if sign_in_name is not None:
            someone.sign_in(sign_in_name)
        return someone

    yield open_browser
    for someone in people:
        someone.leave()
