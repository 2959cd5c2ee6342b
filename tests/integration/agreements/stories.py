"""What these stories begin with: 巴特尔 mediates between 图雅 and 孙立军, in the released case of the floor below.

Every row is reached through the services. `days` are days after the story's first day.
"""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from agreements.confirmation import services as confirming
from agreements.confirmation import services_ruling as ruling
from agreements.confirmation.models import Confirmation
from agreements.drafting import services as drafting
from agreements.drafting.models import Agreement
from agreements.signing import services as signing
from agreements.signing.models import AgreementMark
from agreements.signing.queries import required_marks, standing_marks
from listings.cases.queries import active_parties
from market.actor import Actor
from market.clocks.models import ClockRun
from market.clocks.queries import run_for
from market.clocks.sweep import fire
from market.work import Work
from tests.integration.mediators.stories import MakeWork, acting, granted_claim, mediator, released_listing

NUMBER = "（２０２６）内0623诉前调确12号"


class Story:
    """The granted case, and the people who take it to the court."""

    def __init__(self, work: MakeWork, actors: SimpleNamespace) -> None:
        self.make, self.actors = work, actors
        self.listing = released_listing(work, actors)
        bateer = mediator(work, actors, "巴特尔")
        self.claim = granted_claim(work, actors, self.listing, bateer)
        self.session = work(actors.system).session
        self.mediator = acting(self.session, bateer, work(actors.system))
        self.parties = active_parties(self.session, self.claim.case_id)
        self.begun_on = work(actors.system).today

    def at(self, actor: Actor, days: int = 0) -> Work:
        """A piece of work of this person, some days on."""
        piece = self.make(actor)
        piece.now += timedelta(days=days)
        return piece

    def day(self, days: int) -> date:
        return self.begun_on + timedelta(days=days)

    def clerk(self, days: int = 0) -> Work:
        return self.at(self.actors.clerk, days)

    def reviewer(self, days: int = 0) -> Work:
        return self.at(self.actors.reviewer, days)

    def text(self, **changes: Any) -> dict[str, Any]:
        """What 巴特尔 writes: 孙立军 pays 图雅 twelve thousand yuan and both keep to the fence."""
        pays = {
            "who": self.parties[1].public_id,
            "what": "补偿申请人草场占用费。",
            "amount_fen": 1_200_000,
            "by": self.day(400),
            "how": "银行转账",
        }
        keeps = {"who": "every", "what": "以2010年承包合同所附图纸为界。", "amount_fen": None, "by": None, "how": ""}
        return {
            "facts": "两家草场界线多年不清。",
            "issues": "界线走向与占用补偿。",
            "responsibility": "被申请人越界放牧，承担主要责任。",
            "terms": [pays, keeps],
            "manner": "一次性支付",
            "time_limit": "六十日内",
            "copies": 4,
        } | changes

    def draft(self, days: int = 0, **changes: Any) -> Agreement:
        return drafting.draft(self.at(self.mediator, days), self.claim, **self.text(**changes))

    def to_sign(self, days: int = 0) -> Agreement:
        return drafting.open_signing(self.at(self.mediator, days), self.draft(days))

    def record(self, agreement: Agreement, whose: str, signed: int, recorded: int | None = None) -> AgreementMark:
        """A mark dated `signed`, recorded by the clerk on day `recorded`."""
        manner = {"mediator": "signature", "committee": "seal"}.get(whose, "fingerprint")
        work = self.clerk(signed if recorded is None else recorded)
        signing.record_mark(work, agreement, whose=whose, manner=manner, signed_on=self.day(signed))
        return next(one.mark for one in required_marks(self.session, agreement) if one.ref == whose and one.mark)

    def verify_all(self, agreement: Agreement, days: int = 0) -> None:
        for mark in standing_marks(self.session, agreement.id):
            if mark.verified_at is None:
                signing.verify_mark(self.reviewer(days), mark, signed_on=mark.signed_on)

    def everyone(self) -> list[str]:
        return [*(party.public_id for party in self.parties), "mediator", "committee"]

    def in_effect(self, days: int = 0) -> Agreement:
        """Drafted, signed by all and verified on one day."""
        return self.signed(self.to_sign(days), days)

    def in_effect_from(self, draft: Agreement) -> Agreement:
        """A draft that is there already, signed by all and verified today."""
        return self.signed(drafting.open_signing(self.at(self.mediator), draft), 0)

    def signed(self, agreement: Agreement, days: int) -> Agreement:
        for whose in self.everyone():
            self.record(agreement, whose, days)
        self.verify_all(agreement, days)
        return agreement

    def filed(self, days: int = 2, agreement: Agreement | None = None) -> Confirmation:
        agreement = agreement or self.in_effect()
        return confirming.file(self.clerk(days), agreement, filed_on=self.day(days))

    def ruled(self, outcome: str, days: int = 10) -> Confirmation:
        """Filed, accepted, and ruled on as the clerk recorded it."""
        found = self.filed()
        confirming.accept(self.clerk(4), found, accepted_on=self.day(4))
        return ruling.record_ruling(
            self.clerk(days),
            found,
            outcome=outcome,
            ruling_number=NUMBER,
            ruled_on=self.day(days),
            served_on=self.day(days),
        )

    def decided(self, outcome: str, days: int = 10) -> Confirmation:
        found = self.ruled(outcome, days)
        return ruling.verify_ruling(self.reviewer(days), found, outcome=outcome, ruling_number=NUMBER)

    def limit(self) -> ClockRun:
        found = run_for(self.clerk(), "claim_limit", self.claim)
        assert found is not None
        return found

    def sweep(self, clock: str, subject: Any, days: int) -> None:
        """The sweep comes by on that day."""
        system = self.at(self.actors.system, days)
        run = run_for(system, clock, subject)
        assert run is not None
        fire(system, run.id)


def told(work: Work, name: str) -> list[dict[str, Any]]:
    """The payloads of the events of this name that this piece of work has told."""
    return [one.payload for one in work.told if one.name == name]
