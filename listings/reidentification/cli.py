"""`flask listings check`: the publication gate over all that anyone can read, and what it finds."""

import click
from flask.cli import AppGroup

from listings.reidentification.checking import check_everything

listings_commands = AppGroup("listings", help="The listings that were published.")


@listings_commands.command("check")
def check_command() -> None:
    """Look through every published listing again; exit 1 when one says what it must not."""
    checked = 0
    faults = 0
    for finding in check_everything():
        checked += 1
        for fault in finding.faults:
            faults += 1
            click.echo(f"{finding.ref}: {fault}")
    click.echo(f"Checked {checked} listings: {faults} findings.")
    if faults:
        raise SystemExit(1)
