"""Wulan's case, closed so long ago that its personal data may be erased, and the two persons who do it."""

from listings.cases.models import PetitionCase
from listings.proposals.queries import proposals_to_decide
from listings.retention.models import Erasure
from listings.retention.services import confirm_erasure, propose_erasure
from tests.integration.conftest import cast_actors
from tests.integration.listings.stories import closed

DAYS_KEPT = 3_650


def due(clerk, reviewer):
    return closed(clerk, reviewer, DAYS_KEPT + 1)


def erased(first, second, case):
    return confirm_erasure(second, propose_erasure(first, case), understood=True)


def committed_due(commit_work):
    """The same, committed: its key, with which `case_of` finds it in another piece of work."""

    def make(clerk):
        from_reviewer = type(clerk)(clerk.session, cast_actors(clerk.session).reviewer, clerk.now)
        case = due(clerk, from_reviewer)
        clerk.told += from_reviewer.told
        return case.id

    return commit_work("clerk", make)


def case_of(work, case_id):
    return work.session.get_one(PetitionCase, case_id)


def confirm_the_one(work):
    """Decide the only proposal there is."""
    (erasure,) = proposals_to_decide(work, Erasure, 5)
    confirm_erasure(work, erasure, understood=True)
