"""A scan is stored sealed under its case's key, opens within an opening, and is lost with the key."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from market import vault
from market.files import accept_upload
from market.files import services as files
from market.files.bucket import Bucket
from market.files.models import StoredFile
from market.files.services import keep, name_of, open_bytes, store
from market.refusals import NotNow, Refused
from market.vault import NeedsOpening

BANNER = "150623"
CASE = "case:9"


@pytest.fixture
def scan():
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    return accept_upload("乌云其其格的签字页.png", io.BytesIO(picture.getvalue()))


def test_a_scan_comes_back_within_an_opening_and_only_there(work, actors, scan):
    clerk = work(actors.clerk)
    stored = keep(clerk, scan, stream=CASE, jurisdiction_id=BANNER)
    with pytest.raises(NeedsOpening):
        open_bytes(clerk, stored)
    with pytest.raises(NeedsOpening):
        name_of(clerk, stored)
    vault.open_vault(clerk, CASE, "check_marks", BANNER)
    assert open_bytes(clerk, stored) == scan.content
    assert name_of(clerk, stored) == "乌云其其格的签字页.png"
    with pytest.raises(NeedsOpening):
        open_bytes(work(actors.reviewer), stored)


def test_the_disk_holds_no_readable_byte(work, actors, scan):
    stored = keep(work(actors.clerk), scan, stream=CASE, jurisdiction_id=BANNER)
    sealed = store().get(stored.store_name)
    assert b"PNG" not in sealed
    assert scan.content not in sealed


def test_a_file_put_in_the_place_of_another_does_not_open(work, actors, scan, session):
    clerk = work(actors.clerk)
    first = keep(clerk, scan, stream=CASE, jurisdiction_id=BANNER)
    second = keep(clerk, scan, stream=CASE, jurisdiction_id=BANNER)
    assert first.store_name != second.store_name
    vault.open_vault(clerk, CASE, "check_marks", BANNER)
    session.expunge(second)
    second.store_name = first.store_name
    with pytest.raises(Refused, match="vault_damaged"):
        open_bytes(clerk, second)


def test_a_lost_or_damaged_file_says_so(work, actors, scan):
    clerk = work(actors.clerk)
    stored = keep(clerk, scan, stream=CASE, jurisdiction_id=BANNER)
    vault.open_vault(clerk, CASE, "check_marks", BANNER)
    store().delete(stored.store_name)
    with pytest.raises(Refused, match="file_lost"):
        open_bytes(clerk, stored)


@pytest.fixture
def in_a_bucket(object_server, master):
    """The store of this process is a bucket, for one test; `in_a_bucket()` says what lies in it."""
    before, storage = store(), object_server.storage("scans")
    files.configure(files.store_in(Bucket(storage), master))
    yield lambda: object_server.kept("scans")
    files.configure(before)


def test_the_bucket_holds_the_scan_sealed_and_it_comes_back_within_an_opening(work, actors, scan, in_a_bucket):
    clerk = work(actors.clerk)
    stored = keep(clerk, scan, stream=CASE, jurisdiction_id=BANNER)
    [lying] = in_a_bucket()
    assert (lying.name, b"PNG" in lying.read_bytes()) == (stored.store_name, False)
    with pytest.raises(NeedsOpening):
        open_bytes(clerk, stored)
    vault.open_vault(clerk, CASE, "check_marks", BANNER)
    assert open_bytes(clerk, stored) == scan.content
    lying.write_bytes(lying.read_bytes()[:-1] + b"x")
    with pytest.raises(Refused, match="file_lost"):
        open_bytes(clerk, stored)


def test_while_the_storage_is_away_nothing_is_kept_and_nothing_counts_as_lost(
    work, actors, scan, in_a_bucket, object_server, master
):
    clerk = work(actors.clerk)
    stored = keep(clerk, scan, stream=CASE, jurisdiction_id=BANNER)
    vault.open_vault(clerk, CASE, "check_marks", BANNER)
    lying = in_a_bucket()
    wrong = replace(object_server.storage("scans"), endpoint="http://127.0.0.1:9")
    files.configure(files.store_in(Bucket(wrong), master))
    with pytest.raises(NotNow, match="file_store_away"):
        open_bytes(clerk, stored)
    with pytest.raises(NotNow, match="file_store_away"), clerk.session.begin_nested():
        keep(clerk, scan, stream=CASE, jurisdiction_id=BANNER)
    assert clerk.session.scalars(select(StoredFile)).all() == [stored]
    assert in_a_bucket() == lying


def test_a_destroyed_key_takes_the_files_along(work, actors, scan):
    clerk = work(actors.clerk)
    stored = keep(clerk, scan, stream=CASE, jurisdiction_id=BANNER)
    vault.open_vault(clerk, CASE, "answer_person", BANNER)
    vault.destroy_key(clerk, CASE)
    assert clerk.told[-1].payload == {"cells": 1, "files": 1}
    with pytest.raises(Refused, match="vault_key_destroyed"):
        open_bytes(clerk, stored)


@pytest.mark.parametrize("forbidden", ["UPDATE stored_file SET store_name = 'x'", "DELETE FROM stored_file"])
def test_plain_sql_changes_no_stored_file(work, actors, scan, session, forbidden):
    keep(work(actors.clerk), scan, stream=CASE, jurisdiction_id=BANNER)
    with pytest.raises(DBAPIError, match="permission denied"), session.begin_nested():
        session.execute(text(forbidden))
