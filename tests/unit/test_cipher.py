"""Temur (特木尔), an administrator, tries to read, move and change what the vault holds of a herder."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from market.vault import keyring, keys
from market.vault.cipher import (
    Associated,
    MasterKey,
    VaultError,
    blind_indexes,
    new_data_key,
    normalise,
    rewrap,
    seal,
    unseal,
    unseal_text,
    wrapped_by,
)
from market.vault.keys import FIRST_FORMAT, FIRST_INDEX_KEY, KeyKind

HER_NAME = Associated("party", 7, "name")


def rotated_file(key_file: Path, kind: KeyKind = KeyKind.WRAPPING) -> MasterKey:
    """The key file with a new primary key of this kind, as it is read back."""
    MasterKey.load(key_file).with_new_primary(kind).replace_file(key_file)
    return MasterKey.load(key_file)


def index_of(master: MasterKey, purpose: str, value: str) -> bytes:
    """The blind index under the primary index key."""
    return blind_indexes(master, purpose, value)[master.primary_index]


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "a folder" / "master.json"


@pytest.fixture
def master(key_file: Path) -> MasterKey:
    key_file.parent.mkdir()
    return MasterKey.generate(key_file)


def refused(code: str) -> "pytest.RaisesExc[VaultError]":
    return pytest.raises(VaultError, match=rf"^{code}\b")


def test_her_name_opens_in_its_own_place_after_a_restart(master: MasterKey, key_file: Path) -> None:
    wrapped = new_data_key(master)
    sealed = seal(wrapped, master, "王秀兰", HER_NAME)
    assert "王秀兰".encode() not in sealed
    assert unseal_text(wrapped, MasterKey.load(key_file), sealed, HER_NAME) == "王秀兰"
    assert unseal(wrapped, master, seal(wrapped, master, b"\x00\xff", HER_NAME), HER_NAME) == b"\x00\xff"


def test_the_same_name_sealed_twice_looks_different(master: MasterKey) -> None:
    wrapped = new_data_key(master)
    assert seal(wrapped, master, "王秀兰", HER_NAME) != seal(wrapped, master, "王秀兰", HER_NAME)


@pytest.mark.parametrize(
    "elsewhere",
    [Associated("party", 8, "name"), Associated("party", 7, "phone"), Associated("person", 7, "name")],
)
def test_a_value_moved_to_another_place_does_not_open(master: MasterKey, elsewhere: Associated) -> None:
    wrapped = new_data_key(master)
    sealed = seal(wrapped, master, "王秀兰", HER_NAME)
    with refused("cell_damaged"):
        unseal(wrapped, master, sealed, elsewhere)


def test_neither_a_changed_value_nor_another_case_s_key_opens(master: MasterKey) -> None:
    wrapped = new_data_key(master)
    sealed = seal(wrapped, master, "王秀兰", HER_NAME)
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with refused("cell_damaged"):
            unseal(wrapped, master, changed, HER_NAME)
    with refused("cell_damaged"):
        unseal(new_data_key(master), master, sealed, HER_NAME)


def test_a_changed_data_key_is_noticed(master: MasterKey, key_file: Path) -> None:
    wrapped = new_data_key(master)
    with refused("data_key_damaged"):
        seal(wrapped[:-1] + bytes([wrapped[-1] ^ 1]), master, "x", HER_NAME)
    for nonsense in (b"", b"\x01", b"\x02" + wrapped[1:]):
        with refused("data_key_damaged"):
            seal(nonsense, master, "x", HER_NAME)


@given(*[st.text(max_size=6)] * 6)
def test_no_two_places_are_encoded_alike(a: str, b: str, c: str, d: str, e: str, f: str) -> None:
    alike = Associated(a, b, c).encoded() == Associated(d, e, f).encoded()
    assert alike == ((a, b, c) == (d, e, f))


def test_shifted_parts_are_other_places() -> None:
    assert Associated("ab", "c", "d").encoded() != Associated("a", "bc", "d").encoded()


def test_after_rotation_old_data_stays_readable_and_new_keys_use_the_new_one(master: MasterKey, key_file: Path) -> None:
    wrapped = new_data_key(master)
    sealed = seal(wrapped, master, "王秀兰", HER_NAME)
    index = blind_indexes(master, "name", "王秀兰")
    rotated = rotated_file(key_file)
    assert rotated.primary != master.primary == wrapped_by(wrapped)
    assert unseal_text(wrapped, rotated, sealed, HER_NAME) == "王秀兰"
    assert wrapped_by(new_data_key(rotated)) == rotated.primary
    assert blind_indexes(rotated, "name", "王秀兰") == index


def test_a_rewrapped_data_key_opens_the_same_values_and_the_old_master_no_longer_does(
    master: MasterKey, key_file: Path
) -> None:
    wrapped = new_data_key(master)
    sealed = seal(wrapped, master, "王秀兰", HER_NAME)
    rotated = rotated_file(key_file)
    moved = rewrap(wrapped, rotated)
    assert wrapped_by(moved) == rotated.primary
    assert unseal_text(moved, rotated, sealed, HER_NAME) == "王秀兰"
    assert rewrap(moved, rotated) == moved
    with refused("unknown_master_key"):
        unseal(moved, master, sealed, HER_NAME)


def test_the_key_file_is_for_its_owner_alone(master: MasterKey, key_file: Path) -> None:
    assert key_file.stat().st_mode & 0o777 == 0o600
    rotated_file(key_file)
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert os.listdir(key_file.parent) == ["master.json"]
    key_file.chmod(0o640)
    with refused("key_file_open_to_others"):
        MasterKey.load(key_file)


def test_a_key_file_is_never_overwritten(master: MasterKey, key_file: Path) -> None:
    before = key_file.read_bytes()
    with refused("key_file_exists"):
        MasterKey.generate(key_file)
    assert key_file.read_bytes() == before


def test_a_missing_or_damaged_key_file_is_refused_by_name(master: MasterKey, key_file: Path) -> None:
    with refused("key_file_missing"):
        MasterKey.load(key_file.with_name("other.json"))
    whole = json.loads(key_file.read_text())
    damages = [
        "",
        "{",
        "[]",
        json.dumps(whole | {"format": "other"}),
        json.dumps(whole | {"hash_key": "c2hvcnQ="}),
        json.dumps(whole | {"index_keys": {whole["primary_index"]: "c2hvcnQ="}}),
        json.dumps(whole | {"primary_index": "0" * 16}),
        json.dumps(whole | {"primary": "0" * 16}),
        json.dumps(whole | {"primary": "zz", "keys": {"zz": whole["keys"][whole["primary"]]}}),
        json.dumps(whole | {"keys": {whole["primary"]: {"key": []}}}),
        json.dumps({name: part for name, part in whole.items() if name != "keys"}),
    ]
    for damage in damages:
        key_file.write_text(damage)
        with refused("key_file_damaged"):
            MasterKey.load(key_file)


def test_the_master_key_tells_nothing_of_itself(master: MasterKey, key_file: Path) -> None:
    stored = json.loads(key_file.read_text())
    assert stored["hash_key"] not in repr(master)
    assert "keyData" not in repr(master)


def test_only_so_many_data_keys_stay_open_in_memory(master: MasterKey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "OPEN_DATA_KEYS", 2)
    first, second, third = (new_data_key(master) for _ in range(3))
    for wrapped in (first, second, first, third):
        seal(wrapped, master, "x", HER_NAME)
    assert master.opened(first) is not None
    assert master.opened(second) is None


@pytest.mark.parametrize(
    ("purpose", "one", "other"),
    [
        ("phone", "138 4770 1234", "+86-13847701234"),
        ("party.phone", "１３８４７７０１２３４", "008613847701234"),
        ("id_number", "15062319680312002x", "１５０６２３ 19680312 002X"),
        ("name", "王 秀兰", "王秀兰\u200b"),
        ("name", "乌云·其其格", "乌云•其其格"),
        ("name", "乌云・其其格", "乌 云⋅其其格"),
        ("name", "乌云．其其格", "乌云。其其格"),
        ("name", "ＢＡＴＵ", "batu"),
        ("name", "ᠪᠠᠲᠤ\u180b", "ᠪᠠᠲᠤ"),
        ("name", "\u3000王\u00a0秀\u2009兰", "王秀兰"),
        ("mail", "Temur@Example.cn", "temur@example.cn "),
    ],
)
def test_the_same_person_written_differently_is_found(master: MasterKey, purpose: str, one: str, other: str) -> None:
    assert normalise(purpose, one) == normalise(purpose, other)
    assert index_of(master, purpose, one) == index_of(master, purpose, other)


def test_different_values_purposes_and_keys_give_different_indexes(master: MasterKey, tmp_path: Path) -> None:
    stranger = MasterKey.generate(tmp_path / "stranger.json")
    indexes = {
        index_of(master, "phone", "13847701234"),
        index_of(master, "phone", "13847701235"),
        index_of(master, "mail", "13847701234"),
        index_of(stranger, "phone", "13847701234"),
    }
    assert len(indexes) == 4
    assert {len(index) for index in indexes} == {32}


def test_nothing_is_not_indexed(master: MasterKey) -> None:
    for purpose, value in (("phone", "none"), ("name", " \u200b"), ("id_number", "——")):
        with refused("nothing_to_index"):
            index_of(master, purpose, value)


def test_more_than_the_limit_is_not_sealed(master: MasterKey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("market.vault.cipher.LARGEST_PLAINTEXT", 3)
    wrapped = new_data_key(master)
    seal(wrapped, master, "abc", HER_NAME)
    with refused("too_large"):
        seal(wrapped, master, "王王", HER_NAME)


def test_while_index_keys_are_rotated_every_value_answers_to_both(master: MasterKey, key_file: Path) -> None:
    before = blind_indexes(master, "name", "王秀兰")
    both = rotated_file(key_file, KeyKind.INDEX)
    assert len(blind_indexes(both, "name", "王秀兰")) == 2
    assert before.items() <= blind_indexes(both, "name", "王秀兰").items()
    assert index_of(both, "name", "王秀兰") not in before.values()
    after = both.without(KeyKind.INDEX, master.primary_index)
    assert blind_indexes(after, "name", "王秀兰").keys() == {both.primary_index}
    assert after.keyed_hash("file-content", b"scan") == master.keyed_hash("file-content", b"scan")


def test_the_key_in_use_never_leaves_the_file(master: MasterKey) -> None:
    for kind in KeyKind:
        with pytest.raises(ValueError, match="primary"):
            master.without(kind, master.primary_of(kind))


def test_a_key_file_of_the_first_format_goes_on_and_keeps_its_hashes(key_file: Path, master: MasterKey) -> None:
    stored = json.loads(key_file.read_text())
    first = {"format": FIRST_FORMAT, "primary": stored["primary"], "keys": stored["keys"]}
    key_file.write_text(json.dumps(first | {"index_key": stored["hash_key"]}))
    old = MasterKey.load(key_file)
    assert old.primary_index == FIRST_INDEX_KEY
    assert old.keyed_hash("file-content", b"scan") == master.keyed_hash("file-content", b"scan")
    rewritten = rotated_file(key_file)
    assert index_of(rewritten, "name", "王秀兰") == index_of(old, "name", "王秀兰")


def test_a_process_follows_its_key_file_and_keeps_its_keys_while_that_cannot_be_read(
    master: MasterKey, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "_KEYRING", keyring._Keyring())
    keyring.configure(master, key_file)
    rotated = rotated_file(key_file)
    assert keyring.master_key().primary == rotated.primary
    assert keyring.master_key() is keyring.master_key()
    key_file.write_text("{")
    assert keyring.master_key().primary == rotated.primary
    key_file.unlink()
    assert keyring.master_key().primary == rotated.primary
    rotated.with_new_primary(KeyKind.WRAPPING).replace_file(key_file)
    assert keyring.master_key().primary not in (master.primary, rotated.primary)


def test_many_threads_follow_the_file_at_once(
    master: MasterKey, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "_KEYRING", keyring._Keyring())
    keyring.configure(master, key_file)
    wrapped = new_data_key(master)
    sealed = seal(wrapped, master, "王秀兰", HER_NAME)

    def read(_: int) -> str:
        return unseal_text(wrapped, keyring.master_key(), sealed, HER_NAME)

    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            readings = pool.map(read, range(40))
            rotated_file(key_file)
            assert set(readings) == {"王秀兰"}
