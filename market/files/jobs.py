"""Deleting what nobody can read any more, between two transactions; a run that was killed is simply done once more."""

from market.files.services import store
from market.files.services_erasing import erased_files, tell_deleted
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
