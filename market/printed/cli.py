"""`flask lifecycles`, `policies`, `postings`, `clocks` and `events` print the tables; `flask docs write` keeps them."""

from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from market.printed.pages import PAGES

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "tables"
docs = AppGroup("docs", help="The printed tables under docs/tables.")


def _printer(name: str) -> click.Command:
    @click.command(name, help=f"Print the {name} as Markdown.")
    @with_appcontext
    def command() -> None:
        click.echo(PAGES[name](), nl=False)

    return command


@docs.command("write")
def write_command() -> None:
    """Write every table into docs/tables."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, printed in PAGES.items():
        (FOLDER / f"{name}.md").write_text(printed(), encoding="utf-8")
        click.echo(f"docs/tables/{name}.md")


CLI = [*(_printer(name) for name in PAGES), docs]
