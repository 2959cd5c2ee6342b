"""`flask demo seed`: the demonstration's data, once. The roof adds these commands in demo mode only."""

import logging
import os
import time
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from demo.bulk.copying import copy_in, settle
from demo.seed.play import is_seeded, seed
from listings.board.counts import count_board
from market import cluster, transactions
from market.settings.environment import Settings
from market.web.application import engine_options

demo = AppGroup("demo", help="The demonstration's people, cases and year.")
MOST_CASES = 5_000
MOST_COPIED = 5_000_000


def swift_options(settings: Settings) -> dict[str, Any]:
    """As the application connects, but a commit does not wait for the disk: a cut-off seeding is begun anew anyway."""
    options = engine_options(settings) | {"pool_pre_ping": False}
    waits = options["connect_args"]["options"]
    return options | {"connect_args": options["connect_args"] | {"options": f"{waits} -c synchronous_commit=off"}}


@demo.command("seed")
def seed_command() -> None:
    """Play DEMO_CASES cases (200; 0 for the people alone) into an empty database; a second time does nothing."""
    text = os.environ.get("DEMO_CASES", "200")
    if not text.isascii() or not text.isdigit() or int(text) > MOST_CASES:
        raise click.ClickException(f"DEMO_CASES must be a whole number from 0 to {MOST_CASES}, not {text!r}.")
    settings: Settings = current_app.config["SETTINGS"]
    unfinished = settings.instance_folder / "demo" / "seeding"
    if unfinished.exists():
        raise click.ClickException(
            "An earlier seeding was cut off, so the data are not whole: "
            f"empty the database or remove {settings.instance_folder}, then start again."
        )
    for talkative in ("stripe", "procrastinate"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    engine = create_engine(**swift_options(settings))
    began = time.monotonic()
    try:
        if is_seeded(engine):
            click.echo("The data are there already.")
            return
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch()
        seed(sessionmaker(engine, expire_on_commit=False), settings.provider_base_url, int(text), click.echo)
        with transactions.working() as work:
            count_board(work)
        unfinished.unlink()
    finally:
        engine.dispose()
    click.echo(f"{text} cases are there after {round(time.monotonic() - began)} s.")


@click.command("seed-bulk")
@click.argument("count", type=click.IntRange(1, MOST_COPIED))
@with_appcontext
def seed_bulk_command(count: int) -> None:
    """Copy COUNT released listings with their cases into the demonstration, for measuring the board.

    The cases have no parties, so nothing can be done with them: use a database that may be thrown away.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if settings.migration_database_url is None:
        raise click.ClickException("MIGRATION_DATABASE_URL is not set: the owner of the tables copies the rows.")
    began = time.monotonic()
    with cluster.connect(settings.migration_database_url, autocommit=False) as connection:
        try:
            copy_in(connection, count)
        except LookupError as error:
            raise click.ClickException(f"{error}.") from error
    click.echo(f"{count} listings copied after {round(time.monotonic() - began)} s.")
    with cluster.connect(settings.migration_database_url) as connection:
        settle(connection)
    with transactions.working() as work:
        count_board(work)
    click.echo(f"Ready and counted after {round(time.monotonic() - began)} s.")
