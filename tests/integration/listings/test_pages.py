"""The same story through the pages and through the API, and what each person does not get to see."""

import re

import pytest

from demo.seed.phrases import ASSESSMENT
from listings.mediability.gate import GATE
from tests.integration.listings.stories import (
    ADDRESS,
    BODY,
    GRADE_REASONS,
    ID_NUMBER,
    PETITIONER,
    PHONE,
    RESPONDENT,
    TITLE,
    VILLAGE,
    drafted,
    ready_case,
)

SECRETS = (PETITIONER, PHONE, ID_NUMBER, ADDRESS, VILLAGE, RESPONDENT)


def form_of_a_case(towns, **changes):
    typed = {
        "petition_number": "XF-2019-0314", "category": "land", "place_town": towns[0], "place_village": VILLAGE,
        "responsible_department": towns[1], "arose_on": "2018-05-01", "first_petition_on": "2019-05-01",
        "languages": ["zh", "mn"], "amount_in_dispute_fen": "186000", "narrative": f"{PETITIONER}反映草场被占。",
        "parties-0-role": "petitioner", "parties-0-kind": "person", "parties-0-name": PETITIONER,
        "parties-0-minority_name": "y", "parties-0-id_number": ID_NUMBER, "parties-0-phone": PHONE,
        "parties-0-address": ADDRESS, "parties-1-role": "respondent", "parties-1-kind": "organisation",
        "parties-1-name": RESPONDENT,
    }  # fmt: skip
    return typed | changes


def test_the_whole_way_from_register_to_board_by_pages_alone(pages, towns):
    clerk, reviewer, visitor = pages.as_("clerk"), pages.as_("reviewer"), pages.as_(None)
    answer = clerk.post("/cases/new", **form_of_a_case(towns))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    case = answer.location
    page = clerk.get(case).get_data(as_text=True)
    assert "XF-2019-0314" in page
    assert not [secret for secret in SECRETS if secret in page]

    assert clerk.post(f"{case}/open", purpose="prepare_case").status_code == 303
    page = clerk.get(case).get_data(as_text=True)
    assert [secret for secret in SECRETS if secret in page] == list(SECRETS)

    graded = {"case_class": "A", "difficulty": "major", "merit": "founded"} | GRADE_REASONS
    assert clerk.post(f"{case}/classify", **graded).location == case
    assert clerk.post(f"{case}/gate", **{question.code: "no" for question in GATE}).location == case
    consent = re.search(r"/parties/\w+/consent", page)[0]
    assert clerk.post(consent, answer="given", evidence="written", answered_on="2024-01-08").location == case
    text = {"title": TITLE, "body": BODY, "category": "land", "place_town": towns[0]}
    listing = clerk.post(f"{case}/listing", **text).location
    assert clerk.post(f"{listing}/submit", **ASSESSMENT).location == listing

    waiting = reviewer.get("/work").get_data(as_text=True)
    assert TITLE in waiting
    assert "Listings waiting for release" in waiting
    before_release = reviewer.get(f"{listing}/release").get_data(as_text=True)
    assert ASSESSMENT["effects"] in before_release
    assert "at least 5 different petitioners in the register" in before_release
    assert BODY in before_release
    assert reviewer.post(f"{listing}/release").location == listing

    board = visitor.get("/board").get_data(as_text=True)
    assert TITLE in board
    ref = listing.rsplit("/", 1)[1]
    public = visitor.get(f"/board/{ref}").get_data(as_text=True)
    assert BODY in public
    assert "Listing released" in public
    assert not [secret for secret in (*SECRETS, "XF-2019-0314", "苏日娜", "王建国") if secret in public + board]


