"""The jobs behind an import are killed, doubled and left lying, and the pages are walked: each row comes in once."""

import io
import signal
import subprocess
import sys
import threading

import pytest
import python_calamine
from sqlalchemy import select, text

from listings.cases.models import Party, PetitionCase
from listings.intake import jobs, services
from listings.intake.columns import CASES
from listings.intake.models import CaseImport
from market.files import services as files
from market.jobs import JobRoom, drain
from market.record.checkpoints import Checkpoints
from market.record.models import RecordEvent
from market.record.verify import verify
from market.vault.keyring import master_key
from market.vault.models import DataKey, VaultCell
from tests.integration.conftest import ROOT
from tests.integration.listings.stories import case_values
from tests.integration.listings.workbooks import BANNER, TOWN, case_row, count, upload, workbook

pytestmark = pytest.mark.empty_register


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(services, "BATCH_ROWS", 2)


def waiting(commit_work, room, rows=7):
    """An import of some rows that has been read by its job, in batches of two."""

    def send(work):
        case_values(work)
        return upload(work, workbook([case_row(f"XF-{number}") for number in range(rows)])).id

    import_id = commit_work("clerk", send)
    jobs.read_import(room, import_id=import_id)
    return import_id


def decided(commit_work, room, whole):
    import_id = waiting(commit_work, room)
    way = services.decide_whole if whole else services.decide
    commit_work("clerk", lambda work: way(work, work.session.get_one(CaseImport, import_id)).id)
    return import_id


KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
import wsgi
from listings.intake import jobs, services
from market import transactions, vault
from market.files import Folder
from market.files import services as files
from market.vault.keys import MasterKey

url, key, folder, import_id, after = sys.argv[1:]
wsgi.wire(("market", "listings"))
master = MasterKey.load(Path(key))
vault.configure(master)
files.configure(files.store_in(Folder(Path(folder)), master))
transactions.configure(sessionmaker(create_engine(url), expire_on_commit=False))
honest, left = services.import_batch, [int(after)]

def dying(work, import_id, batch_id):
    found = honest(work, import_id, batch_id)
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    return found

