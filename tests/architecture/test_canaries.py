"""No private value of any case, in any state, reaches anybody without an opening: not on a page, not in an answer of
the API, a file, an export or a form's refusal; and it stands in no column, no log line, no job, no notice, no record
and no file of the installation but sealed.

Every case of the played world is registered with values that stand nowhere else, by the form and by the workbook, and
whatever else was sealed is read back with the key, so that a private field that is new tomorrow is searched for without
a change here.
"""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from stdnum.cn import ric

from listings.attachments import services as attachments
from listings.cases import services as cases
from listings.cases.models import Party
from listings.intake.columns import SIDES
from market.cluster import Addresses
from market.files import services as files
from market.vault import cipher
from market.vault.cipher import Associated
from market.vault.keyring import master_key
from tests.architecture import world
from tests.architecture.asking import House, housed, words_of
from tests.architecture.table import NOTHING, ROLES, VISITOR, Row, read_table
from tests.architecture.unpacking import readings, words_in
from tests.integration.listings import workbooks

WITH_AN_OPENING = {*world.OFFICE, "granted_mediator"}  # 巴特尔 is `bateer` in the play
WITHOUT = tuple(role for role in ROLES if role not in WITH_AN_OPENING)
OUTSIDE = (VISITOR, "other_mediator", *(role for role in ROLES if role.startswith("other_")))
PIECE = 24  # bytes of a file: two files that say different things do not share so many in their middle
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
        return values | {"parties": parties} | self.texts()

    def texts(self) -> dict[str, str]:
        """What is told of a case in words of one's own, and who leads it."""
        return {
            "place_village": f"{self.word()}嘎查",
            "responsible_leader": self.word(),
            "narrative": f"{self.word()}反映：{self.word()}占其草场。",
            "prior_handling": f"{self.word()}曾两次主持调解，{self.word()}未到场。",
        }

    def hide_in_row(self, row: dict[str, Any]) -> dict[str, Any]:
        """A row of a workbook likewise; of the sides, whoever is a person has a number and a phone."""
        self.numbers.append(row["petition_number"])
        id_number, phone = self.figures()
        sides = {f"{side}name": self.word() for side in SIDES} | {"petitioner_address": f"城川镇{self.word()}"}
        return row | sides | {"petitioner_id_number": id_number, "petitioner_phone": phone} | self.texts()

    def hide_in_party(self, values: dict[str, Any]) -> dict[str, Any]:
        """A further party, of a case or of a row."""
        return values | {"name": self.word()}

    def hide_in_name(self, attachment: Any) -> Any:
        """An upload under another name."""
        attachment.filename = f"{self.word()}.png"
        return attachment


@pytest.fixture(scope="module")
def canaries() -> Canaries:
    return Canaries()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("canaries")


@pytest.fixture(scope="module")
def house(
    cluster: Addresses,
    template: str,
    folder: Path,
    canaries: Canaries,
) -> Iterator[House]:
    with pytest.MonkeyPatch.context() as planting:
        plant(planting, canaries)
        with housed(cluster, template, folder) as played:
            planting.undo()
            yield played


def plant(patch: pytest.MonkeyPatch, canaries: Canaries) -> None:
    """Whatever the play registers, adds, uploads or writes into a workbook bears canaries."""
    register, add_party, add = cases.register, cases.add_party, attachments.add
    case_row, party_row = workbooks.case_row, workbooks.party_row
    patch.setattr(cases, "register", lambda work, **values: register(work, **canaries.hide_in(values)))
    patch.setattr(
        cases, "add_party", lambda work, case, **values: add_party(work, case, **canaries.hide_in_party(values))
    )
    patch.setattr(
        attachments, "add",
        lambda work, case, *, attachment: add(work, case, attachment=canaries.hide_in_name(attachment)),
    )  # fmt: skip
    patch.setattr(workbooks, "case_row", lambda *given, **told: canaries.hide_in_row(case_row(*given, **told)))
    patch.setattr(workbooks, "party_row", lambda *given, **told: canaries.hide_in_party(party_row(*given, **told)))


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


