"""王建国 is asked to decide; what waits for him is respected by whoever writes past the code, alone or at once."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from listings.closing.services import propose_closing, return_closing
from listings.consents.services import record_consent, record_separate_consent
from listings.disputes.services_separation import propose_separation, refuse_separation
from listings.publication.services import discard
from listings.sentences import CONSTRAINTS, SENTENCES
from market.database import constraint_of
from market.refusals import Invalid
from market.work import Work
from tests.integration.conftest import cast_actors
from tests.integration.listings.separating import WHY, wrongly_linked
from tests.integration.listings.stories import (
    closed_unlisted,
    drafted,
    party_of,
    ready_case,
    registered,
)
from tests.integration.listings.test_rules_in_the_database import refused

pytestmark = pytest.mark.empty_register

CLOSE = (
    "INSERT INTO case_closing (public_id, jurisdiction_id, case_id, status, close_code, close_note, proposed_at,"
    " proposed_by_id, note) SELECT 'by-hand', jurisdiction_id, id, 'proposed', 'by_mistake', '', now(), :by, ''"
    " FROM petition_case WHERE id = :id"
)
CONFIRM = "UPDATE case_closing SET status = 'confirmed', decided_at = now(), decided_by_id = :by WHERE case_id = :id"
SEPARATE = (
    "INSERT INTO dispute_separation (public_id, jurisdiction_id, case_id, status, dispute_id, reason, proposed_at,"
    " proposed_by_id, note) SELECT 'by-hand', jurisdiction_id, id, 'proposed', dispute_id, 'x', now(), :by, ''"
    " FROM petition_case WHERE id = :id"
)
DRAFT = (
    "INSERT INTO listing (public_id, jurisdiction_id, case_id, status, title, body, case_class, drafted_at,"
    " drafted_by_id, edited_by_id, return_reason, end_note) SELECT 'by-hand', jurisdiction_id, case_id, 'draft', title,"
    " body, case_class, now(), drafted_by_id, edited_by_id, '', '' FROM listing WHERE case_id = :id"
)
SAY = (
    "INSERT INTO party_consent (public_id, jurisdiction_id, party_id, kind, answer, evidence, answered_on, recorded_at,"
    " recorded_by_id) SELECT 'by-hand', jurisdiction_id, id, :kind, :answer, 'written', :day, now(), added_by_id"
    " FROM party WHERE id = :id"
)


def test_plain_sql_proposes_and_confirms_no_closing_while_a_separation_waits(clerk, reviewer):
    _, second = wrongly_linked(clerk, reviewer)
    leaving = propose_separation(clerk, second, reason=WHY)
    given = {"id": second.id, "by": clerk.actor.person_id}
    assert refused(clerk, CLOSE, **given) == "case_closing_waits_for_separation"
    refuse_separation(reviewer, leaving, note="同一争议")
    propose_closing(clerk, second, close_code="by_mistake")
    propose_separation(clerk, second, reason=WHY)
    decided = {"id": second.id, "by": reviewer.actor.person_id}
    assert refused(clerk, CONFIRM, **decided) == "case_closing_waits_for_separation"
    assert CONSTRAINTS["case_closing_waits_for_separation"] == "separation_waits"


def test_plain_sql_separates_no_closed_case(clerk, reviewer):
    _, second = wrongly_linked(clerk, reviewer)
    closed_unlisted(clerk, second, close_code="by_mistake")
    given = {"id": second.id, "by": clerk.actor.person_id}
    assert refused(clerk, SEPARATE, **given) == "dispute_separation_of_an_open_case"
    assert CONSTRAINTS["dispute_separation_of_an_open_case"] in SENTENCES


def test_plain_sql_drafts_no_listing_while_a_closing_waits(clerk, reviewer):
    case = discard(clerk, drafted(clerk)).case
    closing = propose_closing(clerk, case, close_code="withdrawn")
    assert refused(clerk, DRAFT, id=case.id) == "listing_waits_for_closing"
    assert CONSTRAINTS["listing_waits_for_closing"] == "closing_waits"
    return_closing(reviewer, closing, note="请再联系")
    assert refused(clerk, DRAFT, id=case.id) == "nothing refused it"


@pytest.mark.parametrize("kind", ["listing", "publication"])
def test_plain_sql_withdraws_nothing_before_the_day_of_the_consent(clerk, kind):
    party = party_of(clerk, ready_case(clerk), "petitioner")
    record_separate_consent(clerk, party, answer="given", evidence="written", answered_on=clerk.today)
    given = {"id": party.id, "kind": kind, "answer": "withdrawn"}
    before, today = clerk.today - timedelta(days=1), clerk.today
    assert refused(clerk, SAY, day=before, **given) == "withdrawal_follows_its_consent"
    assert refused(clerk, SAY, day=today, **given) == "nothing refused it"
    assert refused(clerk, SAY, day=today, **given) == "withdrawal_follows_its_consent", "nor twice"


def test_plain_sql_withdraws_no_consent_that_nobody_gave(clerk):
    party = party_of(clerk, ready_case(clerk), "respondent")
    given = {"id": party.id, "kind": "listing", "answer": "withdrawn", "day": clerk.today}
    assert refused(clerk, SAY, **given) == "withdrawal_follows_its_consent"


def test_who_consents_again_does_not_withdraw_as_of_a_day_before(clerk):
    """What counts is the consent that stands, of this kind, and not the first that was ever given."""
    party = party_of(clerk, registered(clerk), "petitioner")
    days = [clerk.today - timedelta(days=count) for count in (30, 20, 10, 15)]
    for answer, day in zip(("given", "withdrawn", "given"), days, strict=False):
        record_consent(clerk, party, answer=answer, evidence="written", answered_on=day)
    with pytest.raises(Invalid, match="withdrawn_before_given") as refused_to:
        record_consent(clerk, party, answer="withdrawn", evidence="written", answered_on=days[3])
    assert refused_to.value.facts["given_on"] == days[2]
    record_separate_consent(clerk, party, answer="given", evidence="written", answered_on=clerk.today)
    record_consent(clerk, party, answer="withdrawn", evidence="written", answered_on=days[2])


# --- at once, by plain SQL, without the locks of the code ------------------------------------------------------------


def second_of(database, first, then, **values):
    """What `then` came to, begun on a connection of its own while `first` was done and not yet committed."""
    outcome = []

    def run():
        with Session(database.engine) as session:
            session.execute(text("SET lock_timeout = '20s'"))
            try:
                session.execute(text(then), values)
                session.commit()
                outcome.append("done")
            except IntegrityError as error:
                outcome.append(constraint_of(error))

    with Session(database.engine) as session:
        session.execute(text(first), values)
        thread = threading.Thread(target=run)
        thread.start()
        thread.join(1)
        assert (thread.is_alive(), outcome) == (True, []), "it waits"
        session.commit()
    thread.join()
    return outcome[0]


@pytest.fixture
def linked(commit_work):
    """A case that was linked to one on the board: its id, and a clerk's person id."""

    def prepare(work):
        return wrongly_linked(work, reviewer_beside(work))[1].id, work.actor.person_id

    return commit_work("clerk", prepare)


def reviewer_beside(clerk):
    """王建国 in the same piece of work."""
    return Work(clerk.session, cast_actors(clerk.session).reviewer, clerk.now, request_id="test")


def test_a_closing_proposed_at_once_with_a_separation_waits_for_it(database, linked):
    case_id, person_id = linked
    assert second_of(database, SEPARATE, CLOSE, id=case_id, by=person_id) == "case_closing_waits_for_separation"


def test_a_listing_drafted_at_once_with_a_closing_waits_for_it(database, commit_work):
    def prepare(work):
        return discard(work, drafted(work)).case_id, work.actor.person_id

    case_id, person_id = commit_work("clerk", prepare)
    assert second_of(database, CLOSE, DRAFT, id=case_id, by=person_id) == "listing_waits_for_closing"


def test_two_withdrawals_at_once_withdraw_once(database, commit_work):
    def prepare(work):
        case = ready_case(work)
        return party_of(work, case, "petitioner").id, work.today

    party_id, today = commit_work("clerk", prepare)
    values = {"id": party_id, "kind": "listing", "answer": "withdrawn", "day": today}
    again = SAY.replace("'by-hand'", "'by-hand-2'")
    assert second_of(database, SAY, again, **values) == "withdrawal_follows_its_consent"
