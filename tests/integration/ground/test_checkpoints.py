"""Whatever the last checkpoint covers cannot be rewritten unseen, and checkpoints sign only what is whole."""

from pathlib import Path

import pytest
from sqlalchemy import text

from market.record import checkpoints
from market.record.queries import seen
from tests.integration.ground.recording import CLERK, by_superuser, tell_erasures, verified


@pytest.fixture
def signed(written, tmp_path) -> tuple[Path, checkpoints.Ed25519PrivateKey]:
    """A checkpoint over the four events."""
    checkpoints.generate_key(tmp_path / "key")
    key = checkpoints.load_key(tmp_path / "key")
    sign(written, tmp_path / "checkpoints.jsonl", key)
    return tmp_path / "checkpoints.jsonl", key


def sign(database, file, key) -> int:
    with database.session() as session:
        now = session.scalar(text("SELECT now()"))
        return checkpoints.append(file, key, lambda known: seen(session, known, now))


def test_a_history_recomputed_to_its_end_is_seen_by_the_checkpoint(written, signed):
    file, key = signed
    read = checkpoints.read(file, key.public_key())
    assert verified(written, read).is_sound
    by_superuser(
        written,
        f"DELETE FROM record_event WHERE stream = '{CLERK}' AND sequence = 3",
        f"UPDATE record_stream SET sequence = 2, hash = (SELECT hash FROM record_event"
        f" WHERE stream = '{CLERK}' AND sequence = 2) WHERE stream = '{CLERK}'",
    )
    assert verified(written).is_sound  # the database alone can be made to agree with itself
    assert verified(written, read).faults == [f"stream {CLERK}: a checkpoint covers 3 events and only 2 are there"]
    with pytest.raises(checkpoints.CheckpointError, match="shorter than the checkpoint says"):
        sign(written, file, key)


def test_a_recomputed_event_is_not_the_signed_one(written, signed):
    file, key = signed
    by_superuser(written, *RECOMPUTED)
    assert verified(written).is_sound
    read = checkpoints.read(file, key.public_key())
    assert verified(written, read).faults == [f"stream {CLERK}: event 3 is not the one that a checkpoint signed"]


RECOMPUTED = (
    f"UPDATE record_event SET request_id = 'forged' WHERE stream = '{CLERK}' AND sequence = 3",
    f"UPDATE record_event e SET hash = record_event_hash(e) WHERE stream = '{CLERK}' AND sequence = 3",
    f"UPDATE record_stream SET hash = (SELECT hash FROM record_event"
    f" WHERE stream = '{CLERK}' AND sequence = 3) WHERE stream = '{CLERK}'",
)


def test_a_recomputed_history_is_not_signed_over(written, signed):
    file, key = signed
    by_superuser(written, *RECOMPUTED)
    before = file.read_bytes()
    with pytest.raises(checkpoints.CheckpointError, match=f"event 3 of {CLERK} is not the one"):
        sign(written, file, key)
    assert file.read_bytes() == before
    found = verified(written, checkpoints.read(file, key.public_key()))
    assert found.faults == [f"stream {CLERK}: event 3 is not the one that a checkpoint signed"]


def test_a_recomputed_history_that_grew_on_is_not_signed_over(written, signed, commit_work):
    file, key = signed
    by_superuser(written, *RECOMPUTED)
    commit_work("clerk", tell_erasures)
    assert verified(written).is_sound, "the database alone agrees with itself"
    with pytest.raises(checkpoints.CheckpointError, match=f"event 3 of {CLERK} is not the one"):
        sign(written, file, key)
    found = verified(written, checkpoints.read(file, key.public_key()))
    assert found.faults == [f"stream {CLERK}: event 3 is not the one that a checkpoint signed"]


