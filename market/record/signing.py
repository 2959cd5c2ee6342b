"""The job that signs: heads are read in one statement, so a checkpoint never shows half a transaction."""

from market.jobs import JobRoom
from market.record import checkpoints
from market.record.checkpoints import Checkpoints, Seen
from market.record.queries import seen


def sign_checkpoint(jobs: JobRoom) -> int:
    """Sign what has moved since the last checkpoint; returns the number of streams. Raises CheckpointError."""
    file, key_file = checkpoints.place()

    def look(known: Checkpoints) -> Seen:
        with jobs.work() as work:
            return seen(work.session, known, work.now)

    return checkpoints.append(file, checkpoints.load_key(key_file), look)


def sign(jobs: JobRoom) -> None:
    """The handler of the job sign_checkpoint."""
    sign_checkpoint(jobs)
