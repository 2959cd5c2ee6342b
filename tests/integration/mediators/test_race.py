"""32 reviewers' hands propose 32 claims on one listing at the same instant: exactly one is proposed.

Real connections, committed transactions, a barrier; every loser reads that another was proposed.
"""

import threading
from collections import Counter

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from listings.publication.models import Listing
from market.actor import Actor
from market.database import constraint_of, database_now
from market.record.writing import write_told
from market.refusals import Refused
from market.work import Work
from mediators.claims import services as claims
from mediators.claims.models import Claim
from mediators.claims.vocabulary import ClaimState
from mediators.vetting import services as vetting
from tests.integration.conftest import cast_actors
from tests.integration.mediators.stories import acting, claim_of, granted_claim, mediator, released_listing

HANDS = 32


def prepare(session: Session, claimants: int):
    """A released listing with that many standing claims; returns the actors, the listing and the claims."""
    actors = cast_actors(session)
    pieces: list[Work] = []

    def work(actor: Actor) -> Work:
        pieces.append(Work(session=session, actor=actor, now=database_now(session), request_id="race"))
        return pieces[-1]

    listing = released_listing(work, actors)
    made = [claim_of(work, actors, listing, mediator(work, actors, f"揭榜人{number}")) for number in range(claimants)]
    for piece in pieces:
        write_told(piece)
    session.commit()
    return actors, listing, made


@pytest.fixture
def factory(database):
    return sessionmaker(database.engine, expire_on_commit=False)


def at_once(factory, hands):
    """Run each `do(work)` in a thread and transaction of its own, all let go together; their outcomes."""
    barrier = threading.Barrier(len(hands))
    outcomes: list[str] = []

    def run(actor, do):
        with factory() as session:
            work = Work(session=session, actor=actor, now=database_now(session), request_id="race")
            barrier.wait(timeout=60)
            try:
                do(work)
                session.flush()
                write_told(work)
                session.commit()
                outcomes.append("done")
            except Refused as refused:
                outcomes.append(refused.code)
            except IntegrityError as broken:
                outcomes.append(constraint_of(broken) or "unnamed")

    threads = [threading.Thread(target=run, args=hand) for hand in hands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not any(thread.is_alive() for thread in threads)
    return Counter(outcomes)


def test_of_32_proposals_at_once_one_wins(factory):
    with factory() as session:
        actors, listing, made = prepare(session, HANDS)
    proposers = [actors.reviewer, actors.second_reviewer]

    def proposing(claim_id):
        return lambda work: claims.propose(work, work.session.get_one(Claim, claim_id))

    outcomes = at_once(factory, [(proposers[i % 2], proposing(claim.id)) for i, claim in enumerate(made)])
    assert outcomes == {"done": 1, "claim_another_is_proposed": HANDS - 1}
    with factory() as session:
        states = Counter(session.scalars(select(Claim.status).where(Claim.listing_id == listing.id)))
        assert states == {ClaimState.PROPOSED: 1, ClaimState.STANDING: HANDS - 1}
        assert session.get_one(Listing, listing.id).status == "proposed"


def test_one_claim_comes_of_a_mediator_who_presses_eight_times(factory):
    with factory() as session:
        actors, listing, _ = prepare(session, 0)
        pieces = []

        def work(actor):
            pieces.append(Work(session=session, actor=actor, now=database_now(session), request_id="race"))
            return pieces[-1]

        bateer = mediator(work, actors, "巴特尔")
        actor = acting(session, bateer, work(actors.system))
        for piece in pieces:
            write_told(piece)
        session.commit()
        plan = {"plan_approach": "先走访。", "plan_days": 30, "plan_visits": 4}

    def claiming(work):
        claims.make(work, work.session.get_one(Listing, listing.id), **plan)

    outcomes = at_once(factory, [(actor, claiming)] * 8)
    assert outcomes == {"done": 1, "claim_already_open": 7}


def test_a_suspension_and_a_new_claim_at_once_leave_no_open_claim(factory):
    with factory() as session:
        actors, listing, _ = prepare(session, 0)
        pieces = []

        def work(actor):
            pieces.append(Work(session=session, actor=actor, now=database_now(session), request_id="race"))
            return pieces[-1]

        other = released_listing(work, actors)
        bateer = mediator(work, actors, "巴特尔")
        actor = acting(session, bateer, work(actors.system))
        granted_claim(work, actors, other, bateer)
        for piece in pieces:
            write_told(piece)
        session.commit()

    def suspending(work):
        vetting.suspend(work, work.session.get_one(type(bateer), bateer.id), reason="被投诉")

    def claiming(work):
        found = work.session.get_one(Listing, listing.id)
        claims.make(work, found, plan_approach="先走访。", plan_days=30, plan_visits=4)

    outcomes = at_once(factory, [(actors.reviewer, suspending), (actor, claiming)])
    assert outcomes["done"] >= 1
    with factory() as session:
        statuses = set(session.scalars(select(Claim.status).where(Claim.mediator_id == bateer.id)))
        assert statuses == {ClaimState.SUSPENDED}
