"""苏日娜 linked a case wrongly, and one of the two has been on the board since: 王建国 and she undo it together."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from listings.cases.services import open_private
from listings.disputes.meaning import (
    PARTY_IN_COMMON,
    READ_BOTH,
    TWO_REWARDS,
    what_confirming_means,
    what_separating_means,
)
from listings.disputes.queries import linked_cases
from listings.disputes.services import link, unlink
from listings.disputes.services_separation import confirm_separation, propose_separation, refuse_separation
from listings.publication.services import withdraw
from market.database import constraint_of
from market.refusals import Forbidden, Invalid, Refused, WrongState
from tests.integration.listings.separating import (
    CONFIRM,
    FIRST,
    MOVE,
    SECOND,
    THIRD,
    WHY,
    separated,
    takes,
    wrongly_linked,
)
from tests.integration.listings.stories import (
    PETITIONER,
    closed_unlisted,
    compared_with,
    linked_knowingly,
    on_the_board,
    petitioner,
    ready_case,
    registered,
    respondent,
)
from tests.integration.listings.test_rules_in_the_database import refused

pytestmark = pytest.mark.empty_register


def test_two_persons_take_a_case_out_and_both_files_say_so(clerk, reviewer):
    listing, second = wrongly_linked(clerk, reviewer)
    with pytest.raises(Refused, match="dispute_is_kept"):
        unlink(clerk, second)
    left = second.dispute_id
    proposed = propose_separation(clerk, second, reason=WHY)
    assert second.dispute_id == left, "a proposal changes nothing"
    reviewer.told.clear()
    confirm_separation(reviewer, proposed)
    assert (proposed.status, proposed.dispute_id, proposed.new_dispute_id) == ("confirmed", left, second.dispute_id)
    assert (second.dispute_id != left, linked_cases(clerk.session, listing.case)) == (True, [])
    told = {(event.name, event.stream) for event in reviewer.told}
    assert told == {
        ("separation.confirmed", second.stream), ("case.unlinked", second.stream),
        ("case.unlinked", listing.case.stream),
    }  # fmt: skip
    assert on_the_board(clerk, reviewer, second).status == "published", "and it is a dispute of its own"


def test_who_proposed_it_does_not_decide_it_and_nobody_else_does_either(clerk, reviewer, work, actors):
    listing, second = wrongly_linked(clerk, reviewer)
    for one in (second, listing.case):  # 苏日娜 has compared them; 王建国 reads both
        open_private(reviewer, one, purpose="prepare_case")
    proposed = propose_separation(reviewer, second, reason=WHY)
    for actor in (actors.reviewer, actors.clerk, actors.other_reviewer, actors.auditor):
        for decide in (confirm_separation, lambda w, s: refuse_separation(w, s, note="同一争议")):
            with pytest.raises(Forbidden):
                decide(work(actor), proposed)
    for actor in (actors.auditor, actors.other_clerk, actors.system_admin):
        with pytest.raises(Forbidden):
            propose_separation(work(actor), second, reason=WHY)
    assert confirm_separation(work(actors.second_reviewer), proposed).status == "confirmed"
    with pytest.raises(WrongState):
        confirm_separation(work(actors.second_reviewer), proposed)


def test_what_is_refused_stays_linked_and_may_be_proposed_again(clerk, reviewer):
    _, second = wrongly_linked(clerk, reviewer)
    before = second.dispute_id
    proposed = propose_separation(clerk, second, reason=WHY)
    with pytest.raises(Refused, match="separation_waits"):
        propose_separation(clerk, second, reason=WHY)
    refuse_separation(reviewer, proposed, note="地块相同")
    assert (proposed.status, second.dispute_id) == ("refused", before)
    assert separated(clerk, reviewer, second).status == "confirmed"


@pytest.mark.parametrize("steps", [CONFIRM, (*CONFIRM, "reward")], ids=["due", "paid"])
def test_a_case_leaves_by_two_persons_when_the_reward_is_due_or_paid(clerk, reviewer, steps):
    """A slip of the pen would cost it its own reward for good otherwise; both are told what it may come to, and what
    the comparison found is told to who has both cases open."""
    listing, second = wrongly_linked(clerk, reviewer)
    assert what_separating_means(clerk, second) == PARTY_IN_COMMON
    proposed = propose_separation(clerk, second, reason=WHY)
    takes(clerk, listing, *steps)
    assert what_separating_means(clerk, second) == f"{TWO_REWARDS} {PARTY_IN_COMMON}"
    assert what_confirming_means(reviewer, proposed) == f"{TWO_REWARDS} {READ_BOTH % {'number': FIRST}}"
    with pytest.raises(Forbidden):
        confirm_separation(clerk, proposed)
    confirm_separation(reviewer, proposed)
    assert on_the_board(clerk, reviewer, second).status == "published", "and it earns its own"
    with pytest.raises(Refused, match="not_linked|case_is_closed|separation_of_the_listed"):
        propose_separation(clerk, listing.case, reason=WHY)


def test_the_case_whose_reward_is_due_stays(clerk, reviewer):
    listing, _ = wrongly_linked(clerk, reviewer)
    takes(clerk, listing, *CONFIRM)
    with pytest.raises(Refused, match="separation_of_the_listed"):
        propose_separation(clerk, listing.case, reason=WHY)


def test_the_case_on_the_board_stays_and_what_need_not_be_decided_is_not(clerk, reviewer):
    listing, second = wrongly_linked(clerk, reviewer)
    with pytest.raises(Refused, match="separation_of_the_listed"):
        propose_separation(clerk, listing.case, reason=WHY)
    alone = registered(clerk, petition_number=THIRD)
    with pytest.raises(Refused, match="not_linked"):
        propose_separation(clerk, alone, reason=WHY)
    fourth = registered(clerk, petition_number="XF-4")
    link(clerk, fourth, petition_number=THIRD)
    with pytest.raises(Refused, match="separation_not_needed"):
        propose_separation(clerk, fourth, reason=WHY)
    with pytest.raises(Invalid, match="leak_name"):
        propose_separation(clerk, second, reason=f"与{PETITIONER}无关")
    closed_unlisted(clerk, second, close_code="withdrawn")
    with pytest.raises(Refused, match="case_is_closed"):
        propose_separation(clerk, second, reason=WHY)


def test_a_reason_names_nobody_of_any_case_and_each_attempt_is_told(clerk, reviewer):
    first, second = ready_case(clerk, petition_number=FIRST), ready_case_of_wu(clerk)
    link(clerk, second, petition_number=FIRST)
    on_the_board(clerk, reviewer, first)
    compared_with(clerk, second, first)
    clerk.told.clear()
    for names in (PETITIONER, OTHER):
        with pytest.raises(Invalid, match="leak_name"):
            propose_separation(clerk, second, reason=f"{names}的地不在此处")
    proposed = propose_separation(clerk, second, reason=WHY)
    for names in (PETITIONER, OTHER):
        with pytest.raises(Invalid, match="leak_name"):
            refuse_separation(reviewer, proposed, note=f"{names}的地就在此处")
    read = {event.stream for event in [*clerk.told, *reviewer.told] if event.name == "vault.read"}
    assert read == {first.stream, second.stream}, "no reading is unrecorded"


OTHER = "伍秀兰"


def ready_case_of_wu(clerk):
    """A case that shares nobody with the first."""
    wu = petitioner(name=OTHER, minority_name=False, id_number="", phone="13900001111")
    return ready_case(clerk, petition_number=SECOND, parties=[wu, respondent()], narrative="邻里皆知。")


def test_one_dispute_earns_one_reward_whatever_is_linked_and_taken_apart(clerk, reviewer):
    """Out, listed, rewarded: it is never let in again, by either side."""
    listing, second = wrongly_linked(clerk, reviewer)
    separated(clerk, reviewer, second)
    other = on_the_board(clerk, reviewer, second)
    takes(clerk, other, *CONFIRM, "reward")
    third = linked_knowingly(clerk, ready_case(clerk, petition_number=THIRD), listing.case)
    for number in (SECOND, THIRD):
        with pytest.raises(Refused, match="case_is_closed|link_both_released"):
            link(clerk, listing.case if number == SECOND else second, petition_number=number)
    withdraw(reviewer, listing, end_code="other")
    again = on_the_board(clerk, reviewer, third)
    takes(clerk, again, *CONFIRM)
    assert separated(clerk, reviewer, listing.case).status == "confirmed", "nothing of it holds the dispute any more"


# --- the rules in the database ---------------------------------------------------------------------------------------

NAME = "UPDATE dispute_separation SET new_dispute_id = :dispute WHERE case_id = :id"
DECIDE = (
    "UPDATE dispute_separation SET status = 'confirmed', decided_at = now(), decided_by_id = :by WHERE case_id = :id"
)
FORGET = "UPDATE dispute_separation SET new_dispute_id = NULL WHERE case_id = :id"
REFUSE = (
    "UPDATE dispute_separation SET status = 'refused', new_dispute_id = NULL, note = 'x', decided_at = now(),"
    " decided_by_id = :by WHERE case_id = :id"
)


def test_plain_sql_moves_no_case_that_nobody_decided(clerk, reviewer):
    _, second = wrongly_linked(clerk, reviewer)
    given = {"id": second.id, "dispute": "another", "by": reviewer.actor.person_id}
    assert refused(clerk, MOVE, **given) == "dispute_is_kept"
    propose_separation(clerk, second, reason=WHY)
    assert refused(clerk, MOVE, **given) == "dispute_is_kept"
    assert refused(clerk, DECIDE, **given) == "dispute_separation_is_carried_out", "decided, and not moved"
    assert refused(clerk, NAME, **given) == "dispute_separation_is_carried_out"
    assert refused_all(clerk, [NAME, MOVE], **given) == "dispute_separation_is_carried_out", "moved, and not decided"
    for hidden in (FORGET, REFUSE):
        attempt = refused_all(clerk, [NAME, MOVE, hidden], **given)
        assert attempt == "dispute_separation_decided_once", "moved, and the row told nothing of it"
    own = given | {"by": clerk.actor.person_id}
    assert refused_all(clerk, [NAME, MOVE, DECIDE], **own) == "ck_dispute_separation_four_eyes"
    assert refused_all(clerk, [NAME, MOVE, DECIDE], **given) == "nothing refused it"


def refused_all(work, statements, **values):
    """The constraint that refuses these statements one after the other, the deferred rules included."""
    return refused_by(work, lambda: [work.session.execute(text(one), values) for one in statements])


def refused_by(work, do):
    work.session.flush()
    try:
        with work.session.begin_nested() as nested:
            do()
            work.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
            nested.rollback()
    except IntegrityError as error:
        return constraint_of(error)
    finally:
        work.session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
    return "nothing refused it"


def test_what_was_decided_once_lets_nobody_go_again_and_stays(clerk, reviewer):
    listing, second = wrongly_linked(clerk, reviewer)
    third = ready_case(clerk, petition_number=THIRD)
    first_time = separated(clerk, reviewer, second)
    linked_knowingly(clerk, second, listing.case)
    given = {"id": second.id, "dispute": first_time.new_dispute_id}
    assert refused(clerk, MOVE, **given) == "dispute_is_kept"
    for change in ("note = 'x'", "new_dispute_id = 'y'"):
        attempt = f"UPDATE dispute_separation SET {change} WHERE case_id = :id"
        assert refused(clerk, attempt, **given) == "dispute_separation_decided_once"
    propose_separation(clerk, second, reason=WHY)
    into_another = {"id": second.id, "dispute": third.dispute_id, "by": reviewer.actor.person_id}
    name = f"{NAME} AND status = 'proposed'"
    assert refused_all(clerk, [name, MOVE], **into_another) == "dispute_is_kept", "nor into somebody else's dispute"
    takes(clerk, listing, *CONFIRM)
    own = {"id": listing.case_id, "dispute": "fresh"}
    assert refused(clerk, MOVE, **own) == "dispute_is_kept", "nor does the case whose reward is due"
