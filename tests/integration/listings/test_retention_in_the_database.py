"""Plain SQL, and two of the office at the same moment, erase nothing that two persons did not decide."""

import threading

from sqlalchemy import text

from listings.retention.services import confirm_erasure, lift_hold, place_hold, propose_erasure
from market.refusals import Refused
from tests.integration.listings.erasing import case_of, committed_due, confirm_the_one
from tests.integration.listings.stories import closed, ready_case
from tests.integration.listings.test_rules_in_the_database import refused

PROPOSE = (
    "INSERT INTO erasure (public_id, jurisdiction_id, case_id, status, kept_until, proposed_at, proposed_by_id, note)"
    " VALUES ('e', '150623', :case, 'proposed', current_date, now(), :by, '')"
)
CONFIRM = "UPDATE erasure SET status = 'confirmed', decided_at = now(), decided_by_id = :by WHERE id = :id"
DESTROY = "UPDATE data_key SET wrapped = NULL, destroyed_at = now() WHERE stream = :stream"


def test_plain_sql_erases_nothing_alone_early_or_unasked(clerk, reviewer, second, old_case):
    young = closed(clerk, reviewer, 179, _another_case(clerk))
    by = clerk.actor.person_id
    assert refused(clerk, PROPOSE, case=young.id, by=by) == "erasure_is_possible"
    assert refused(clerk, DESTROY, stream=old_case.stream) == "erasure_erases"
    erasure = propose_erasure(clerk, old_case)
    assert refused(clerk, CONFIRM, id=erasure.id, by=by) == "ck_erasure_four_eyes"
    assert refused(clerk, CONFIRM, id=erasure.id, by=second.actor.person_id) == "erasure_erases"
    assert refused(clerk, PROPOSE, case=old_case.id, by=by) == "uq_erasure_one_stands"
    hold = place_hold(clerk, old_case, reason="法院调取材料")
    assert refused(clerk, CONFIRM, id=erasure.id, by=second.actor.person_id) == "erasure_is_possible"
    lift_hold(reviewer, hold, reason="材料已退回")
    again = "UPDATE legal_hold SET lifted_at = NULL, lifted_by_id = NULL, lift_reason = '' WHERE id = :id"
    assert refused(clerk, again, id=hold.id) == "legal_hold_lifted_once"
    confirm_erasure(reviewer, erasure, understood=True)
    assert refused(clerk, "UPDATE erasure SET note = 'x' WHERE id = :id", id=erasure.id) == "erasure_decided_once"
    hold_it = (
        "INSERT INTO legal_hold (public_id, jurisdiction_id, case_id, reason, placed_at, placed_by_id, lift_reason)"
        " VALUES ('h', '150623', :case, 'x', now(), :by, '')"
    )
    assert refused(clerk, hold_it, case=old_case.id, by=by) == "legal_hold_of_what_is_there"


def _another_case(clerk):
    return ready_case(clerk, petition_number="XF-2019-0999")


def test_an_administrator_opens_nothing_even_by_plain_sql(clerk, actors, old_case):
    opening = (
        "INSERT INTO opening (jurisdiction_id, person_id, stream, purpose, opened_at, ends_at)"
        " VALUES ('150623', :person, :stream, 'audit', now(), now() + interval '1 minute')"
    )
    for key in ("system_admin", "security_admin", "audit_admin"):
        person = getattr(actors, key).person_id
        assert refused(clerk, opening, person=person, stream=old_case.stream) == "opening_not_by_an_administrator"


def test_a_hold_and_the_confirmation_sent_at_once_leave_one_of_them(commit_work, database):
    """Whoever comes first locks the case; the other is told so, and never stand both."""
    case_id = committed_due(commit_work)
    commit_work("clerk", lambda work: propose_erasure(work, case_of(work, case_id)))
    said = {}

    def send(key, what):
        try:
            commit_work(key, what)
            said[key] = "done"
        except Refused as refusal:
            said[key] = refusal.code

    threads = [
        threading.Thread(target=send, args=("reviewer", confirm_the_one)),
        threading.Thread(
            target=send,
            args=("second_reviewer", lambda work: place_hold(work, case_of(work, case_id), reason="法院调取材料")),
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said.values()) in (["done", "erasure_on_hold"], ["done", "vault_key_destroyed"])
    with database.session() as session:
        held = session.scalar(text("SELECT count(*) FROM legal_hold"))
        gone = session.scalar(text("SELECT count(*) FROM data_key WHERE destroyed_at IS NOT NULL"))
    assert held + gone == 1