def test_what_was_typed_is_kept_and_the_field_is_named(pages, towns):
    clerk = pages.as_("clerk")
    answer = clerk.post("/cases/new", **form_of_a_case(towns, first_petition_on="2017-02-30"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "is not a day in the calendar" in page
    assert "2017-02-30" in page
    assert RESPONDENT in page
    answer = clerk.post("/cases/new", **form_of_a_case(towns, first_petition_on="2017-02-03"))
    assert answer.status_code == 422
    assert "cannot come before the dispute arose" in answer.get_data(as_text=True)
    assert "XF-2019-0314" not in clerk.get("/cases").get_data(as_text=True)


def test_a_wrong_number_of_a_party_is_refused_beside_its_own_field(pages, towns):
    """Whose number is wrong is said like every other mistake of a party, and its field is marked."""
    wrong = {"parties-0-id_number": "150623196805120025", "parties-1-phone": "0477-123456789012"}
    page = pages.as_("clerk").post("/cases/new", **form_of_a_case(towns, **wrong)).get_data(as_text=True)
    label = re.search(r'href="#parties-0-id_number">([^<]+)<', page)[1]
    assert label.startswith("Party 1: The ID number does not add up")
    assert 'id="parties-0-id_number-error"' in page
    assert 'value="150623196805120025"' in page
    told = form_of_a_case(towns, **{"parties-1-phone": "12"})
    page = pages.as_("clerk").post("/cases/new", **told).get_data(as_text=True)
    assert re.search(r'href="#parties-1-phone">Party 2: ', page)


def test_a_name_in_the_text_is_refused_beside_its_field(pages, commit_work, towns):
    ref = commit_work("clerk", lambda work: ready_case(work).public_id)
    text = {"title": TITLE, "body": f"{PETITIONER}的草场", "category": "land"}
    answer = pages.as_("clerk").post(f"/cases/{ref}/listing", **text)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "The text names a party of the case" in page
    assert 'href="#body"' in page


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", ("The title names a party of the case", "The title names somebody of the case")),
        ("zh_Hans_CN", ("标题中出现了本案当事人的姓名或名称", "标题中出现了本案有关人员的姓名或名称")),
    ],
)
def test_a_name_in_the_title_is_told_of_the_title_and_a_leaders_of_no_party(pages, commit_work, towns, locale, said):
    ref = commit_work("clerk", lambda work: ready_case(work, responsible_leader="敖特根巴雅尔").public_id)
    text = {"title": f"{PETITIONER}与敖特根巴雅尔", "body": "草场补偿多年未落实。", "category": "land"}
    page = pages.as_("clerk", locale=locale).post(f"/cases/{ref}/listing", **text).get_data(as_text=True)
    assert [one for one in said if one not in page] == []
    assert "The text names" not in page
    assert "正文中出现" not in page


def test_what_looks_like_a_name_in_the_title_is_told_of_the_title(pages, commit_work, towns):
    said = {"title": "刘永强草场补偿纠纷", "body": "2019年3月14日协商未果。"}
    ref = commit_work("clerk", lambda work: drafted(work, ready_case(work), **said).public_id)
    page = pages.as_("clerk").get(f"/listings/{ref}/submit").get_data(as_text=True)
    told = page.split('class="mk-doubts__words"')[1].split("</p>")[0]
    assert "刘永强" in told
    assert "The title" in told
    assert "The text says something that may give somebody away" in page


ACCESS = (
    (None, "/cases", 302),
    (None, "/cases/{case}", 302),
    (None, "/listings", 302),
    (None, "/listings/{ref}", 302),
    (None, "/board", 200),
    (None, "/board/{ref}", 200),
    (None, "/cases/new", 302),
    ("clerk", "/cases/{case}", 200),
    ("reviewer", "/cases/{case}", 200),
    ("auditor", "/cases/{case}", 200),
    ("auditor", "/cases/new", 403),
    ("auditor", "/cases/{case}/open", 403),
    ("reviewer", "/cases/new", 403),
    ("other_clerk", "/cases/{case}", 404),
    ("other_reviewer", "/listings/{ref}", 404),
    ("other_reviewer", "/listings/{ref}/withdraw", 404),
    ("other_clerk", "/cases/{case}/open", 404),
    ("preparer", "/cases", 403),
    ("system_admin", "/cases/{case}", 404),
    ("clerk", "/listings/{ref}/withdraw", 403),
    ("reviewer", "/listings/{ref}/withdraw", 200),
    ("reviewer", "/listings/{ref}", 200),
    ("clerk", "/listings/{ref}/edit", 409),
    ("other_clerk", "/board/{ref}", 200),
    ("clerk", "/board/nowhere", 404),
)


def test_each_sees_what_is_theirs(pages, listed):
    ref, case = listed
    readers = {who: pages.as_(who) for who, _, _ in ACCESS}
    found = [(who, path, readers[who].get(path.format(ref=ref, case=case)).status_code) for who, path, _ in ACCESS]
    assert found == list(ACCESS)


