"""A job whose worker was killed stays `doing` for ever in the queue's own view: it is put back here.

The queue's functions are called by name in our transaction, each job behind a savepoint of its own: one
that cannot be put back holds up no other.
"""

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from market.database import constraint_of
from market.jobs import JOBS, JobRoom
from market.work import Work

SILENT_SECONDS = 60  # a living worker says so every ten
MOST_ATTEMPTS = 30  # a job that kills its worker each time is given up, for a person to look at
KEEP_DAYS = 30
TWIN_WAITS = "procrastinate_jobs_queueing_lock_idx_v1"  # the queue's index: one waiting job a key

_STALLED = text("""
    SELECT job.id, job.task_name, job.attempts FROM procrastinate_jobs job
    LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
    WHERE job.status = 'doing'
      AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => :silent))
    ORDER BY job.id FOR UPDATE OF job SKIP LOCKED
""")
_PUT_BACK = text("SELECT procrastinate_retry_job_v2(:id, now(), NULL, NULL, NULL)")
_GIVE_UP = text("SELECT procrastinate_finish_job_v1(:id, 'failed', false)")
_FORGET = text("""
    DELETE FROM procrastinate_jobs job WHERE job.status IN ('succeeded', 'cancelled', 'aborted')
      AND NOT EXISTS (SELECT FROM procrastinate_events event
                      WHERE event.job_id = job.id AND event.at > now() - make_interval(days => :days))
""")


def requeue_stalled(jobs: JobRoom) -> None:
    """The handler: see `put_back_stalled`."""
    with jobs.work() as work:
        put_back_stalled(work)


def put_back_stalled(work: Work, *, silent_seconds: int = SILENT_SECONDS) -> list[int]:
    """Put back the jobs left `doing` by workers that gave no sign for `silent_seconds`; returns their ids.

    A periodic job is ended instead: its next turn comes by itself, and two may not wait at once. So is a job whose
    twin of the same key waits already: the twin does the work.
    """
    put_back = []
    for job in work.session.execute(_STALLED, {"silent": silent_seconds}).all():
        periodic = job.task_name in JOBS and JOBS[job.task_name].cron is not None
        if periodic or job.attempts >= MOST_ATTEMPTS:
            work.session.execute(_GIVE_UP, {"id": job.id})
        elif _back(work, job.id):
            put_back.append(int(job.id))
        else:
            work.session.execute(_GIVE_UP, {"id": job.id})
    return put_back


def _back(work: Work, job_id: int) -> bool:
    """Whether the job waits again; it does not where its twin waits already."""
    try:
        with work.session.begin_nested():
            work.session.execute(_PUT_BACK, {"id": job_id})
    except IntegrityError as error:
        if constraint_of(error) != TWIN_WAITS:
            raise
        return False
    return True


def forget_finished(jobs: JobRoom) -> None:
    """Remove jobs that ended well and have been quiet for 30 days; failed ones stay to be looked at."""
    with jobs.work() as work:
        work.session.execute(_FORGET, {"days": KEEP_DAYS})
