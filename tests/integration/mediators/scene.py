"""A released listing and an approved 刘志远, committed, and people who act by pages."""

from collections.abc import Callable
from types import SimpleNamespace

from sqlalchemy import select

from market.actor import Actor
from market.people.models import Account
from market.work import Work
from mediators.vetting.models import Mediator
from tests.integration import scenes
from tests.integration.mediators.stories import ID_NUMBERS, checked, committee, mediator, released_listing
from tests.integration.scenes import Pages


class Scene(scenes.Scene):
    """A released listing and an approved 刘志远, committed; then people act through pages."""

    FLOORS = ("market", "listings", "mediators")

    def tell(self, work: Callable[[Actor], Work], actors: SimpleNamespace) -> None:
        self.listing = released_listing(work, actors)
        self.committee = committee(work, actors)
        liu = mediator(work, actors, "刘志远")
        wanted = select(Account.sign_in_name).where(Account.person_id == liu.person_id)
        self.liu = work(actors.system).session.scalars(wanted).one()


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
