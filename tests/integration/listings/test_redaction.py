"""Surina lets the software propose a text, decides what may stay, and saves what she has read; nobody else sees it."""

import html
import re

import pytest

from listings.anonymisation.review import Decisions
from listings.anonymisation.services_review import decide, decisions_of, doubts_in, review_of, save
from listings.cases.queries import case_for
from listings.cases.services import open_private
from listings.consents.services import record_consent
from listings.publication.services import release
from market.refusals import Forbidden, Invalid, Refused
from market.vault.services import NeedsOpening, end_openings
from tests.integration.listings.stories import (
    ADDRESS,
    ID_NUMBER,
    PETITIONER,
    PHONE,
    RESPONDENT,
    VILLAGE,
    closed_unlisted,
    drafted,
    on_the_board,
    party_of,
    past_the_gate,
    ready_case,
    registered,
    submit,
)

NARRATIVE = (
    f"{PETITIONER}（电话{PHONE}）住{VILLAGE}。2019年3月14日，{RESPONDENT}在其草场修路，金牧公司的刘永福答应补偿35000元。"
    "乌镇长和他的表兄黑蛋都在场，大家说好建国门前见。"
)
PROPOSED = (
    "申请人甲住某嘎查。某年3月，某公司在其草场修路，某公司的刘某答应补偿若干元。"
    "申请人甲和他的表兄黑蛋都在场，大家说好建国门前见。"
)
NOTHING = {"left": [], "phrase": "", "phrase_kind": None, "title": "草场补偿纠纷", "body": "", "anew": False}


def asked(**changes):
    return NOTHING | changes


@pytest.fixture
def case(clerk):
    ready = ready_case(clerk, narrative=NARRATIVE)
    open_private(clerk, ready, purpose="prepare_case")
    return ready


def shown(clerk, case):
    return review_of(clerk, case, decisions_of(clerk, case))


def key_for(clerk, case, phrase):
    return next(find.key for find in shown(clerk, case).finds if find.text == phrase)


def test_the_proposal_names_nobody_and_says_what_it_did(clerk, case):
    proposal = shown(clerk, case)
    assert proposal.text == PROPOSED
    assert "".join(piece.text for piece in proposal.private) == NARRATIVE
    assert "".join(piece.text for piece in proposal.public) == PROPOSED
    found = {find.text: (find.instead, find.hit.is_binding) for find in proposal.finds}
    assert found[PETITIONER] == ("申请人甲", True)
    assert found["金牧公司"] == ("某公司", True)
    assert found["刘永福"] == ("刘某", False)
    assert all(find.hit.why for find in proposal.finds)


def test_what_is_left_and_what_is_added_is_where_the_next_pass_starts(clerk, case):
    decide(clerk, case, **asked(left=[key_for(clerk, case, "2019年3月14日")]))
    decide(clerk, case, **asked(left=[key_for(clerk, case, "2019年3月14日")], phrase="黑 蛋", phrase_kind="person"))
    text = shown(clerk, case).text
    assert "2019年3月14日" in text
    assert "表兄黑某都在场" in text
    told = [event for event in clerk.told if event.name == "case.redaction_kept"]
    assert told[-1].payload == {"left": 1, "added": 1}


def test_an_added_phrase_goes_when_it_is_left(clerk, case):
    decide(clerk, case, **asked(phrase="黑蛋", phrase_kind="person"))
    decide(clerk, case, **asked(left=[key_for(clerk, case, "黑蛋")]))
    assert decisions_of(clerk, case).added == ()
    assert decisions_of(clerk, case).left == ()
    assert "黑蛋" in shown(clerk, case).text


def test_the_cases_own_values_cannot_be_left(clerk, case):
    decide(clerk, case, **asked(left=[find.key for find in shown(clerk, case).finds]))
    text = shown(clerk, case).text
    assert PETITIONER not in text
    assert PHONE not in text
    assert "金牧" not in text
    assert "刘永福" in text


def test_a_changed_text_is_the_clerks_own_and_phrases_are_masked_in_it(clerk, case):
    own_words = f"{PETITIONER}与某公司为修路一事争执，表兄黑蛋知道经过。"
    decide(clerk, case, **asked(body=own_words))
    assert shown(clerk, case).is_edited
    assert shown(clerk, case).text == "申请人甲与某公司为修路一事争执，表兄黑蛋知道经过。"
    decide(clerk, case, **asked(body=shown(clerk, case).text, phrase="黑蛋", phrase_kind="person"))
    assert shown(clerk, case).text == "申请人甲与某公司为修路一事争执，表兄黑某知道经过。"
    decide(clerk, case, **asked(body="别的", anew=True))
    assert not shown(clerk, case).is_edited


