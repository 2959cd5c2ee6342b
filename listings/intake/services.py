"""A workbook is kept sealed while it is checked, decided on and imported; nothing of it is kept longer.

The petition number is the key: a row whose number is registered already is passed over, however often the workbook
comes. What is imported is registered now, by whoever decided: no clock runs from the days in the rows.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select, text, update

from listings.cases.registration import Registration, checked, register_all
from listings.intake.columns import CASES
from listings.intake.lifecycle import IMPORT
from listings.intake.models import CaseImport, ImportBatch, ImportFault
from listings.intake.queries import known_numbers, offered
from listings.intake.reading import CaseRow, Fault, Read, read
from listings.intake.vocabulary import ImportState
from listings.intake.workbook import accepted_workbook, sheets_of
from market.actor import Actor
from market.files.services import keep, open_bytes
from market.jobs import defer
from market.lifecycle import lock
from market.people.models import Account, Department
from market.people.queries import actor_of
from market.policy import Can, demand
from market.refusals import Forbidden, Invalid, NotNow, Refused
from market.vault import services as vault
from market.vault.bulk import Sealing, put_new
from market.work import Work

PURPOSE = "import_cases"
BATCH_ROWS = 200
FAULTS_KEPT = 5_000  # of one workbook; all are counted
PLACES = ("place_town", "responsible_department", "petition_number")


def upload(work: Work, *, jurisdiction: str, workbook: Any) -> CaseImport:
    """Take in a filled template (`filename`, `stream`) for a banner; a job checks its rows.

    Raises Forbidden, UploadRefused, or Invalid with one sentence for the workbook as a whole; nothing is kept then.
    """
    subject = CaseImport(jurisdiction_id=jurisdiction, uploaded_at=work.now, uploaded_by_id=work.actor.person_id)
    demand(work, Can.IMPORT_CASES, subject)
    accepted = accepted_workbook(workbook.filename, workbook.stream)
    sheets_of(accepted.content)
    work.session.add(subject)
    work.session.flush()
    subject.file_id = keep(work, accepted, stream=subject.stream, jurisdiction_id=jurisdiction).id
    work.session.flush()
    work.tell("import.uploaded", subject)
    defer(work, "read_import", import_id=subject.id)
    return subject


def decide(work: Work, subject: CaseImport) -> CaseImport:
    """Import the valid rows, batch by batch. Raises Refused import_has_nothing."""
    return _decide(work, subject, "decide", whole=False)


def decide_whole(work: Work, subject: CaseImport) -> CaseImport:
    """Import all rows in one piece, or none. Raises Refused import_has_faults or import_has_nothing."""
    return _decide(work, subject, "decide_whole", whole=True)


def discard(work: Work, subject: CaseImport) -> CaseImport:
    """Erase an uploaded workbook without importing anything more of it."""
    IMPORT.apply(work, "discard", subject)
    vault.destroy_key(work, subject.stream)
    return subject


def lapse(work: Work, import_id: int) -> None:
    """Erase a workbook on which nobody decided in time."""
    subject = work.session.get_one(CaseImport, import_id)
    IMPORT.apply(work, "lapse", subject)
    vault.destroy_key(work, subject.stream)


def take_up(work: Work, subject: CaseImport) -> None:
    """Enqueue anew the job of an import that was given up on; while one waits already, none is added."""
    name = "read_import" if subject.status == ImportState.RECEIVED else "run_import"
    defer(work, name, once_as=f"{name}:{subject.id}", import_id=subject.id)


def check(work: Work, import_id: int) -> None:
    """Check every row of an uploaded workbook: seal what is valid by batches, note what is not by its place."""
    subject = work.session.get_one(CaseImport, import_id)
    lock(work, subject)
    if subject.status != ImportState.RECEIVED or subject.file is None:
        return
    try:
        content = open_bytes(work, subject.file, purpose=PURPOSE)
        found = read(sheets_of(content), offered(work, subject.jurisdiction_id), work.today)
    except NotNow:
        raise  # the workbook is as good as it was: the job is tried again
    except Refused as refused:
        subject.refusal = refused.code
        IMPORT.apply(work, "refuse", subject, refusal=refused.code)
        vault.destroy_key(work, subject.stream)
        return
    _keep_what_was_found(work, subject, found)
    IMPORT.apply(
        work, "check", subject, rows=subject.rows_total, valid=subject.rows_valid, known=subject.rows_known,
        faults=subject.fault_count,
    )  # fmt: skip


def decider(work: Work, import_id: int) -> Actor:
    """Whoever decided on the import, with today's appointments. Raises Forbidden when the account is disabled."""
    subject = work.session.get_one(CaseImport, import_id)
    account = work.session.scalar(select(Account).where(Account.person_id == subject.decided_by_id))
    if account is None or account.disabled_at is not None:
        raise Forbidden()
    return actor_of(work.session, account, work.now)


