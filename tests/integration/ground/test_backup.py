"""A backup taken while work goes on is restored on an empty machine, keys apart, and proved there."""

import io
import json
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

import wsgi
from market import cluster as clusters
from market import transactions, vault
from market.backup import keyfile
from market.backup.places import BackupRefused, Places
from market.backup.proof import prove_files, prove_record
from market.backup.restoring import restore
from market.backup.taking import copy_files, take
from market.cluster import Addresses
from market.embedded_postgres import EmbeddedPostgres
from market.files import Folder, accept_upload
from market.files import services as files
from market.files.bucket import Bucket
from market.jobs import JobRoom, defer
from market.record import checkpoints
from market.record.checkpoints import Checkpoints
from market.record.signing import sign_checkpoint
from market.settings.environment import ObjectStorage
from market.vault.keys import MasterKey
from tests.integration.conftest import demo_settings

pytestmark = pytest.mark.slow  # whole databases are written out and read back

BANNER, CASE = "150623", "case:5"


@dataclass
class Machine:
    """One machine: its instance folder and its database."""

    places: Places
    addresses: Addresses

    def switch_on(self) -> JobRoom:
        """Let this process work on this machine, with the keys that stand there."""
        master = MasterKey.load(self.places.vault_key_file)
        vault.configure(master)
        files.configure(files.store_in(self.places.files, master))
        checkpoints.configure(self.places.checkpoint_file, self.places.checkpoint_key_file)
        engine = create_engine(self.addresses.application_url)
        transactions.configure(sessionmaker(engine, expire_on_commit=False))
        return JobRoom("test")

    def signed(self) -> Checkpoints:
        key = checkpoints.load_key(self.places.checkpoint_key_file)
        return checkpoints.read(self.places.checkpoint_file, key.public_key())


def machine_in(folder: Path, addresses: Addresses) -> Machine:
    folder.mkdir()
    names = ("checkpoints.jsonl", "vault_key", "checkpoint_key")
    places = Places(addresses.owner_url, Folder(folder / "files"), *(folder / name for name in names))
    return Machine(places, addresses)


@pytest.fixture
def old_machine(database, tmp_path, master):
    """A machine on which a clerk has sealed a name and a scan, a job waits, and the record was signed."""
    machine = machine_in(tmp_path / "old machine", database.addresses)
    MasterKey.generate(machine.places.vault_key_file)
    checkpoints.generate_key(machine.places.checkpoint_key_file)
    room = machine.switch_on()
    picture = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(picture, "PNG")
    with room.work() as work:
        vault.put(work, key_for=CASE, table="party", row=1, column="name", text="其木格", indexed_as="name")
        scan = accept_upload("scan.png", io.BytesIO(picture.getvalue()))
        files.keep(work, scan, stream=CASE, jurisdiction_id=BANNER)
        vault.read(work, CASE, "party", [1], ["name"], purpose="leak_check")
        defer(work, "deliver_mail", intent_id=1)
    sign_checkpoint(room)
    yield machine
    vault.configure(master)


@pytest.fixture
def new_machine(cluster, tmp_path):
    """A machine with nothing on it but an empty database of the same cluster."""
    addresses = clusters.create_database(cluster, "restored")
    yield machine_in(tmp_path / "new machine", addresses)
    clusters.drop_database(cluster, "restored")


@pytest.fixture
def backup(old_machine, tmp_path) -> Path:
    take(old_machine.places, tmp_path / "backup")
    return tmp_path / "backup"


