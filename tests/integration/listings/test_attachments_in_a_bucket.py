"""Surina keeps a photograph with a case while the files lie in an object storage; Zhao Gang's bombs never reach it."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from sqlalchemy import func, select

from listings.attachments.models import CaseAttachment
from market.files import services as files
from market.files.bucket import Bucket
from market.files.models import StoredFile
from tests.integration.listings.stories import registered
from tests.unit.test_files_attacks import ATTACKS

BUCKET = "attachments"

pytestmark = pytest.mark.slow  # a real server is asked


@pytest.fixture
def storage(object_server, master):
    """The storage of this test, empty; what this process stored in before comes back at the end."""
    before, storage = files.store(), object_server.storage(BUCKET)
    files.configure(files.store_in(Bucket(storage), master))
    yield storage
    for name in list(files.store_in(Bucket(storage), master).names()):
        Bucket(storage).remove(name)
    files.configure(before)


@pytest.fixture
def case(commit_work):
    """The address of a registered case."""
    return f"/cases/{commit_work('clerk', lambda work: registered(work).public_id)}"


def photograph() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "PNG")
    return drawn.getvalue()


def rows(pages, model):
    with pages.database.session() as session:
        return session.scalar(select(func.count()).select_from(model))


def test_a_photograph_goes_up_sealed_and_comes_down_within_an_opening(pages, case, storage, object_server):
    clerk = pages.as_("clerk")
    answer = clerk.post(f"{case}/attachments/new", attachment=(io.BytesIO(photograph()), "草场.png"))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    [lying] = object_server.kept(BUCKET)
    assert b"PNG" not in lying.read_bytes()
    with pages.database.session() as session:
        ref = session.scalars(select(CaseAttachment.public_id)).one()
    assert clerk.get(f"/attachments/{ref}/file").status_code == 409
    assert clerk.post(f"{case}/open", purpose="prepare_case").status_code == 303
    got = clerk.get(f"/attachments/{ref}/file")
    assert (got.status_code, got.mimetype, got.data[:4]) == (200, "image/png", b"\x89PNG")
    with Image.open(io.BytesIO(got.data)) as shown:
        assert shown.size == (40, 30)


def test_while_the_storage_is_away_one_sentence_says_so_and_nothing_is_lost(
    pages, case, storage, object_server, master
):
    clerk = pages.as_("clerk")
    away = replace(storage, endpoint="http://127.0.0.1:9")
    clerk.post(f"{case}/attachments/new", attachment=(io.BytesIO(photograph()), "草场.png"))
    clerk.post(f"{case}/open", purpose="prepare_case")
    with pages.database.session() as session:
        ref = session.scalars(select(CaseAttachment.public_id)).one()
    files.configure(files.store_in(Bucket(away), master))
    refused = clerk.post(f"{case}/attachments/new", attachment=(io.BytesIO(photograph()), "水井.png"))
    assert (refused.status_code, "file storage does not answer" in refused.get_data(as_text=True)) == (503, True)
    refused = clerk.get(f"/attachments/{ref}/file")
    assert (refused.status_code, "file storage does not answer" in refused.get_data(as_text=True)) == (503, True)
    assert storage.secret not in refused.get_data(as_text=True)
    assert (rows(pages, CaseAttachment), rows(pages, StoredFile)) == (1, 1)
    files.configure(files.store_in(Bucket(storage), master))
    assert clerk.get(f"/attachments/{ref}/file").status_code == 200


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_hostile_file_reaches_the_storage(pages, case, storage, object_server, attack):
    name, make, _ = ATTACKS[attack]
    answer = pages.as_("clerk").post(f"{case}/attachments/new", attachment=(io.BytesIO(make()), name))
    assert answer.status_code == 422
    assert object_server.kept(BUCKET) == []
    assert (rows(pages, CaseAttachment), rows(pages, StoredFile)) == (0, 0)
