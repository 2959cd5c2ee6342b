"""What the office does among itself stands in its own history of a case, not in that of a mediator let into it."""

import pytest

from listings.access.services import give_access
from listings.cases.queries import case_for
from listings.cases.services import open_private
from listings.disputes.services import link
from listings.disputes.services_comparison import compare_parties
from market.events import EVENTS
from tests.integration.conftest import cast_actors
from tests.integration.listings.stories import ready_case, registered

AMONG_THEMSELVES = (
    "Cases with the same parties looked for",
    "Found to have a party of another case",
    "Case linked to another of the same dispute",
)


@pytest.fixture
def opened(commit_work):
    """Two cases with one petitioner, which 苏日娜 compared and linked; 李慧 is let into the second as a mediator is."""

    def compare(work):
        case, other = ready_case(work), registered(work, petition_number="XF-2020-0077")
        open_private(work, case, purpose="prepare_case")
        compare_parties(work, case)
        link(work, case, petition_number=other.petition_number)
        return other.public_id

    def let_in(work):
        give_access(work, person_id=cast_actors(work.session).preparer.person_id, case=case_for(work, ref))

    ref = commit_work("clerk", compare)
    commit_work("clerk", let_in)
    return ref


def test_only_the_office_reads_that_cases_were_compared_and_linked(pages, opened):
    office = [pages.as_(key).get(f"/cases/{opened}").get_data(as_text=True) for key in ("clerk", "auditor")]
    for page in office:
        assert [words in page for words in AMONG_THEMSELVES] == [False, True, True]
    mediator = pages.as_("preparer").get(f"/cases/{opened}")
    assert mediator.status_code == 200
    page = mediator.get_data(as_text=True)
    assert "Case registered" in page
    shown = [event.label for event in EVENTS.declared.values() if event.office_only and event.label in page]
    assert shown == []


def test_what_bars_a_listing_is_told_to_the_office_alone(pages, commit_work):
    """By the API as on the page."""

    def let_in(work):
        case = ready_case(work)
        give_access(work, person_id=cast_actors(work.session).preparer.person_id, case=case)
        return case.public_id

    ref = commit_work("clerk", let_in)
    assert set(pages.as_("clerk").ask(f"/cases/{ref}").json["gate"].values()) == {False}
    assert pages.as_("preparer").ask(f"/cases/{ref}").json["gate"] == {}
