"""苏日娜 saves a draft with a day, a sum, a court number and a village in it: she is told all of it at once."""

import html

import pytest

from listings.anonymisation.services import refuse_private
from listings.cases.queries import case_for
from listings.publication.services import edit, release
from listings.reidentification.services_telling import refuse_telling
from market.people.models import DepartmentKind
from market.refusals import Invalid, Refused
from tests.integration.listings.stories import (
    BODY,
    PETITIONER,
    PHONE,
    TITLE,
    department,
    drafted,
    ready_case,
    submit,
    text,
)

TELLING = "2019年3月14日在塔拉村收到35000元，（2020）内0623民初12号判决后拖了七年。"
WORDS = ("2019年3月14日", "塔拉村", "35000元", "（2020）内0623民初12号", "七年")
ASSESSED = {"risk": "low", "effects": "可能被邻里认出", "measures": "已概括"}


def all_of(refused):
    """The codes and the words of a refusal and of what is refused beside it."""
    each = [refused, *refused.others]
    return [one.code for one in each], " ".join(one.facts["words"] for one in each)


def test_handing_in_names_every_kind_at_once_with_its_words(clerk):
    listing = drafted(clerk, body=f"{BODY}\n{TELLING}")
    with pytest.raises(Refused) as refused:
        submit(clerk, listing)
    codes, words = all_of(refused.value)
    assert set(codes) == {"stranger_in_text", "measure_in_text"}
    assert [one for one in WORDS if f"“{one}”" not in words] == []
    kinds = {one.facts["found_label"] for one in (refused.value, *refused.value.others)}
    assert kinds >= {"Date", "Amount", "Village", "Court case number"}


def test_releasing_does_too_and_what_is_mended_passes(clerk, reviewer):
    listing = submit(clerk, drafted(clerk))
    listing.body = f"{BODY}\n{TELLING}"  # as an earlier version of the checks let it pass
    with pytest.raises(Refused) as refused:
        release(reviewer, listing)
    assert [one for one in WORDS if f"“{one}”" not in all_of(refused.value)[1]] == []
    listing.body = BODY
    assert release(reviewer, listing).status == "published"


def test_one_kind_alone_has_nothing_beside_it(clerk):
    with pytest.raises(Refused, match="measure_in_text") as refused:
        submit(clerk, drafted(clerk, body=f"{BODY}\n拖了七年。"))
    assert refused.value.others == ()


def test_what_may_not_even_be_saved_is_told_at_once_too_and_nothing_twice(clerk):
    """A party's name and phone, and a stranger's: three refusals, the phone no second time as a number of somebody."""
    with pytest.raises(Invalid) as refused:
        refuse_private(clerk, ready_case(clerk), {
            "title": f"{PETITIONER}的草场", "body": f"{PETITIONER}电话{PHONE}，邻居电话13947712346、13947712399。",
        })  # fmt: skip
    each = [refused.value, *refused.value.others]
    assert [(one.code, one.field) for one in each] == [
        ("leak_name", "title"), ("leak_name", "body"), ("leak_phone", "body"), ("stranger_in_text", "body"),
    ]  # fmt: skip
    assert each[-1].facts["words"] == "“13947712346” “13947712399”"


def test_an_answer_is_told_all_of_it_as_well(clerk):
    listing = drafted(clerk)
    with pytest.raises(Invalid) as refused:
        refuse_telling(clerk, listing, {"answer": TELLING})
    assert [one for one in WORDS if f"“{one}”" not in all_of(refused.value)[1]] == []
    assert {one.field for one in refused.value.others} == {"answer"}


def form(body):
    return {
        "title": TITLE, "body": body, "category": "land", "duration_band": "from_5", "amount_band": "from_100k",
        "place_town": "",
    }  # fmt: skip


@pytest.fixture
def ready(commit_work):
    def make(work):
        department(work, "昂素镇", DepartmentKind.TOWN)
        return ready_case(work).public_id

    return commit_work("clerk", make)


def shown(page):
    return html.unescape(page.get_data(as_text=True))


def test_saving_is_not_kept_from_it_and_the_page_says_what_has_to_go(pages, ready):
    clerk = pages.as_("clerk")
    saved = clerk.post(f"/cases/{ready}/listing", **form(f"{BODY}{TELLING}"))
    assert saved.status_code == 303
    page = shown(clerk.get(saved.location))
    assert "The draft is saved." in page
    warned = page.split("it cannot go on the board like this:")[1].split("What the public reads")[0]
    assert [one for one in WORDS if f"“{one}”" not in warned] == []
    assert [one for one in WORDS if f"“{one}”" not in shown(clerk.get(f"{saved.location}/edit"))] == []


def test_the_refused_page_and_the_api_name_all_of_it(pages, ready, commit_work):
    ref = commit_work("clerk", lambda work: drafted(work, case_for(work, ready), body=f"{BODY}{TELLING}").public_id)
    clerk = pages.as_("clerk")
    refused = clerk.post(f"/listings/{ref}/submit", **ASSESSED)
    summary = shown(refused).split("govuk-error-summary__list")[1].split("</ul>")[0]
    assert refused.status_code == 409
    assert [one for one in WORDS if f"“{one}”" not in summary] == []
    told = clerk.tell(f"/listings/{ref}/submit", **ASSESSED)
    assert (told.status_code, told.get_json()["code"]) == (409, "stranger_in_text")
    assert [one for one in WORDS if f"“{one}”" not in told.get_json()["sentence"]] == []
    named = form(f"联系电话{PHONE}，邻居13947712346") | {"title": f"{PETITIONER}的草场"}
    errors = clerk.tell(f"/listings/{ref}/edit", **named).get_json()["errors"]
    assert [PETITIONER in one for one in errors["title"]] == [True]
    assert [PHONE in one for one in errors["body"]] == [True, False]


def test_a_clean_draft_is_warned_of_nothing(pages, ready, commit_work):
    ref = commit_work("clerk", lambda work: drafted(work, case_for(work, ready)).public_id)
    assert "cannot go on the board like this" not in shown(pages.as_("clerk").get(f"/listings/{ref}"))


def test_the_warning_goes_with_what_it_was_about(clerk):
    listing = drafted(clerk, body=f"{BODY}{TELLING}")
    edit(clerk, listing, **text(clerk))
    assert submit(clerk, listing).status == "in_review"
