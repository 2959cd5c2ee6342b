"""Whoever goes round the services with plain SQL, as the application's own role, meets the same rules."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from agreements.sentences import CONSTRAINTS
from tests.integration.agreements.stories import NUMBER


@contextmanager
def breaking(session, rule):
    """The block breaks this rule, at the latest when deferred rules speak; and the rule has a sentence."""
    session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))  # what came before has spoken
    session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
    with pytest.raises(IntegrityError) as broken, session.begin_nested():  # noqa: PT012 - the block is the caller's
        yield
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
    assert broken.value.orig.diag.constraint_name == rule
    assert rule in CONSTRAINTS


def run(session, statement, **values):
    session.execute(text(statement), values)


COPY_AGREEMENT = """
INSERT INTO agreement (public_id, jurisdiction_id, case_id, listing_id, claim_id, version, status, drafted_at,
                       drafted_by_id, edited_at, end_reason)
SELECT 'x', jurisdiction_id, case_id, listing_id, claim_id, {version}, '{status}', drafted_at, {drafter}, edited_at, ''
FROM agreement WHERE id = :id
"""
COPY_MARK = """
INSERT INTO agreement_mark (public_id, jurisdiction_id, agreement_id, kind, party_id, manner, signed_on, recorded_at,
                            recorded_by_id, verified_at, verified_by_id, return_reason)
SELECT 'x', jurisdiction_id, agreement_id, '{kind}', {party}, '{manner}', {signed_on}, recorded_at, recorded_by_id,
       {verified_at}, {verified_by}, '' FROM agreement_mark WHERE id = :id
"""
COPY_CONFIRMATION = """
INSERT INTO confirmation (public_id, jurisdiction_id, agreement_id, status, court_code, court_name, filed_on, filed_at,
                          filed_by_id, end_note, ruling_doubts, ruling_return_reason, accepted_on)
SELECT 'x', a.jurisdiction_id, a.id, '{status}', 'c', 'c', {filed_on}, now() + interval '90 days', a.drafted_by_id, '',
       '{{}}', '', {accepted_on} FROM agreement a WHERE a.id = :id
