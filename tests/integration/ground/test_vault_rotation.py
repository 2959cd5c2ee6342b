"""孟和 changes the vault's keys while the office works: nothing is lost, nothing stops, and the old key leaves last."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from market import transactions, vault
from market.database import constraint_of
from market.record.checkpoints import Checkpoints
from market.record.models import RecordEvent
from market.record.verify import verify
from market.refusals import Refused
from market.vault import cipher, keyring, rotation
from market.vault.keyring import master_key
from market.vault.keys import KeyKind, MasterKey
from market.vault.models import DataKey, VaultIndex

pytestmark = pytest.mark.slow  # workers are killed and keys made anew

STREAMS = rotation.KEYS_AT_ONCE * 2 + 3
BANNER = "150623"


def case(number):
    return f"case:{number}"


@pytest.fixture
def key_file(tmp_path, room, master):
    """A key file that this process follows; afterwards the session's own key stands again."""
    path = tmp_path / "vault_key"
    vault.configure(MasterKey.generate(path), path)
    yield path
    vault.configure(master)


@pytest.fixture
def petitioners(key_file):
    """So many cases with one petitioner each; the first one's data was erased since."""
    with transactions.working() as work:
        for number in range(STREAMS):
            put(work, number, f"牧民{number}")
    with transactions.working() as work:
        vault.destroy_key(work, case(0))


def put(work, number, name):
    vault.put(work, key_for=case(number), table="party", row=number, column="name", text=name, indexed_as="name")


def name_of(number):
    with transactions.working() as work:
        return vault.read(work, case(number), "party", [number], ["name"], purpose="leak_check")[number]["name"]


def found(name):
    with transactions.working(read_only=True) as work:
        return [place.row_id for place in vault.find(work, "name", name)]


def begin(key_file, kind=KeyKind.WRAPPING):
    with transactions.working() as work:
        return rotation.begin_rotation(work, key_file, kind)


def left(key_file, kind=KeyKind.WRAPPING):
    with transactions.working(read_only=True) as work:
        return rotation.left_to_move(work, MasterKey.load(key_file), kind)


def retire(key_file, key_id):
    with transactions.working() as work:
        kind = rotation.begin_retirement(work, key_file, key_id)
    rotation.wait_for_what_began_before()
    with transactions.working() as work:
        rotation.end_retirement(work, key_file, key_id, kind)
    with transactions.working() as work:
        rotation.take_out(work, key_file, key_id, kind)


def told(name):
    with transactions.working(read_only=True) as work:
        return work.session.scalars(
            select(RecordEvent.payload).where(RecordEvent.name == name, RecordEvent.jurisdiction_id == BANNER)
        ).all()


def test_every_data_key_moves_to_the_new_key_and_everything_stays_readable(petitioners, key_file):
    old = master_key().primary
    key_id, is_new = begin(key_file)
    assert is_new
    assert master_key().primary == key_id != old
    assert left(key_file) == STREAMS - 1
    assert list(rotation.move_all(key_file, KeyKind.WRAPPING))[-1] == STREAMS - 1
    assert left(key_file) == 0
    assert name_of(7) == "牧民7"
    retire(key_file, old)
    assert MasterKey.load(key_file).ids(KeyKind.WRAPPING) == [key_id]
    assert [name_of(number) for number in (1, STREAMS - 1)] == ["牧民1", f"牧民{STREAMS - 1}"]
    assert told("vault.key_added") == [{"kind": "wrapping", "key_id": key_id}]
    assert told("vault.key_retired") == [{"kind": "wrapping", "key_id": old}]
    with transactions.working(read_only=True) as work:
        assert verify(work.session, Checkpoints()).faults == []


def test_a_rotation_that_was_cut_off_goes_on_with_the_same_key(petitioners, key_file):
    key_id, _ = begin(key_file)
    moving = rotation.move_all(key_file, KeyKind.WRAPPING)
    assert next(moving) == rotation.KEYS_AT_ONCE
    moving.close()
    assert 0 < left(key_file) < STREAMS - 1
    assert begin(key_file) == (key_id, False)
    assert list(rotation.move_all(key_file, KeyKind.WRAPPING))
    assert left(key_file) == 0
    assert len(told("vault.key_added")) == 1


def test_a_key_that_the_office_is_writing_under_is_moved_once_it_is_free(petitioners, key_file, monkeypatch):
    monkeypatch.setattr(rotation, "PATIENCE_SECONDS", 0.3)
    begin(key_file)
    with transactions.working() as clerk:
        put(clerk, 5, "牧民五")
        with pytest.raises(Refused, match="vault_keys_are_held"):
            list(rotation.move_all(key_file, KeyKind.WRAPPING))
        assert left(key_file) == 1
    assert list(rotation.move_all(key_file, KeyKind.WRAPPING)) == [1]
    assert name_of(5) == "牧民五"


def test_an_old_key_stays_while_anything_is_wrapped_by_it(petitioners, key_file):
    old = master_key().primary
    with pytest.raises(Refused, match="vault_key_is_primary"):
        retire(key_file, old)
    begin(key_file)
    with pytest.raises(Refused, match="vault_key_in_use"):
        retire(key_file, old)
    with pytest.raises(Refused, match="vault_key_unknown"):
        retire(key_file, "0123456789abcdef")
    assert name_of(3) == "牧民3"
    assert old in MasterKey.load(key_file).ids(KeyKind.WRAPPING)


