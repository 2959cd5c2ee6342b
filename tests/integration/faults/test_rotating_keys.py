"""The vault's keys are changed under a living server and worker: the office reads and writes all the while.

Server, worker and commands are real processes; the command is killed with -9 in the middle, and run again.
"""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from itertools import count

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

import wsgi
from demo import machine
from listings.cases.services import open_private
from market import vault
from market.database import database_now
from market.people.models import Account
from market.people.services import start_session
from market.record.checkpoints import Checkpoints
from market.record.models import RecordEvent
from market.record.verify import verify
from market.settings.environment import read_settings
from market.vault.keyring import configure, master_key
from market.vault.keys import KeyKind, MasterKey
from market.vault.models import VaultIndex
from market.vault.rotation import KEYS_AT_ONCE
from market.work import Work
from tests.integration.conftest import ROOT, cast_actors
from tests.integration.listings import stories as cases
from tests.integration.payouts.stories import committed

pytestmark = pytest.mark.slow

WITNESSES = 15
FILLERS = KEYS_AT_ONCE * 30  # streams beside the office's cases, so that a rotation lasts for some seconds
NARRATIVE = "乌兰其其格反映：草场被占用，至今未补偿。"


@pytest.fixture
def environment(database, tmp_path):
    before = master_key()
    (tmp_path / "demo").mkdir()
    yield machine.make_keys(tmp_path) | {
        "MARKET_MODE": "demo",
        "INSTANCE_FOLDER": str(tmp_path),
        "DATABASE_URL": database.addresses.application_url,
        "MIGRATION_DATABASE_URL": database.addresses.owner_url,
        "PROVIDER_BASE_URL": "http://127.0.0.1:9",
        "PUBLIC_URL": "http://127.0.0.1:8000",
        "PROMETHEUS_MULTIPROC_DIR": str(machine.empty_folder(tmp_path / "metrics")),
        "PYTHONUNBUFFERED": "1",
    }
    configure(before)


class House:
    """The server with two workers of its own, the job worker, and whoever reads and writes through them."""

    def __init__(self, environment, database, folder):
        self.environment, self.database, self.log = environment, database, folder / "house.log"
        self.app = wsgi.create_app(read_settings(environment))  # this process follows the same key file
        self.key_file = read_settings(environment).vault_key_file
        self.processes, self.port, self.stopping, self.people = [], _free_port(), threading.Event(), []
        self.done, self.faults = {"read": 0, "written": 0}, []

    def start(self):
        server = [sys.executable, "-m", "gunicorn", "wsgi:create_app()", "--preload", "--no-control-socket"]
        self.processes = [
            self.run(*server, "--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--threads", "4"),
            self.flask("jobs", "work"),
        ]
        _until(lambda: self.ask("GET", "/healthz", {}, {})[0] == 200, 30)

    def run(self, *command):
        with self.log.open("ab") as output:
            return subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output, env=os.environ | self.environment)

    def flask(self, *words):
        return self.run(sys.executable, "-m", "flask", "--app", "wsgi", *words)

    def command(self, *words):
        said = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *words], cwd=ROOT, capture_output=True, text=True,
            timeout=180, env=os.environ | self.environment, check=False,
        )  # fmt: skip
        assert said.returncode == 0, said.stderr
        return said.stdout

    def ask(self, method, path, headers, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body=urllib.parse.urlencode(body) if body else None, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except ConnectionError:
            return 0, ""
        finally:
            connection.close()

    def go_home(self):
        self.stopping.set()
        for person in self.people:
            person.join()

    def stop(self):
        self.go_home()
        for process in self.processes:
            process.terminate()
            process.wait(30)


@pytest.fixture
def house(environment, database, tmp_path):
    made = House(environment, database, tmp_path)
    made.start()
    yield made
    made.stop()


def _free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def _until(holds, seconds):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it takes too long"
        time.sleep(0.05)


@pytest.fixture
def two_cases(house, database):
    """Two of Suriна's cases, open to her for half an hour, and many other streams; her cookie."""
    with committed(database) as (work, actors):
        clerk = work(actors.clerk)
        refs = []
        for number in ("XF-2019-0001", "XF-2019-0002"):
            case = cases.registered(clerk, petition_number=number, narrative=NARRATIVE)
            open_private(clerk, case, purpose="contact_parties")
            refs.append(case.public_id)
        for number in range(FILLERS):
            vault.put(
                clerk, key_for=f"person:{900_000 + number}", table="mediator", row=900_000 + number, column="phone",
                text=f"138{number:08}", indexed_as="phone",
            )  # fmt: skip
        account = clerk.session.scalars(select(Account).where(Account.person_id == actors.clerk.person_id)).one()
        secret = start_session(work(actors.system), account, 1)
    signer = house.app.session_interface.get_signing_serializer(house.app)
    cookie = signer.dumps({"locale": "zh_Hans_CN", "_user_id": secret, "_fresh": True, "csrf_token": "a" * 40})
    return refs, {"Cookie": f"{house.app.config['SESSION_COOKIE_NAME']}={cookie}"}


def _read(house, ref, headers):
    for _ in _while(house):
        status, page = house.ask("GET", f"/cases/{ref}", headers, None)
        if status != 200 or cases.PETITIONER not in page or "草场被占用" not in page:
            house.faults.append(("read", status, _sentence_of(page)))
        house.done["read"] += 1


def _sentence_of(page):
    """What the page says, without its head and its menu."""
    main = page[page.find("<main") :]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())[:300]


