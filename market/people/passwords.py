"""Passwords are kept as argon2id; an unknown name costs the same check as a known one."""

from functools import cache

from pwdlib import PasswordHash

PASSWORD_LEAST = 10
_HASHER = PasswordHash.recommended()


def hash_password(password: str) -> str:
    """The argon2id hash with its own salt and parameters (RFC 9106)."""
    return _HASHER.hash(password)


def password_holds(password: str, known_hash: str | None) -> bool:
    """Whether it is the password. Without a hash, the same time is spent and the answer is no."""
    if known_hash is None:
        _HASHER.verify(password, _nobody())
        return False
    return _HASHER.verify(password, known_hash)


@cache
def _nobody() -> str:
    return _HASHER.hash("the password of nobody at all")
