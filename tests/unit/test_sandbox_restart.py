"""A sandbox in a process of its own remembers what it answered, whenever it is killed, and says why it cannot start."""

import http.client
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from demo.sandbox import Sandbox
from tests.unit.sandbox_asking import ask


class TestRestart:
    def test_a_killed_sandbox_remembers_what_it_answered(self, tmp_path: Path) -> None:
        state = tmp_path / "a folder with spaces" / "state.sqlite"
        first, url = started(state)
        account = ask(url, "POST", "/v1/accounts", Idempotency_Key="k").body["id"]
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        second, url = started(state)
        try:
            assert ask(url, "POST", "/v1/accounts", Idempotency_Key="k").body["id"] == account
            assert ask(url, "GET", f"/v1/accounts/{account}").body["id"] == account
        finally:
            second.terminate()
            assert second.wait(10) == 0

    def test_a_key_whose_work_was_cut_off_by_a_kill_is_free_again(self, tmp_path: Path) -> None:
        state = tmp_path / "state.sqlite"
        misbehaving = Sandbox(state)
        misbehaving.misbehave("slow", seconds=60)
        misbehaving.stop()
        first, url = started(state)
        sending = threading.Thread(target=ask_in_vain, args=(url,))
        sending.start()
        with closing(sqlite3.connect(state)) as seen:
            deadline = time.monotonic() + 10
            while not seen.execute("SELECT 1 FROM idempotency_keys WHERE key = 'k'").fetchall():
                assert time.monotonic() < deadline
                time.sleep(0.02)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        sending.join()
        second, url = started(state)
        try:
            assert ask(url, "POST", "/v1/accounts", Idempotency_Key="k").status == 200
            assert len(ask(url, "GET", "/v1/accounts").body["data"]) == 1
        finally:
            second.terminate()
            second.wait(10)

    def test_it_says_why_it_cannot_start(self, tmp_path: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "demo.sandbox",
            "--port",
            "0",
            "--state",
            str(tmp_path / "s"),
            "--host",
            "192.0.2.1",
        ]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        assert ended.returncode == 2
        assert "loopback" in ended.stderr
        assert "Traceback" not in ended.stderr


def ask_in_vain(url: str) -> None:
    """A request whose answer never comes, because the sandbox is killed over it."""
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        ask(url, "POST", "/v1/accounts", Idempotency_Key="k")


def started(state: Path) -> tuple[subprocess.Popen[str], str]:
    """A sandbox in a process of its own, as the demonstration runs it."""
    command = [sys.executable, "-m", "demo.sandbox", "--port", "0", "--state", str(state)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    url = process.stdout.readline().split()[-1].removesuffix("/sandbox")
    for _ in range(100):
        try:
            ask(url, "GET", "/v1/balance")
            break
        except ConnectionError:
            time.sleep(0.05)
    return process, url