def _write(house, ref, headers):
    """A case has some parties and no more, however long it takes: then their phones are corrected one by one."""
    added = []
    for turn in _while(house):
        if turn < WITNESSES:
            address = f"/cases/{ref}/parties/new"
        else:
            added = added or _correcting(house, ref, headers)
            address = added[turn % len(added)]
        _, page = house.ask("GET", address, headers, None)
        hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("csrf_token", "submission_key")}
        if None in hidden.values():
            house.faults.append(("form", _sentence_of(page)))
            continue
        typed = {"role": "other", "kind": "person", "name": f"证人{turn % WITNESSES}", "phone": f"139{turn:08}"}
        form = {name: found[1] for name, found in hidden.items()} | typed
        headers_of_form = headers | {"Content-Type": "application/x-www-form-urlencoded"}
        status, page = house.ask("POST", address, headers_of_form, form)
        if status != 303:
            house.faults.append(("write", status, _sentence_of(page)))
        house.done["written"] += 1


def _correcting(house, ref, headers):
    """Where the witnesses of the case are corrected; the petitioner and the respondent stand before them."""
    _, page = house.ask("GET", f"/cases/{ref}", headers, None)
    return list(dict.fromkeys(re.findall(r"/parties/\w+/correct", page)))[-WITNESSES:]


def _while(house):
    for turn in count():
        if house.stopping.is_set():
            return
        yield turn


@pytest.fixture
def office(house, two_cases):
    """Three who read and one who writes, until the test says stop."""
    (read, written), headers = two_cases
    house.people = [threading.Thread(target=_read, args=(house, ref, headers)) for ref in (read, read, written)]
    house.people.append(threading.Thread(target=_write, args=(house, written, headers)))
    for person in house.people:
        person.start()
    return read, written


def _wrapped_by(database):
    with database.session() as session:
        rows = session.execute(
            text("SELECT encode(substring(wrapped FROM 2 FOR 8), 'hex') AS id, count(*) AS n FROM data_key GROUP BY 1")
        )
        return {row.id: row.n for row in rows}


def _indexed_by(database):
    with database.session() as session:
        counted = select(VaultIndex.index_key_id, func.count()).group_by(VaultIndex.index_key_id)
        return dict(map(tuple, session.execute(counted)))


def _killed_in_the_middle(house, has_begun, *words):
    command = house.flask("vault", *words)
    _until(has_begun, 60)
    command.kill()
    assert command.wait(10) == -signal.SIGKILL, "the command had ended by itself"


def _healthy(house):
    assert house.faults == []
    so_far = dict(house.done)
    _until(lambda: all(house.done[what] > so_far[what] + 1 for what in so_far), 30)
    assert house.faults == []


def test_the_office_reads_and_writes_while_the_keys_are_changed_and_the_command_is_killed(house, office, database):
    old = MasterKey.load(house.key_file)
    _killed_in_the_middle(
        house, lambda: len(_wrapped_by(database)) == 2 and min(_wrapped_by(database).values()) > KEYS_AT_ONCE, "rotate"
    )
    new = MasterKey.load(house.key_file).primary
    assert 0 < _wrapped_by(database)[old.primary] < FILLERS
    _healthy(house)
    assert f"Going on with key {new}" in house.command("vault", "rotate")
    assert list(_wrapped_by(database)) == [new]
    _healthy(house)
    assert "has left the key file" in house.command("vault", "retire", old.primary)
    assert MasterKey.load(house.key_file).ids(KeyKind.WRAPPING) == [new]
    _healthy(house)
    _rotate_the_index(house, database, old.primary_index)
    _healthy(house)
    house.go_home()
    with database.session() as session:
        assert verify(session, Checkpoints()).faults == []
        told = select(RecordEvent.name).where(
            RecordEvent.name.like("vault.key%"), RecordEvent.jurisdiction_id == cases.OTOG_FRONT
        )
        assert sorted(session.scalars(told)) == sorted(
            ["vault.key_added", "vault.key_rotated", "vault.key_retired"] * 2
        )


def _rotate_the_index(house, database, old):
    _killed_in_the_middle(house, lambda: len(_indexed_by(database)) == 2, "rotate", "--index")
    assert _places_found(database, "phone", cases.PHONE) == 2, "in the middle both cases are found"
    house.command("vault", "rotate", "--index")
    house.command("vault", "retire", old)
    assert old not in _indexed_by(database)
    assert _places_found(database, "phone", cases.PHONE) == 2


def _places_found(database, purpose, value):
    with Session(database.engine) as session:
        work = Work(session=session, actor=cast_actors(session).clerk, now=database_now(session))
        return len(vault.find(work, purpose, value))
