"""From the draft to the ruling by pages and by the API: people act by the forms they are shown, and by nothing else."""

import io
import re
from datetime import timedelta

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import Session

from agreements.confirmation.models import Confirmation
from agreements.signing.models import AgreementMark
from listings.access.services import give_access
from listings.cases.models import PetitionCase
from market.database import database_now
from market.people.models import Account
from market.record.writing import write_told
from market.work import Work
from mediators.claims import services_ending as ending
from mediators.claims.models import Claim
from tests.integration.agreements.scene import marked, opened, signed
from tests.integration.agreements.stories import NUMBER
from tests.integration.conftest import cast_actors


def test_the_whole_way_to_an_effective_ruling(pages, scene):
    mine, ref = signed(pages, scene)
    page = mine.get(f"/agreements/{ref}").get_data(as_text=True)
    assert "补偿申请人草场占用费。" in page
    assert "孙立军" in page
    paper = mine.get(f"/agreements/{ref}/agreement.pdf")
    assert paper.mimetype == "application/pdf"
    text = re.sub(r"\s", "", "".join(one.extract_text() for one in PdfReader(io.BytesIO(paper.data)).pages))
    for words in ("图雅", "孙立军", "壹万贰仟元整", "鄂托克前旗城川镇人民调解委员会", "巴特尔"):
        assert words in text, words
    clerk, reviewer = marked(pages, scene, ref)
    assert scene.agreement.status == "in_effect"
    assert mine.get(f"/agreements/{ref}/agreement.pdf").data == paper.data  # the frozen paper, to the byte
    assert "To be filed with the court" in clerk.get("/work").get_data(as_text=True)
    opened(clerk, f"/agreements/{ref}", "file_with_court")
    for path in (f"/agreements/{ref}/application.pdf", f"/api/v1/agreements/{ref}/application.pdf"):
        assert clerk.client.get(path, headers=clerk.headers).mimetype == "application/pdf"
    assert clerk.post(f"/agreements/{ref}/file", filed_on=scene.today.isoformat()).status_code == 303
    court = scene.one(select(Confirmation.public_id))
    assert clerk.post(f"/confirmations/{court}/accept", accepted_on=scene.today.isoformat()).status_code == 303
    day = scene.today.isoformat()
    recorded = clerk.post(
        f"/confirmations/{court}/ruling", outcome="effective", ruling_number=NUMBER, ruled_on=day, served_on=day
    )
    assert recorded.status_code == 303, recorded.get_data(as_text=True)
    assert "Rulings to verify" in reviewer.get("/work").get_data(as_text=True)
    number = "(2026)内0623诉前调确12号"
    assert number not in reviewer.get(f"/agreements/{ref}").get_data(as_text=True)  # it is read from the paper
    differs = reviewer.post(f"/confirmations/{court}/verify", outcome="effective", ruling_number="(2026)内0623民特1号")
    assert differs.status_code == 409
    assert "Read the paper again" in differs.get_data(as_text=True)
    assert reviewer.post(f"/confirmations/{court}/verify", outcome="effective", ruling_number=NUMBER).status_code == 303
    for reader, sees in ((clerk, True), (reviewer, True), (pages.as_("auditor"), True), (mine, False)):
        found = reader.get(f"/agreements/{ref}").get_data(as_text=True)
        assert (number in found) is sees
        assert "Ruled effective" in found
    assert "Ruled effective" in clerk.get(f"/cases/{scene.case}").get_data(as_text=True)


