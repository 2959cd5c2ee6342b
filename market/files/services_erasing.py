"""A file whose data key is destroyed is deleted where it is stored, too: sealed for good, it is of no use to anybody.

No two rows name one stored file (`store_name` is unique, for no two sealings are alike), so nobody else's goes with it.
The record says which are gone, and by that alone a run that was cut off knows where to go on.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, exists, select

from market.files.models import StoredFile
from market.jobs import defer
from market.record.models import RecordEvent
from market.vault.models import DataKey
from market.work import Work

JOB = "delete_erased_files"
BATCH = 200


def delete_later(work: Work, subject: Any, facts: Mapping[str, Any]) -> None:
    """Hears "vault.key_destroyed": the stream's files, if it has any, are deleted after this transaction."""
    if facts["files"]:
        defer(work, JOB, once_as=JOB)


def erased_files(work: Work) -> dict[int, str]:
    """Files under a destroyed key that may still be stored: id -> the store's name. So many at a time, oldest first."""
    wanted = (
        select(StoredFile.id, StoredFile.store_name)
        .join(DataKey, DataKey.id == StoredFile.data_key_id)
        .where(DataKey.destroyed_at.is_not(None), ~_is_told())
        .order_by(StoredFile.id)
        .limit(BATCH)
    )
    return dict(work.session.execute(wanted).all())


def tell_deleted(work: Work, file_id: int) -> None:
    """Tell the record, once, that a file was deleted; two runs at once tell it one after the other."""
    stored = work.session.get_one(StoredFile, file_id)
    held = select(DataKey.id).where(DataKey.id == stored.data_key_id).with_for_update(key_share=True)
    work.session.execute(held).scalar_one()
    if not work.session.scalar(select(_is_told()).where(StoredFile.id == file_id)):
        work.tell("file.deleted", stored)


def _is_told() -> ColumnElement[bool]:
    return exists().where(
        RecordEvent.subject_type == StoredFile.__tablename__,
        RecordEvent.subject_id == StoredFile.id,
        RecordEvent.name == "file.deleted",
    )
