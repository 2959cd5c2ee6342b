"""`flask backup FOLDER` and `flask restore FOLDER`; both say what they did, and fail with one sentence."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from market import transactions
from market.backup import keyfile
from market.backup.manifest import FILES, Manifest
from market.backup.places import BackupRefused, Places
from market.backup.proof import PROOFS
from market.backup.restoring import restore
from market.backup.taking import take
from market.files.services import place_of
from market.files.store import StoreAway
from market.record.checkpoints import CheckpointError

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.argument("folder", type=FOLDER)
@click.option("--keys", type=FILE, help="Also write the keys, into this file apart from FOLDER.")
@with_appcontext
def backup_command(folder: Path, keys: Path | None) -> None:
    """Back up database, files and checkpoints into FOLDER (new or empty)."""
    try:
        places = places_of_this_machine()
        if keys is not None:
            keyfile.demand_free(keys, folder)  # before the long work; the keys are written once that is done
        manifest = take(places, folder)
        if keys is not None:
            keyfile.pack(places, keys, folder)
    except (BackupRefused, StoreAway) as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{folder}: {summary(manifest)}")
    if keys is None:
        click.echo("The keys are not in it: without VAULT_KEY_FILE nobody can read what is sealed.")


@click.command("restore")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--keys", type=FILE, help="Also put the keys of this file in their places.")
@with_appcontext
def restore_command(folder: Path, keys: Path | None) -> None:
    """Restore FOLDER into an empty database, then prove the record, the stored files and the ledger."""
    try:
        places = places_of_this_machine()
        if keys is not None:
            keyfile.unpack(keys, places)
        manifest = restore(places, folder)
        click.echo(f"Restored {summary(manifest)}")
        with transactions.working(request_id="restore") as work:
            proved = [prove(work) for prove in PROOFS.all]
    except (BackupRefused, CheckpointError, StoreAway) as refused:
        raise click.ClickException(str(refused)) from refused
    for line in (line for one in proved for line in one.lines):
        click.echo(line)
    if not all(one.is_sound for one in proved):
        sys.exit(1)


def places_of_this_machine() -> Places:
    """The places that the settings name. Raises BackupRefused without the owner's address."""
    settings = current_app.config["SETTINGS"]
    if settings.migration_database_url is None:
        raise BackupRefused("MIGRATION_DATABASE_URL is not set: a backup needs the role that owns the tables.")
    return Places(
        owner_url=settings.migration_database_url,
        files=place_of(settings),
        checkpoint_file=settings.checkpoint_file,
        vault_key_file=settings.vault_key_file,
        checkpoint_key_file=settings.checkpoint_key_file,
    )


def summary(manifest: Manifest) -> str:
    """One line: how much, and of when."""
    files = sum(1 for path in manifest.parts if path.startswith(f"{FILES}/"))
    size = sum(size for size, _ in manifest.parts.values())
    return f"the database and {files} files, {size / 1_000_000:.1f} MB, as of {manifest.taken_at}."
