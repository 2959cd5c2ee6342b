"""No private value of any case, in any state, reaches anybody without an opening: not on a page, not in an answer of
the API, a file, an export or a form's refusal; and it stands in no column, no log line, no job, no notice, no record
and no file of the installation but sealed.

Every case of the played world is registered with values that stand nowhere else, and whatever else was sealed is
read back with the key, so that a private field that is new tomorrow is searched for without a change here.
"""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from stdnum.cn import ric

from listings.cases import services as cases
from market.cluster import Addresses
from market.people import passwords
from market.vault import cipher
from market.vault.cipher import Associated
from market.vault.keyring import master_key
from tests.architecture import world
from tests.architecture.asking import House, housed
from tests.architecture.table import NOTHING, ROLES, VISITOR, Row, read_table
from tests.integration.conftest import cluster, template, wired  # noqa: F401 - fixtures of the same database

WITH_AN_OPENING = {*world.OFFICE, "granted_mediator"}  # 巴特尔 is `bateer` in the play
WITHOUT = tuple(role for role in ROLES if role not in WITH_AN_OPENING)
OUTSIDE = (VISITOR, "other_mediator", *(role for role in ROLES if role.startswith("other_")))
SHORTEST = 6  # characters: shorter sealed words, such as "双方", stand in every text
RARE = "鹓鶵鷟鸑鹔鹴鹖鹡鹢鹣"


class Canaries:
    """Values that stand nowhere else, one set a case."""

    def __init__(self) -> None:
        self.planted: list[str] = []
        self.numbers: list[str] = []
        self._next = count(1)

    def word(self) -> str:
        """A name of five rare characters."""
        number = next(self._next)
        self.planted.append("鹓" + "".join(RARE[int(figure)] for figure in f"{number:04d}"))
        return self.planted[-1]

    def figures(self) -> tuple[str, str]:
        """An ID number that adds up, and a phone number."""
        number = next(self._next)
        start = f"15062319650101{number:03d}"
        self.planted += [start + ric.calc_check_digit(start + "0"), f"1664{number:07d}"]
        return self.planted[-2], self.planted[-1]

    def hide_in(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values of a registration with every private one replaced."""
        self.numbers.append(values["petition_number"])
        parties = []
        for party in values["parties"]:
            id_number, phone = self.figures()
            parties.append(
                party | {"name": self.word(), "id_number": id_number, "phone": phone, "address": f"城川镇{self.word()}"}
            )
        village, narrative = f"{self.word()}嘎查", f"{self.word()}反映：{self.word()}占其草场。"
        return values | {"parties": parties, "place_village": village, "narrative": narrative}


@pytest.fixture(scope="module")
def canaries() -> Canaries:
    return Canaries()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("canaries")


@pytest.fixture(scope="module")
def house(
    cluster: Addresses,  # noqa: F811
    template: str,  # noqa: F811
    folder: Path,
    canaries: Canaries,
) -> Iterator[House]:
    plain = cases.register
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),)))
        patch.setattr(cases, "register", lambda work, **values: plain(work, **canaries.hide_in(values)))
        with housed(cluster, template, folder) as played:
            patch.setattr(cases, "register", plain)
            yield played


@pytest.fixture(scope="module")
def sealed(house: House, canaries: Canaries) -> set[str]:
    """Every sealed text of a case that is long enough to be told from others, and every planted value."""
    cells = text(
        "SELECT k.wrapped, c.table_name, c.row_id, c.column_name, c.ciphertext FROM vault_cell c"
        " JOIN data_key k ON k.id = c.data_key_id WHERE k.stream LIKE 'case:%' AND k.wrapped IS NOT NULL"
    )
    found = set(canaries.planted)
    with Session(house.engine) as session:
        for wrapped, table, row, column, ciphertext in session.execute(cells):
            value = cipher.unseal_text(wrapped, master_key(), ciphertext, Associated(table, row, column))
            if len(value) >= SHORTEST:
                found.add(value)
    assert len(canaries.planted) > 100, "the play has registered its cases with canaries"
    assert found > set(canaries.planted)
    return found


@pytest.fixture(scope="module")
def seen(sealed: set[str]) -> re.Pattern[str]:
    """All of them at once; the longest first."""
    return re.compile("|".join(re.escape(value) for value in sorted(sealed, key=len, reverse=True)))


def told_to(house: House, role: str, row: Row) -> str:
    """All that comes back for one request: the head, the address it leads to, and the body."""
    path = house.address(row)
    if row.method == "GET":
        answer = house.get(role, path)
    elif path.startswith("/api/"):
        answer = house._program(role, row, path)
    else:
        answer = house._browser(role, row, path)
    return f"{answer.headers}\n{answer.get_data().decode('utf-8', 'replace')}"


@pytest.mark.slow
def test_nobody_without_an_opening_reads_a_canary_anywhere(
    house: House, seen: re.Pattern[str], capfd: pytest.CaptureFixture[str]
) -> None:
    """And no line of the log says one, though forms are sent, refused and shown again."""
    asked = 0
    for row in read_table():
        for role in WITHOUT:
            with house.undone():
                told = told_to(house, role, row)
            asked += 1
            assert not seen.search(told), f"{row}: {role} reads a private value"
    assert asked == len(read_table()) * len(WITHOUT)
    out, err = capfd.readouterr()
    assert '"event": "request"' in out + err
    assert not seen.search(out + err)


def test_nobody_outside_the_office_learns_a_petition_number(house: House, canaries: Canaries) -> None:
    numbers = re.compile("|".join(re.escape(number) for number in canaries.numbers))
    for row in read_table():
        if row.method == "GET" and row.subject != NOTHING or row.endpoint.startswith("board"):
            for role in OUTSIDE:
                assert not numbers.search(told_to(house, role, row)), f"{row}: {role} reads a petition number"


def test_an_opening_is_what_shows_them(house: House, seen: re.Pattern[str]) -> None:
    """The search finds what it looks for, where it may be read."""
    rows = [row for row in read_table() if row.method == "GET" and row.subject.startswith("opened")]
    assert any(seen.search(told_to(house, "clerk", row)) for row in rows)


def test_no_column_of_the_database_holds_one_in_the_clear(house: House, seen: re.Pattern[str]) -> None:
    """Jobs' arguments, notices, the record's payloads, sent forms, everything: every row of every table as text."""
    with house.engine.connect() as connection:
        names = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars().all()
        assert {"record_event", "notification", "procrastinate_jobs", "mail_intent"} <= set(names)
        for name in names:
            for (row,) in connection.execute(text(f"SELECT t::text FROM {name} t")):
                assert not seen.search(row), f"{name} holds a private value in the clear"


def test_no_file_of_the_installation_holds_one_in_the_clear(
    house: House, folder: Path, sealed: set[str], canaries: Canaries
) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any("files" in path.parts for path in files), "the play has kept a scan"
    spellings = [value.encode() for value in sealed] + [value.encode("utf-16-le") for value in canaries.planted]
    for path in files:
        content = path.read_bytes()
        assert not [value for value in spellings if value in content], path


def test_a_planted_leak_is_found(house: House, canaries: Canaries, seen: re.Pattern[str]) -> None:
    """The search can fail: a name in a listing's title is read by everybody."""
    engine = create_engine(house.engine.url)
    row = next(row for row in read_table() if row.endpoint == "board.show" and row.subject == "open listing")
    with house.undone() as connection:
        connection.execute(
            text("UPDATE listing SET title = :name WHERE public_id = :ref"),
            {"name": canaries.planted[0], "ref": house.refs["open listing"]},
        )
        assert seen.search(told_to(house, VISITOR, row))
    engine.dispose()
