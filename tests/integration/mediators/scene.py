"""A released listing and an approved 刘志远, committed, and people who act by pages."""

from copy import copy

from sqlalchemy import select
from sqlalchemy.orm import Session

from market.actor import Actor
from market.database import database_now
from market.people.models import Account
from market.people.services import start_session
from market.record.writing import write_told
from market.work import Work
from mediators.vetting.models import Mediator
from tests.integration.conftest import Database, cast_actors
from tests.integration.listings import browsing
from tests.integration.mediators.stories import ID_NUMBERS, checked, committee, mediator, released_listing

FLOORS = ("market", "listings", "mediators")


class Pages(browsing.Pages):
    """`as_("bateer")` signs in by the name that the application gave."""

    def _session_of(self, key: str) -> str:
        with Session(self.database.engine) as session:
            account = session.scalars(select(Account).where(Account.sign_in_name == key)).one_or_none()
            if account is None:
                return super()._session_of(key)
            work = Work(session, cast_actors(session).system, database_now(session))
            secret = start_session(work, account, 1)
            session.commit()
            return secret


class Scene:
    """A released listing and an approved 刘志远, committed; then people act through pages."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with Session(database.engine, expire_on_commit=False) as session:
            actors = cast_actors(session)
            pieces: list[Work] = []

            def work(actor: Actor) -> Work:
                pieces.append(Work(session=session, actor=actor, now=database_now(session), request_id="test"))
                return pieces[-1]

            self.listing = released_listing(work, actors)
            self.committee = committee(work, actors)
            liu = mediator(work, actors, "刘志远")
            self.liu = session.scalars(select(Account.sign_in_name).where(Account.person_id == liu.person_id)).one()
            for piece in pieces:
                write_told(piece)
            session.commit()

    def on(self, database: Database) -> "Scene":
        """The same in another database, which begins where this one ended."""
        scene = copy(self)
        scene.database = database
        return scene

    def one(self, statement):
        with Session(self.database.engine) as session:
            return session.scalars(statement).one()


def form_of(scene: Scene, name: str = "巴特尔", **changes: object) -> dict[str, object]:
    return {
        "display_name": name, "sign_in_name": "bateer", "password": "一个够长的密码-2026",
        "committee": scene.committee.public_id, "languages": ["zh", "mn"], "categories": ["land"],
        "experience": "十二年嘎查调解。", "id_number": checked(ID_NUMBERS["巴特尔"]), "phone": "13947701234",
        "public_employee": "no", "truthful": "y",
    } | changes  # fmt: skip


def vetted_bateer(pages: Pages, scene: Scene, **changes: object) -> Mediator:
    answer = pages.as_(None).post("/mediators/apply", **form_of(scene, **changes))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    bateer = scene.one(select(Mediator).order_by(Mediator.id.desc()).limit(1))
    assert pages.as_("reviewer").post(f"/mediators/{bateer.public_id}/endorse").status_code == 303
    assert pages.as_("second_reviewer").post(f"/mediators/{bateer.public_id}/approve").status_code == 303
    return bateer
