"""A script is one case's way, act by act, before it is dated; chapters write it, the stage plays it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from sqlalchemy import select

from agreements.confirmation.models import Confirmation
from agreements.drafting.models import Agreement
from demo.cast import OTOG
from demo.tales import Dispute, Tale
from listings.cases.models import PetitionCase
from listings.publication.models import Listing
from market.work import Work
from mediators.claims.models import Claim
from payouts.payments.models import Payout
from payouts.rewards.models import Reward

Deed = Callable[[Work, "Chronicle"], object]


@dataclass
class Chronicle:
    """What has come of a script so far: the ids of its rows. `claims` in the order in which they were made."""

    tale: Tale
    petition_number: int = 0
    case_id: int = 0
    listing_id: int = 0
    claims: list[int] = field(default_factory=list)
    agreement_id: int = 0
    confirmation_id: int = 0

    def case(self, work: Work) -> PetitionCase:
        return work.session.get_one(PetitionCase, self.case_id)

    def listing(self, work: Work) -> Listing:
        return work.session.get_one(Listing, self.listing_id)

    def claim(self, work: Work, number: int) -> Claim:
        return work.session.get_one(Claim, self.claims[number])

    def agreement(self, work: Work) -> Agreement:
        return work.session.get_one(Agreement, self.agreement_id)

    def confirmation(self, work: Work) -> Confirmation:
        return work.session.get_one(Confirmation, self.confirmation_id)

    def reward(self, work: Work) -> Reward:
        return work.session.scalars(select(Reward).where(Reward.listing_id == self.listing_id)).one()

    def payout(self, work: Work) -> Payout:
        reward = self.reward(work)
        return work.session.scalars(
            select(Payout).where(Payout.reward_id == reward.id).order_by(Payout.id.desc()).limit(1)
        ).one()


@dataclass(frozen=True)
class Act:
    """One transaction of one person: `gap` days at least after the act before.

    `before` and `after` are what the payment provider is told to do around it.
    """

    gap: int
    who: str
    do: Deed
    before: str = ""
    after: str = ""


@dataclass
class Script:
    """The acts of one case, with everybody's part. `mediators` are sign-in names, in the order of claiming."""

    dispute: Dispute
    random: Random
    mediators: list[str]
    acts: list[Act] = field(default_factory=list)
    live: int = 0  # which of the claims is at work

    @property
    def is_other_banner(self) -> bool:
        return self.dispute.jurisdiction_id == OTOG

    @property
    def clerk(self) -> str:
        return "siqin" if self.is_other_banner else "surina"

    @property
    def reviewer(self) -> str:
        return "yangfan" if self.is_other_banner else "wangjianguo"

    @property
    def second_reviewer(self) -> str:
        return "yangfan" if self.is_other_banner else "chenjing"

    @property
    def preparer(self) -> str:
        return "wugang" if self.is_other_banner else "lihui"

    @property
    def approver(self) -> str:
        return "naren" if self.is_other_banner else "zhaoqiang"

    @property
    def mediator(self) -> str:
        """Whose claim is at work."""
        return self.mediators[self.live]

    @property
    def pace(self) -> float:
        """How slowly mediation goes: class A has 90 days, B 60, C 30."""
        return {"A": 2.2, "B": 1.5, "C": 0.9}[self.dispute.case_class]

    def add(self, gap: int, who: str, do: Deed, *, before: str = "", after: str = "") -> None:
        """Write the next act."""
        self.acts.append(Act(gap, who, do, before, after))

    def days(self, least: int, most: int) -> int:
        """Some days, by lot."""
        return self.random.randint(least, most)

    def slow_days(self, least: int, most: int) -> int:
        """Some days, by lot and by the pace of the class."""
        return max(1, round(self.random.randint(least, most) * self.pace))

    def one_of(self, texts: tuple[str, ...]) -> str:
        """One of these texts, by lot."""
        return self.random.choice(texts)
