"""The stage: a work of any person at any instant of the past, in a committed transaction of its own.

What a job would do is done here too, at the instant of the story, by the same handlers; the clocks are swept
as they would have been. Only `happened_at` lies in the past: the record's and the ledger's own instants do not.
"""

import json
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, sessionmaker

from market import jobs
from market.actor import SYSTEM_ACTOR, Actor
from market.clocks.queries import due_runs
from market.clocks.sweep import fire
from market.database import database_now
from market.people.models import Account
from market.people.queries import actor_of
from market.record.writing import write_told
from market.work import Work

REQUEST_ID = "demonstration"
BATCH = 500
LEFT_FOR_THE_END = ("recheck_cover",)  # counted once when the play is over, not after each of a thousand deeds
_TAKE_JOBS = text("DELETE FROM procrastinate_jobs WHERE status = 'todo' RETURNING id, task_name, args")


class PastRoom(jobs.JobRoom):
    """The room of a job whose transactions happen at an instant of the story."""

    def __init__(self, stage: "Stage", when: datetime) -> None:
        super().__init__(REQUEST_ID)
        self._stage = stage
        self._when = when

    @contextmanager
    def work(self, actor: Actor = SYSTEM_ACTOR) -> Iterator[Work]:
        """A work of its own at the room's instant."""
        with self._stage.work(self._when, actor) as work:
            yield work


class Stage:
    """Where the demonstration is played. `now` is the database's instant when the play began."""

    def __init__(self, sessions: sessionmaker[Session], provider_url: str) -> None:
        self._sessions = sessions
        self._provider_url = provider_url.rstrip("/")
        self._actors: dict[str, Actor] = {}
        with sessions() as session:
            self.now = database_now(session)

    @contextmanager
    def work(self, when: datetime, actor: Actor) -> Iterator[Work]:
        """A work at `when`, committed at the end of the block. Raises ValueError for an instant to come."""
        if when > self.now:
            raise ValueError(f"{when} has not come yet")
        with self._sessions() as session:
            work = Work(session=session, actor=actor, now=when, request_id=REQUEST_ID)
            yield work
            session.flush()
            write_told(work)
            session.commit()

    def as_person(self, sign_in_name: str) -> Actor:
        """The actor behind a sign-in name, with the appointments of the present; the system for no name."""
        if not sign_in_name:
            return SYSTEM_ACTOR
        if sign_in_name not in self._actors:
            with self._sessions() as session:
                found = session.execute(select(Account).where(func.lower(Account.sign_in_name) == sign_in_name))
                self._actors[sign_in_name] = actor_of(session, found.scalar_one(), self.now)
        return self._actors[sign_in_name]

    def forget_actors(self) -> None:
        """Read the actors anew: appointments have changed."""
        self._actors.clear()

    def do(self, when: datetime, who: str, deed: Callable[[Work], object]) -> None:
        """One person's deed at `when`, and then what it enqueued."""
        with self.work(when, self.as_person(who)) as work:
            deed(work)
        self.work_off(when + timedelta(seconds=40))

    def work_off(self, when: datetime) -> None:
        """Do every job that waits, and those that these enqueue, at `when`."""
        while True:
            with self._sessions() as session:
                taken = session.execute(_TAKE_JOBS).all()
                session.commit()
            if not taken:
                return
            for job in sorted(taken, key=lambda one: int(one.id)):
                if job.task_name in LEFT_FOR_THE_END:
                    continue
                self.run_job(min(when, self.now), job.task_name, **job.args)

    def run_job(self, when: datetime, name: str, **args: object) -> None:
        """Run one job's handler at `when`."""
        jobs.HANDLERS.all[name](PastRoom(self, when), **args)

    def sweep(self, when: datetime) -> None:
        """Fire every clock whose instant has come at `when`."""
        while True:
            with self.work(when, SYSTEM_ACTOR) as work:
                due = due_runs(work, BATCH)
            for run_id in due:
                with self.work(when, SYSTEM_ACTOR) as work:
                    fire(work, run_id)
            if len(due) < BATCH:
                return

    def tell_provider(self, what: str) -> None:
        """Let the sandbox settle everything, let the next payout fail, or lose the answer to it."""
        orders = {
            "fail": {"kind": "fail_payouts", "times": 1, "failure_code": "account_closed"},
            "lose_reply": {"kind": "lose_reply", "times": 1, "on": "POST payouts"},
        }
        if what == "settle":
            self.post(f"{self._provider_url}/sandbox/settle", b"", "application/x-www-form-urlencoded")
        else:
            self.post(f"{self._provider_url}/sandbox/misbehave", json.dumps(orders[what]).encode(), "application/json")

    @staticmethod
    def post(url: str, body: bytes, mimetype: str) -> None:
        """POST to the sandbox; its redirect back to one of our pages, which are not up yet, is not followed."""
        request = urllib.request.Request(url, body, {"Content-Type": mimetype})  # noqa: S310 - the sandbox
        opener = urllib.request.build_opener(_NoRedirect)
        try:
            opener.open(request, timeout=20).close()
        except urllib.error.HTTPError as answer:
            if answer.code != 303:
                raise


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect as it is."""

    def redirect_request(self, *_: object) -> None:
        return None