"""


def copy_agreement(**changes):
    return COPY_AGREEMENT.format(
        **({"version": "version + 1", "status": "draft", "drafter": "drafted_by_id"} | changes)
    )


def copy_mark(**changes):
    return COPY_MARK.format(
        **{
            "kind": "committee",
            "party": "NULL",
            "manner": "seal",
            "signed_on": "signed_on",
            "verified_at": "NULL",
            "verified_by": "NULL",
        }
        | changes  # fmt: skip
    )


def copy_confirmation(**changes):
    return COPY_CONFIRMATION.format(
        **{"status": "filed", "filed_on": "a.took_effect_on", "accepted_on": "NULL"} | changes
    )


def test_a_claim_has_one_open_agreement_and_each_begins_as_a_draft_of_its_mediator(story, session, actors):
    agreement = story.draft()
    with breaking(session, "uq_agreement_one_open"):
        run(session, copy_agreement(), id=agreement.id)
    with breaking(session, "agreement_begins_as_draft"):
        run(session, copy_agreement(status="signing"), id=agreement.id)
    with breaking(session, "agreement_drafted_by_its_mediator"):
        run(session, copy_agreement(drafter=actors.clerk.person_id), id=agreement.id)
    story.in_effect_from(agreement)
    with breaking(session, "agreement_of_a_granted_claim"):
        run(session, copy_agreement(), id=agreement.id)


def test_no_effect_without_every_verified_mark_and_only_by_the_latest_date(story, session):
    agreement = story.to_sign()
    for whose in story.everyone():
        story.record(agreement, whose, 0)
    effect = (
        "UPDATE agreement SET status = 'in_effect', took_effect_on = :day, limit_last_day = (SELECT last_day "
        "FROM clock_run WHERE clock = 'claim_limit' AND subject_id = agreement.claim_id), "
        "file_by = CAST(:day AS date) + 30, in_effect_at = now() + interval '9 days' WHERE id = :id"
    )
    with breaking(session, "agreement_effect_needs_every_mark"):
        run(session, effect, id=agreement.id, day=story.day(0))
    verify = (
        "UPDATE agreement_mark SET verified_at = now(), verified_by_id = :by WHERE agreement_id = :id AND kind <> :kind"
    )
    with breaking(session, "agreement_effect_needs_every_mark"):
        run(session, verify, id=agreement.id, by=story.actors.reviewer.person_id, kind="committee")
        run(session, effect, id=agreement.id, day=story.day(0))
    with breaking(session, "agreement_effect_by_latest_signing"):
        run(session, verify, id=agreement.id, by=story.actors.reviewer.person_id, kind="")
        run(session, effect, id=agreement.id, day=story.day(1))


def test_what_is_frozen_stays_frozen(story, session):
    agreement = story.to_sign()
    story.record(agreement, "mediator", 0)
    with breaking(session, "agreement_stays_frozen"):
        run(session, "UPDATE agreement SET frozen_hash = :hash WHERE id = :id", id=agreement.id, hash="0" * 64)
    with breaking(session, "agreement_stays_frozen"):
        run(session, "UPDATE vault_cell SET ciphertext = 'x' WHERE table_name = 'agreement' AND row_id = :id",
            id=agreement.id)  # fmt: skip
    with breaking(session, "agreement_stays_frozen"):
        run(session, "DELETE FROM vault_cell WHERE table_name = 'agreement' AND row_id = :id", id=agreement.id)
    with breaking(session, "agreement_with_marks_stays_frozen"):
        run(session, "UPDATE agreement SET status = 'draft', frozen_hash = NULL WHERE id = :id", id=agreement.id)
    with breaking(session, "agreement_moves_by_its_steps"):
        run(session, "UPDATE agreement SET status = 'unconfirmed' WHERE id = :id", id=agreement.id)


def test_days_and_text_of_an_agreement_in_effect_stay(story, session):
    agreement = story.in_effect()
    with breaking(session, "agreement_keeps_its_days"):
        run(session, "UPDATE agreement SET file_by = file_by + 1 WHERE id = :id", id=agreement.id)
    with breaking(session, "agreement_varied_after_dismissal"):
        run(session, "UPDATE agreement SET status = 'varied', ended_at = now() WHERE id = :id", id=agreement.id)
    story.filed(2, agreement)
    with breaking(session, "agreement_unconfirmed_without_application"):
        run(session, "UPDATE agreement SET status = 'unconfirmed', ended_at = now() WHERE id = :id", id=agreement.id)


def test_marks_are_of_the_case_dated_sensibly_and_checked_by_another(story, session, actors):
    agreement = story.to_sign()
    mark = story.record(agreement, "mediator", 0)
    for rule, changes in {
        "uq_agreement_mark_one_each": {"kind": "mediator", "manner": "signature"},
        "ck_agreement_mark_signed_not_in_the_future": {"signed_on": "signed_on + 1"},
        "mark_not_before_draft": {"signed_on": "signed_on - 1"},
        "ck_agreement_mark_manner_fits": {"manner": "fingerprint"},
        "ck_agreement_mark_party_named": {"kind": "party"},
        "mark_of_a_party_of_the_case": {"kind": "party", "party": "(SELECT max(id) + 1 FROM party)"},
        "mark_begins_unchecked": {"verified_at": "now()", "verified_by": str(actors.reviewer.person_id)},
    }.items():
        with breaking(session, rule):
            run(session, copy_mark(**changes), id=mark.id)
    check = "UPDATE agreement_mark SET verified_at = now(), verified_by_id = :by WHERE id = :id"
    with breaking(session, "ck_agreement_mark_four_eyes"):
        run(session, check, id=mark.id, by=actors.clerk.person_id)
    with breaking(session, "mark_checked_by_another_than_the_mediator"):
        run(session, check, id=mark.id, by=agreement.drafted_by_id)
    run(session, check, id=mark.id, by=actors.reviewer.person_id)
    with breaking(session, "mark_stays_as_recorded"):
        run(session, "UPDATE agreement_mark SET verified_at = NULL, verified_by_id = NULL WHERE id = :id", id=mark.id)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agreement_mark SET signed_on = signed_on - 1",
        "DELETE FROM agreement_mark",
        "DELETE FROM agreement",
        "TRUNCATE agreement CASCADE",
        "UPDATE agreement SET claim_id = claim_id",
        "UPDATE confirmation SET filed_on = filed_on",
        "DELETE FROM confirmation",
    ],
)
def test_the_application_has_no_grant_to_rewrite(story, session, statement):
    with pytest.raises(DBAPIError) as refused, session.begin_nested():
        session.execute(text(statement))
    assert refused.value.orig.sqlstate == "42501"


def test_an_application_is_filed_in_time_for_an_agreement_in_effect(story, session):
    signing = story.to_sign()
    with breaking(session, "confirmation_of_an_agreement_in_effect"):
        run(session, copy_confirmation(filed_on="current_date"), id=signing.id)
    for whose in story.everyone():
        story.record(signing, whose, 0)
    story.verify_all(signing)
    for rule, changes in (
        ("confirmation_filed_in_time", {"filed_on": "a.file_by + 1"}),
        ("confirmation_filed_in_time", {"filed_on": "a.took_effect_on - 1"}),
        ("confirmation_begins_filed", {"status": "accepted", "accepted_on": "a.took_effect_on"}),
    ):
        with breaking(session, rule):
            run(session, copy_confirmation(**changes), id=signing.id)
    run(session, copy_confirmation(), id=signing.id)
    with breaking(session, "uq_confirmation_one_standing"):
        run(session, copy_confirmation().replace("'x'", "'y'"), id=signing.id)


def test_a_ruling_follows_the_filing_and_a_second_person(story, session, actors):
    found = story.filed()
    ruling = (
        "UPDATE confirmation SET status = 'ruling_recorded', outcome = 'effective', ruling_number = :number, "
        "ruled_on = :ruled, served_on = :served, ruling_recorded_at = now() + interval '30 days', "
        "ruling_recorded_by_id = :by WHERE id = :id"
    )
    values = {
        "id": found.id, "number": NUMBER, "ruled": story.day(9), "served": story.day(9), "by": actors.clerk.person_id,
    }  # fmt: skip
    with breaking(session, "confirmation_moves_by_its_steps"):
        run(session, ruling, **values)
    run(session, "UPDATE confirmation SET status = 'accepted', accepted_on = :day WHERE id = :id", id=found.id,
        day=story.day(4))  # fmt: skip
    with breaking(session, "ck_confirmation_ruled_after_filing"):
        run(session, ruling, **values | {"ruled": story.day(3)})
    with breaking(session, "ck_confirmation_served_after_ruling"):
        run(session, ruling, **values | {"served": story.day(8)})
    with breaking(session, "ck_confirmation_served_not_in_the_future"):
        run(session, ruling, **values | {"served": story.day(60)})
    run(session, ruling, **values)
    verify = (
        "UPDATE confirmation SET status = :status, ruling_verified_at = now(), ruling_verified_by_id = :by "
        "WHERE id = :id"
    )
    with breaking(session, "ck_confirmation_four_eyes"):
        run(session, verify, id=found.id, status="effective", by=actors.clerk.person_id)
    with breaking(session, "ruling_read_by_another_than_the_mediator"):
        run(session, verify, id=found.id, status="effective", by=found.agreement.drafted_by_id)
    with breaking(session, "ck_confirmation_decided_as_verified"):
        run(session, verify, id=found.id, status="dismissed", by=actors.reviewer.person_id)
    with breaking(session, "ruling_stays_as_recorded"):
        run(session, "UPDATE confirmation SET ruling_number = 'x' WHERE id = :id", id=found.id)
    run(session, verify, id=found.id, status="effective", by=actors.reviewer.person_id)
    with breaking(session, "confirmation_has_ended"):
        run(session, "UPDATE confirmation SET ruling_number = 'x' WHERE id = :id", id=found.id)


def test_whoever_recorded_a_ruling_does_not_return_it(story, session, actors):
    found = story.ruled("effective")
    back = (
        "UPDATE confirmation SET status = 'accepted', ruling_returned_at = now(), ruling_returned_by_id = :by,"
        " ruling_return_reason = 'x' WHERE id = :id"
    )
    for by in (actors.clerk.person_id, None):
        with breaking(session, "ruling_returned_by_another"):
            run(session, back, id=found.id, by=by)
    run(session, back, id=found.id, by=actors.reviewer.person_id)


@pytest.mark.parametrize("days", [-1, 200])
def test_the_limit_of_an_agreement_is_the_clocks(story, session, days):
    agreement = story.to_sign()
    for whose in story.everyone():
        story.record(agreement, whose, 0)
    run(session, "UPDATE agreement_mark SET verified_at = now(), verified_by_id = :by WHERE agreement_id = :id",
        id=agreement.id, by=story.actors.reviewer.person_id)  # fmt: skip
    with breaking(session, "agreement_limit_is_the_clocks"):
        run(
            session,
            "UPDATE agreement SET status = 'in_effect', took_effect_on = :day, limit_last_day = :limit,"
            " file_by = CAST(:day AS date) + 30, in_effect_at = now() WHERE id = :id",
            id=agreement.id, day=story.day(0), limit=story.limit().last_day + timedelta(days=days),
        )  # fmt: skip


def test_a_listing_is_settled_by_an_agreement_and_confirmed_by_a_ruling(story, session):
    with breaking(session, "listing_settled_by_an_agreement"):
        run(session, "UPDATE listing SET status = 'settled' WHERE id = :id", id=story.listing.id)
    story.in_effect()
    with breaking(session, "listing_confirmed_by_a_ruling"):
        run(
            session, "UPDATE listing SET status = 'confirmed', confirmed_at = now() WHERE id = :id", id=story.listing.id
        )
