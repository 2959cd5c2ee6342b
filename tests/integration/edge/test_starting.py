"""The house as gunicorn serves it from its own folder, before any database answers: what it loads and what it says."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from demo import machine
from market.web.application import LONGEST_ADDRESS
from tests.integration.conftest import ROOT

pytestmark = pytest.mark.slow  # real processes are started

LOADED = "import sys, wsgi; wsgi.create_app(); print('botocore' in sys.modules)"
GUNICORN_S_LARGEST = 8190
BUCKET = {
    "FILE_STORE": "s3", "S3_ENDPOINT": "https://files.example", "S3_BUCKET": "files", "S3_REGION": "cn-north-1",
    "S3_KEY_ID": "somebody", "S3_SECRET": "nobody-s-own-secret",
}  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every setting of a house whose database is not there."""
    folder = tmp_path_factory.mktemp("instance")
    (folder / "demo").mkdir()
    away = f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/nothing"
    return dict(os.environ) | machine.make_keys(folder) | {
        "MARKET_MODE": "demo", "INSTANCE_FOLDER": str(folder), "DATABASE_URL": away, "MIGRATION_DATABASE_URL": away,
        "PROVIDER_BASE_URL": "http://127.0.0.1:9", "PUBLIC_URL": "http://127.0.0.1:8000",
        "PROMETHEUS_MULTIPROC_DIR": str(machine.empty_folder(folder / "metrics")),
    }  # fmt: skip


@pytest.fixture(scope="module")
def port(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where gunicorn answers, started as the README says."""
    chosen, log = free_port(), tmp_path_factory.mktemp("log") / "gunicorn.log"
    command = [sys.executable, "-m", "gunicorn", "wsgi:create_app()", "--preload", "--no-control-socket"]
    with log.open("wb") as told:
        server = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{chosen}"], cwd=ROOT, env=environment, stdout=told, stderr=told
        )
    try:
        _await(chosen, server, log)
        yield chosen
    finally:
        server.terminate()
        server.wait(30)


def _await(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def ask(port: int, path: str, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def of_length(length: int, path: str = "/board?q=") -> str:
    return path + "x" * (length - len(path))


@pytest.mark.parametrize("length", [LONGEST_ADDRESS + 1, 5_000, GUNICORN_S_LARGEST - len("GET  HTTP/1.1\r\n")])
@pytest.mark.parametrize(("language", "words"), [("en", "The address is too long."), ("zh", "网址过长。")])
def test_an_address_that_is_too_long_gets_the_house_s_own_page(
    port: int, length: int, language: str, words: str
) -> None:
    status, page = ask(port, of_length(length), **{"Accept-Language": language})
    assert status == 414
    assert words in page
    assert "xxxx" not in page, "the address is not said back"
    assert '<a class="govuk-' in page or "govuk-template" in page


def test_so_does_a_long_path_and_one_in_chinese(port: int) -> None:
    assert ask(port, of_length(6_000, "/"))[0] == 414
    assert ask(port, f"/board?q={quote('草场' * 300)}")[0] == 414


def test_a_program_is_told_in_its_own_form(port: int) -> None:
    status, answer = ask(port, of_length(6_000, "/api/v1/board?q="), **{"Accept-Language": "en"})
    assert (status, '"code"' in answer, "http_414" in answer) == (414, True, True)


def test_the_longest_address_that_is_taken_is_taken(port: int) -> None:
    assert ask(port, of_length(LONGEST_ADDRESS, "/static/"))[0] == 404
    assert ask(port, f"/healthz?{'x' * (LONGEST_ADDRESS - 20)}")[0] == 200


@pytest.mark.parametrize(
    ("path", "headers", "status", "english", "chinese"),
    [
        (of_length(8_300), {}, 414, "The address is too long.", "网址过长。"),
        (of_length(900_000), {}, 414, "The address is too long.", "网址过长。"),
        ("/board", {"Cookie": "x" * 9_000}, 431, "Clear the cookies of this site", "清除本网站的 Cookie"),
        ("/board", {"Cookie": "x" * 900_000}, 431, "Clear the cookies of this site", "清除本网站的 Cookie"),
        ("/board", {f"X-{place}": "x" for place in range(120)}, 431, "Clear the cookies", "清除本网站的 Cookie"),
    ],
    ids=["a line", "a huge line", "a header", "a huge header", "too many headers"],
)
def test_what_gunicorn_does_not_read_gets_a_page_of_ours_in_both_languages(
    port: int, path: str, headers: dict[str, str], status: int, english: str, chinese: str
) -> None:
    answered, page = ask(port, path, **headers)
    assert (answered, english in page, chinese in page, 'href="/"' in page) == (status, True, True, True)
    assert "xxxx" not in page, "nothing is said back"


def test_what_is_no_request_at_all_is_still_refused_by_gunicorn(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(b"NONSENSE\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 400")
    assert ask(port, "/healthz")[0] == 200


@pytest.mark.slow
@pytest.mark.parametrize(("chosen", "loaded"), [({}, "False"), (BUCKET, "True")], ids=["folder", "bucket"])
def test_what_speaks_to_a_bucket_is_loaded_only_where_one_is_chosen(
    environment: dict[str, str], chosen: dict[str, str], loaded: str
) -> None:
    start = [sys.executable, "-c", LOADED]
    said = subprocess.run(
        start, cwd=ROOT, env=environment | chosen, capture_output=True, text=True, check=False, timeout=120
    )
    assert said.stdout.splitlines()[-1:] == [loaded], said.stderr
