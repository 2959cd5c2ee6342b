"""`flask jobs`: run the worker, say what waits."""

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import text

from market import transactions
from market.jobs import work_off

jobs = AppGroup("jobs", help="The job worker and its queue.")
_COUNTS = text(
    "SELECT task_name, status::text AS status, count(*) AS number FROM procrastinate_jobs GROUP BY 1, 2 ORDER BY 1, 2"
)


@jobs.command("work")
@click.option("--concurrency", default=1, show_default=True, help="Jobs run at the same time.")
def work_command(concurrency: int) -> None:
    """Run jobs until TERM or Ctrl-C; the job in hand is finished first."""
    work_off(current_app.config["SETTINGS"].database_url, concurrency=concurrency)


@jobs.command("list")
def list_command() -> None:
    """How many jobs of each name wait, run, have ended or failed."""
    with transactions.working(read_only=True) as work:
        for row in work.session.execute(_COUNTS):
            click.echo(f"{row.task_name}  {row.status}  {row.number}")
