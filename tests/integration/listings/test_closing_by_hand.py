"""Plain SQL closes no case without its reason and its two persons, and nothing that is prepared or listed."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from listings.closing.services import propose_closing
from listings.sentences import CONSTRAINTS
from tests.integration.listings.stories import classified, closed_unlisted, drafted, registered, submit
from tests.integration.listings.test_rules_in_the_database import refused

CLOSE = "UPDATE petition_case SET status = 'closed', closed_at = now(), close_code = 'withdrawn', closed_by_id = :by"
BY_HAND = {
    "closed without a reason": (
        "UPDATE petition_case SET status = 'closed', closed_at = now() WHERE id = :id",
        "ck_petition_case_classified_is_complete",
    ),
    "closed by nobody": (
        "UPDATE petition_case SET status = 'closed', closed_at = now(), close_code = 'withdrawn' WHERE id = :id",
        "ck_petition_case_closed_with_a_reason",
    ),
    "closed for no known reason": (
        CLOSE.replace("'withdrawn'", "'bored'") + " WHERE id = :id",
        "ck_petition_case_close_code_known",
    ),
    "a reason for an open case": (
        "UPDATE petition_case SET close_code = 'withdrawn', closed_by_id = :by WHERE id = :id",
        "case_has_its_reason",
    ),
}


@pytest.mark.parametrize(("attempt", "constraint"), BY_HAND.values(), ids=BY_HAND)
def test_plain_sql_closes_nothing_without_its_reason(clerk, attempt, constraint):
    case = registered(clerk)
    assert refused(clerk, attempt, id=case.id, by=clerk.actor.person_id) == constraint


def test_a_reason_the_database_does_not_know_has_its_sentence():
    assert CONSTRAINTS["ck_petition_case_close_code_known"] == "close_code_unknown"


def test_plain_sql_closes_no_case_that_two_persons_have_not_closed(clerk, reviewer):
    case = registered(clerk)
    given = {"id": case.id, "by": reviewer.actor.person_id}
    assert refused(clerk, f"{CLOSE} WHERE id = :id", **given) == "case_closed_by_two"
    propose_closing(clerk, case, close_code="withdrawn")
    assert refused(clerk, f"{CLOSE} WHERE id = :id", **given) == "case_closed_by_two", "proposed is not confirmed"
    decide = "UPDATE case_closing SET status = 'confirmed', decided_at = now(), decided_by_id = :by WHERE case_id = :id"
    assert refused(clerk, decide, **given) == "case_closing_is_carried_out"
    assert refused(clerk, decide, id=case.id, by=clerk.actor.person_id) == "ck_case_closing_four_eyes"
    change = "UPDATE case_closing SET note = 'x', close_code = 'by_mistake' WHERE case_id = :id"
    assert refused(clerk, change.replace(", close_code = 'by_mistake'", ""), id=case.id) == "nothing refused it"
    with pytest.raises(ProgrammingError), clerk.session.begin_nested():
        clerk.session.execute(text(change), {"id": case.id})
    second = (
        "INSERT INTO case_closing (public_id, jurisdiction_id, case_id, status, close_code, close_note, proposed_at,"
        " proposed_by_id, note) SELECT 'x', jurisdiction_id, case_id, 'proposed', 'withdrawn', '', now(),"
        " proposed_by_id, '' FROM case_closing WHERE case_id = :id"
    )
    assert refused(clerk, second, id=case.id) == "uq_case_closing_one_stands"


def test_plain_sql_closes_no_classified_case_without_a_reason(clerk):
    case = classified(clerk, registered(clerk))
    unreasoned = "UPDATE petition_case SET status = 'closed', closed_at = now() WHERE id = :id"
    assert refused(clerk, unreasoned, id=case.id) == "case_follows_its_listing"


def test_plain_sql_closes_nothing_that_is_being_prepared_or_listed(clerk, reviewer):
    listing = drafted(clerk)
    given = {"id": listing.case_id, "by": clerk.actor.person_id}
    for prepare in (lambda: None, lambda: submit(clerk, listing)):
        prepare()
        assert refused(clerk, f"{CLOSE} WHERE id = :id", **given) == "case_closed_by_two"


@pytest.mark.parametrize("change", ["close_code = 'by_mistake'", "close_note = '另行说明'", "closed_by_id = :other"])
def test_plain_sql_changes_nothing_of_why_it_was_closed(clerk, reviewer, change):
    case = closed_unlisted(clerk, registered(clerk), close_code="withdrawn")
    attempt = f"UPDATE petition_case SET {change} WHERE id = :id"
    assert refused(clerk, attempt, id=case.id, other=reviewer.actor.person_id) == "petition_case_closed_once"
