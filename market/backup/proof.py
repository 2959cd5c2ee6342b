"""A restoration is proved, not believed: the record verifies, and every stored file is there, whole and readable."""

from sqlalchemy import select

from market.files.models import StoredFile
from market.files.services import open_bytes
from market.record.checkpoints import Checkpoints
from market.record.verify import Verification, verify
from market.refusals import Refused
from market.vault.models import DataKey
from market.work import Work


def prove(work: Work, checkpoints: Checkpoints) -> tuple[Verification, int, list[str]]:
    """Verify the record and open every stored file; returns the verification, how many opened, and the faults.

    Opening each file is a reading by the software and is told in the record.
    """
    found = verify(work.session, checkpoints)
    opened, faults = 0, []
    living = (
        select(StoredFile).join(DataKey, DataKey.id == StoredFile.data_key_id).where(DataKey.destroyed_at.is_(None))
    )
    for stored in work.session.scalars(living.order_by(StoredFile.id)):
        try:
            open_bytes(work, stored, purpose="prove_restoration")
            opened += 1
        except Refused as refused:
            faults.append(f"stored file {stored.public_id} (row {stored.id}): {refused.code}")
    return found, opened, faults
