"""Personal data is kept sealed: a data key a case, wrapped by a master key kept outside the database."""

from market.vault.purposes import PURPOSES, SYSTEM_PURPOSES
from market.vault.services import (
    NeedsOpening,
    configure,
    destroy_key,
    find,
    open_vault,
    opening_in_force,
    put,
    put_many,
    read,
)

__all__ = [
    "PURPOSES",
    "SYSTEM_PURPOSES",
    "NeedsOpening",
    "configure",
    "destroy_key",
    "find",
    "open_vault",
    "opening_in_force",
    "put",
    "put_many",
    "read",
]