def test_a_retirement_that_was_cut_off_before_the_file_is_told_once(petitioners, key_file):
    old = master_key().primary
    begin(key_file)
    list(rotation.move_all(key_file, KeyKind.WRAPPING))
    with transactions.working() as work:
        kind = rotation.begin_retirement(work, key_file, old)
    with transactions.working() as work:
        rotation.end_retirement(work, key_file, old, kind)
    retire(key_file, old)
    assert len(told("vault.key_retired")) == 1
    assert old not in MasterKey.load(key_file).ids(KeyKind.WRAPPING)


def test_an_index_key_whose_retirement_was_cut_off_leaves_all_the_same(petitioners, key_file):
    old = MasterKey.load(key_file).primary_index
    begin(key_file, KeyKind.INDEX)
    list(rotation.move_all(key_file, KeyKind.INDEX))
    MasterKey.load(key_file).without(KeyKind.INDEX, old).replace_file(key_file)  # killed before the commit
    retire(key_file, old)
    assert told("vault.key_retired") == [{"kind": "index", "key_id": old}]
    assert found("牧民7") == [7]
    retire(key_file, old)
    assert len(told("vault.key_retired")) == 1


def test_a_worker_that_still_has_the_retired_key_is_refused_by_the_database(petitioners, key_file):
    late = MasterKey.load(key_file)
    begin(key_file)
    list(rotation.move_all(key_file, KeyKind.WRAPPING))
    retire(key_file, late.primary)
    with transactions.working() as work, work.session.begin_nested() as nested:
        with pytest.raises(IntegrityError) as refused:
            work.session.execute(
                text("INSERT INTO data_key (stream, wrapped, created_at) VALUES ('case:99999', :wrapped, now())"),
                {"wrapped": cipher.new_data_key(late)},
            )
        nested.rollback()
    assert constraint_of(refused.value) == "made_with_a_key_in_use"


@pytest.mark.parametrize("verb", ["DELETE FROM vault_key_retirement", "UPDATE vault_key_retirement SET kind = 'index'"])
def test_a_retirement_is_never_taken_back(petitioners, verb):
    with pytest.raises(DBAPIError, match="permission denied"), transactions.working() as work:
        work.session.execute(text(verb))


def test_while_the_index_is_made_anew_everybody_is_found(petitioners, key_file):
    old = master_key().primary_index
    key_id, _ = begin(key_file, KeyKind.INDEX)
    with transactions.working() as work:
        put(work, STREAMS, "新来的")
    for moved in rotation.move_all(key_file, KeyKind.INDEX):
        if moved in (1, STREAMS // 2):
            assert found("牧民 1") == [1]
            assert found(f"牧民{STREAMS - 1}") == [STREAMS - 1]
            assert found("新来的") == [STREAMS]
    assert left(key_file, KeyKind.INDEX) == 0
    retire(key_file, old)
    assert MasterKey.load(key_file).ids(KeyKind.INDEX) == [key_id]
    assert found("牧民7") == [7]
    assert found("牧民0") == []  # erased before, and not brought back
    with transactions.working(read_only=True) as work:
        assert set(work.session.scalars(select(VaultIndex.index_key_id))) == {key_id}


def test_reading_a_case_to_index_it_anew_stands_in_that_cases_own_record(petitioners, key_file):
    begin(key_file, KeyKind.INDEX)
    list(rotation.move_all(key_file, KeyKind.INDEX))
    with transactions.working(read_only=True) as work:
        readings = work.session.execute(
            select(RecordEvent.stream, func.count())
            .where(RecordEvent.name == "vault.read", RecordEvent.payload["purpose"].astext == "remake_index")
            .group_by(RecordEvent.stream)
        ).all()
    assert dict(map(tuple, readings)) == {case(number): 1 for number in range(1, STREAMS)}


def test_a_name_changed_while_its_index_is_made_anew_is_found_by_the_new_one_alone(petitioners, key_file):
    begin(key_file, KeyKind.INDEX)
    moving = rotation.move_all(key_file, KeyKind.INDEX)
    next(moving)
    with transactions.working() as work:
        put(work, 1, "改名后")
        put(work, 9, "也改名")
    list(moving)
    assert (found("改名后"), found("也改名"), found("牧民1"), found("牧民9")) == ([1], [9], [], [])


def test_a_data_key_read_just_before_its_old_key_went_is_read_again(petitioners, key_file, monkeypatch):
    """Between the reading of its row and its unwrapping all was moved, and the old key left the file."""
    old, real, turns = master_key().primary, keyring.master_key, []

    def after_a_whole_rotation():
        if not turns:
            turns.append("rotated")
            begin(key_file)
            list(rotation.move_all(key_file, KeyKind.WRAPPING))
            retire(key_file, old)
        return real()

    monkeypatch.setattr(keyring, "master_key", after_a_whole_rotation)
    assert name_of(4) == "牧民4"
    assert turns
    assert not real().knows(old)


def test_the_stored_wrapping_of_an_erased_case_stays_gone(petitioners, key_file):
    begin(key_file)
    list(rotation.move_all(key_file, KeyKind.WRAPPING))
    with transactions.working(read_only=True) as work:
        assert work.session.scalar(select(DataKey.wrapped).where(DataKey.stream == case(0))) is None
