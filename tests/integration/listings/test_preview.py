"""王建国 sees what a wider version will say beside what stands there now, before he publishes it."""

import re

import pytest

from listings.publication.queries import listing_for
from listings.publication.services import release
from listings.reidentification.services import widen
from market.people.models import DepartmentKind
from tests.integration.listings.stories import (
    department,
    drafted,
    ready_case,
    submit,
)

TITLE, BODY = "昂素镇草场界线纠纷", "两家因草场发生争议。\n\n昂素镇已多次组织协商。"
WIDER = {"category": "land_and_village", "place": "", "duration": "from_5", "amount": "from_100k"}


@pytest.fixture
def ref(commit_work):
    ref = commit_work(
        "clerk", lambda work: submit(work, drafted(work, ready_case(work), title=TITLE, body=BODY)).public_id
    )
    commit_work("reviewer", lambda work: release(work, listing_for(work, ref)))
    return ref


def address(ref, **chosen):
    return f"/listings/{ref}/widen?" + "&".join(f"{name}={value}" for name, value in (WIDER | chosen).items())


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def sides(page):
    """The two columns of a preview."""
    shown = page.split('<div class="mk-review">', 1)[1].split("</section>")[0]
    now, then = shown.split("<h2", 2)[1:]
    return now, then


def test_nothing_is_to_be_confirmed_before_something_is_chosen(pages, ref):
    page = pages.as_("reviewer").get(f"/listings/{ref}/widen").get_data(as_text=True)
    assert "Choose at least one wider value" in page
    assert "Publish the wider version" not in page


def test_what_is_shown_is_what_is_published(pages, ref, commit_work):
    reviewer, visitor = pages.as_("reviewer"), pages.as_(None)
    page = reviewer.get(address(ref)).get_data(as_text=True)
    now, then = sides(page)
    assert TITLE in words(now)
    assert "某镇场地范围纠纷" in words(then)
    assert "某镇已多次组织协商" in words(then)
    assert ">草场</mark>" in now
    assert ">场地</mark>" in then
    assert "Land, villages and environment</mark>" in then
    assert "How long it has lasted: 5 to under 10 years" in words(now)
    assert "How long it has lasted: 5 to under 10 years" in words(then), "what stays is not marked"
    assert TITLE in visitor.get(f"/board/{ref}").get_data(as_text=True), "looking publishes nothing"

    answer = reviewer.client.post(f"/listings/{ref}/widen", data=confirmed(page))
    assert answer.status_code == 303
    public = visitor.get(f"/board/{ref}").get_data(as_text=True)
    for line in ("某镇场地范围纠纷", "两家因场地发生争议。", "某镇已多次组织协商。"):
        assert line in public
    assert "草场" not in public


def confirmed(page):
    """What the second form of the page sends."""
    form = page.split('<form method="post"')[-1].split("</form>")[0]
    return dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', form))


def test_what_was_chosen_stays_chosen(pages, ref):
    page = pages.as_("reviewer").get(address(ref, amount="")).get_data(as_text=True)
    chosen = dict(re.findall(r'name="([a-z]+)" type="radio" value="([^"]*)" checked', page))
    assert chosen == {"category": "land_and_village", "place": "", "duration": "from_5", "amount": ""}


def test_no_key_stands_in_an_address(pages, ref):
    page = pages.as_("reviewer").get(address(ref)).get_data(as_text=True)
    [asking] = re.findall(r'<form method="get" data-preview.*?</form>', page, re.DOTALL)
    assert "csrf_token" not in asking
    assert "submission_key" not in asking


@pytest.mark.parametrize(
    "chosen",
    [
        {"category": "loans"},
        {"category": "<script>"},
        {"amount": "under_10k"},
        {"place": "999999"},
        {"duration": "x" * 500},
    ],
)
def test_what_is_not_offered_is_shown_by_no_address(pages, ref, chosen):
    answer = pages.as_("reviewer").get(address(ref, **chosen))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Publish the wider version" not in page
    assert 'class="govuk-error-summary' in page
    assert "<script>&" not in page.replace("<script ", "")


def test_what_was_shown_must_still_stand(pages, ref, commit_work):
    """In a second window it was widened meanwhile: the page that was read is not confirmed any more."""
    reviewer = pages.as_("reviewer")
    page = reviewer.get(address(ref)).get_data(as_text=True)
    less = {"category": "land", "place": "", "duration": "from_5", "amount": "from_100k"}
    commit_work("reviewer", lambda work: widen(work, listing_for(work, ref), **less))
    answer = reviewer.client.post(f"/listings/{ref}/widen", data=confirmed(page))
    assert answer.status_code == 409


def test_only_the_reviewer_looks(pages, ref):
    assert pages.as_("clerk").get(address(ref)).status_code == 403
    assert pages.as_("other_clerk").get(address(ref)).status_code == 404


def test_a_draft_shows_what_its_offer_takes_out(pages, commit_work):
    """Nobody else's case is of that town: the clerk sees the text without it before she takes the offer over."""

    def draft_it(work):
        there = department(work, "城川镇", DepartmentKind.TOWN).public_id
        case = ready_case(work, place_town=there)
        return drafted(work, case, title="城川镇草场纠纷", body="城川镇已多次协商。", place_town=there).public_id

    ref = commit_work("clerk", draft_it)
    clerk = pages.as_("clerk")
    page = clerk.get(f"/listings/{ref}/widen-draft").get_data(as_text=True)
    now, then = sides(page)
    assert "城川镇草场纠纷" in words(now)
    assert "某镇草场纠纷" in words(then)
    assert clerk.client.post(f"/listings/{ref}/widen-draft", data=confirmed(page)).status_code == 303
    assert "某镇已多次协商。" in clerk.get(f"/listings/{ref}").get_data(as_text=True)
