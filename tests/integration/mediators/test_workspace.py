"""巴特尔 works on the case that was granted to him: details within an opening, sessions that stay as written."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from listings.cases.private import party_details
from listings.cases.queries import active_parties
from market.refusals import Forbidden, Invalid, Missing, WrongState
from market.vault import NeedsOpening
from mediators.claims import services_ending
from mediators.workspace import services as workspace
from mediators.workspace.queries import sessions_of, workspace_for
from tests.integration.mediators.stories import (
    acting,
    claim_of,
    granted_claim,
    later,
)

SESSION = {
    "place": "城川镇司法所", "present": "双方当事人", "method": "together",
    "summary": "申请人陈述界线由来，被申请人愿意到现场指认。", "next_step": "下周到现场",
}  # fmt: skip


@pytest.fixture
def as_bateer(work, actors, session, bateer):
    return acting(session, bateer, work(actors.system))


@pytest.fixture
def claim(work, actors, listing, bateer):
    return granted_claim(work, actors, listing, bateer)


def test_details_open_for_a_purpose_and_close_with_the_claim(work, claim, as_bateer):
    piece = work(as_bateer)
    parties = active_parties(piece.session, claim.case_id)
    with pytest.raises(NeedsOpening):
        party_details(piece, claim.case, parties)
    workspace.open_parties(piece, claim, purpose="mediate")
    assert party_details(piece, claim.case, parties)[parties[0].id]["name"] == "图雅"
    services_ending.relinquish(later(work(as_bateer), 1), claim, reason="家中有事")
    with pytest.raises(Forbidden):
        workspace.open_parties(later(work(as_bateer), 2), claim, purpose="mediate")


def test_nobody_opens_before_the_grant(work, actors, listing, bateer, as_bateer):
    standing = claim_of(work, actors, listing, bateer)
    with pytest.raises(Missing):
        workspace_for(work(as_bateer), standing.public_id)
    with pytest.raises(Forbidden):
        workspace.open_parties(work(as_bateer), standing, purpose="mediate")


def test_a_session_is_logged_and_read_back(work, actors, claim, as_bateer):
    piece = work(as_bateer)
    logged = workspace.log_session(piece, claim, held_on=piece.today, **SESSION)
    assert list(sessions_of(work(actors.clerk), claim)) == [logged]
    assert logged.then_ref == claim.public_id


def test_only_the_mediator_logs_and_only_while_granted(work, actors, claim, as_bateer):
    clerk = work(actors.clerk)
    with pytest.raises(Forbidden):
        workspace.log_session(clerk, claim, held_on=clerk.today, **SESSION)
    services_ending.relinquish(work(as_bateer), claim, reason="家中有事")
    with pytest.raises(WrongState):
        workspace.log_session(work(as_bateer), claim, held_on=clerk.today, **SESSION)


@pytest.mark.parametrize(
    ("changes", "days", "code", "field"),
    [
        ({"summary": "图 雅 同意到现场"}, 0, "session_names_a_person", "summary"),
        ({"present": "双方和其子，13912345678作证"}, 0, "stranger_in_text", "present"),
        ({"present": "孙立军"}, 0, "session_names_a_person", "present"),
        ({"next_step": "致电１３９４７７００００２"}, 0, "session_names_a_person", "next_step"),
        ({}, -1, "session_day_impossible", "held_on"),
        ({}, 1, "session_day_impossible", "held_on"),
    ],
)
def test_a_log_that_cannot_be(work, claim, as_bateer, changes, days, code, field):
    piece = work(as_bateer)
    with pytest.raises(Invalid) as refused:
        workspace.log_session(piece, claim, held_on=later(work(as_bateer), days).today, **(SESSION | changes))
    assert (refused.value.code, refused.value.field) == (code, field)


def test_the_village_may_be_named_where_the_session_was(work, claim, as_bateer):
    piece = work(as_bateer)
    workspace.log_session(piece, claim, held_on=piece.today, **(SESSION | {"place": "伊克柴达木嘎查"}))


LOG = text("""
INSERT INTO mediation_session (public_id, jurisdiction_id, claim_id, held_on, place, present, method, summary,
                               next_step, logged_at, logged_by_id)
VALUES ('z', '150623', :claim, :held_on, '', '', 'visit', 's', '', now(), :by)
""")


def test_plain_sql_logs_no_strangers_session(work, actors, session, claim, as_bateer):
    today = work(as_bateer).today
    for by, held_on, rule in (
        (actors.clerk.person_id, today, "session_logged_by_its_mediator"),
        (as_bateer.person_id, today.replace(year=today.year - 1), "session_held_since_the_grant"),
    ):
        with pytest.raises(IntegrityError) as broken, session.begin_nested():
            session.execute(LOG, {"claim": claim.id, "by": by, "held_on": held_on})
        assert broken.value.orig.diag.constraint_name == rule
    services_ending.relinquish(work(as_bateer), claim, reason="家中有事")
    with pytest.raises(IntegrityError) as broken, session.begin_nested():
        session.execute(LOG, {"claim": claim.id, "by": as_bateer.person_id, "held_on": today})
    assert broken.value.orig.diag.constraint_name == "session_of_a_granted_claim"


def test_not_even_the_owner_of_the_tables_changes_a_session(database):
    owner = create_engine(database.addresses.owner_url)
    try:
        with owner.begin() as connection, pytest.raises(IntegrityError, match="append-only"):
            connection.execute(text("TRUNCATE mediation_session"))
    finally:
        owner.dispose()