def test_the_result_becomes_the_draft_and_then_changes_it(clerk, case):
    listing = save(clerk, case, **asked(body=PROPOSED))
    assert (listing.title, listing.body, listing.status) == ("草场补偿纠纷", PROPOSED, "draft")
    again = save(clerk, case, **asked(title="草场修路纠纷", body="申请人甲与某公司争执。"))
    assert again is listing
    assert (listing.title, listing.body) == ("草场修路纠纷", "申请人甲与某公司争执。")


def test_what_is_proposed_can_be_released_as_it_is(clerk, reviewer, case):
    listing = save(clerk, case, **asked(body=review_of(clerk, case, decisions_of(clerk, case)).text))
    assert release(reviewer, submit(clerk, listing)).status == "published"


@pytest.mark.parametrize(("title", "body", "field"), [
    ("草场纠纷", f"{PETITIONER}的草场", "body"), (f"{PETITIONER}的草场", PROPOSED, "title"),
])  # fmt: skip
def test_saving_a_text_that_names_a_party_is_refused(clerk, case, title, body, field):
    with pytest.raises(Invalid) as refused:
        save(clerk, case, **asked(title=title, body=body))
    assert (refused.value.code, refused.value.field) == ("leak_name", field)


@pytest.mark.parametrize(("phrase", "kind", "code"), [
    ("，", "person", "phrase_too_short"), ("蛋", "person", "phrase_too_short"),
    ("黑蛋", None, "phrase_kind_missing"), ("白蛋", "person", "phrase_not_found"),
])  # fmt: skip
def test_a_phrase_that_cannot_be_masked_is_refused(clerk, case, phrase, kind, code):
    with pytest.raises(Invalid, match=code):
        decide(clerk, case, **asked(phrase=phrase, phrase_kind=kind))


def test_nobody_reads_or_decides_without_an_opening_or_the_permission(clerk, reviewer, work, actors):
    case = ready_case(clerk, narrative=NARRATIVE)
    with pytest.raises(NeedsOpening):
        decide(clerk, case, **NOTHING)
    open_private(reviewer, case, purpose="prepare_case")
    with pytest.raises(Forbidden):
        decide(reviewer, case, **NOTHING)
    with pytest.raises(Forbidden):
        decide(work(actors.other_clerk), case, **NOTHING)


def test_what_is_submitted_or_on_the_board_is_no_longer_proposed_for(clerk, reviewer, case):
    submit(clerk, drafted(clerk, case))
    with pytest.raises(Refused, match="case_has_listing"):
        decide(clerk, case, **NOTHING)
    listed = on_the_board(clerk, reviewer, ready_case(clerk, petition_number="XF-2019-0315"))
    open_private(clerk, listed.case, purpose="prepare_case")
    with pytest.raises(Refused, match="case_has_listing"):
        save(clerk, listed.case, **NOTHING)


def test_a_case_that_is_closed_or_refused_says_so_and_not_that_it_has_a_listing(clerk, case):
    said = {"evidence": "oral", "answered_on": clerk.today}
    record_consent(clerk, party_of(clerk, case, "respondent"), answer="refused", **said)
    with pytest.raises(Refused, match="a_party_refuses"):
        decide(clerk, case, **NOTHING)
    closed_unlisted(clerk, case, close_code="no_consent")
    for deed in (decide, save):
        with pytest.raises(Refused, match="case_is_closed"):
            deed(clerk, case, **NOTHING)
    fresh = registered(clerk, petition_number="XF-2019-0316")
    open_private(clerk, fresh, purpose="prepare_case")
    with pytest.raises(Refused, match="classify_first"):
        decide(clerk, fresh, **NOTHING)
    barred = past_the_gate(clerk, ready_case(clerk, petition_number="XF-2019-0317"), litigation="yes")
    open_private(clerk, barred, purpose="prepare_case")
    with pytest.raises(Refused, match="gate_bars"):
        decide(clerk, barred, **NOTHING)


def test_decisions_come_back_as_they_were_kept():
    kept = Decisions(("a",), (("黑蛋", "person"),), "题", "文", {"party:1": "申请人甲"})
    assert Decisions.from_json(kept.as_json()) == kept
    assert Decisions.from_json(None) == Decisions()
    assert "黑蛋" not in repr(kept)


# --- the page ------------------------------------------------------------------------------------


@pytest.fixture
def opened(pages, commit_work):
    """The address of a case whose private details Surina has opened."""
    ref = commit_work("clerk", lambda work: ready_case(work, narrative=NARRATIVE).public_id)
    clerk = pages.as_("clerk")
    assert clerk.post(f"/cases/{ref}/open", purpose="prepare_case").status_code == 303
    return clerk, f"/cases/{ref}"


