"""A separation meets a reward that becomes due, another reviewer and a release, each on a connection of its own."""

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from listings.cases.models import PetitionCase
from listings.disputes.services import link
from listings.disputes.services_separation import confirm_separation, propose_separation
from listings.publication.lifecycle import LISTING
from listings.publication.models import Listing
from listings.publication.services import release
from market.database import constraint_of
from market.refusals import Refused, WrongState
from tests.integration.listings.separating import (
    CONFIRM,
    FIRST,
    MOVE,
    SECOND,
    SEPARATION,
    WHY,
    takes,
)
from tests.integration.listings.stories import (
    compared_with,
    drafted,
    ready_case,
    submit,
)

pytestmark = pytest.mark.empty_register


def at_once(commit_work, *deeds):
    """What came of each (key, do), begun at one instant on connections of their own."""
    gate, outcomes = threading.Barrier(len(deeds)), {}

    def run(place, key, do):
        def waiting(work):
            gate.wait()
            return do(work)

        try:
            outcomes[place] = commit_work(key, waiting)
        except IntegrityError as error:
            outcomes[place] = constraint_of(error)
        except (Refused, WrongState) as refusal:
            outcomes[place] = refusal.code

    threads = [threading.Thread(target=run, args=(place, *deed)) for place, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [outcomes[place] for place in range(len(deeds))]


@pytest.fixture
def proposed(commit_work):
    """The ids of the first listing, in mediation and settled, the linked case and the proposal to take it out."""

    def prepare(work):
        first, second = (ready_case(work, petition_number=number) for number in (FIRST, SECOND))
        link(work, second, petition_number=FIRST)
        return submit(work, drafted(work, first)).id, second.id

    listing_id, case_id = commit_work("clerk", prepare)

    def put_up(work):
        takes(work, release(work, work.session.get_one(Listing, listing_id)), *CONFIRM[:3])

    def compare(work):
        compared_with(work, work.session.get_one(PetitionCase, case_id), work.session.get_one(Listing, listing_id).case)

    commit_work("reviewer", put_up)
    commit_work("clerk", compare)
    return listing_id, case_id, commit_work("clerk", lambda work: proposal_for(work, case_id))


def proposal_for(work, case_id):
    return propose_separation(work, work.session.get_one(PetitionCase, case_id), reason=WHY).id


def decide(separation_id):
    return lambda work: confirm_separation(work, work.session.get_one(SEPARATION.model, separation_id)).status


def test_a_separation_and_a_reward_that_becomes_due_at_once_wait_for_each_other(database, commit_work, proposed):
    listing_id, case_id, separation_id = proposed
    confirm = lambda work: LISTING.apply(work, "confirm", work.session.get_one(Listing, listing_id)).status  # noqa: E731
    decided, due = at_once(commit_work, ("reviewer", decide(separation_id)), ("clerk", confirm))
    assert (decided, due) == ("confirmed", "confirmed")
    with Session(database.engine) as session:
        first = session.get_one(Listing, listing_id).case
        assert session.get_one(PetitionCase, case_id).dispute_id != first.dispute_id


def test_two_reviewers_at_once_decide_it_once(commit_work, proposed):
    separation_id = proposed[2]
    deeds = [(key, decide(separation_id)) for key in ("reviewer", "second_reviewer")]
    first, second = sorted(at_once(commit_work, *deeds))
    assert first == "confirmed"
    assert second in ("moved_since", "wrong_state")


def test_a_case_that_is_linked_while_it_is_released_waits_for_its_dispute(database, commit_work):
    """By plain SQL, without the locks of the code: the release sees the dispute that the case then belongs to."""

    def prepare(work):
        return [submit(work, drafted(work, ready_case(work, petition_number=number))).id for number in (FIRST, SECOND)]

    on_board, waiting = commit_work("clerk", prepare)
    commit_work("reviewer", lambda work: release(work, work.session.get_one(Listing, on_board)).status)
    commit_work(
        "clerk",
        lambda work: compared_with(work, *(work.session.get_one(Listing, one).case for one in (waiting, on_board))),
    )
    with Session(database.engine) as session:
        kept = session.get_one(Listing, on_board).case.dispute_id
        moved = session.get_one(Listing, waiting).case_id
    outcome = []

    def let_go():
        with Session(database.engine) as session:
            session.execute(text("SET lock_timeout = '20s'"))
            try:
                session.execute(text(RELEASE), {"id": waiting})
                outcome.append("released")
            except (IntegrityError, OperationalError) as error:
                outcome.append(constraint_of(error) if isinstance(error, IntegrityError) else str(error))

    with Session(database.engine) as linking:
        linking.execute(text(MOVE), {"dispute": kept, "id": moved})
        thread = threading.Thread(target=let_go)
        thread.start()
        thread.join(1)
        assert (thread.is_alive(), outcome) == (True, []), "it waits for the link"
        linking.commit()
    thread.join()
    assert outcome == ["dispute_has_one_listing"]


RELEASE = (
    "UPDATE listing SET status = 'published', released_at = now(), released_by_id = (SELECT max(id) FROM person),"
    " reward_fen = 1, days_allowed = 1, claim_by = current_date WHERE id = :id"
)