@pytest.fixture(scope="module")
def pieces(house: House) -> set[bytes]:
    """Of every private file of a case and of every workbook that waits, what stands in its middle."""
    kept = text(
        "SELECT k.wrapped, f.public_id, f.store_name FROM stored_file f JOIN data_key k ON k.id = f.data_key_id"
        " WHERE k.wrapped IS NOT NULL AND (f.stream LIKE 'case:%' OR f.stream LIKE 'import:%')"
    )
    found = set()
    with Session(house.engine) as session:
        for wrapped, ref, name in session.execute(kept):
            place = Associated("stored_file", ref, "content")
            content = cipher.unseal(wrapped, master_key(), files.store().get(name), place)
            middle = len(content) // 2
            found.add(content[middle - PIECE // 2 : middle + PIECE // 2])
    assert len(found) > 2, "pictures, and two workbooks"
    return found


def answer_to(house: House, role: str, row: Row) -> Any:
    """What comes back for one request."""
    path = house.address(row)
    if row.method == "GET":
        return house.get(role, path)
    return house._program(role, row, path) if path.startswith("/api/") else house._browser(role, row, path)


def told_to(house: House, role: str, row: Row) -> str:
    return words_of(answer_to(house, role, row))


@pytest.mark.slow
def test_nobody_without_an_opening_reads_a_canary_anywhere(
    house: House, seen: re.Pattern[str], pieces: set[bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    """And no line of the log says one, though forms are sent, refused and shown again."""
    asked = 0
    for row in read_table():
        for role in WITHOUT:
            with house.undone():
                answer = answer_to(house, role, row)
            asked += 1
            assert not seen.search(words_of(answer)), f"{row}: {role} reads a private value"
            assert not [piece for piece in pieces if piece in answer.get_data()], f"{row}: {role} reads a private file"
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


def test_every_party_of_every_case_bears_a_canary(house: House, canaries: Canaries) -> None:
    """However a case came in: whoever registers one in the play by another way has to plant it too."""
    names = text(
        "SELECT k.wrapped, c.row_id, c.ciphertext FROM vault_cell c JOIN data_key k ON k.id = c.data_key_id"
        " WHERE c.table_name = 'party' AND c.column_name = 'name' AND k.wrapped IS NOT NULL"
    )
    planted = set(canaries.planted)
    with Session(house.engine) as session:
        parties = session.scalar(select(func.count()).select_from(Party))
        found = [
            cipher.unseal_text(wrapped, master_key(), ciphertext, Associated("party", row, "name"))
            for wrapped, row, ciphertext in session.execute(names)
        ]
    assert len(found) == parties, "nothing is erased in the world"
    assert [name for name in found if name not in planted] == []


def test_an_opening_is_what_shows_them(house: House, seen: re.Pattern[str], pieces: set[bytes]) -> None:
    """The search finds what it looks for, where it may be read: words, names of files, and files."""
    rows = [row for row in read_table() if row.method == "GET" and row.subject.startswith("opened")]
    answers = {str(row): answer_to(house, "clerk", row) for row in rows}
    shown = {row for row, answer in answers.items() if seen.search(words_of(answer))}
    assert "GET cases.show (opened draftable case)" in shown
    files_read = [row for row, answer in answers.items() if any(piece in answer.get_data() for piece in pieces)]
    assert files_read == ["GET attachments.download (opened attachment)"]


def test_no_column_of_the_database_holds_one_in_the_clear(house: House, seen: re.Pattern[str]) -> None:
    """Jobs' arguments, notices, the record's payloads, sent forms, everything: every row of every table as text."""
    with house.engine.connect() as connection:
        names = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars().all()
        assert {"record_event", "notification", "procrastinate_jobs", "mail_intent"} <= set(names)
        for name in names:
            for (row,) in connection.execute(text(f"SELECT t::text FROM {name} t")):
                assert not seen.search(readings(row)), f"{name} holds a private value in the clear"


def test_no_file_of_the_installation_holds_one_in_the_clear(
    house: House, folder: Path, sealed: set[str], canaries: Canaries, pieces: set[bytes], seen: re.Pattern[str]
) -> None:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    assert any("files" in path.parts for path in paths), "the play has kept a scan"
    spellings = [value.encode() for value in sealed] + [value.encode("utf-16-le") for value in canaries.planted]
    spellings += pieces
    for path in paths:
        content = path.read_bytes()
        assert not [value for value in spellings if value in content], path
        assert not seen.search(words_in(content)), path


LEAKS = {
    "board.show": "a page",
    "board.index": "the page of many",
    "board_api.board_listing": "JSON",
    "feed.board": "Atom",
    "notices.listing": "a PDF",
    "notices.board": "a PDF of many",
}


@pytest.mark.parametrize("endpoint", LEAKS)
def test_a_planted_leak_is_found_in_whatever_it_is_wrapped(
    house: House, canaries: Canaries, seen: re.Pattern[str], endpoint: str
) -> None:
    """The search can fail: a name in a listing's title is read by everybody."""
    row = next(row for row in read_table() if row.endpoint == endpoint and row.subject in ("open listing", NOTHING))
    with house.undone() as connection:
        connection.execute(
            text("UPDATE listing SET title = :name WHERE public_id = :ref"),
            {"name": canaries.planted[0], "ref": house.refs["open listing"]},
        )
        assert seen.search(told_to(house, VISITOR, row)), f"nobody sees a leak in {LEAKS[endpoint]}"
