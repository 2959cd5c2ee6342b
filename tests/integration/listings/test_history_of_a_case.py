"""What the office does among itself stands in its own history of a case, not in that of a mediator let into it."""

import pytest

from listings.access.services import give_access
from listings.cases.queries import case_for
from listings.cases.services import open_private
from listings.disputes.events import COMPARED
from listings.disputes.services import link
from listings.disputes.services_comparison import compare_parties
from listings.publication.queries import listing_for
from listings.publication.services import edit, send_back
from market.events import EVENTS
from market.record.models import RecordEvent
from tests.integration.conftest import cast_actors
from tests.integration.listings.stories import GRADE_REASONS, drafted, ready_case, submit, text

AMONG_THEMSELVES = (
    "case.party_found",
    "case.linked",
    "case.gate_answered",
    "vault.opened",
    "listing.drafted",
    "listing.edited",
    "listing.submitted",
    "listing.returned",
)


@pytest.fixture
def opened(commit_work):
    """Two cases with one petitioner, which 苏日娜 compared and linked; for the second, opened too, she drafts a
    listing that 王建国 returns. 李慧 is let into it as a mediator is."""

    def compare(work):
        case, other = ready_case(work), ready_case(work, petition_number="XF-2020-0077")
        open_private(work, case, purpose="prepare_case")
        compare_parties(work, case)
        link(work, case, petition_number=other.petition_number)
        open_private(work, other, purpose="prepare_case")
        listing = drafted(work, other)
        edit(work, listing, **text(work))
        return other.public_id, submit(work, listing).public_id

    def let_in(work):
        give_access(work, person_id=cast_actors(work.session).preparer.person_id, case=case_for(work, ref))

    ref, listing_ref = commit_work("clerk", compare)
    commit_work("reviewer", lambda work: send_back(work, listing_for(work, listing_ref), return_reason="略写") and None)
    commit_work("clerk", let_in)
    return ref


def test_only_the_office_reads_what_it_did_among_itself(pages, opened):
    def history(key):
        answer = pages.as_(key).get(f"/cases/{opened}")
        assert answer.status_code == 200
        page = answer.get_data(as_text=True)
        return page[page.index("What has happened") :]

    for key in ("clerk", "auditor"):
        told = history(key)
        assert [name for name in AMONG_THEMSELVES if EVENTS.declared[name].label not in told] == []
        assert EVENTS.declared[COMPARED].label not in told, "that stands with the case which was compared"
    told = history("preparer")
    assert "Case registered" in told
    assert [name for name in AMONG_THEMSELVES if EVENTS.declared[name].label in told] == []
    assert [event.label for event in EVENTS.declared.values() if event.for_office_alone and event.label in told] == []


def test_why_a_case_was_classified_so_is_told_to_the_office_alone(pages, opened):
    reasons = ("difficulty_reason", "merit_reason", "class_reason", "close_note")
    weighed = (*GRADE_REASONS.values(), "Why this difficulty", "Reason for another class", "Classified by")
    for key, is_told in (("clerk", True), ("auditor", True), ("preparer", False)):
        page = pages.as_(key).get(f"/cases/{opened}").get_data(as_text=True)
        assert "How reasonable the claim is" in page
        assert {words in page for words in weighed} == {is_told}
        asked = pages.as_(key).ask(f"/cases/{opened}").json
        told = {name: GRADE_REASONS.get(name, "") for name in reasons} if is_told else dict.fromkeys(reasons, "")
        assert {name: asked[name] for name in reasons} == told
        assert (asked["difficulty"], asked["merit"]) == ("major", "founded")


def test_what_bars_a_listing_is_told_to_the_office_alone(pages, commit_work):
    """By the API as on the page."""

    def let_in(work):
        case = ready_case(work)
        give_access(work, person_id=cast_actors(work.session).preparer.person_id, case=case)
        return case.public_id

    ref = commit_work("clerk", let_in)
    assert set(pages.as_("clerk").ask(f"/cases/{ref}").json["gate"].values()) == {False}
    assert pages.as_("preparer").ask(f"/cases/{ref}").json["gate"] == {}


def test_one_draft_saved_again_and_again_is_one_line_until_somebody_else_has_done_something(
    pages, commit_work, database
):
    """苏日娜 saves three times, 王建国 returns it, and she saves once more."""

    def save(times):
        def do(work):
            listing = listing_for(work, ref)
            for _ in range(times):
                edit(work, listing, **text(work))

        commit_work("clerk", do)

    ref = commit_work("clerk", lambda work: drafted(work).public_id)
    save(3)
    commit_work("clerk", lambda work: submit(work, listing_for(work, ref)) and None)
    commit_work("reviewer", lambda work: send_back(work, listing_for(work, ref), return_reason="请写得更简略") and None)
    save(1)
    page = pages.as_("clerk").get(f"/listings/{ref}").get_data(as_text=True)
    history = page[page.index("What has happened") :]
    assert (history.count("Listing draft changed"), history.count("Saved 3 times since")) == (2, 1)
    assert "Saved 1" not in history
    assert "起共保存 3 次" in pages.as_("clerk", locale="zh_Hans_CN").get(f"/listings/{ref}").get_data(as_text=True)
    with database.session() as session:
        assert session.query(RecordEvent).filter_by(name="listing.edited").count() == 4
