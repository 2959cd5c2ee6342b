"""Work that follows a transaction is enqueued in it: unseen before its commit, gone with its rollback.

Names are declared here and handled on the floors; a name without a handler fails start-up. A handler gets
a JobRoom and plain JSON arguments and opens its own transactions: one before and one after any call to the
outside, never one around it. A job may run twice (its worker may be killed after its commit): handlers ask
the rows what is still to do. The queue is procrastinate's, in the same PostgreSQL.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from typing import Any

import procrastinate
import psycopg
from procrastinate import exceptions, manager, tasks
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from market import transactions
from market.actor import SYSTEM_ACTOR, Actor
from market.database import ATTEMPTS, may_pass_again
from market.text import N_
from market.work import Work

Handler = Callable[..., None]
LONGEST_WAIT_SECONDS = 3600
EXCLUDED = "procrastinate_"  # the queue's own tables, made by its schema and not by our models


@dataclass(frozen=True)
class Job:
    """One declared name. `cron` (UTC) makes it periodic; `tries` counts the first run, then waits double."""

    name: str
    meaning: str
    cron: str | None = None
    tries: int = 8
    first_wait_seconds: int = 5


JOBS = {
    job.name: job
    for job in (
        Job("sweep_clocks", N_("Fire the clocks that are near, due or over"), cron="* * * * *", tries=1),
        Job("sign_checkpoint", N_("Sign the heads of the record's streams"), cron="*/10 * * * *", tries=1),
        Job("requeue_stalled", N_("Take up the jobs of workers that were killed"), cron="* * * * *", tries=1),
        Job("forget_finished", N_("Remove finished jobs after a month"), cron="20 19 * * *", tries=1),
        Job("forget_spent", N_("Forget old sign-in failures and the keys of sent forms"), cron="40 19 * * *", tries=1),
        Job("delete_erased_files", N_("Delete the files of destroyed keys"), cron="50 19 * * *"),
        Job("sweep_left_files", N_("Delete stored bytes that no upload kept"), cron="55 19 * * *"),
        Job("count_board", N_("Count the listings on the board, once a day"), cron="*/10 * * * *", tries=1),
        Job("announce_listing", N_("Tell those whose saved searches have a new listing")),
        Job("deliver_mail", N_("Send one message of the outbox"), tries=12, first_wait_seconds=10),
        Job("sweep_mail", N_("Take up messages that nobody sent"), cron="*/5 * * * *", tries=1),
        Job("read_import", N_("Check an uploaded workbook of cases")),
        Job("run_import", N_("Import the cases of a workbook")),
        Job(
            "sweep_imports",
            N_("Take up workbooks left lying, discard those not decided on"),
            cron="10 * * * *",
            tries=1,
        ),
        Job("open_payee_account", N_("Open a mediator's account with the payment provider")),
        Job("send_payout", N_("Send one payout to the payment provider"), tries=1),
        Job("reconcile_unknown", N_("Find out what became of one payout"), tries=12, first_wait_seconds=15),
        Job("sweep_payouts", N_("Take up payouts whose sending was cut off"), cron="*/2 * * * *", tries=1),
        Job("recheck_cover", N_("Count again how many petitioners each listing fits"), cron="10 17 * * *", tries=3),
        Job("apply_provider_event", N_("Apply one event that the payment provider reported"), tries=12),
    )
}


@dataclass(frozen=True)
class Failure:
    """What a handler raised."""

    name: str
    error: Exception


class Handlers:
    """Who does which job; filled by the roof."""

    def __init__(self) -> None:
        self.all: dict[str, Handler] = {}

    def add(self, handlers: Mapping[str, Handler]) -> None:
        """Take a floor's handlers: `handler(jobs, **args)`. An undeclared name, or a second handler, is refused."""
        for name, handler in handlers.items():
            if name not in JOBS:
                raise ValueError(f"no such job: {name}")
            if name in self.all:
                raise ValueError(f"job handled twice: {name}")
            self.all[name] = handler

    def check(self) -> None:
        """Fail start-up when a declared job has no handler."""
        silent = sorted(JOBS.keys() - self.all.keys())
        if silent:
            raise RuntimeError(f"jobs without a handler: {silent}")

    def clear(self) -> None:
        """Forget all of them; the roof wires anew for each application."""
        self.all.clear()


HANDLERS = Handlers()
_queue = manager.JobManager(procrastinate.SyncPsycopgConnector())  # never opened: it writes on our connections


class JobRoom:
    """What a handler works in: it opens transactions, and holds none open in between."""

    def __init__(self, request_id: str = "job") -> None:
        self.request_id = request_id
        self.committed = 0  # transactions of this run

    @contextmanager
    def work(self, actor: Actor = SYSTEM_ACTOR) -> Iterator[Work]:
        """A work of its own, committed at the end of the block, rolled back by any exception."""
        with transactions.working(actor, request_id=self.request_id) as work:
            yield work
        self.committed += 1


