"""Reading and importing a workbook, outside any request.

A worker may be killed anywhere: what a batch registered and that it is imported stand in one transaction, or all of
them stand in one where all rows were to come in or none. Run again, the job goes on with what is left.
"""

from listings.intake import services
from listings.intake.models import CaseImport
from listings.intake.queries import is_taken, lapsed_imports, left_lying, pending_batches
from listings.intake.vocabulary import ImportState
from market.actor import Actor
from market.jobs import JobRoom
from market.refusals import Refused


def read_import(jobs: JobRoom, import_id: int) -> None:
    """Check an uploaded workbook."""
    with jobs.work() as work:
        services.check(work, import_id)


def run_import(jobs: JobRoom, import_id: int) -> None:
    """Import what a clerk decided on, as that clerk; what no longer holds brings the decision back to the office."""
    with jobs.work() as work:
        subject = work.session.get_one(CaseImport, import_id)
        if subject.status != ImportState.IMPORTING:
            return
        whole, batches = subject.whole, pending_batches(work.session, import_id)
    try:
        with jobs.work() as work:
            actor = services.decider(work, import_id)
        bring_in = _in_one_piece if whole else _by_batches
        bring_in(jobs, actor, import_id, batches)
    except Refused as refused:
        with jobs.work() as work:
            services.turn_back(work, import_id, refused.code)


def sweep_imports(jobs: JobRoom) -> None:
    """Take up again what a job gave up on, and discard what nobody decided on in time."""
    with jobs.work() as work:
        lapsed = lapsed_imports(work)
        for subject in left_lying(work):
            services.take_up(work, subject)
    for import_id in lapsed:
        with jobs.work() as work:
            services.lapse(work, import_id)


def _by_batches(jobs: JobRoom, actor: Actor, import_id: int, batches: list[int]) -> None:
    """Each batch in a transaction of its own; where another worker is at it, it is left to that one."""
    for batch_id in batches:
        with jobs.work(actor) as work:
            if is_taken(work.session, import_id):
                return
            made, rows = services.import_batch(work, import_id, batch_id)
            services.count_made(work, import_id, made=made, done=rows)
    with jobs.work(actor) as work:
        if not is_taken(work.session, import_id):
            services.finish(work, import_id)


def _in_one_piece(jobs: JobRoom, actor: Actor, import_id: int, batches: list[int]) -> None:
    """All batches in one transaction; how far it has come is told in transactions beside it."""
    with jobs.work(actor) as work:
        if is_taken(work.session, import_id):
            return
        done = total = 0
        for batch_id in batches:
            made, rows = services.import_batch(work, import_id, batch_id)
            done, total = done + rows, total + made
            with jobs.work() as beside:
                services.show_progress(beside, import_id, done)
        services.count_made(work, import_id, made=total, done=0)
        services.finish(work, import_id)
