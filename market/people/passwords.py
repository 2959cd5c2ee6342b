"""Passwords are kept as argon2id; an unknown name costs the same check as a known one."""

from functools import cache
from itertools import pairwise

from pwdlib import PasswordHash

from market.refusals import Invalid

PASSWORD_LEAST = 10
PASSWORD_VARIETY = 5  # different characters
_HASHER = PasswordHash.recommended()


def hash_password(password: str) -> str:
    """The argon2id hash with its own salt and parameters (RFC 9106)."""
    return _HASHER.hash(password)


def demand_password(password: str, sign_in_name: str, *, field: str = "password") -> None:
    """Refuse what is guessed first. Raises Invalid people.password_short, people.password_plain.

    Too short, a handful of characters over and over, a run such as 1234567890, or the sign-in name itself.
    """
    if len(password) < PASSWORD_LEAST:
        raise Invalid("people.password_short", field=field)
    steps = {ord(after) - ord(before) for before, after in pairwise(password)}
    is_run = len(steps - {-9, 9}) == 1  # 9 to 0 goes on
    repeats_name = password.casefold().startswith(sign_in_name) and len(password) < len(sign_in_name) + 4
    if len(set(password)) < PASSWORD_VARIETY or is_run or repeats_name:
        raise Invalid("people.password_plain", field=field)


def password_holds(password: str, known_hash: str | None) -> bool:
    """Whether it is the password. Without a hash, the same time is spent and the answer is no."""
    if known_hash is None:
        _HASHER.verify(password, _nobody())
        return False
    return _HASHER.verify(password, known_hash)


@cache
def _nobody() -> str:
    return _HASHER.hash("the password of nobody at all")
