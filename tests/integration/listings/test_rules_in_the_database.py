"""What the code refuses the database refuses too: each rule is broken here by plain SQL as the application's role."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from listings.consents.services import record_consent
from listings.publication.services import discard, withdraw
from listings.sentences import CONSTRAINTS
from market.database import constraint_of
from market.record.writing import write_told
from tests.integration.listings.stories import (
    agreed,
    classified,
    drafted,
    on_the_board,
    party_of,
    past_the_gate,
    ready_case,
    registered,
    submit,
)


def refused(work, statement, **values):
    """The name of the constraint that refuses a statement; the transaction goes on afterwards."""
    work.session.flush()
    try:
        with work.session.begin_nested():
            work.session.execute(text(statement), values)
            work.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    except IntegrityError as error:
        return constraint_of(error)
    finally:
        work.session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
    return "nothing refused it"


RELEASE = (
    "UPDATE listing SET status = 'published', released_at = now(), released_by_id = :by, reward_fen = 1,"
    " days_allowed = 1, claim_by = current_date WHERE id = :id"
)


def test_a_party_without_a_name_in_the_vault_is_not_kept(clerk):
    case = registered(clerk)
    assert (
        refused(
            clerk,
            "INSERT INTO party (public_id, jurisdiction_id, case_id, role, kind, minority_name, added_at, added_by_id,"
            " removal_reason)"
            " VALUES ('x', '150623', :case, 'other', 'person', false, now(), :by, '')",
            case=case.id, by=clerk.actor.person_id,
        )
        == "party_name_is_sealed"
    )  # fmt: skip


def test_a_child_of_another_banner_and_a_second_number_are_refused(clerk):
    case = registered(clerk)
    party = (
        "INSERT INTO party (public_id, jurisdiction_id, case_id, role, kind, minority_name, added_at, added_by_id,"
        " removal_reason)"
        " VALUES ('x', '150624', :case, 'other', 'person', false, now(), :by, '')"
    )
    assert refused(clerk, party, case=case.id, by=clerk.actor.person_id) == "fk_party_case"
    twin = registered(clerk, petition_number="XF-2")
    number = "UPDATE petition_case SET petition_number = :number WHERE id = :id"
    for spelling in ("XF-2019-0314", "xf-2019-00314", "ＸＦ－２０１９－３１４", " XF- 2019—314"):
        assert refused(clerk, number, id=twin.id, number=spelling) == "uq_petition_case_number"
    with pytest.raises(ProgrammingError, match="permission denied"), clerk.session.begin_nested():
        clerk.session.execute(text("UPDATE petition_case SET number_key = '1' WHERE id = :id"), {"id": twin.id})


def test_a_place_is_a_town_of_the_same_banner(clerk):
    case = registered(clerk)
    there = "UPDATE petition_case SET place_town_id = responsible_department_id WHERE id = :id"
    assert refused(clerk, there, id=case.id) == "case_place_is_a_town"


def test_a_grade_without_its_reason_is_not_kept(clerk):
    case = classified(clerk, registered(clerk))
    for column in ("difficulty_reason", "merit_reason"):
        bare = f"UPDATE petition_case SET {column} = ' ' WHERE id = :id"
        assert refused(clerk, bare, id=case.id) == "grades_have_reasons"


def test_a_departure_from_the_age_needs_a_reviewer_and_a_reason(clerk, reviewer):
    case = classified(clerk, registered(clerk))
    depart = "UPDATE petition_case SET case_class = 'C', class_reason = :reason, classified_by_id = :by WHERE id = :id"
    clerk_id, reviewer_id = clerk.actor.person_id, reviewer.actor.person_id
    assert refused(clerk, depart, id=case.id, reason="", by=reviewer_id) == "class_departure_has_reason"
    assert refused(clerk, depart, id=case.id, reason="难", by=clerk_id) == "class_departure_is_a_reviewers"
    clerk.session.execute(text(depart), {"id": case.id, "reason": "难", "by": reviewer_id})
    clerk.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


def test_the_drafter_and_the_editor_do_not_release(clerk, reviewer):
    listing = submit(clerk, drafted(clerk))
    assert refused(clerk, RELEASE, id=listing.id, by=clerk.actor.person_id) == "ck_listing_four_eyes"
    clerk.session.execute(
        text("UPDATE listing SET edited_by_id = :by WHERE id = :id"), {"by": reviewer.actor.person_id, "id": listing.id}
    )
    assert refused(clerk, RELEASE, id=listing.id, by=reviewer.actor.person_id) == "ck_listing_four_eyes"


def test_who_handed_it_in_or_edited_it_before_others_does_not_release(clerk, reviewer):
    """王建国 was a clerk once: he handed it in, or the record tells that he edited it before 苏日娜 did again."""
    listing, by = submit(clerk, drafted(clerk)), reviewer.actor.person_id
    set_by = text("UPDATE listing SET submitted_by_id = :by WHERE id = :id")
    clerk.session.execute(set_by, {"by": by, "id": listing.id})
    assert refused(clerk, RELEASE, id=listing.id, by=by) == "listing_released_by_another"
    clerk.session.execute(set_by, {"by": clerk.actor.person_id, "id": listing.id})
    reviewer.tell("listing.edited", listing)
    write_told(reviewer)
    assert refused(clerk, RELEASE, id=listing.id, by=by) == "listing_released_by_another"
    assert CONSTRAINTS["listing_released_by_another"] == "released_by_the_drafter"


@pytest.mark.parametrize("missing", ["gate", "consent", "class", "refusal"])
def test_an_unfounded_listing_is_not_released(clerk, reviewer, missing):
    case = registered(clerk)
    classified(clerk, case)
    past_the_gate(clerk, case)
    agreed(clerk, case)
    listing = submit(clerk, drafted(clerk, case))
    if missing == "gate":
        past_the_gate(clerk, case, secret="yes")
    elif missing == "consent":
        record_consent(
            clerk, party_of(clerk, case, "petitioner"), answer="withdrawn", evidence="oral", answered_on=clerk.today
        )
    elif missing == "refusal":
        record_consent(
            clerk, party_of(clerk, case, "respondent"), answer="refused", evidence="oral", answered_on=clerk.today
        )
    else:
        clerk.session.execute(text("UPDATE listing SET case_class = 'B' WHERE id = :id"), {"id": listing.id})
    assert refused(clerk, RELEASE, id=listing.id, by=reviewer.actor.person_id) == "listing_is_founded"


def test_a_case_has_one_active_listing(clerk):
    listing = drafted(clerk)
    twin = (
        "INSERT INTO listing (public_id, jurisdiction_id, case_id, status, title, body, category, case_class,"
        " drafted_at, drafted_by_id, edited_by_id, return_reason, end_note)"
        " SELECT 'twin', jurisdiction_id, case_id, 'draft', title, body, category, case_class, drafted_at,"
        " drafted_by_id, edited_by_id, '', '' FROM listing WHERE id = :id"
    )
    assert refused(clerk, twin, id=listing.id) == "uq_listing_one_active"
    discard(clerk, listing)
    clerk.session.execute(text(twin), {"id": listing.id})


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("reward_fen = 1", "listing_promise_is_kept"),
        ("days_allowed = 1", "listing_promise_is_kept"),
        ("title = 'x'", "listing_is_its_latest_version"),
        ("case_class = 'C'", "listing_promise_is_kept"),
        ("released_at = NULL", "listing_promise_is_kept"),
        ("category = 'wages'", "listing_is_its_latest_version"),
        ("claim_by = claim_by + 30", "listing_promise_is_kept"),
        ("status = 'settled', claimed_at = now()", "listing_moves_by_its_steps"),
        ("status = 'draft'", "ck_listing_released_is_stamped"),
        ("status = 'withdrawn'", "ck_listing_ended_is_stamped"),
        ("status = 'withdrawn', ended_at = now()", "ck_listing_taken_down_with_a_reason"),
        ("status = 'claimed'", "ck_listing_claimed_is_stamped"),
        ("status = 'confirmed', claimed_at = now()", "ck_listing_confirmed_is_stamped"),
        ("status = 'nonsense'", "ck_listing_status_known"),
        ("end_code = 'nonsense'", "ck_listing_end_code_known"),
    ],
)
def test_what_the_board_promised_stays_promised(clerk, reviewer, change, constraint):
    listing = on_the_board(clerk, reviewer)
    assert refused(clerk, f"UPDATE listing SET {change} WHERE id = :id", id=listing.id) == constraint


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("status = 'listed'", "ck_petition_case_classified_is_complete"),
        ("first_petition_on = arose_on - 1", "ck_petition_case_petition_after_dispute"),
        ("amount_in_dispute_fen = -1", "ck_petition_case_amount_not_negative"),
        ("languages = ARRAY['fr']", "ck_petition_case_languages_known"),
        ("category = 'x'", "ck_petition_case_category_known"),
        ("status = 'closed'", "ck_petition_case_classified_is_complete"),
    ],
)
def test_a_case_keeps_its_sense(clerk, change, constraint):
    case = registered(clerk)
    assert refused(clerk, f"UPDATE petition_case SET {change} WHERE id = :id", id=case.id) == constraint


def test_a_refusal_and_silence_keep_their_sense(clerk):
    case = ready_case(clerk)
    record_consent(
        clerk, party_of(clerk, case, "respondent"), answer="refused", evidence="oral", answered_on=clerk.today
    )
    who = "WHERE case_id = :id AND role = 'respondent'"
    removal = f"UPDATE party SET removed_at = now(), removed_by_id = added_by_id, removal_reason = 'x' {who}"
    assert refused(clerk, removal, id=case.id) == "party_refusal_stays"
    assert refused(clerk, f"UPDATE party SET removed_at = now() {who}", id=case.id) == "ck_party_removed_is_complete"
    silence = (
        "INSERT INTO party_consent (public_id, jurisdiction_id, party_id, kind, answer, evidence, answered_on, "
        "recorded_at, recorded_by_id) SELECT 'x', jurisdiction_id, id, 'listing', 'given', 'notice_unanswered', "
        f"current_date, now(), added_by_id FROM party {who}"
    )
    assert refused(clerk, silence, id=case.id) == "ck_party_consent_silence_is_a_notice_unanswered"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM petition_case", "DELETE FROM party", "DELETE FROM listing", "DELETE FROM gate_answer",
        "DELETE FROM case_access", "DELETE FROM party_consent", "TRUNCATE party_consent",
        "UPDATE party_consent SET answer = 'given'", "UPDATE party SET case_id = 1",
        "UPDATE listing SET drafted_by_id = 1", "UPDATE case_access SET person_id = 1",
        "UPDATE petition_case SET jurisdiction_id = '150624'",
    ],
)  # fmt: skip
def test_what_was_not_granted_is_not_done(clerk, statement):
    ready_case(clerk)
    with pytest.raises((ProgrammingError, DBAPIError)) as error, clerk.session.begin_nested():
        clerk.session.execute(text(statement))
    assert error.value.orig.sqlstate == "42501"


def test_a_listed_case_is_not_sent_back_to_its_registration(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    back = "UPDATE petition_case SET status = :status WHERE id = :id"
    assert refused(clerk, back, id=listing.case_id, status="registered") == "petition_case_moves_by_its_steps"
    assert refused(clerk, back, id=listing.case_id, status="classified") == "case_follows_its_listing"
    assert refused(clerk, back, id=listing.case_id, status="in_mediation") == "case_follows_its_listing"


def test_who_edited_a_listing_does_not_return_it(clerk, reviewer):
    listing = drafted(clerk)
    submit(clerk, listing)
    clerk.session.execute(
        text("UPDATE listing SET edited_by_id = :by WHERE id = :id"), {"by": reviewer.actor.person_id, "id": listing.id}
    )
    back = "UPDATE listing SET status = 'draft', returned_at = now(), returned_by_id = :by WHERE id = :id"
    assert refused(clerk, back, id=listing.id, by=reviewer.actor.person_id) == "listing_returned_by_another"


MOVE = "UPDATE petition_case SET dispute_id = 'another' WHERE id = :id"


def test_before_any_release_a_case_is_put_to_its_dispute(clerk):
    assert refused(clerk, MOVE, id=drafted(clerk).case_id) == "nothing refused it"


def test_a_case_stays_with_its_dispute_once_a_listing_of_it_was_released(clerk, reviewer):
    """Otherwise a second reward of one dispute needs no more than another number beside the case."""
    listing = on_the_board(clerk, reviewer)
    assert refused(clerk, MOVE, id=listing.case_id) == "dispute_is_kept"
    withdraw(reviewer, listing, end_code="resolved_otherwise", end_note="")
    assert refused(clerk, MOVE, id=listing.case_id) == "dispute_is_kept"
