"""`python -m market.keys FOLDER`."""

from market.keys.cli import make_keys_command

make_keys_command()
