"""Many new rows are sealed at once, under the rules that `market.vault.services.put_many` keeps for one.

Each value is bound to its place and stands under its own stream's key; a row that stands here already is refused by
the table's own unique constraint, so that nothing is ever overwritten by the thousand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert

from market.vault import cipher
from market.vault.cipher import Associated, VaultError
from market.vault.keyring import HeldKey, hold_keys
from market.vault.models import VaultCell, VaultIndex
from market.work import Work


@dataclass(frozen=True)
class Sealing:
    """The columns of one new row, for the key of the stream `key_for`; `indexed` as `put_many` takes it."""

    key_for: str
    table: str
    row: int
    values: Mapping[str, str | None]
    indexed: Mapping[str, str] = field(default_factory=dict)


def put_new(work: Work, sealings: Sequence[Sealing]) -> None:
    """Seal the rows, none of which may stand in the vault yet. Raises Refused vault_key_destroyed."""
    keys = hold_keys(work, {sealing.key_for for sealing in sealings})
    cells = [cell for sealing in sealings for cell in _cells(keys[sealing.key_for], sealing)]
    digests = [digest for sealing in sealings for digest in _digests(keys[sealing.key_for], sealing)]
    connection = work.session.connection()
    if cells:
        connection.execute(insert(VaultCell), cells)
    if digests:
        connection.execute(insert(VaultIndex), digests)


def _cells(key: HeldKey, sealing: Sealing) -> list[dict[str, Any]]:
    return [
        {
            "data_key_id": key.id,
            "table_name": sealing.table,
            "row_id": sealing.row,
            "column_name": column,
            "ciphertext": cipher.seal(key.wrapped, key.master, text, Associated(sealing.table, sealing.row, column)),
        }
        for column, text in sorted(sealing.values.items())
        if text
    ]


def _digests(key: HeldKey, sealing: Sealing) -> list[dict[str, Any]]:
    found = []
    for column, purpose in sorted(sealing.indexed.items()):
        text = sealing.values.get(column)
        if not text:
            continue
        try:
            digests = cipher.blind_indexes(key.master, purpose, text)
        except VaultError:  # nothing is left of the value to compare
            continue
        place = {"table_name": sealing.table, "row_id": sealing.row, "column_name": column}
        for key_id, digest in digests.items():
            found.append(place | {"data_key_id": key.id, "purpose": purpose, "digest": digest, "index_key_id": key_id})
    return found