def test_a_wrong_draft_keeps_what_was_typed_and_names_its_field(pages, scene):
    mine = pages.as_(scene.bateer)
    opened(mine, f"/claims/{scene.claim}/workspace", "mediate")
    typed = scene.typed(copies="2", **{"terms-0-amount_fen": "1e3", "terms-1-by": "2026-02-30"})
    answer = mine.post(f"/claims/{scene.claim}/agreement", **typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "must be an amount in yuan" in page
    assert "is not a day in the calendar" in page
    assert "两家草场界线多年不清。" in page
    few = mine.post(f"/claims/{scene.claim}/agreement", **scene.typed(copies="2"))
    assert (few.status_code, "At least 3 copies" in few.get_data(as_text=True)) == (422, True)


def test_an_obligation_is_added_and_a_draft_shows_what_it_says(pages, scene):
    mine = pages.as_(scene.bateer)
    opened(mine, f"/claims/{scene.claim}/workspace", "mediate")
    path = f"/claims/{scene.claim}/agreement"
    more = mine.post(path, **scene.typed(), add_row="terms").get_data(as_text=True)
    assert 'name="terms-2-who"' in more
    assert more.count("孙立军") >= 3  # every row offers the parties
    ref = mine.post(path, **scene.typed()).location.rsplit("/", 1)[-1]
    edit = mine.get(f"/agreements/{ref}/edit").get_data(as_text=True)
    for words in ("补偿申请人草场占用费。", "12000.00", "2099-12-31", "以图纸为界。", 'name="terms-1-what"'):
        assert words in edit, words
    assert mine.post(f"/agreements/{ref}/edit", **scene.typed(manner="分两期")).status_code == 303
    assert "分两期" in mine.get(f"/agreements/{ref}").get_data(as_text=True)


def test_nothing_private_is_shown_outside_an_opening(pages, scene):
    _, ref = signed(pages, scene)
    clerk = pages.as_("clerk")
    page = clerk.get(f"/agreements/{ref}").get_data(as_text=True)
    assert "图雅" not in page
    assert "补偿申请人草场占用费。" not in page
    assert clerk.get(f"/agreements/{ref}/agreement.pdf").status_code == 409
    assert clerk.ask(f"/agreements/{ref}/text").get_json()["code"] == "needs_opening"
    assert "Petitioner" in clerk.get(f"/agreements/{ref}/marks").get_data(as_text=True)
    opened(clerk, f"/agreements/{ref}", "check_marks")
    assert "图雅" in clerk.get(f"/agreements/{ref}").get_data(as_text=True)
    assert "Petitioner · 图雅" in clerk.get(f"/agreements/{ref}/marks").get_data(as_text=True)
    assert clerk.get(f"/agreements/{ref}/agreement.pdf").status_code == 200
    assert pages.as_("auditor").get(f"/agreements/{ref}/agreement.pdf").status_code == 403


def test_a_scan_is_kept_and_opened_again(pages, scene):
    _, ref = signed(pages, scene)
    clerk = pages.as_("clerk")
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    picture.seek(0)
    typed = {"whose": "mediator", "manner": "signature", "signed_on": scene.today.isoformat()}
    assert clerk.post(f"/agreements/{ref}/marks", **typed, scan=(picture, "第3页.png")).status_code == 303
    mark = scene.one(select(AgreementMark))
    assert mark.scan_id is not None
    assert clerk.get(f"/marks/{mark.public_id}/scan").status_code == 409
    opened(clerk, f"/agreements/{ref}", "check_marks")
    assert clerk.get(f"/marks/{mark.public_id}/scan").mimetype == "image/png"
    junk = clerk.post(f"/agreements/{ref}/marks", **typed | {"whose": "committee", "manner": "seal"},
                      scan=(io.BytesIO(b"MZ"), "x.png"))  # fmt: skip
    assert (junk.status_code, len(junk.get_data(as_text=True)) > 0) == (422, True)


def test_the_api_does_the_same_and_refuses_the_same(pages, scene):
    mine, clerk, reviewer = pages.as_(scene.bateer), pages.as_("clerk"), pages.as_("reviewer")
    assert mine.tell(f"/claims/{scene.claim}/workspace/open", purpose="mediate").status_code == 201
    text = {
        "facts": "事实。", "issues": "争议。", "responsibility": "责任。", "manner": "支付", "time_limit": "年底前",
        "copies": 4, "terms": [{"who": scene.parties[1], "what": "补偿。", "amount_fen": 1_200_000}],
    }  # fmt: skip
    assert mine.tell(f"/claims/{scene.claim}/agreement", **text | {"colour": "red"}).status_code == 422
    made = mine.tell(f"/claims/{scene.claim}/agreement", **text)
    assert (made.status_code, made.get_json()["status"]) == (201, "draft")
    ref = made.get_json()["id"]
    assert mine.ask(f"/agreements/{ref}/text").get_json()["terms"][0]["amount_fen"] == 1_200_000
    early = clerk.tell(f"/agreements/{ref}/marks", whose="mediator", manner="signature", signed_on=str(scene.today))
    assert (early.status_code, early.get_json()["state"]) == (409, "draft")
    assert mine.tell(f"/agreements/{ref}/open-signing").get_json()["status"] == "signing"
    for whose in (*scene.parties, "mediator", "committee"):
        manner = {"mediator": "signature", "committee": "seal"}.get(whose, "seal")
        clerk.tell(f"/agreements/{ref}/marks", whose=whose, manner=manner, signed_on=str(scene.today))
    marks = reviewer.ask(f"/agreements/{ref}").get_json()["marks"]
    assert [one["signed_on"] for one in marks] == [None] * 4
    for one in marks:
        done = reviewer.tell(f"/marks/{one['id']}/verify", signed_on=str(scene.today))
        assert done.status_code == 201, done.get_json()
    detail = mine.ask(f"/agreements/{ref}").get_json()
    assert (detail["status"], detail["took_effect_on"], detail["within_limit"]) == ("in_effect", str(scene.today), True)
    filed = clerk.tell(f"/agreements/{ref}/file", filed_on=str(scene.today)).get_json()
    assert clerk.tell(f"/confirmations/{filed['id']}/accept", accepted_on=str(scene.today)).status_code == 201
    ruling = {"outcome": "effective", "ruling_number": NUMBER}
    days = {"ruled_on": str(scene.today), "served_on": str(scene.today)}
    assert clerk.tell(f"/confirmations/{filed['id']}/ruling", **ruling, **days).status_code == 201
    assert clerk.tell(f"/confirmations/{filed['id']}/verify", **ruling).status_code == 403
    assert reviewer.tell(f"/confirmations/{filed['id']}/verify", **ruling).get_json()["status"] == "effective"
    assert mine.ask(f"/agreements/{ref}").get_json()["confirmations"][0]["ruling_number"] is None
    shown = clerk.ask(f"/agreements/{ref}").get_json()["confirmations"][0]
    assert (shown["outcome"], shown["ruling_number"]) == ("effective", "(2026)内0623诉前调确12号")


CELLS = [
    ("/agreements", None, 302), ("/agreements", "clerk", 200), ("/agreements", "auditor", 200),
    ("/agreements", "approver", 200), ("/agreements", "system_admin", 403), ("/agreements", "other_clerk", 200),
    ("/agreements?status=nonsense", "clerk", 404), ("/agreements?after=nonsense", "clerk", 404),
    ("/agreements/nosuch", "clerk", 404), ("/agreements/{ref}", "clerk", 200), ("/agreements/{ref}", "preparer", 200),
    ("/agreements/{ref}", "other_clerk", 404), ("/agreements/{ref}", "system_admin", 404),
    ("/agreements/{ref}/marks", "clerk", 200), ("/agreements/{ref}/marks", "reviewer", 403),
    ("/agreements/{ref}/file", "auditor", 403), ("/agreements/{ref}/refuse", "clerk", 200),
    ("/agreements/{ref}/edit", "clerk", 403), ("/agreements/{ref}/application.pdf", "clerk", 404),
    ("/confirmations/nosuch/verify", "reviewer", 404), ("/marks/nosuch/verify", "reviewer", 404),
]  # fmt: skip


def test_who_sees_which_page(pages, scene):
    _, ref = signed(pages, scene)
    seen = [(path, who, pages.as_(who).get(path.format(ref=ref)).status_code) for path, who, _ in CELLS]
    assert seen == CELLS


def test_no_page_falls_back_into_the_other_language(pages, scene):
    _, ref = signed(pages, scene)
    for locale, own, other in (("en", 0, 1), ("zh_Hans_CN", 1, 0)):
        clerk = pages.as_("clerk", locale=locale)
        for path, words in (
            ("/agreements", ("newest first", "按时间倒序")),
            (f"/agreements/{ref}", ("Signatures and seal", "签名和盖章")),
            (f"/agreements/{ref}/marks", ("Date on the paper", "纸质文本上的日期")),
            ("/work", ("Signatures and seals to record", "待登记的签名和盖章")),
        ):
            page = clerk.get(path).get_data(as_text=True)
            assert words[own] in page, path
            assert words[other] not in page, path


def replaced(scene):
    """The reviewer replaces 巴特尔 because the parties cannot reach him."""
    with Session(scene.database.engine, expire_on_commit=False) as session:
        reviewer = Work(session=session, actor=cast_actors(session).reviewer, now=database_now(session))
        claim = session.scalars(select(Claim).where(Claim.public_id == scene.claim)).one()
        ending.replace(reviewer, claim, replace_code="absent", reason="多次联系不上")
        write_told(reviewer)
        session.commit()


def test_a_mediator_who_was_replaced_reads_no_name_and_no_text_any_more(pages, scene):
    mine = pages.as_(scene.bateer)
    opened(mine, f"/claims/{scene.claim}/workspace", "mediate")
    ref = mine.post(f"/claims/{scene.claim}/agreement", **scene.typed()).location.rsplit("/", 1)[-1]
    assert "孙立军" in mine.get(f"/agreements/{ref}").get_data(as_text=True)
    replaced(scene)
    for path, status in (
        (f"/claims/{scene.claim}/workspace", 200),
        (f"/agreements/{ref}", 200),
        (f"/agreements/{ref}/edit", 403),
        (f"/claims/{scene.claim}/agreement", 403),
        (f"/agreements/{ref}/agreement.pdf", 403),
    ):
        answer = mine.get(path)
        page = answer.get_data(as_text=True)
        assert answer.status_code == status, path
        assert not any(words in page for words in ("图雅", "孙立军", "补偿申请人草场占用费")), path


def test_an_opening_ends_with_the_access_and_is_not_given_back_with_the_next(pages, scene):
    mine = pages.as_(scene.bateer)
    opened(mine, f"/claims/{scene.claim}/workspace", "mediate")
    replaced(scene)
    with Session(scene.database.engine) as session:
        assert session.scalar(text("SELECT count(*) FROM opening_end")) == 1
        person = session.scalars(select(Account).where(Account.sign_in_name == scene.bateer)).one().person
        case = session.scalars(select(PetitionCase).where(PetitionCase.public_id == scene.case)).one()
        give_access(Work(session, cast_actors(session).system, database_now(session)), person_id=person.id, case=case)
        session.commit()
    assert "图雅" not in mine.get(f"/claims/{scene.claim}/workspace").get_data(as_text=True)


def test_a_form_that_is_not_open_says_so_before_anything_is_read(pages, scene):
    mine, ref = signed(pages, scene)
    for path in (f"/agreements/{ref}/edit", f"/claims/{scene.claim}/agreement"):
        answer = mine.get(path)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 409, path
        assert "This is not possible now" in page
        assert "图雅" not in page
    again = mine.get(f"/agreements/{ref}/open-signing")
    assert (again.status_code, "the present state is “Open for signing”" in again.get_data(as_text=True)) == (409, True)


def long_signed(scene, ref, days):
    """The agreement was drafted `days` ago, and the papers were signed on that day."""
    with create_engine(scene.database.addresses.superuser_url).begin() as connection:
        back = text(
            "UPDATE agreement SET drafted_at = drafted_at - make_interval(days => :days) WHERE public_id = :ref"
        )
        connection.execute(back, {"days": days, "ref": ref})
    return (scene.today - timedelta(days=days)).isoformat()


@pytest.mark.parametrize(("days", "said"), [(40, "ended on"), (27, "Verify now"), (3, "")])
def test_before_verifying_the_reviewer_reads_how_long_the_court_can_be_reached(pages, scene, days, said):
    _, ref = signed(pages, scene)
    day = long_signed(scene, ref, days)
    clerk, reviewer = pages.as_("clerk"), pages.as_("reviewer")
    for whose in (*scene.parties, "mediator", "committee"):
        manner = {"mediator": "signature", "committee": "seal"}.get(whose, "fingerprint")
        assert clerk.post(f"/agreements/{ref}/marks", whose=whose, manner=manner, signed_on=day).status_code == 303
    inbox = pages.as_("second_reviewer").get("/inbox").get_data(as_text=True)
    assert "All have signed; verify the marks" in inbox
    verify = re.findall(r'href="(/marks/[^"]+/verify)"', reviewer.get(f"/agreements/{ref}").get_data(as_text=True))
    page = reviewer.get(verify[0]).get_data(as_text=True)
    assert ("By the dates recorded" in page, said in page) == (bool(said), True)
    for path in verify:
        assert reviewer.post(path, signed_on=day).status_code == 303
    assert scene.agreement.status == "in_effect"
