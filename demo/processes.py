"""Several programs live and die together: whoever starts them leaves none behind.

Each child has a session of its own, so that a Ctrl-C in the terminal reaches only the supervisor, which then
stops the children one after the other, the last started first.
"""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

GRACE_SECONDS = 10
LOOK_EVERY_SECONDS = 0.1
LAST_LINES = 20


class StopAsked(Exception):
    """The operator asked to stop (Ctrl-C, TERM or a closed terminal)."""


class ChildFailed(Exception):
    """A child ended that should not have, or ended badly; the message names it and shows its last lines."""


@dataclass(frozen=True)
class Child:
    """A running program and the file that takes its output."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path


class Children:
    """The programs started so far. `stop_all()` ends each of them and everything that they started."""

    def __init__(self, folder: Path, logs: Path, environment: Mapping[str, str]) -> None:
        self._folder = folder
        self._logs = logs
        self._environment = dict(environment)
        self._running: list[Child] = []
        self._stop_asked = False
        logs.mkdir(parents=True, exist_ok=True)

    def listen_to_signals(self) -> None:
        """From now on INT, TERM and HUP ask for a stop instead of ending this process where it stands."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def refuse_to_go_on_when_stopped(self) -> None:
        """Raise StopAsked if a stop was asked for."""
        if self._stop_asked:
            raise StopAsked

    def start(self, name: str, command: Sequence[str], **more_environment: str) -> Child:
        """Start a program that is to run as long as we do; its output goes to `<name>.log`."""
        self.refuse_to_go_on_when_stopped()
        log = self._logs / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603 - the demo's own programs
                list(command),
                cwd=self._folder,
                env=self._environment | more_environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        child = Child(name, process, log)
        self._running.append(child)
        return child

    def run_to_its_end(self, name: str, command: Sequence[str], **more_environment: str) -> str:
        """Run a program to its end and return what it said. Raises ChildFailed when it or another fails."""
        child = self.start(name, command, **more_environment)
        while child.process.poll() is None:
            self.look_once(but_not=child)
            time.sleep(LOOK_EVERY_SECONDS)
        self._running.remove(child)
        if child.process.returncode != 0:
            raise ChildFailed(described(child))
        return child.log.read_text(encoding="utf-8", errors="replace")

    def look_once(self, but_not: Child | None = None) -> None:
        """Raise StopAsked if a stop was asked for, ChildFailed if a child has ended."""
        self.refuse_to_go_on_when_stopped()
        for child in self._running:
            if child is not but_not and child.process.poll() is not None:
                raise ChildFailed(described(child))

    def watch(self) -> None:
        """Stay here until a stop is asked for or a child ends; raises StopAsked or ChildFailed."""
        while True:
            self.look_once()
            time.sleep(LOOK_EVERY_SECONDS)

    def stop_all(self) -> None:
        """End all children, the last started first: TERM, and KILL to the whole session after the grace."""
        while self._running:
            child = self._running.pop()
            if child.process.poll() is None:
                child.process.terminate()
                try:
                    child.process.wait(GRACE_SECONDS)
                except subprocess.TimeoutExpired:
                    child.process.kill()
                    child.process.wait()
            _kill_session(child.process.pid)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._stop_asked = True


def described(child: Child) -> str:
    """One sentence on how a child ended, and the last lines it wrote."""
    lines = child.log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
    code = child.process.returncode
    how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit status {code}"
    return "\n".join([f"{child.name} {how}; its log is {child.log}", *(f"    {line}" for line in lines)])


def _kill_session(leader: int) -> None:
    """Whatever a child started and left behind ends with it; the session's number is its leader's pid."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