def import_batch(work: Work, import_id: int, batch_id: int) -> tuple[int, int]:
    """Register the rows of one batch that are not registered yet: how many cases of how many rows. None of none for a
    batch that was imported before.

    Raises Forbidden when the decider may no longer import; Invalid for a row that no longer holds.
    """
    subject = work.session.get_one(CaseImport, import_id)
    demand(work, Can.IMPORT_CASES, subject)
    batch = work.session.get_one(ImportBatch, batch_id)
    if batch.imported_at is not None:
        return 0, 0
    sealed = vault.read(work, subject.stream, ImportBatch.__tablename__, [batch.id], ["rows"], purpose=PURPOSE)
    rows = [_from_json(row) for row in json.loads(sealed[batch.id]["rows"])]
    known = known_numbers(work.session, subject.jurisdiction_id, [row["petition_number"] for row in rows])
    fresh = [_registration(work, subject, row) for row in rows if row["petition_number"] not in known]
    if fresh:
        register_all(work, fresh)
    batch.imported_at = work.now
    work.session.flush()
    # What the database asks at the end is asked of each batch, so that no single commit has to answer for all of them.
    work.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    work.session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
    return len(fresh), batch.rows


def count_made(work: Work, import_id: int, *, made: int, done: int) -> None:
    """Add to what an import has brought in: `made` cases out of `done` rows."""
    work.session.execute(
        update(CaseImport)
        .where(CaseImport.id == import_id)
        .values(cases_made=CaseImport.cases_made + made, rows_done=CaseImport.rows_done + done)
    )


def show_progress(work: Work, import_id: int, done: int) -> None:
    """Say how many rows are dealt with, in a transaction beside the one that deals with them."""
    work.session.execute(update(CaseImport).where(CaseImport.id == import_id).values(rows_done=done))


def finish(work: Work, import_id: int) -> None:
    """All batches are imported: end the import and erase the workbook."""
    subject = work.session.get_one(CaseImport, import_id)
    lock(work, subject)
    subject.rows_done = subject.rows_valid
    passed_over = subject.rows_total - subject.cases_made
    IMPORT.apply(work, "finish", subject, cases=subject.cases_made, passed_over=passed_over)
    vault.destroy_key(work, subject.stream)


def turn_back(work: Work, import_id: int, refusal: str) -> None:
    """An import cannot go on: it waits for a decision again, with what is imported by then."""
    subject = work.session.get_one(CaseImport, import_id)
    lock(work, subject)
    if subject.status == ImportState.IMPORTING:
        subject.rows_done = subject.cases_made
        IMPORT.apply(work, "turn_back", subject, refusal=refusal)


def _decide(work: Work, subject: CaseImport, step: str, *, whole: bool) -> CaseImport:
    lock(work, subject)
    subject.whole = whole
    IMPORT.apply(work, step, subject, rows=subject.rows_valid - subject.cases_made)
    defer(work, "run_import", import_id=subject.id)
    return subject


def _keep_what_was_found(work: Work, subject: CaseImport, found: Read) -> None:
    numbers = {case.number for case in found.cases if case.number}
    known = known_numbers(work.session, subject.jurisdiction_id, numbers)
    valid = [case for case in found.cases if case.is_valid and case.number not in known]
    faults = [fault for case in found.cases if case.number not in known for fault in case.faults] + [*found.stray]
    passed = [Fault(CASES, case.row, None, "row_known") for case in found.cases if case.number in known]
    subject.rows_total, subject.rows_valid, subject.rows_known = len(found.cases), len(valid), len(passed)
    subject.fault_count = len(faults)
    noted = [*faults, *passed][:FAULTS_KEPT]
    if noted:
        work.session.execute(insert(ImportFault), [_noted(subject, fault) for fault in noted])
    _seal_batches(work, subject, valid)
    work.session.flush()


def _seal_batches(work: Work, subject: CaseImport, valid: Sequence[CaseRow]) -> None:
    for start in range(0, len(valid), BATCH_ROWS):
        rows = [case.values for case in valid[start : start + BATCH_ROWS]]
        batch = ImportBatch(import_id=subject.id, rows=len(rows))
        work.session.add(batch)
        work.session.flush()
        sealed = {"rows": json.dumps(rows, ensure_ascii=False, default=date.isoformat)}
        put_new(work, [Sealing(subject.stream, ImportBatch.__tablename__, batch.id, sealed)])


def _noted(subject: CaseImport, fault: Fault) -> dict[str, Any]:
    return {
        "import_id": subject.id,
        "sheet": fault.sheet,
        "sheet_row": fault.row,
        "letters": fault.column,
        "code": fault.code,
        "facts": dict(fault.facts),
    }


def _from_json(row: dict[str, Any]) -> dict[str, Any]:
    return row | {name: date.fromisoformat(row[name]) for name in ("arose_on", "first_petition_on")}


def _registration(work: Work, subject: CaseImport, row: dict[str, Any]) -> Registration:
    town, unit = (_place(work, subject, row[name]) for name in ("place_town", "responsible_department"))
    values = {name: value for name, value in row.items() if name not in PLACES}
    return checked(work, town, unit, row["petition_number"], values)


def _place(work: Work, subject: CaseImport, ref: str) -> Department:
    memo = ("import_place", subject.id)
    if memo not in work.memo:
        here = select(Department).where(Department.jurisdiction_id == subject.jurisdiction_id)
        work.memo[memo] = {place.public_id: place for place in work.session.scalars(here)}
    found: Department | None = work.memo[memo].get(ref)
    if found is None:
        raise Invalid("unit_unknown")
    return found
