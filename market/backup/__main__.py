"""`python -m market.backup KEYS_FILE INSTANCE_FOLDER`: put a backup's keys on an empty machine.

The application does not start without its keys, so this one step comes before `flask restore`.
"""

from pathlib import Path

import click

from market.backup.keyfile import unpack
from market.backup.places import BackupRefused, Places
from market.files.folder import Folder


@click.command()
@click.argument("keys_file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("instance_folder", type=click.Path(file_okay=False, path_type=Path))
def main(keys_file: Path, instance_folder: Path) -> None:
    """Write vault_key and checkpoint_key from KEYS_FILE into INSTANCE_FOLDER."""
    places = Places(
        owner_url="",
        files=Folder(instance_folder / "files"),
        checkpoint_file=instance_folder / "checkpoints.jsonl",
        vault_key_file=instance_folder / "vault_key",
        checkpoint_key_file=instance_folder / "checkpoint_key",
    )
    try:
        for path in unpack(keys_file, places):
            click.echo(f"{path} written.")
    except BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused


if __name__ == "__main__":
    main()
