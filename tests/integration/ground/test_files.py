"""A scan is stored sealed under its case's key, opens within an opening, and is lost with the key."""

import io

import pytest
from PIL import Image
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from market import vault
from market.files import accept_upload
from market.files.services import keep, name_of, open_bytes, store
from market.refusals import Refused
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