def test_a_step_from_the_wrong_state_says_the_present_one(pages, listed):
    ref, _ = listed
    answer = pages.as_("clerk").tell(f"/listings/{ref}/submit", **ASSESSMENT)
    assert answer.status_code == 409
    assert answer.json["state"] == "published"
    page = pages.as_("clerk").post(f"/listings/{ref}/submit", **ASSESSMENT)
    assert page.status_code == 409
    assert "Open to claims" in page.get_data(as_text=True)


def test_the_whole_way_by_the_api(pages, towns):
    clerk, reviewer, visitor = pages.as_("clerk"), pages.as_("reviewer"), pages.as_(None)
    party = {"role": "petitioner", "kind": "person", "name": PETITIONER, "minority_name": True}
    case = {
        "petition_number": "XF-API-1", "category": "wages", "place_town": towns[0], "responsible_department": towns[1],
        "arose_on": "2018-05-01", "first_petition_on": "2019-05-01", "languages": ["zh"], "narrative": "欠薪",
        "amount_in_dispute_fen": 1_200_000,
        "parties": [party, {"role": "respondent", "kind": "organisation", "name": RESPONDENT, "minority_name": False}],
    }  # fmt: skip
    assert clerk.tell("/cases/new", **(case | {"nonsense": 1})).status_code == 422
    assert visitor.tell("/cases/new", **case).status_code == 401
    answer = clerk.tell("/cases/new", **case)
    assert answer.status_code == 201, answer.json
    ref = answer.json["id"]
    graded = {"case_class": "A", "difficulty": "hard", "merit": "partly"}
    assert clerk.tell(f"/cases/{ref}/classify", **graded).status_code == 422
    assert clerk.tell(f"/cases/{ref}/classify", **graded, **GRADE_REASONS).status_code == 201
    assert clerk.tell(f"/cases/{ref}/gate", **{question.code: "no" for question in GATE}).status_code == 201
    told = clerk.ask(f"/cases/{ref}").json
    assert {name: told[name] for name in GRADE_REASONS} == GRADE_REASONS
    assert told["gate"] == {question.code: False for question in GATE}
    assert PETITIONER not in str(told)
    party_ref = told["parties"][0]["ref"]
    consent = {"answer": "given", "evidence": "oral", "answered_on": "2024-01-08"}
    assert clerk.tell(f"/parties/{party_ref}/consent", **consent).status_code == 201
    listing = clerk.tell(f"/cases/{ref}/listing", title=TITLE, body=BODY, category="wages").json["id"]
    assert clerk.tell(f"/listings/{listing}/submit", **ASSESSMENT).json["status"] == "in_review"
    assert clerk.tell(f"/listings/{listing}/release").status_code == 403
    assert reviewer.tell(f"/listings/{listing}/release").json["status"] == "published"
    board = visitor.ask("/board").json
    assert [one["ref"] for one in board["listings"]] == [listing]
    in_full = visitor.ask(f"/board/{listing}").json
    assert (in_full["reward_fen"], in_full["history"][0]["event"]) == (800_000, "listing.released")
    assert visitor.ask("/listings").status_code == 401
    assert reviewer.ask("/listings", status="published").json["listings"][0]["case"] == ref
    assert visitor.ask("/board", status="nonsense").status_code == 422


def test_the_board_filters_by_published_values(pages, listed):
    ref, _ = listed
    visitor = pages.as_(None)

    def shows(**query):
        return TITLE in visitor.client.get("/board", query_string={"status": "open"} | query).get_data(as_text=True)

    assert shows(category="land", case_class="A", reward="from_6000")
    assert not shows(category="wages")
    assert not shows(case_class="B")
    assert not shows(reward="under_3000")
    assert not shows(status="ended")
    assert shows(status="", sort="claim_by")
    assert visitor.get("/board?after=nonsense").status_code == 404


def test_the_pages_speak_chinese(pages, listed):
    ref, case = listed
    page = pages.as_("clerk", locale="zh_Hans_CN").get(f"/cases/{case}").get_data(as_text=True)
    for words in ("可调解性", "本案的榜单", "办理经过", "按时长建议的分类", "同意上榜"):
        assert words in page
    board = pages.as_(None, locale="zh_Hans_CN").get(f"/board/{ref}").get_data(as_text=True)
    assert "榜单发布" in board
