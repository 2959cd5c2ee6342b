"""`python -m market.keys FOLDER` makes the keys before there can be an application that needs them."""

from pathlib import Path

import click

from market.keys.making import FILES, make_keys


@click.command("make-keys")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def make_keys_command(folder: Path) -> None:
    """Make the missing key files in FOLDER and print the settings that name them."""
    made = make_keys(folder.absolute())
    for name, (file, _) in FILES.items():
        click.echo(f"{name}={folder.absolute() / file}" + ("" if made[name] else "   # was there, unchanged"))