def test_the_whole_way_by_the_page_without_script(opened):
    clerk, case = opened
    assert "Propose a text from the narrative" in clerk.get(case).get_data(as_text=True)
    assert f"{case}/redact" in clerk.get(f"{case}/listing").get_data(as_text=True)
    page = clerk.get(f"{case}/redact").get_data(as_text=True)
    assert page.count("<mark") > 10
    assert "The name of a party to this case." in page
    assert "Certain, always masked" in page
    key = re.search(r'name="left" value="(\w+)">\s*<label[^>]*>Leave as it is<span[^>]*> \(2019年3月14日\)', page)[1]
    typed = {"title": "草场补偿纠纷", "body": PROPOSED, "left": key, "phrase": "黑蛋", "phrase_kind": "person"}
    answer = clerk.post(f"{case}/redact", **typed)
    assert (answer.status_code, answer.location) == (303, f"{case}/redact")
    page = html.unescape(clerk.get(f"{case}/redact").get_data(as_text=True))
    assert "Your choices are kept" in page
    assert 'value="草场补偿纠纷"' in page
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1].strip()
    assert "2019年3月14日" in text
    assert "黑某" in text
    saved = clerk.post(f"{case}/redact/save", title="草场补偿纠纷", body=text, left=key)
    assert saved.status_code == 303, saved.get_data(as_text=True)
    assert "黑某" in clerk.get(saved.location).get_data(as_text=True)


def test_a_refused_save_keeps_what_was_typed(opened):
    clerk, case = opened
    answer = clerk.post(f"{case}/redact/save", title="", body=f"{PETITIONER}的草场", phrase="黑蛋")
    page = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "Enter title." in page
    assert f"{PETITIONER}的草场</textarea>" in page
    assert 'value="黑蛋"' in page


def test_an_opening_that_has_ended_loses_nothing(opened, commit_work):
    clerk, case = opened
    form = clerk.get(f"{case}/redact").get_data(as_text=True)
    keys = {name: re.search(rf'name="{name}" value="([^"]*)"', form)[1] for name in ("csrf_token", "submission_key")}
    commit_work("clerk", lambda work: end_all(work, case.rsplit("/", 1)[1]))
    answer = clerk.client.post(
        f"{case}/redact", data=keys | {"title": "草场", "body": "我改过的文字", "left": "0" * 16}
    )
    page = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code >= 400
    assert "我改过的文字</textarea>" in page
    assert "Your opening of the case has ended" in page
    assert not [secret for secret in (PETITIONER, PHONE, ID_NUMBER, ADDRESS) if secret in page]


def end_all(work, ref):
    from_ref = case_for(work, ref)
    end_openings(work, from_ref.stream, work.actor.person_id)


@pytest.mark.parametrize(("who", "status"), [(None, 302), ("reviewer", 403), ("other_clerk", 404), ("auditor", 403)])
def test_the_page_is_the_clerks_alone(opened, pages, who, status):
    _, case = opened
    for path in ("redact", "redact/save"):
        assert pages.as_(who).get(f"{case}/{path}").status_code == status


def test_without_an_opening_the_draft_says_how_to_get_there(pages, commit_work):
    ref = commit_work("clerk", lambda work: ready_case(work, narrative=NARRATIVE).public_id)
    clerk = pages.as_("clerk")
    page = clerk.get(f"/cases/{ref}/listing").get_data(as_text=True)
    assert "Open the private details on the case page first" in page
    answer = clerk.get(f"/cases/{ref}/redact")
    assert answer.status_code >= 400
    assert PETITIONER not in answer.get_data(as_text=True)


def test_the_page_speaks_chinese(opened, pages):
    _, case = opened
    reader = pages.as_("clerk", locale="zh_Hans_CN")
    reader.post(f"{case}/open", purpose="prepare_case")
    page = reader.get(f"{case}/redact").get_data(as_text=True)
    for words in (
        "由叙述生成公开文本",
        "叙述（不公开）",
        "拟公开文本",
        "本案当事人的姓名。",
        "确定，一律隐去",
        "应用并重新显示",
    ):
        assert words in page


def test_what_was_masked_and_typed_back_is_told_to_who_has_the_case_open(clerk, case):
    """And what may mean the case's own people; to who has it closed, that neither was looked for."""
    decide(clerk, case, **asked(phrase="说好建国门", phrase_kind="other"))
    text = "说好建国门见，姓乌的一家不同意。"
    told, is_open = doubts_in(clerk, case, {"title": "无", "body": text})
    assert {doubt.where for doubt in told} == {"The text"}
    assert (is_open, {"说好建国门", "姓乌的"} <= {doubt.words for doubt in told}) == (True, True)
    end_openings(clerk, case.stream, clerk.actor.person_id)
    told, is_open = doubts_in(clerk, case, {"title": "无", "body": text})
    assert (is_open, {"说好建国门", "姓乌的"} & {doubt.words for doubt in told}) == (False, set())