services.import_batch = dying
jobs.run_import(jobs.JobRoom("killed"), import_id=int(import_id))
"""


@pytest.mark.parametrize(("whole", "left"), [(False, 4), (True, 0)])
def test_a_killed_worker_leaves_whole_batches_or_nothing_and_the_next_one_ends_it(
    database, commit_work, room, small_batches, tmp_path, whole, left
):
    import_id = decided(commit_work, room, whole)
    master_key().replace_file(tmp_path / "key")  # whichever this process seals with by now
    folder = files.store().place.folder
    command = [sys.executable, "-c", KILLED, database.addresses.application_url, str(tmp_path / "key"), str(folder)]
    killed = subprocess.run([*command, str(import_id), "3"], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    with database.session() as session:
        assert count(session, PetitionCase) == left
        assert session.get_one(CaseImport, import_id).status == "importing"
    jobs.run_import(room, import_id=import_id)
    jobs.run_import(room, import_id=import_id)  # once more changes nothing
    with database.session() as session:
        subject = session.get_one(CaseImport, import_id)
        assert (subject.status, subject.cases_made, subject.rows_done) == ("imported", 7, 7)
        numbers = session.scalars(select(PetitionCase.petition_number).order_by(PetitionCase.id)).all()
        assert numbers == [f"XF-{number}" for number in range(7)]
        assert count(session, Party) == 14
        told = session.scalars(select(RecordEvent.name).where(RecordEvent.name == "case.registered")).all()
        assert len(told) == 7
        assert session.scalars(select(DataKey.wrapped).where(DataKey.stream == subject.stream)).one() is None
        assert not verify(session, Checkpoints()).faults


def test_a_clerk_who_lost_the_office_imports_nothing_more(database, commit_work, room, small_batches):
    import_id = decided(commit_work, room, whole=False)
    commit_work("clerk", lambda work: work.session.execute(text(
        "UPDATE appointment SET status = 'ended', ended_at = now() WHERE role = 'office_clerk'")).rowcount)  # fmt: skip
    jobs.run_import(room, import_id=import_id)
    with database.session() as session:
        assert session.get_one(CaseImport, import_id).status == "waiting"
        assert count(session, PetitionCase) == 0


def test_what_a_job_gave_up_on_is_taken_up_again(database, commit_work, room, small_batches):
    import_id = decided(commit_work, room, whole=True)
    with database.session() as session:
        session.execute(text("DELETE FROM procrastinate_jobs"))
        session.execute(text("UPDATE case_import SET decided_at = decided_at - interval '2 hours'"))
        session.commit()
    jobs.sweep_imports(room)
    jobs.sweep_imports(room)
    with database.session() as session:
        waiting = session.execute(text("SELECT task_name, args FROM procrastinate_jobs")).all()
    assert [tuple(one) for one in waiting] == [("run_import", {"import_id": import_id})]
    drain(database.addresses.application_url)
    with database.session() as session:
        assert session.get_one(CaseImport, import_id).status == "imported"


def test_two_workers_at_once_register_every_row_once(database, commit_work, room, small_batches):
    import_id = decided(commit_work, room, whole=False)
    failures = []

    def run(number):
        try:
            jobs.run_import(JobRoom(f"w{number}"), import_id)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    jobs.run_import(room, import_id=import_id)
    assert failures == []
    with database.session() as session:
        assert session.get_one(CaseImport, import_id).cases_made == count(session, PetitionCase) == 7


def test_progress_is_seen_while_all_or_none_is_still_open(database, commit_work, room, small_batches, monkeypatch):
    import_id = decided(commit_work, room, whole=True)
    seen, honest = [], services.import_batch

    def looking(work, import_id, batch_id):
        with database.session() as session:
            seen.append((session.get_one(CaseImport, import_id).rows_done, count(session, PetitionCase)))
        return honest(work, import_id, batch_id)

    monkeypatch.setattr(services, "import_batch", looking)
    jobs.run_import(room, import_id=import_id)
    assert seen == [(0, 0), (2, 0), (4, 0), (6, 0)]


# --- pages ---------------------------------------------------------------------------------------


def sent(reader, content, name="案件.xlsx"):
    return reader.post("/imports/new", jurisdiction=BANNER, workbook=(io.BytesIO(content), name))


def test_from_the_template_to_the_cases_by_pages_alone(pages, room, database, commit_work):
    commit_work("clerk", lambda work: case_values(work)["place_town"])
    clerk = pages.as_("clerk")
    assert "/imports" in clerk.get("/cases").get_data(as_text=True)
    template = clerk.get("/imports/template.xlsx")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(template.data))
    assert TOWN in str(book.get_sheet_by_name("选项").to_python())
    answer = sent(clerk, workbook([case_row(), case_row("XF-2", petitioner_phone="乌兰其其格")]))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    shown = clerk.get(answer.location)
    assert shown.headers["Refresh"] == "3"
    drain(database.addresses.application_url)
    page = clerk.get(answer.location)
    words = page.get_data(as_text=True)
    assert "Refresh" not in page.headers
    assert "案件, row 3, column Q 申请人电话" in words
    assert "乌兰其其格" not in words
    assert "Workbook uploaded on" in clerk.get("/work").get_data(as_text=True)
    errors = clerk.get(f"{answer.location}/errors.xlsx").data
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(errors)).get_sheet_by_index(0).to_python()
    assert rows[1][:4] == [CASES, 3, "Q", "申请人电话"]
    refused = clerk.post(f"{answer.location}/whole")
    assert refused.status_code == 409
    assert "Not every row is valid" in refused.get_data(as_text=True)
    assert clerk.post(f"{answer.location}/valid").status_code == 303
    drain(database.addresses.application_url)
    assert "1 case was registered" in clerk.get(answer.location).get_data(as_text=True)
    assert "XF-2024-0001" in clerk.get("/cases").get_data(as_text=True)
    told = clerk.ask(answer.location).json
    assert (told["status"], told["cases_made"], told["errors"][0]["column"]) == ("imported", 1, "Q")


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"a,b", "案件.csv", "save it as .xlsx"),
        (workbook([], headings=["x"]), "案件.xlsx", "column A has a heading that the template does not know"),
        (b"PK\x03\x04nothing", "案件.xlsx", "damaged"),
    ],
)
def test_a_workbook_refused_as_a_whole_keeps_nothing(pages, database, content, name, sentence):
    answer = sent(pages.as_("clerk"), content, name)
    assert (answer.status_code, sentence in answer.get_data(as_text=True)) == (422, True)
    with database.session() as session:
        assert (count(session, CaseImport), count(session, VaultCell)) == (0, 0)


def test_the_pages_are_for_the_office_of_the_banner(pages, room, commit_work):
    import_id = waiting(commit_work, room, rows=1)
    ref = commit_work("clerk", lambda work: work.session.get_one(CaseImport, import_id).public_id)
    address = f"/imports/{ref}"
    expected = {"reviewer": (200, 200, 403), "other_clerk": (200, 404, 404), "auditor": (403, 404, 404),
                "system_admin": (403, 404, 404)}  # fmt: skip
    for who, answers in expected.items():
        reader = pages.as_(who)
        found = tuple(reader.get(path).status_code for path in ("/imports", address, f"{address}/valid"))
        assert found == answers, who
    assert pages.as_("other_clerk").get(f"/imports/template.xlsx?banner={BANNER}").status_code == 404
    assert pages.as_(None).get(address).status_code == 302
