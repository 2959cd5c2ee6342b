"""The supervisor leaves no process behind: not when told to stop, not when a child dies or is deaf."""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demo import machine, processes
from demo.processes import ChildFailed, Children, StopAsked

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(600)
"""
PARENT = """
import subprocess, sys, time
p = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(p.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    children = Children(tmp_path, tmp_path / "logs", os.environ)
    yield children
    children.stop_all()
    for number, handler in before.items():
        signal.signal(number, handler)


def lives(pid: int) -> bool:
    """Whether the process runs: one that ended but was not yet collected does not count."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline, "it did not come to pass in ten seconds"
        time.sleep(0.02)


def test_stopping_ends_every_child(children: Children) -> None:
    started = [children.start(name, SLEEPER) for name in ("web", "worker", "sandbox")]

    children.stop_all()

    assert [lives(child.process.pid) for child in started] == [False, False, False]


def test_a_deaf_child_is_killed_after_the_grace(children: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "GRACE_SECONDS", 0.2)
    deaf = children.start("deaf", [sys.executable, "-c", DEAF])
    wait_until(lambda: "deaf" in deaf.log.read_text())

    children.stop_all()

    assert deaf.process.returncode == -signal.SIGKILL


def test_what_a_child_started_ends_with_it(children: Children) -> None:

    parent = children.start("parent", [sys.executable, "-c", PARENT])
    wait_until(lambda: parent.log.read_text().strip().isdigit())
    grandchild = int(parent.log.read_text())
    assert lives(grandchild)

    children.stop_all()

    wait_until(lambda: not lives(grandchild))


def test_a_dying_child_is_named_with_its_last_words(children: Children) -> None:
    children.start("web", SLEEPER)
    children.start("worker", [sys.executable, "-c", "print('no such table'); raise SystemExit(3)"])

    with pytest.raises(ChildFailed, match=r"worker ended with exit status 3(.|\n)*no such table"):
        children.watch()


def test_a_step_that_fails_is_named(children: Children) -> None:
    with pytest.raises(ChildFailed, match="migrations ended with exit status 1"):
        children.run_to_its_end("migrations", [sys.executable, "-c", "raise SystemExit(1)"])


def test_a_step_that_succeeds_returns_what_it_said(children: Children) -> None:
    assert children.run_to_its_end("seed", [sys.executable, "-c", "print('200 cases')"]) == "200 cases\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_asks_for_a_stop(children: Children, number: signal.Signals) -> None:
    children.listen_to_signals()
    children.start("web", SLEEPER)

    os.kill(os.getpid(), number)

    with pytest.raises(StopAsked):
        children.watch()
    with pytest.raises(StopAsked):
        children.start("late", SLEEPER)


def test_keys_are_made_once_and_for_nobody_else(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()

    first = machine.make_keys(tmp_path)

    assert machine.make_keys(tmp_path) == first
    files = [tmp_path / "secret_key", tmp_path / "vault_key", tmp_path / "checkpoint_key"]
    files += [tmp_path / "demo/webhook_secret", tmp_path / "demo/provider_key"]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


@pytest.mark.parametrize("port", ["", "0", "65536", "-1", "8o00", "８０００"])
def test_a_nonsensical_port_is_refused_by_name(port: str) -> None:
    with pytest.raises(machine.CannotRun, match="PORT must be a whole number"):
        machine.wanted_port({"PORT": port})


def test_a_taken_port_is_refused_with_the_remedy() -> None:
    with socket.socket() as neighbour:
        neighbour.bind(("127.0.0.1", 0))
        neighbour.listen()
        port = neighbour.getsockname()[1]

        with pytest.raises(machine.CannotRun, match=f"Port {port} of this machine is taken"):
            machine.wanted_port({"PORT": str(port)})
        assert machine.port_after(port - 1) != port


def test_a_second_run_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    with machine.only_one(tmp_path), pytest.raises(machine.CannotRun, match="Another make run"):
        machine.only_one(tmp_path).__enter__()