def test_an_empty_machine_gets_everything_back_and_proves_it(old_machine, backup, tmp_path):
    keys = tmp_path / "elsewhere" / "keys.json"
    keys.parent.mkdir()
    keyfile.pack(old_machine.places, keys, backup)
    postgres = EmbeddedPostgres(tmp_path / "new cluster", for_tests=True)
    try:
        new = machine_in(tmp_path / "empty machine", clusters.create_database(postgres.start(), "market"))
        done = subprocess.run(
            [sys.executable, "-m", "market.backup", str(keys), str(new.places.vault_key_file.parent)],
            capture_output=True,
            text=True,
            check=True,
        )
        assert "vault_key written" in done.stdout
        restore(new.places, backup)
        room = new.switch_on()
        with room.work() as work:
            record, opened = prove_record(work), prove_files(work)
            assert (record.is_sound, record.lines[0]) == (True, "Checked 1 events in 1 streams.")
            assert (opened.is_sound, opened.lines) == (True, ["Opened 1 stored files."])
            read = vault.read(work, CASE, "party", [1], ["name"], purpose="leak_check")
            assert read == {1: {"name": "其木格"}}
            assert len(vault.find(work, "name", "其木格")) == 1
            assert work.session.scalar(text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")) == 1
        assert sign_checkpoint(room) == 1  # the chain of checkpoints goes on where it was
        assert new.signed().faults == []
        engine = create_engine(new.addresses.application_url)
        with engine.connect() as connection, pytest.raises(Exception, match="permission denied"):
            connection.execute(text("DELETE FROM record_event"))
        engine.dispose()
    finally:
        postgres.erase()


def test_the_backup_alone_lets_nobody_read(old_machine, backup):
    everything = b"".join(path.read_bytes() for path in backup.rglob("*") if path.is_file())
    for secret in ("其木格".encode(), old_machine.places.vault_key_file.read_bytes(), b"PRIVATE KEY"):
        assert secret not in everything
    with pytest.raises(BackupRefused, match="apart from it"):
        keyfile.pack(old_machine.places, backup / "keys.json", backup)


def test_a_changed_missing_or_half_backup_is_refused_before_anything_is_touched(backup, new_machine):
    dump = backup / "database.dump"
    whole = dump.read_bytes()
    manifest = (backup / "manifest.json").read_bytes()
    for spoil, sentence in (
        (lambda: dump.write_bytes(whole[:-1] + b"x"), "database.dump was changed"),
        (lambda: dump.unlink(), "lacks database.dump"),
        (lambda: (backup / "manifest.json").unlink(), "no whole backup"),
        (lambda: (backup / "manifest.json").write_bytes(b"{}"), "cannot be read"),
    ):
        spoil()
        with pytest.raises(BackupRefused, match=sentence):
            restore(new_machine.places, backup)
        dump.write_bytes(whole)
        (backup / "manifest.json").write_bytes(manifest)
    assert not new_machine.places.files.folder.exists()
    restore(new_machine.places, backup)


def test_nothing_that_stands_there_is_overwritten(old_machine, backup, new_machine, tmp_path):
    with pytest.raises(BackupRefused, match="database is not empty"):
        restore(old_machine.places, backup)
    with pytest.raises(BackupRefused, match="not empty"):
        take(old_machine.places, backup)
    new_machine.places.checkpoint_file.write_text("another history\n")
    with pytest.raises(BackupRefused, match="something else"):
        restore(new_machine.places, backup)
    keyfile.pack(old_machine.places, tmp_path / "keys.json", backup)
    MasterKey.generate(new_machine.places.vault_key_file)
    with pytest.raises(BackupRefused, match="another key"):
        keyfile.unpack(tmp_path / "keys.json", new_machine.places)
    assert not new_machine.places.checkpoint_key_file.exists()


def test_a_file_lost_and_an_event_changed_after_the_restoration_are_named(old_machine, backup, new_machine):
    restore(new_machine.places, backup)
    with_the_keys_of(old_machine, new_machine)
    new_machine.places.files.remove(next(new_machine.places.files.names()))
    engine = create_engine(new_machine.addresses.superuser_url)
    with engine.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text("UPDATE record_event SET request_id = 'x'"))
    engine.dispose()
    with new_machine.switch_on().work() as work:
        record, opened = prove_record(work), prove_files(work)
    assert (record.is_sound, opened.is_sound) == (False, False)
    assert ["file_lost" in line for line in opened.lines] == [True, False]
    assert ["was changed" in line for line in record.lines if line.startswith("fault")] == [True]


