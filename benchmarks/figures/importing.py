"""How long 10,000 cases of a workbook take: upload, reading with the checks, and the import, in both ways of deciding.

The work is the jobs' own, in this process, on a database that syncs to the disk; the workbooks are made before.
"""

import io
import time
from collections.abc import Iterator
from random import Random
from types import SimpleNamespace
from typing import Any

import xlsxwriter
from sqlalchemy import func, select

from benchmarks.figure import Figure
from benchmarks.office import Office
from benchmarks.stand import stand
from demo.cast import OTOG_FRONT
from demo.names import Registry
from listings.cases.models import PetitionCase
from listings.intake import jobs, services
from listings.intake.columns import CASES, SHEETS
from listings.intake.models import CaseImport
from listings.intake.queries import import_for
from market import transactions
from market.actor import Actor
from market.jobs import JobRoom
from market.people.models import Department
from market.work import Work
from market.workdays import legal_day

ROWS = 10_000
GOAL_SECONDS = 60.0
NARRATIVE = "申请人反映草场被占用，多次协商未果，请求补偿并恢复原状。" * 20  # some 560 characters, as such texts are


def measure(*, full: bool) -> Iterator[Figure]:
    """Seconds for the valid rows batch by batch; with `full` also for all rows or none."""
    with stand() as here, Office(here) as office:
        transactions.configure(office.sessions)
        for name, way in (("", services.decide), ("_whole", services.decide_whole))[: 2 if full else 1]:
            content = _workbook(office, name)
            began = time.monotonic()
            ref = _as_clerk(office, lambda work, content=content: _upload(work, content).public_id)
            uploaded = time.monotonic()
            import_id = _as_clerk(office, lambda work, ref=ref: import_for(work, ref).id)
            jobs.read_import(JobRoom("benchmark"), import_id)
            _as_clerk(office, lambda work, ref=ref, way=way: way(work, import_for(work, ref)).id)
            jobs.run_import(JobRoom("benchmark"), import_id)
            ended = time.monotonic()
            _demand_all(office, import_id)
            yield Figure(f"import_upload{name}", uploaded - began, "s", "the import itself", ended - uploaded)
            yield Figure(f"import_10000{name}", ended - began, "s", "the goal", GOAL_SECONDS)


def _as_clerk(office: Office, do: Any) -> Any:
    with transactions.working(_clerk(office), request_id="benchmark") as work:
        return do(work)


def _clerk(office: Office) -> Actor:
    return office.actors.clerk  # type: ignore[no-any-return]


def _upload(work: Work, content: bytes) -> CaseImport:
    given = SimpleNamespace(filename="cases.xlsx", stream=io.BytesIO(content))
    return services.upload(work, jurisdiction=OTOG_FRONT, workbook=given)


def _demand_all(office: Office, import_id: int) -> None:
    with office.sessions() as session:
        made = session.get_one(CaseImport, import_id).cases_made
        there = session.scalar(select(func.count()).select_from(PetitionCase)) or 0
    if made != ROWS or there < ROWS:
        raise RuntimeError(f"{made} of {ROWS} cases were imported, {there} are there")


def _workbook(office: Office, name: str) -> bytes:
    """A filled template of 10,000 rows with people of its own."""
    with office.sessions() as session:
        named = select(Department.name_zh).where(Department.jurisdiction_id == OTOG_FRONT)
        towns = session.scalars(named.where(Department.kind == "town")).all()
        units = session.scalars(named.where(Department.kind == "department")).all()
        registry = Registry(Random(f"benchmark{name}"), legal_day(session.scalar(select(func.now()))))
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        sheet = book.add_worksheet(CASES)
        sheet.write_row(0, 0, [column.title for column in SHEETS[CASES]])
        for line in range(1, ROWS + 1):
            person = registry.person(f"{towns[line % len(towns)]}某嘎查{line}号")
            row = {
                "petition_number": f"内前旗信〔2026〕{name}{line:05d}号", "category": "草场土地",
                "place_town": towns[line % len(towns)], "place_village": "某嘎查",
                "responsible_department": units[line % len(units)], "arose_on": "2019年5月6日",
                "first_petition_on": "2020-3-5", "languages": "汉语、蒙古语", "amount_in_dispute_fen": "26000.50",
                "narrative": NARRATIVE, "petitioner_name": person.name, "petitioner_id_number": person.id_number,
                "petitioner_phone": person.phone, "petitioner_address": person.address,
                "respondent_name": f"某某建筑安装有限公司{line}", "respondent_kind": "单位",
            }  # fmt: skip
            sheet.write_row(line, 0, [row.get(column.field, "") for column in SHEETS[CASES]])
    return packed.getvalue()
