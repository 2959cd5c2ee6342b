"""The services of the house, each by the member of the cast whose step it is: every row reaches its state as in the
product, and one commit at the end makes the deferred rules speak.

图雅 and 孙立军 quarrel about a border. 苏日娜 keeps the office, 王建国 and 陈静 review, 李慧 and 赵强 pay,
巴特尔 mediates.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from PIL import Image
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from agreements.confirmation import services as court
from agreements.confirmation import services_ruling as ruling
from agreements.confirmation.models import Confirmation
from agreements.drafting import services as drafting
from agreements.drafting.models import Agreement
from agreements.signing import services as signing
from agreements.signing.queries import required_marks, standing_marks
from agreements.signing.vocabulary import MarkKind
from demo.cast import OTOG_FRONT
from demo.seed.phrases import ASSESSMENT
from listings.cases.models import Party, PetitionCase
from listings.cases.queries import active_parties
from listings.classification import services as classification
from listings.consents.services import record_consent
from listings.mediability.gate import GATE
from listings.mediability.services import answer_gate
from listings.publication import services as publication
from listings.publication.models import Listing
from market.actor import Actor
from market.database import database_now
from market.record.writing import write_told
from market.settings import services as settings
from market.settings.dated import setting
from market.settings.queries import place_for
from market.vault import services as vault
from market.work import Work
from mediators.claims import services as claims
from mediators.claims.models import Claim
from mediators.vetting import services as vetting
from mediators.vetting.models import Mediator
from mediators.workspace import services as workspace
from payouts.payees.models import Payee
from payouts.payees.services import account_opened, ask_for_account, take_over
from payouts.payments import services as payments
from payouts.payments import services_sending as sending
from payouts.payments.models import Payout
from payouts.provider import ProviderAccount
from payouts.provider_answers import Rejected
from payouts.rewards import services as rewards
from payouts.rewards.models import Reward
from payouts.rewards.queries import reward_of_listing
from tests.integration.conftest import cast_actors
from tests.integration.mediators import stories

RULING = "（2026）内0623诉前调确12号"
LOWERED_FEN = 500_000
TERMS = [{"who": "every", "what": "以旧围栏为界", "amount_fen": None, "by": None, "how": ""}]


class Play:
    """One session in which the cast plays; `shifted` lets what is played seem to have happened on another day."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.works: list[Work] = []
        self.actors: SimpleNamespace = cast_actors(session)
        self.days_on = 0
        self.today = self.as_("system").today
        self.bateer = self.mediator("巴特尔")
        self.liuzhiyuan = self.mediator("刘志远")
        self.acting_bateer, self.acting_liuzhiyuan = self.acting(self.bateer), self.acting(self.liuzhiyuan)

    def make(self, actor: Actor) -> Work:
        now = database_now(self.session) + timedelta(days=self.days_on)
        self.works.append(Work(self.session, actor, now, request_id="play"))
        return self.works[-1]

    def as_(self, key: str) -> Work:
        return self.make(self.acting_bateer if key == "bateer" else getattr(self.actors, key))

    @contextmanager
    def shifted(self, days: int) -> Iterator[None]:
        self.days_on = days
        yield
        self.days_on = 0

    def finish(self) -> None:
        """Write the record and commit."""
        self.session.flush()
        for work in self.works:
            write_told(work)
        self.session.commit()

    # mediators

    def acting(self, mediator: Mediator) -> Actor:
        return stories.acting(self.session, mediator, self.as_("system"))

    def applicant(self, name: str) -> Mediator:
        return stories.applicant(self.make, self.actors, name)

    def endorsed(self, name: str) -> Mediator:
        return vetting.endorse(self.as_("reviewer"), self.applicant(name))

    def mediator(self, name: str) -> Mediator:
        return vetting.approve(self.as_("second_reviewer"), self.endorsed(name))

    def suspended(self, name: str) -> Mediator:
        return vetting.suspend(self.as_("reviewer"), self.mediator(name), reason="投诉待查")

    # cases and listings

    def case(self) -> PetitionCase:
        return stories.registered_case(self.as_("clerk"), OTOG_FRONT)

    def draftable(self) -> PetitionCase:
        """Classified, gate answered, both parties consenting, and no listing yet."""
        clerk, case = self.as_("clerk"), self.case()
        classification.classify(
            clerk, case, case_class="A", difficulty="hard", difficulty_reason="年代久、证据少", merit="partly",
            merit_reason="部分事实有据",
        )  # fmt: skip
        answer_gate(clerk, case, **{question.code: "no" for question in GATE})
        for party in active_parties(self.session, case.id):
            record_consent(clerk, party, answer="given", evidence="written", answered_on=clerk.today)
        return case

    def parties(self, row: Any) -> Sequence[Party]:
        return active_parties(self.session, row.case_id)

    def drafted(self, amount_band: str = "from_10k") -> Listing:
        return publication.draft(
            self.as_("clerk"), self.draftable(), title="两户牧民草场界线纠纷", body="两户牧民因草场界线多年争执不下。",
            category="land", place_town="", duration_band="from_5", amount_band=amount_band,
        )  # fmt: skip

    def in_review(self) -> Listing:
        return publication.submit(self.as_("clerk"), self.drafted(), **ASSESSMENT)

    def listing(self) -> Listing:
        return publication.release(self.as_("reviewer"), self.in_review())

    # claims, of 巴特尔

    def standing(self) -> Claim:
        return stories.claim_of(self.make, self.actors, self.listing(), self.bateer)

    def proposed(self) -> Claim:
        return claims.propose(self.as_("reviewer"), self.standing())

    def unanswered(self) -> Claim:
        """Proposed so long ago that the second date for the parties' answer has passed."""
        listing = self.listing()
        with self.shifted(-90):
            claim = stories.claim_of(self.make, self.actors, listing, self.bateer)
            return claims.propose(self.as_("reviewer"), claim)

    def accepted(self) -> Claim:
        claim = self.proposed()
        stories.accept_all(self.make, self.actors, claim)
        return claim

    def granted(self) -> Claim:
        return stories.granted_claim(self.make, self.actors, self.listing(), self.bateer)

    # agreements

    def mediated(self) -> Claim:
        claim = self.granted()
        workspace.log_session(
            self.as_("bateer"), claim, held_on=self.today, method="together", place="现场", present="双方",
            summary="双方同意以旧围栏为界。", next_step="",
        )  # fmt: skip
        return claim

    def draft_agreement(self) -> Agreement:
        return drafting.draft(
            self.as_("bateer"), self.mediated(), facts="界线不清。", issues="以何为界。",
            responsibility="双方各有责任。", terms=TERMS, manner="自行履行", time_limit="三十日内", copies=4,
        )  # fmt: skip

    def signing(self) -> Agreement:
        return drafting.open_signing(self.as_("bateer"), self.draft_agreement())

    def marked(self, marks: int = 1) -> Agreement:
        """Open for signing, with this many marks recorded by 苏日娜, the first with its scan, and none verified."""
        agreement = self.signing()
        for place, wanted in enumerate(required_marks(self.session, agreement)[:marks]):
            signing.record_mark(
                self.as_("clerk"), agreement, whose=wanted.ref, signed_on=self.today,
                manner="seal" if wanted.kind == MarkKind.COMMITTEE else "signature",
                scan=scan() if place == 0 else None,
            )  # fmt: skip
        return agreement

    def in_effect(self) -> Agreement:
        agreement = self.marked(marks=9)
        for mark in standing_marks(self.session, agreement.id):
            signing.verify_mark(self.as_("reviewer"), mark, signed_on=mark.signed_on)
        return agreement

    def opened(self, row: Any, *keys: str) -> Any:
        """The private part of this row's case stands open to these people for the next 30 minutes."""
        for key in keys:
            vault.open_vault(self.as_(key), row.stream, "draft_agreement", row.jurisdiction_id)
        return row

    # the court

    def filed(self) -> Confirmation:
        return court.file(self.as_("clerk"), self.in_effect(), filed_on=self.today)

    def taken_up(self) -> Confirmation:
        return court.accept(self.as_("clerk"), self.filed(), accepted_on=self.today)

    def ruled(self, outcome: str = "effective") -> Confirmation:
        return ruling.record_ruling(
            self.as_("clerk"), self.taken_up(), outcome=outcome, ruling_number=RULING,
            ruled_on=self.today, served_on=self.today,
        )  # fmt: skip

    def decided(self, outcome: str = "effective") -> Confirmation:
        return ruling.verify_ruling(self.as_("reviewer"), self.ruled(outcome), outcome=outcome, ruling_number=RULING)

    # money

    def ready_payee(self) -> Payee:
        """巴特尔 has opened an account, and the provider knows a bank account."""
        payee = ask_for_account(self.as_("bateer"))
        account_opened(self.as_("system"), payee, ProviderAccount("acct_1", False, None))
        return take_over(self.as_("system"), payee, ProviderAccount("acct_1", True, "fingerprint-1"))

    def reward_of(self, listing: Listing) -> Reward:
        reward = reward_of_listing(self.as_("system"), listing.id)
        assert reward is not None
        return reward

    def due(self) -> Reward:
        return self.reward_of(self.decided().agreement.listing)

    def long_closed(self) -> PetitionCase:
        """Closed without a reward, eleven years ago."""
        reward = rewards.propose_refusal(self.as_("preparer"), self.due(), reason="材料不符")
        case = rewards.refuse(self.as_("approver"), reward, note="属实").case
        assert case.closed_at is not None
        case.closed_at -= timedelta(days=11 * 366)
        self.session.flush()
        return case

    def payout(self) -> Payout:
        return payments.prepare_payout(self.as_("preparer"), self.due())

    def payout_for_two(self) -> Payout:
        """Above the limit, which 孟和 and 高娃 have lowered: 赵强 or 孙丽 approves first, then the other."""
        if setting(self.as_("system"), "second_approver_above_fen", OTOG_FRONT) > LOWERED_FEN:
            work = self.as_("system_admin")
            place = place_for(work, f"{OTOG_FRONT}.second_approver_above_fen")
            lowered = settings.propose(work, place, value="5000", effective_from=work.today, reason="从严")
            settings.confirm(self.as_("security_admin"), lowered)
        return self.payout()

    def approved_payout(self) -> Payout:
        return payments.approve(self.as_("approver"), self.payout())

    def sending_payout(self) -> Payout:
        payout = self.approved_payout()
        sending.begin_sending(self.as_("system"), payout)
        return payout

    def failed_payout(self) -> Payout:
        payout = self.sending_payout()
        sending.take_answer(self.as_("system"), payout, payout.attempt, Rejected("account_closed", "closed"))
        return payout


def scan() -> FileStorage:
    """A small picture of a signed page."""
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    return FileStorage(io.BytesIO(picture.getvalue()), filename="page.png")
