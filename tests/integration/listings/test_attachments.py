"""Surina keeps a photograph with Wulan's case: sealed, seen within an opening, never by a mediator before the grant."""

import io

import pytest
from PIL import Image
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from listings.access.services import end_access, give_access
from listings.attachments import services
from listings.attachments.models import CaseAttachment
from listings.attachments.queries import attachment_for, attachments_of
from listings.cases.services import open_private
from market.database import constraint_of
from market.files.services import name_of, open_bytes
from market.refusals import Forbidden, Invalid, Missing, Refused
from market.vault import NeedsOpening
from tests.integration.listings.stories import PETITIONER, on_the_board, registered

NAME = "乌兰其其格草场照片.png"


def picture(**options):
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "PNG", **options)
    return drawn.getvalue()


class Given:
    def __init__(self, content, filename=NAME):
        self.filename, self.stream = filename, io.BytesIO(content)


@pytest.fixture
def case(clerk):
    return registered(clerk)


def test_a_file_is_read_within_an_opening_and_nothing_of_it_is_told(clerk, case):
    kept = services.add(clerk, case, attachment=Given(picture()))
    assert clerk.told[-1].name == "attachment.added"
    assert "乌兰" not in str(clerk.told)
    with pytest.raises(NeedsOpening):
        open_bytes(clerk, kept.file)
    open_private(clerk, case, purpose="prepare_case")
    assert open_bytes(clerk, kept.file).startswith(b"\x89PNG")
    assert name_of(clerk, kept.file) == NAME
    assert attachments_of(clerk.session, case.id) == [kept]


def test_a_mediator_sees_it_between_grant_and_end_alone(clerk, case, work, actors):
    kept = services.add(clerk, case, attachment=Given(picture()))
    stranger = work(actors.system_admin)
    with pytest.raises(Missing):
        attachment_for(stranger, kept.public_id)
    give_access(clerk, person_id=actors.system_admin.person_id, case=case)
    assert attachment_for(stranger, kept.public_id) is kept
    with pytest.raises(NeedsOpening):
        open_bytes(stranger, kept.file)
    end_access(clerk, person_id=actors.system_admin.person_id, case=case)
    for actor in (actors.system_admin, actors.other_clerk, actors.preparer):
        with pytest.raises(Missing):
            attachment_for(work(actor), kept.public_id)


def test_only_a_clerk_of_the_banner_adds_and_removes(clerk, case, work, actors):
    kept = services.add(clerk, case, attachment=Given(picture()))
    for actor in (actors.reviewer, actors.other_clerk, actors.auditor):
        with pytest.raises(Forbidden):
            services.add(work(actor), case, attachment=Given(picture()))
        with pytest.raises(Forbidden):
            services.remove(work(actor), kept, removal_reason="与本案无关")


def test_a_listed_case_takes_further_files(clerk, work, actors):
    listing = on_the_board(clerk, work(actors.reviewer))
    assert services.add(clerk, listing.case, attachment=Given(picture())).case_id == listing.case_id


def test_a_removed_file_is_found_no_more_and_the_reason_names_nobody(clerk, case):
    kept = services.add(clerk, case, attachment=Given(picture()))
    with pytest.raises(Invalid, match="leak_name"):
        services.remove(clerk, kept, removal_reason=f"{PETITIONER}不同意")
    services.remove(clerk, kept, removal_reason="重复上传")
    with pytest.raises(Missing):
        attachment_for(clerk, kept.public_id)
    with pytest.raises(Refused, match="moved_since"):
        services.remove(clerk, kept, removal_reason="重复上传")
    for change in ("removal_reason = '另有原因'", "removed_at = NULL, removed_by_id = NULL, removal_reason = ''"):
        with pytest.raises(IntegrityError) as refused, clerk.session.begin_nested():
            clerk.session.execute(text(f"UPDATE case_attachment SET {change}"))
        assert constraint_of(refused.value) == "attachment_is_kept"


def test_a_file_of_another_case_is_no_attachment_of_this_one(clerk, case):
    kept = services.add(clerk, case, attachment=Given(picture()))
    other = registered(clerk, petition_number="XF-2")
    stolen = text(
        "INSERT INTO case_attachment (public_id, jurisdiction_id, case_id, file_id, added_at, added_by_id,"
        " removal_reason) VALUES ('x', '150623', :case, :file, now(), :by, '')"
    )
    with pytest.raises(IntegrityError) as refused, clerk.session.begin_nested():
        clerk.session.execute(stolen, {"case": other.id, "file": kept.file_id, "by": clerk.actor.person_id})
    assert constraint_of(refused.value) == "attachment_is_of_its_case"


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (b"MZ\x90", "a.exe", "file_kind_unknown"),
        (picture()[:50], "a.png", "file_unreadable"),
        (b"", "a.png", "file_empty"),
        (picture() + b"PK\x05\x06" + b"\0" * 18, "a.png", "file_is_two_kinds"),
    ],
)
def test_what_is_no_such_file_is_refused_beside_its_field(clerk, case, content, filename, code):
    with pytest.raises(Invalid, match=code) as refused:
        services.add(clerk, case, attachment=Given(content, filename))
    assert refused.value.field == "attachment"
    assert clerk.session.scalars(select(CaseAttachment)).all() == []


def test_a_case_keeps_so_many_files_and_no_more(clerk, case, monkeypatch):
    monkeypatch.setattr(services, "ATTACHMENTS_LIMIT", 1)
    services.add(clerk, case, attachment=Given(picture()))
    with pytest.raises(Invalid, match="too_many_attachments"):
        services.add(clerk, case, attachment=Given(picture()))


def test_the_page_shows_them_within_an_opening_and_the_download_needs_one(pages, commit_work):
    address = f"/cases/{commit_work('clerk', lambda work: registered(work).public_id)}"
    clerk = pages.as_("clerk")
    assert "no attachment" in clerk.get(address).get_data(as_text=True)
    answer = clerk.post(f"{address}/attachments/new", attachment=(io.BytesIO(picture()), NAME))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    page = clerk.get(address).get_data(as_text=True)
    assert ("Attachments kept: 1" in page, NAME in page) == (True, False)
    with pages.database.session() as session:
        ref = session.scalars(select(CaseAttachment.public_id)).one()
    assert clerk.get(f"/attachments/{ref}/file").status_code == 409
    assert clerk.post(f"{address}/open", purpose="prepare_case").status_code == 303
    assert NAME in clerk.get(address).get_data(as_text=True)
    got = clerk.get(f"/attachments/{ref}/file")
    assert (got.status_code, got.mimetype, got.data[:4]) == (200, "image/png", b"\x89PNG")
    assert "attachment" in got.headers["Content-Disposition"]
    expected = {"reviewer": (409, 403), "other_clerk": (404, 404), "auditor": (403, 403), None: (302, 302)}
    for who, answers in expected.items():
        reader = pages.as_(who)
        paths = (f"/attachments/{ref}/file", f"/attachments/{ref}/remove")
        assert tuple(reader.get(path).status_code for path in paths) == answers, who
    assert clerk.post(f"/attachments/{ref}/remove", removal_reason="重复上传").status_code == 303
    assert clerk.get(f"/attachments/{ref}/file").status_code == 404
