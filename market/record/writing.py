"""Record rows are written last in a transaction, streams in one sorted order, so writers never deadlock."""

from sqlalchemy import insert

from market.record.models import RecordEvent
from market.refusals import Refused
from market.work import Work


def write_told(work: Work) -> None:
    """Write what `work` has told. Called once by the edge just before commit; the buffer is empty after."""
    rows = [
        {
            "stream": told.stream,
            "name": told.name,
            "subject_type": told.subject_type,
            "subject_id": told.subject_id,
            "jurisdiction_id": told.jurisdiction_id,
            "actor_kind": work.actor.kind.value,
            "actor_person_id": work.actor.person_id,
            "actor_account_id": work.actor.account_id,
            "payload": told.payload | ({"postings": told.postings} if told.postings else {}),
            "request_id": work.request_id,
            "happened_at": work.now,
        }
        for told in sorted(work.told, key=lambda event: event.stream)
    ]
    if rows:
        work.session.flush()
        # One statement a row, sent together: the rows reach the trigger in this order, each after the one before.
        work.session.connection().execute(insert(RecordEvent), rows)
    work.told.clear()


def leaves_traces(gone: Work, refused: Refused) -> bool:
    """Whether a work that was refused and rolled back leaves anything."""
    return bool(gone.lasting) or refused.leaves is not None


def write_traces(work: Work, gone: Work, refused: Refused) -> None:
    """In `work`, a transaction of its own that the caller commits, what `gone` leaves: its readings, and the attempt.

    Raises what the refusal's own trace raises.
    """
    work.told += gone.lasting
    if refused.leaves is not None:
        refused.leaves(work)
    work.session.flush()
    write_told(work)