def defer(work: Work, name: str, *, once_as: str | None = None, in_seconds: int = 0, **args: Any) -> None:
    """Enqueue a declared job in the transaction of `work`; `args` are plain JSON, ids and codes only.

    With `once_as`, nothing is added while a job of that key still waits. Raises ValueError for an unknown name.
    """
    if name not in JOBS:
        raise ValueError(f"no such job: {name}")
    work.session.flush()
    connection = work.session.connection()
    deferrer = tasks.configure_task(
        name=name,
        job_manager=_queue,
        queueing_lock=once_as,
        schedule_in={"seconds": in_seconds} if in_seconds else None,
        connection=connection.connection.driver_connection,
    )
    if once_as is None:
        deferrer.defer(**args)
        return
    try:
        with connection.begin_nested():  # a key that waits already must not spoil the transaction
            deferrer.defer(**args)
    except exceptions.AlreadyEnqueued:
        return


def queue_app(database_url: str, failures: list[Failure] | None = None) -> procrastinate.App:
    """The queue with every handler, for one worker on the database of `database_url` (an SQLAlchemy URL)."""
    conninfo = make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    connector = procrastinate.PsycopgConnector(
        conninfo=conninfo, min_size=1, max_size=6, kwargs={"application_name": "market worker"}
    )
    app = procrastinate.App(connector=connector, periodic_defaults={"max_delay": 90})
    for name, handler in HANDLERS.all.items():
        _add_task(app, JOBS[name], handler, failures)
    return app


def work_off(database_url: str, *, concurrency: int = 1) -> None:
    """Run a worker until TERM or Ctrl-C; the job in hand is finished first, for 20 seconds at the most."""
    queue_app(database_url).run_worker(
        concurrency=concurrency, shutdown_graceful_timeout=20, fetch_job_polling_interval=2
    )


def drain(database_url: str, *, strict: bool = True) -> list[Failure]:
    """Run every job that waits now, and those that they enqueue, then return. For tests and the demonstration.

    Raises ExceptionGroup of what handlers raised, or with `strict=False` returns it; failed jobs wait as usual.
    """
    failures: list[Failure] = []
    app = queue_app(database_url, failures)
    app.periodic_registry.periodic_tasks.clear()
    app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    if strict and failures:
        raise ExceptionGroup("jobs failed: " + ", ".join(f.name for f in failures), [f.error for f in failures])
    return failures


def apply_schema(driver_connection: psycopg.Connection[Any]) -> None:
    """Make the queue's tables in the transaction of a psycopg connection, and let the application use them.

    The schema is procrastinate 3.10's; a later release of the library is a migration of ours.
    """
    schema = resources.files("procrastinate.sql").joinpath("schema.sql").read_text(encoding="utf-8")
    driver_connection.execute(schema.encode())
    for table in ("jobs", "events", "periodic_defers", "workers"):
        driver_connection.execute(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_{table} TO market_app".encode()
        )
    driver_connection.execute(b"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO market_app")


def is_ours(name: str | None, kind: str, _parents: Mapping[str, str | None]) -> bool:
    """For Alembic's comparison: every name but the queue's own tables."""
    return not (kind == "table" and (name or "").startswith(EXCLUDED))


class _Doubling(procrastinate.BaseRetryStrategy):
    """Try again after first_wait, twice that, and so on to an hour, until the job has run `tries` times."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def get_retry_decision(
        self, *, exception: BaseException, job: procrastinate.jobs.Job
    ) -> procrastinate.RetryDecision | None:
        if job.attempts + 1 >= self.job.tries:
            return None
        wait = min(self.job.first_wait_seconds * 2**job.attempts, LONGEST_WAIT_SECONDS)
        return procrastinate.RetryDecision(retry_in={"seconds": wait})


def _run(handler: Handler, room: JobRoom, args: Mapping[str, Any]) -> None:
    """Run a handler; where its first transaction lost against another, begin anew, three times in all.

    After a first commit it may have called the outside, which is never repeated here: the queue or a sweep comes back.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return handler(room, **args)
        except DBAPIError as error:
            if room.committed or not may_pass_again(error):
                raise
    return handler(room, **args)


def _add_task(app: procrastinate.App, job: Job, handler: Handler, failures: list[Failure] | None) -> None:
    def run(context: procrastinate.JobContext, timestamp: int | None = None, **args: Any) -> None:
        try:
            _run(handler, JobRoom(f"job-{context.job.id}"), args)
        except Exception as error:
            if failures is not None:
                failures.append(Failure(job.name, error))
            raise

    declare = app.task(
        name=job.name, retry=_Doubling(job), pass_context=True, queueing_lock=job.name if job.cron else None
    )
    task = declare(run)
    if job.cron:
        app.periodic_registry.register_task(task, cron=job.cron, periodic_id="", configure_kwargs={})