def test_files_in_a_bucket_are_backed_up_and_restored_into_another(old_machine, new_machine, object_server, tmp_path):
    """What lay in a folder is copied into a bucket, backed up from there, and restored into an empty bucket."""
    first, second = (Bucket(object_server.storage(name)) for name in ("first", "second"))
    assert copy_files(old_machine.places.files, first) == 1
    manifest = take(replace(old_machine.places, files=first), tmp_path / "backup")
    assert sum(path.startswith("files/") for path in manifest.parts) == 1
    new = Machine(replace(new_machine.places, files=second), new_machine.addresses)
    restore(new.places, tmp_path / "backup")
    assert list(second.names()) == list(first.names()) != []
    with_the_keys_of(old_machine, new)
    with new.switch_on().work() as work:
        assert prove_files(work).lines == ["Opened 1 stored files."]
        [name] = second.names()
        second.write(name, b"something else")
        assert not prove_files(work).is_sound
    with pytest.raises(BackupRefused, match="already and differs"):
        copy_files(first, second)


def with_the_keys_of(old: Machine, new: Machine) -> None:
    for key in ("vault_key_file", "checkpoint_key_file"):
        getattr(new.places, key).write_bytes(getattr(old.places, key).read_bytes())
        getattr(new.places, key).chmod(0o600)


def test_while_the_storage_is_away_the_commands_say_so_and_no_file_counts_as_lost(old_machine, tmp_path):
    settings = replace(
        demo_settings(old_machine.addresses, tmp_path / "instance"),
        vault_key_file=old_machine.places.vault_key_file,
        checkpoint_key_file=old_machine.places.checkpoint_key_file,
        object_storage=ObjectStorage("http://127.0.0.1:9", "files", "cn-north-1", "key-id", "our-own-secret"),
    )
    app = wsgi.create_app(settings)
    refused = app.test_cli_runner().invoke(args=["backup", str(tmp_path / "backup")])
    assert (refused.exit_code, "the file storage cannot be used" in refused.output) == (1, True)
    assert "our-own-secret" not in refused.output
    assert not (tmp_path / "backup" / "manifest.json").exists()
    with transactions.working() as work:
        proved = prove_files(work)
    assert (proved.is_sound, proved.lines[1]) == (False, "Opened 0 stored files.")
    assert "does not answer" in proved.lines[0]


@pytest.fixture
def restoring(old_machine, new_machine, tmp_path):
    """The commands of the application on the new machine, to which the keys have been brought."""
    keyfile.pack(old_machine.places, tmp_path / "keys.json", tmp_path / "backup")
    keyfile.unpack(tmp_path / "keys.json", new_machine.places)
    places = new_machine.places
    settings = replace(
        demo_settings(new_machine.addresses, tmp_path / "instance"),
        instance_folder=places.files.folder.parent,
        vault_key_file=places.vault_key_file,
        checkpoint_key_file=places.checkpoint_key_file,
    )
    return wsgi.create_app(settings).test_cli_runner()


def test_the_command_restores_and_proves_record_files_and_ledger(restoring, backup):
    done = restoring.invoke(args=["restore", str(backup)])
    assert done.exit_code == 0, done.output
    for line in ("The record is sound.", "Opened 1 stored files.", "The books balance"):
        assert line in done.output


def test_a_backup_that_is_refused_leaves_no_keys_behind(restoring, backup, tmp_path):
    keys = tmp_path / "again.json"
    refused = restoring.invoke(args=["backup", str(backup), "--keys", str(keys)])
    assert (refused.exit_code, "is not empty" in refused.output) == (1, True)
    assert not keys.exists()


def test_a_backup_does_not_need_the_keys_and_says_what_it_is(backup):
    manifest = json.loads((backup / "manifest.json").read_text())
    assert set(manifest["parts"]) >= {"database.dump", "checkpoints.jsonl"}
    assert sum(path.startswith("files/") for path in manifest["parts"]) == 1
