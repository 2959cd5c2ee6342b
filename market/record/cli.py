"""`flask record`: prove the record, sign its heads, make the signing key."""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from market import transactions
from market.jobs import JobRoom
from market.record import checkpoints
from market.record.checkpoints import CheckpointError
from market.record.signing import sign_checkpoint
from market.record.verify import told, verify

record = AppGroup("record", help="The record of events: verify it, sign its heads.")


@record.command("verify")
def verify_command() -> None:
    """Recompute every hash and compare with the heads and the signed checkpoints."""
    try:
        file, key_file = checkpoints.place()
        signed = checkpoints.read(file, checkpoints.load_key(key_file).public_key())
    except CheckpointError as error:
        raise click.ClickException(str(error)) from error
    with transactions.working(read_only=True) as work:
        found = verify(work.session, signed)
    for line in told(found, signed.last_taken_at):
        click.echo(line)
    if not found.is_sound:
        sys.exit(1)


@record.command("checkpoint")
def checkpoint_command() -> None:
    """Sign the heads that have moved and add them to the checkpoint file."""
    try:
        moved = sign_checkpoint(JobRoom("command"))
    except CheckpointError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{checkpoints.place()[0]}: {moved} streams signed anew.")


@record.command("generate-key")
@click.argument("path", type=click.Path(path_type=Path))
def generate_key_command(path: Path) -> None:
    """Make a signing key at PATH and print the public key, for whoever is to check the checkpoints."""
    try:
        checkpoints.generate_key(path)
        click.echo(checkpoints.public_pem(checkpoints.load_key(path)), nl=False)
    except CheckpointError as error:
        raise click.ClickException(str(error)) from error
