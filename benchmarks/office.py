"""What a measurement finds on the board: every row comes through the services, as in the product."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import TypeVar

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session, sessionmaker

import wsgi
from benchmarks.stand import Stand
from demo.cast import OTOG_FRONT, STAFF
from demo.cli import swift_options
from demo.seed.banner import approve_papers, prepare_supplement
from demo.seed.stage import Stage
from listings.publication.models import Listing
from market.actor import SYSTEM_ACTOR, Actor
from market.database import database_now
from market.record.writing import write_told
from market.settings.environment import read_settings
from market.work import Work
from mediators.vetting.models import Mediator
from tests.integration.mediators import stories
from tests.integration.seating import one_is_enough

MakeWork = Callable[[Actor], Work]
ResultT = TypeVar("ResultT")
PROVIDER_NOT_ASKED = "http://127.0.0.1:9"
SUPPLEMENT_YUAN = 9_000_000


class Office:
    """The banner's office at work in this process, on the stand's database; `with` lets the connections go."""

    def __init__(self, here: Stand) -> None:
        settings = read_settings(here.settings)
        wsgi.create_app(settings)  # the tables wired, the vault's key given
        self._engine: Engine = create_engine(**swift_options(settings))
        self.sessions = sessionmaker(self._engine, expire_on_commit=False)
        stage = Stage(self.sessions, PROVIDER_NOT_ASKED)
        self.actors = SimpleNamespace(
            **{one.key: stage.as_person(one.sign_in_name) for one in STAFF}, system=SYSTEM_ACTOR
        )
        with self.sessions() as session:  # all is registered in one go, and what is registered today counts for nobody
            one_is_enough(session, OTOG_FRONT)
            session.commit()
        stage.do(stage.now, "lihui", lambda work: prepare_supplement(work, 99, "rewards_a", SUPPLEMENT_YUAN, "测量"))
        stage.do(stage.now, "zhaoqiang", approve_papers)

    def __enter__(self) -> "Office":
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    def put_on_the_board(self, count: int) -> None:
        """Register, classify, draft and release that many cases."""
        for _ in range(count):
            self._together(lambda work, session: stories.released_listing(work, self.actors))

    def vet(self, count: int) -> list[int]:
        """That many mediators, applied and vetted by two persons; their ids."""
        names = [f"揭榜人{number}" for number in range(count)]
        return self._together(lambda work, session: [stories.mediator(work, self.actors, name).id for name in names])

    def claimed_listing(self, mediator_ids: list[int]) -> tuple[int, list[str]]:
        """A released listing on which each of these mediators has a standing claim: its id, the claims' public ids."""

        def make(work: MakeWork, session: Session) -> tuple[int, list[str]]:
            listing: Listing = stories.released_listing(work, self.actors)
            claimants = [session.get_one(Mediator, one) for one in mediator_ids]
            claims = [stories.claim_of(work, self.actors, listing, one).public_id for one in claimants]
            return listing.id, claims

        return self._together(make)

    def _together(self, do: Callable[[MakeWork, Session], ResultT]) -> ResultT:
        """Run `do(work, session)` in one transaction, commit it with its record, and give its result."""
        pieces: list[Work] = []
        with self.sessions() as session:

            def work(actor: Actor) -> Work:
                pieces.append(Work(session=session, actor=actor, now=database_now(session), request_id="figures"))
                return pieces[-1]

            result = do(work, session)
            session.flush()
            for piece in pieces:
                write_told(piece)
            session.commit()
        return result