def test_every_head_that_was_ever_signed_is_compared(written, signed, commit_work):
    file, key = signed
    commit_work("clerk", tell_erasures)
    sign(written, file, key)
    by_superuser(
        written,
        *RECOMPUTED[:2],
        f"UPDATE record_event SET previous_hash = (SELECT hash FROM record_event"
        f" WHERE stream = '{CLERK}' AND sequence = 3) WHERE stream = '{CLERK}' AND sequence = 4",
    )
    commit_work("clerk", tell_erasures)
    found = verified(written, checkpoints.read(file, key.public_key()))
    assert f"stream {CLERK}: event 3 is not the one that a checkpoint signed" in found.faults
    with pytest.raises(checkpoints.CheckpointError, match=f"event 3 of {CLERK}"):
        sign(written, file, key)


def test_a_line_that_signs_anew_what_was_signed_is_a_fault(written, signed):
    file, key = signed
    by_superuser(written, *RECOMPUTED)
    known = checkpoints.read(file, key.public_key())
    with file.open("ab") as stream, written.session() as session:  # as whoever holds the key could
        now = session.scalar(text("SELECT now()"))
        stream.write(checkpoints._signed_line(key, known, {CLERK: seen(session, known, now).heads[CLERK]}, now))
    read = checkpoints.read(file, key.public_key())
    assert read.faults == [f"checkpoint line 2: it signs anew what was signed before: {CLERK}"]
    assert f"stream {CLERK}: event 3 is not the one that a checkpoint signed" in verified(written, read).faults


def test_a_stream_removed_with_its_head_is_missed_by_the_checkpoint(written, signed):
    file, key = signed
    by_superuser(
        written,
        f"DELETE FROM record_event WHERE stream = '{CLERK}'",
        f"DELETE FROM record_stream WHERE stream = '{CLERK}'",
    )
    found = verified(written, checkpoints.read(file, key.public_key()))
    assert found.faults == [f"stream {CLERK}: a checkpoint covers 3 events and there is none"]


def test_checkpoints_follow_each_other_and_sign_only_what_moved(written, signed, commit_work):
    file, key = signed
    assert sign(written, file, key) == 0
    commit_work("clerk", tell_erasures)
    assert sign(written, file, key) == 1
    read = checkpoints.read(file, key.public_key())
    assert (read.lines, read.heads[CLERK][0], read.faults) == (2, 4, [])
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_changed_removed_or_foreign_checkpoint_is_a_fault(written, signed, commit_work, tmp_path):
    file, key = signed
    commit_work("clerk", tell_erasures)
    sign(written, file, key)
    first, second = file.read_bytes().splitlines(keepends=True)
    for content, fault in (
        (first.replace(b'": [3, ', b'": [2, ') + second, "line 1: its signature"),
        (second, "line 1: it does not follow"),
        (first + first, "line 2: it does not follow"),
        (first + b"{}\n", "line 2: it cannot be read"),
    ):
        file.write_bytes(content)
        assert fault in " ".join(checkpoints.read(file, key.public_key()).faults)
    file.write_bytes(first + second)
    checkpoints.generate_key(tmp_path / "other")
    other = checkpoints.load_key(tmp_path / "other")
    assert len(checkpoints.read(file, other.public_key()).faults) == 2


def test_a_line_that_a_crash_cut_off_gives_way_to_the_next(written, signed, commit_work):
    file, key = signed
    with file.open("ab") as stream:
        stream.write(b'{"body": {"format": "mark')
    assert checkpoints.read(file, key.public_key()).faults == []
    commit_work("clerk", tell_erasures)
    assert sign(written, file, key) == 1
    read = checkpoints.read(file, key.public_key())
    assert (read.lines, read.torn_bytes, read.faults) == (2, 0, [])


def test_a_signing_key_that_others_can_read_is_refused(tmp_path):
    checkpoints.generate_key(tmp_path / "key")
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(checkpoints.CheckpointError, match="chmod 600"):
        checkpoints.load_key(tmp_path / "key")
    with pytest.raises(checkpoints.CheckpointError, match="never overwritten"):
        checkpoints.generate_key(tmp_path / "key")
