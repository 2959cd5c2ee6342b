"""A restoration is proved, not believed: each floor offers the proof of what it keeps, and all of them are run.

The ground proves that the record verifies and that every stored file is there, whole and readable.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import select

from market.files.models import StoredFile
from market.files.services import open_bytes
from market.record import checkpoints
from market.record.verify import told, verify
from market.refusals import NotNow, Refused
from market.vault.models import DataKey
from market.work import Work


@dataclass(frozen=True)
class Proved:
    """What one proof found and looked at, a line each, faults first."""

    lines: list[str]
    is_sound: bool


Proof = Callable[[Work], Proved]


class Proofs:
    """The proofs of all floors, from the ground up; filled by the roof."""

    def __init__(self) -> None:
        self.all: list[Proof] = []

    def add(self, proofs: Iterable[Proof]) -> None:
        """Take a floor's proofs."""
        self.all.extend(proofs)

    def clear(self) -> None:
        """Forget all of them; the roof wires anew for each application."""
        self.all.clear()


PROOFS = Proofs()


def prove_record(work: Work) -> Proved:
    """Recompute the record and compare it with the checkpoints of this machine. Raises CheckpointError."""
    file, key_file = checkpoints.place()
    signed = checkpoints.read(file, checkpoints.load_key(key_file).public_key())
    found = verify(work.session, signed)
    return Proved(told(found, signed.last_taken_at), found.is_sound)


def prove_files(work: Work) -> Proved:
    """Open every stored file whose key lives; each opening is a reading by the software and told in the record."""
    opened, faults = 0, []
    living = (
        select(StoredFile).join(DataKey, DataKey.id == StoredFile.data_key_id).where(DataKey.destroyed_at.is_(None))
    )
    for stored in work.session.scalars(living.order_by(StoredFile.id)):
        try:
            open_bytes(work, stored, purpose="prove_restoration")
            opened += 1
        except NotNow:
            faults.append("fault: the file storage does not answer: the other files were not looked at.")
            break
        except Refused as refused:
            faults.append(f"fault: stored file {stored.public_id} (row {stored.id}): {refused.code}")
    return Proved([*faults, f"Opened {opened} stored files."], not faults)
