"""A stored file comes back whole, and what is half written, changed or missing is no file."""

from pathlib import Path

import pytest

from market.files import FileMissing, FileStore, Folder
from tests.unit.files_given import NAME_KEY


def test_a_stored_file_comes_back_whole_after_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "files with spaces"
    name = FileStore(Folder(folder), NAME_KEY).put(b"sealed bytes")
    store = FileStore(Folder(folder), NAME_KEY)
    assert store.get(name) == b"sealed bytes"
    assert store.put(b"sealed bytes") == name
    assert list(store.names()) == [name]
    assert FileStore(Folder(tmp_path / "other"), bytes(32)).put(b"sealed bytes") != name
    place = folder / name[:2] / name
    assert place.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_file_changed_on_disk_no_longer_answers_and_is_mended_by_storing_it_again(tmp_path: Path) -> None:
    store = FileStore(Folder(tmp_path), NAME_KEY)
    name = store.put(b"sealed bytes")
    (tmp_path / name[:2] / name).write_bytes(b"sealed bytez")
    with pytest.raises(FileMissing, match="damaged"):
        store.get(name)
    store.put(b"sealed bytes")
    assert store.get(name) == b"sealed bytes"


def test_a_missing_file_and_a_name_that_is_a_path_are_missing(tmp_path: Path) -> None:
    store = FileStore(Folder(tmp_path / "store"), NAME_KEY)
    (tmp_path / "secret").write_bytes(b"secret")
    for name in ("0" * 64, "../secret", "", "A" * 64, "0" * 64 + "\n"):
        with pytest.raises(FileMissing, match="missing"):
            store.get(name)
    store.delete("0" * 64)
    name = store.put(b"x")
    with pytest.raises(FileMissing, match="missing"):
        store.get(f"{name}/../{name}")
    store.delete(name)
    assert list(store.names()) == []


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FileStore(Folder(tmp_path), NAME_KEY)

    def power_cut(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("market.durable.os.replace", power_cut)
    with pytest.raises(OSError, match="no space"):
        store.put(b"sealed bytes")
    assert [path for path in tmp_path.glob("*/*") if path.is_file()] == []


def test_a_half_written_file_is_no_stored_file(tmp_path: Path) -> None:
    store = FileStore(Folder(tmp_path), NAME_KEY)
    name = store.put(b"whole")
    (tmp_path / name[:2] / f".{name}.abcd").write_bytes(b"ha")
    assert list(store.names()) == [name]


def test_names_need_a_real_key(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        FileStore(Folder(tmp_path), b"short")
