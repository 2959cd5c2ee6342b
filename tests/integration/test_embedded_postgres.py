"""The embedded PostgreSQL keeps its data through a second start, a kill -9 and a path with spaces.

It lets nobody in without a password.
"""

import os
import signal
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy.engine import make_url

from market import cluster
from market.embedded_postgres import EmbeddedPostgres

pytestmark = pytest.mark.slow  # real servers are started and killed


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    """Otog's own small machine: a folder with spaces and Chinese characters in its name."""
    folder = tmp_path_factory.mktemp("town hall") / "data base 榜"
    server = EmbeddedPostgres(folder, for_tests=True)
    server.start()
    yield server
    server.erase()


def ask(url: str, question: str) -> object:
    with cluster.connect(url) as connection:
        row = connection.execute(question).fetchone()
        return row[0] if row else None


def server_pid(server: EmbeddedPostgres) -> int:
    data = ask(server.start().superuser_url, "SHOW data_directory")
    return int((Path(str(data)) / "postmaster.pid").read_text().split("\n")[0])


def test_a_second_start_finds_the_same_server(server: EmbeddedPostgres) -> None:
    first = server_pid(server)

    again = EmbeddedPostgres(server.folder, for_tests=True)

    assert again.start() == server.start()
    assert server_pid(again) == first


def test_data_outlive_a_stop_and_a_kill(server: EmbeddedPostgres) -> None:
    market = server.create_database("kept")
    with cluster.connect(market.owner_url) as connection:
        connection.execute("CREATE TABLE promise (fen bigint)")
        connection.execute("INSERT INTO promise VALUES (800000)")

    server.stop()
    assert ask(server.start().of("kept").owner_url, "SELECT fen FROM promise") == 800000

    os.kill(server_pid(server), signal.SIGKILL)
    assert ask(server.start().of("kept").owner_url, "SELECT fen FROM promise") == 800000
    server.drop_database("kept")


def test_a_server_seen_while_it_dies_is_started_anew(server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a kill -9: its number still answers to the first look, and no longer to the second."""
    port = make_url(server.start().superuser_url).port
    server.stop()
    looks = iter([port])
    running = server._running_port
    monkeypatch.setattr(server, "_running_port", lambda known: next(looks, None) or running(known))

    assert ask(server.start().superuser_url, "SELECT 1") == 1


def test_a_pid_file_that_names_another_program_does_not_hinder_the_start(server: EmbeddedPostgres) -> None:
    data = Path(str(ask(server.start().superuser_url, "SHOW data_directory")))
    lines = (data / "postmaster.pid").read_text().split("\n")
    server.stop()
    (data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]))

    assert ask(server.start().superuser_url, "SELECT 1") == 1


def test_nobody_comes_in_without_the_password(server: EmbeddedPostgres) -> None:
    addresses = server.start()
    for url in (addresses.superuser_url, addresses.owner_url, addresses.application_url):
        wrong = make_url(url).set(password="guess").render_as_string(hide_password=False)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            cluster.connect(wrong)
    assert ask(addresses.superuser_url, "SHOW listen_addresses") == "127.0.0.1"
    assert ask(addresses.superuser_url, "SHOW unix_socket_directories") == ""
    assert stat.S_IMODE((server.folder / "cluster.json").stat().st_mode) == 0o600


def test_the_application_role_owns_nothing_and_may_make_nothing(server: EmbeddedPostgres) -> None:
    market = server.create_database("roles")
    with cluster.connect(market.owner_url) as connection:
        connection.execute("CREATE TABLE record (seq bigint)")
        connection.execute("GRANT SELECT, INSERT ON record TO market_app")

    for forbidden in (
        "CREATE TABLE mine (a int)",
        "CREATE TEMP TABLE mine (a int)",
        "DELETE FROM record",
        "TRUNCATE record",
        "SET ROLE market_owner",
    ):
        with cluster.connect(market.application_url) as clerk, pytest.raises(InsufficientPrivilege):
            clerk.execute(forbidden)
    server.drop_database("roles")


def test_a_copy_of_a_template_keeps_tables_and_grants(server: EmbeddedPostgres) -> None:
    pattern = server.create_database("pattern")
    with cluster.connect(pattern.owner_url) as connection:
        connection.execute("CREATE TABLE listing (title text)")
        connection.execute("GRANT SELECT ON listing TO market_app")

    copy = server.create_database("copy", template="pattern")

    assert ask(copy.application_url, "SELECT count(*) FROM listing") == 0
    with cluster.connect(copy.application_url) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute("CREATE TEMP TABLE mine (a int)")
    server.drop_database("copy")
    server.drop_database("pattern")
    assert not cluster.database_exists(server.start(), "copy")


def test_its_own_tools_come_along(server: EmbeddedPostgres) -> None:
    for tool in ("psql", "pg_dump", "pg_restore"):
        assert os.access(server.bin_folder() / tool, os.X_OK)


@pytest.mark.slow
def test_several_borrowers_of_one_cluster_agree_on_its_passwords(server: EmbeddedPostgres) -> None:
    lent = EmbeddedPostgres(server.folder.parent / "lent", for_tests=True)
    try:
        url = lent.start().superuser_url
        with ThreadPoolExecutor(4) as workers:
            borrowed = list(workers.map(cluster.borrowed, [url] * 4))
        assert len(set(borrowed)) == 1
        assert ask(borrowed[0].application_url, "SELECT current_user") == cluster.APPLICATION
    finally:
        lent.erase()
