"""The agreements' floor by its pages: 巴特尔's granted claim, committed, and who acts by the forms that are shown."""

import re
from collections.abc import Callable
from types import SimpleNamespace

from sqlalchemy import select

from agreements.drafting.models import Agreement
from market.actor import Actor
from market.people.models import Account
from market.work import Work
from tests.integration import scenes
from tests.integration.agreements.stories import Story
from tests.integration.listings import browsing


class Scene(scenes.Scene):
    """巴特尔's granted claim, committed; then people act through pages."""

    FLOORS = ("market", "listings", "mediators", "agreements")

    def tell(self, work: Callable[[Actor], Work], actors: SimpleNamespace) -> None:
        story = Story(work, actors)
        self.claim, self.parties = story.claim.public_id, [party.public_id for party in story.parties]
        self.case, self.title, self.today = story.claim.case.public_id, story.listing.title, story.begun_on
        account = work(actors.system).session.get_one(Account, story.mediator.account_id)
        self.bateer = account.sign_in_name

    @property
    def agreement(self) -> Agreement:
        return self.one(select(Agreement).order_by(Agreement.id.desc()).limit(1))

    def typed(self, **changes):
        return {
            "facts": "两家草场界线多年不清。", "issues": "界线走向与占用补偿。", "responsibility": "被申请人越界放牧。",
            "terms-0-who": self.parties[1], "terms-0-what": "补偿申请人草场占用费。", "terms-0-amount_fen": "12000",
            "terms-0-by": "2099-12-31", "terms-0-how": "银行转账", "terms-1-who": "every",
            "terms-1-what": "以图纸为界。", "manner": "一次性支付", "time_limit": "六十日内", "copies": "4",
        } | changes  # fmt: skip


def opened(reader, path, purpose="draft_agreement"):
    """The reader states a purpose on the page and goes on."""
    page = reader.get(path).get_data(as_text=True)
    action = re.search(r'action="([^"]+/open)"', page)[1]
    hidden = {name: browsing.hidden_value(page, name) for name in ("csrf_token", "submission_key")}
    answer = reader.client.post(action, data=hidden | {"purpose": purpose})
    assert answer.status_code == 303
    return answer.location


def signed(pages, scene):
    """巴特尔 drafts and opens for signing, by pages."""
    mine = pages.as_(scene.bateer)
    opened(mine, f"/claims/{scene.claim}/workspace", "mediate")
    drafted = mine.post(f"/claims/{scene.claim}/agreement", **scene.typed())
    assert drafted.status_code == 303, drafted.get_data(as_text=True)
    ref = drafted.location.rsplit("/", 1)[-1]
    assert mine.post(f"/agreements/{ref}/open-signing").status_code == 303
    return mine, ref


def marked(pages, scene, ref):
    """The clerk records every mark and the reviewer verifies each, by pages."""
    clerk, reviewer = pages.as_("clerk"), pages.as_("reviewer")
    for whose in (*scene.parties, "mediator", "committee"):
        manner = {"mediator": "signature", "committee": "seal"}.get(whose, "fingerprint")
        answer = clerk.post(f"/agreements/{ref}/marks", whose=whose, manner=manner, signed_on=scene.today.isoformat())
        assert answer.status_code == 303, answer.get_data(as_text=True)
    page = reviewer.get(f"/agreements/{ref}").get_data(as_text=True)
    for path in re.findall(r'href="(/marks/[^"]+/verify)"', page):
        assert reviewer.post(path, signed_on=scene.today.isoformat()).status_code == 303
    return clerk, reviewer
