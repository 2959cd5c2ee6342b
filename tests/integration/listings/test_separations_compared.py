"""A reward stands: 苏日娜 takes no case out of its dispute that nobody compared with the one that has the reward."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from listings.cases.services import open_private
from listings.disputes.services import link
from listings.disputes.services_comparison import compare_parties
from listings.disputes.services_separation import confirm_separation, propose_separation
from listings.publication.services import withdraw
from listings.retention.services import confirm_erasure, propose_erasure
from listings.sentences import CONSTRAINTS
from market.record.writing import write_told
from market.refusals import Refused
from tests.integration.listings.separating import CONFIRM, FIRST, MOVE, SECOND, THIRD, WHY, takes
from tests.integration.listings.stories import (
    closed,
    compared_with,
    linked_knowingly,
    on_the_board,
    ready_case,
    registered,
)
from tests.integration.listings.test_rules_in_the_database import refused

pytestmark = pytest.mark.empty_register

NAME = "UPDATE dispute_separation SET new_dispute_id = :dispute WHERE case_id = :id"
DECIDE = (
    "UPDATE dispute_separation SET status = 'confirmed', decided_at = now(), decided_by_id = :by WHERE case_id = :id"
)
PROPOSE = (
    "INSERT INTO dispute_separation (public_id, jurisdiction_id, case_id, status, proposed_at, proposed_by_id, note,"
    " dispute_id, reason) VALUES ('x', '150623', :id, 'proposed', :at, :by, '', :dispute, 'x')"
)

AS_BEFORE = (
    "INSERT INTO record_event (stream, name, subject_type, subject_id, actor_kind, payload, request_id, happened_at)"
    """ VALUES (:stream, 'case.parties_compared', 'petition_case', :id, 'software', '{"searches": [], "cases": []}',"""
    " 'x', :at)"
)


@pytest.fixture(params=[(), (*CONFIRM, "reward")], ids=["promised", "paid"])
def linked(request, clerk, reviewer):
    """The case whose listing has come so far, and the one that was linked to it before; nobody has compared them."""
    first, second = (ready_case(clerk, petition_number=number) for number in (FIRST, SECOND))
    link(clerk, second, petition_number=FIRST)
    takes(clerk, on_the_board(clerk, reviewer, first), *request.param)
    return first, second


def not_proposed(work, case):
    with pytest.raises(Refused, match="separation_not_compared"):
        propose_separation(work, case, reason=WHY)


def test_who_proposes_it_has_both_cases_open_and_compared(clerk, reviewer, linked):
    first, second = linked
    not_proposed(clerk, second)
    open_private(clerk, second, purpose="prepare_case")
    compare_parties(clerk, second)
    write_told(clerk)
    not_proposed(clerk, second)  # the other case is not open
    open_private(clerk, first, purpose="prepare_case")
    not_proposed(reviewer, second)  # 王建国 has neither open
    clerk.now += timedelta(hours=1)
    not_proposed(clerk, second)  # nor has she any longer
    for one in linked:
        open_private(clerk, one, purpose="prepare_case")
    proposed = propose_separation(clerk, second, reason=WHY)
    assert confirm_separation(reviewer, proposed).status == "confirmed"


def test_a_comparison_is_good_for_a_day(clerk, linked):
    first, second = linked
    compared_with(clerk, second, first)
    clerk.now += timedelta(days=1, minutes=1)
    for one in linked:
        open_private(clerk, one, purpose="prepare_case")
    not_proposed(clerk, second)


def test_a_comparison_of_other_cases_does_not_count(clerk, linked):
    first, second = linked
    compared_with(clerk, registered(clerk, petition_number=THIRD), second)
    open_private(clerk, first, purpose="prepare_case")
    not_proposed(clerk, second)


def test_where_no_reward_stands_nobody_is_asked_and_who_is_promised_one_meanwhile_is(clerk, reviewer):
    """It was proposed while nothing stood; then the other case came to the board again."""
    first, second = (ready_case(clerk, petition_number=number) for number in (FIRST, SECOND))
    link(clerk, second, petition_number=FIRST)
    withdraw(reviewer, on_the_board(clerk, reviewer, first), end_code="resolved_otherwise")
    proposed = propose_separation(clerk, second, reason=WHY)
    on_the_board(clerk, reviewer, first)
    with pytest.raises(Refused, match="separation_not_compared"):
        confirm_separation(reviewer, proposed)
    compared_with(clerk, second, first)
    assert confirm_separation(reviewer, proposed).status == "confirmed"


def test_of_a_case_that_was_erased_nothing_is_left_to_open(clerk, reviewer):
    old = closed(clerk, reviewer, 4_000, ready_case(clerk, petition_number=FIRST))
    second = linked_knowingly(clerk, registered(clerk, petition_number=SECOND), old)
    confirm_erasure(reviewer, propose_erasure(clerk, old), understood=True)
    clerk.now += timedelta(minutes=31)
    not_proposed(clerk, second)
    open_private(clerk, second, purpose="prepare_case")
    assert propose_separation(clerk, second, reason=WHY).waits


# --- the rule in the database ----------------------------------------------------------------------------------------


def test_plain_sql_proposes_nothing_that_nobody_compared(clerk, linked):
    first, second = linked
    given = {"id": second.id, "dispute": second.dispute_id, "by": clerk.actor.person_id, "at": clerk.now}
    for at in (clerk.now, clerk.now - timedelta(days=900)):
        assert refused(clerk, PROPOSE, **(given | {"at": at})) == "separation_is_compared"
    assert CONSTRAINTS["separation_is_compared"] == "separation_not_compared"
    compared_with(clerk, registered(clerk, petition_number=THIRD), registered(clerk, petition_number="XF-4"))
    assert refused(clerk, PROPOSE, **given) == "separation_is_compared", "two others were"
    third = registered(clerk, petition_number="XF-5")
    linked_knowingly(clerk, third, first)
    compared_with(clerk, third, registered(clerk, petition_number="XF-6"))
    assert refused(clerk, PROPOSE, **given) == "separation_is_compared", "a third one of the dispute was"
    compared_with(clerk, second, first)
    assert refused(clerk, PROPOSE, **given) == "nothing refused it"


def test_a_comparison_that_could_not_see_linked_cases_does_not_count(clerk, linked):
    """The last release did not look among them, and its events do not say that it did."""
    first, second = linked
    clerk.session.execute(text(AS_BEFORE), {"stream": second.stream, "id": second.id, "at": clerk.now})
    for one in linked:
        open_private(clerk, one, purpose="prepare_case")
    not_proposed(clerk, second)
    given = {"id": second.id, "dispute": second.dispute_id, "by": clerk.actor.person_id, "at": clerk.now}
    assert refused(clerk, PROPOSE, **given) == "separation_is_compared"


def test_plain_sql_confirms_nothing_that_nobody_compared(clerk, reviewer):
    first, second = (ready_case(clerk, petition_number=number) for number in (FIRST, SECOND))
    link(clerk, second, petition_number=FIRST)
    withdraw(reviewer, on_the_board(clerk, reviewer, first), end_code="resolved_otherwise")
    propose_separation(clerk, second, reason=WHY)
    on_the_board(clerk, reviewer, first)
    given = {"id": second.id, "dispute": "another", "by": reviewer.actor.person_id}
    assert refused_of(clerk, [NAME, MOVE, DECIDE], **given) == "separation_is_compared"
    compared_with(clerk, second, first)
    assert refused_of(clerk, [NAME, MOVE, DECIDE], **given) == "nothing refused it"


def refused_of(work, statements, **values):
    """What refuses the last of these statements; those before it pass."""
    *before, last = statements
    nested = work.session.begin_nested()
    for one in before:
        work.session.execute(text(one), values)
    found = refused(work, last, **values)
    nested.rollback()
    return found
