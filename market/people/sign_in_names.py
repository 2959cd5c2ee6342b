"""A sign-in name is kept in one spelling: what an input method makes of it finds the same account.

Half width, lower case, without spaces. The database refuses any other spelling.
"""

import unicodedata

from market.refusals import Invalid


def plain_name(typed: str) -> str:
    """The spelling by which an account is kept and found (Unicode NFKC, case folded)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", typed).strip().casefold())


def new_name(typed: str) -> str:
    """The spelling for a new account. Raises Invalid people.name_unfit for spaces or signs that nobody sees."""
    name = plain_name(typed)
    if not name or any(not character.isprintable() or character.isspace() for character in name):
        raise Invalid("people.name_unfit", field="sign_in_name")
    return name
