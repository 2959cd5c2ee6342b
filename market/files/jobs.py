"""Deleting what nobody can read any more, between two transactions; a run that was killed is simply done once more."""

from collections.abc import Iterator
from itertools import islice

from market.files.services import store
from market.files.services_erasing import erased_files, tell_deleted
from market.files.services_sweeping import (
    NAMES_AT_ONCE,
    is_ours,
    most_left,
    refuse_too_many,
    settled_by,
    tell_left_over,
    unnamed,
)
from market.jobs import JobRoom


def delete_erased_files(jobs: JobRoom) -> None:
    """Delete the files of destroyed keys, and tell the record of each once it is gone.

    Raises what the store raises where it does not answer; what is not told then is taken up again.
    """
    while True:
        with jobs.work() as work:
            waiting = erased_files(work)
        if not waiting:
            return
        for file_id, name in waiting.items():
            store().delete(name)
            with jobs.work() as work:
                tell_deleted(work, file_id)


def sweep_left_files(jobs: JobRoom) -> None:
    """Delete what no row names and has lain in the store for more than a day, some names at a time.

    Everything is found before anything is deleted, and where that is more than a house leaves in its course nothing is.
    Each lot's count is told before it is deleted: what was taken away is never untold, and what a killed run has not
    come to is found and told once more. Raises SweepRefused, or what the store raises where it does not answer.
    """
    left = _left_files(jobs)
    while lot := list(islice(left, NAMES_AT_ONCE)):
        with jobs.work() as work:
            lot = unnamed(work, lot)  # a row may have come since
            if lot:
                tell_left_over(work, len(lot))
        for name in lot:
            store().delete(name)


def _left_files(jobs: JobRoom) -> Iterator[str]:
    """The names of ours that no row names. Raises SweepRefused as soon as they are too many."""
    left: list[str] = []
    with jobs.work() as work:
        most = most_left(work)
        names = store().names(before=settled_by(work))
    while lot := list(islice(names, NAMES_AT_ONCE)):
        with jobs.work() as work:
            lot = unnamed(work, lot)
        for name in lot:
            if is_ours(name):
                left.append(name)
                refuse_too_many(len(left), most)
    return iter(left)
