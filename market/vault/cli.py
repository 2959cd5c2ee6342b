"""`flask vault`: list the keys, change them while the system runs, take an old one out of use."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from market import transactions
from market.refusals import WORDING, Refused
from market.vault import rotation
from market.vault.keys import KeyKind, MasterKey, VaultError

vault = AppGroup("vault", help="The keys of personal data: list, rotate, retire.")
WHAT = {KeyKind.WRAPPING: "data keys wrapped", KeyKind.INDEX: "values indexed"}
OLD_BACKUPS = (
    "Backups taken before now hold data under the old keys: keep the key file that each was taken with as long as the"
    " backup."
)


def _one_sentence(command: Callable[..., None]) -> Callable[..., None]:
    """A refusal or an unreadable key file ends the command with its sentence."""

    @wraps(command)
    def run(**arguments: Any) -> None:
        try:
            command(**arguments)
        except Refused as refused:
            raise click.ClickException(WORDING.of(refused.code) % refused.facts) from refused
        except VaultError as error:
            raise click.ClickException(f"VAULT_KEY_FILE {_file()} cannot be used: {error.code}.") from error

    return run


@vault.command("keys")
@_one_sentence
def keys_command() -> None:
    """Every key by its id, and how much is made with it."""
    with transactions.working(read_only=True) as work:
        uses = rotation.key_uses(work, MasterKey.load(_file()))
    for use in uses:
        state = "in use" if use.is_primary else "old" if use.in_file else "NOT IN THE KEY FILE"
        click.echo(f"{use.kind.value:8}  {use.key_id}  {state:6}  {use.made:,} {WHAT[use.kind]}")


@vault.command("rotate")
@click.option("--index", is_flag=True, help="The key of the search index instead of the key that wraps data keys.")
@_one_sentence
def rotate_command(index: bool) -> None:
    """Take a new key into use and move everything to it; pages and workers go on. Cut off, it is run again."""
    file, kind = _file(), KeyKind.INDEX if index else KeyKind.WRAPPING
    with transactions.working(request_id="command") as work:
        key_id, is_new = rotation.begin_rotation(work, file, kind)
        left = rotation.left_to_move(work, MasterKey.load(file), kind)
    click.echo(f"{'New key' if is_new else 'Going on with key'} {key_id}: {left:,} {WHAT[kind]} to move.")
    moved = 0
    for moved in rotation.move_all(file, kind):
        click.echo(f"{moved:,} of {max(left, moved):,} moved")
    with transactions.working(request_id="command") as work:
        rotation.end_rotation(work, key_id, kind, moved)
    click.echo(f"All is under {key_id}. {OLD_BACKUPS}")
    click.echo(
        "The old key still stands in the key file: `flask vault keys` lists it, `flask vault retire` takes it out."
    )


@vault.command("retire")
@click.argument("key_id")
@_one_sentence
def retire_command(key_id: str) -> None:
    """Take an old key out of use and out of the key file; refused while anything is made with it."""
    file = _file()
    with transactions.working(request_id="command") as work:
        kind = rotation.begin_retirement(work, file, key_id)
    rotation.wait_for_what_began_before()
    for _ in rotation.move_all(file, kind):
        click.echo("Moved what was under way.")
    with transactions.working(request_id="command") as work:
        rotation.end_retirement(work, file, key_id, kind)
    with transactions.working(request_id="command") as work:
        rotation.take_out(work, file, key_id, kind)
    click.echo(f"{key_id} has left the key file. {OLD_BACKUPS}")


def _file() -> Path:
    file: Path = current_app.config["SETTINGS"].vault_key_file
    return file
