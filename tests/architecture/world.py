"""One committed world with a real object behind every address, in a state from which its step starts.

Everything is reached through the services, as in the product. `refs` answers which object an endpoint is asked for.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from PIL import Image
from sqlalchemy import text
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
from listings.cases.queries import active_parties
from listings.publication import services as publication
from listings.publication.models import Listing
from market.actor import Actor
from market.database import database_now
from market.invitations import services as invitations
from market.notifications.queries import inbox
from market.notifications.services import notify
from market.people.models import Account, InvitationPurpose, Person
from market.people.services import start_session
from market.record.writing import write_told
from market.settings import services as settings
from market.settings.queries import place_for
from market.staff import services as staff
from market.work import Work
from mediators.claims import services as claims
from mediators.claims.models import Claim
from mediators.vetting import services as vetting
from mediators.vetting.models import Mediator
from mediators.workspace import services as workspace
from payouts.budget import services as budget
from payouts.ledger.vocabulary import BudgetLine
from payouts.payees.services import account_opened, ask_for_account, take_over
from payouts.payments import services as payments
from payouts.payments import services_sending as sending
from payouts.payments.models import Payout
from payouts.provider import ProviderAccount
from payouts.provider_answers import Rejected
from payouts.rewards import services as rewards
from payouts.rewards.models import Reward
from payouts.rewards.queries import reward_of_listing
from tests.integration.conftest import Database, cast_actors
from tests.integration.mediators import stories

RULING = "（2026）内0623诉前调确12号"
ID_NUMBERS = {
    "其木格": "15272419860211022", "包玉山": "15272419710930033", "高志强": "15272419680401041",
    "萨仁": "15272419920808024",
}  # fmt: skip


class Play:
    """The services, each by the member of the cast whose step it is, in one session that is committed at the end."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.works: list[Work] = []
        self.actors: SimpleNamespace = cast_actors(session)
        self.today = self.as_("system").today

    def make(self, actor: Actor) -> Work:
        self.works.append(Work(self.session, actor, database_now(self.session), request_id="test"))
        return self.works[-1]

    def as_(self, key: str) -> Work:
        return self.make(getattr(self.actors, key))

    def budget(self) -> SimpleNamespace:
        """An open year with four hundred thousand yuan, one paper that waits for 赵强, and one that he rejects."""
        lihui = self.as_("preparer")
        year = budget.open_budget_year(lihui, jurisdiction_id=OTOG_FRONT, year=self.today.year)
        given = {"kind": "appropriation", "line": BudgetLine.REWARDS_A.value, "amount_fen": 40_000_000, "note": ""}
        paper = budget.prepare_paper(lihui, year, document_number="1号", **given)
        budget.approve_paper(self.as_("approver"), paper)
        return SimpleNamespace(year=year, paper=budget.prepare_paper(lihui, year, document_number="2号", **given))

    def mediators(self) -> SimpleNamespace:
        """巴特尔 who is granted cases, 刘志远 who has none, and one in every other state."""
        made = SimpleNamespace(
            bateer=stories.mediator(self.make, self.actors, "巴特尔"),
            liuzhiyuan=stories.mediator(self.make, self.actors, "刘志远"),
            applied=self.applicant("其木格"),
            endorsed=vetting.endorse(self.as_("reviewer"), self.applicant("包玉山")),
            suspended=self.applicant("高志强"),
            unclaiming=self.applicant("萨仁"),
        )
        for one in (made.suspended, made.unclaiming):
            vetting.endorse(self.as_("reviewer"), one)
            vetting.approve(self.as_("second_reviewer"), one)
        vetting.suspend(self.as_("reviewer"), made.suspended, reason="投诉待查")
        self.bateer = stories.acting(self.session, made.bateer, self.as_("system"))
        self.liuzhiyuan = stories.acting(self.session, made.liuzhiyuan, self.as_("system"))
        return made

    def applicant(self, name: str) -> Mediator:
        number = stories.checked(ID_NUMBERS[name] + "0")
        return stories.applicant(self.make, self.actors, name, id_number=number)

    def listing(self) -> Listing:
        return stories.released_listing(self.make, self.actors)

    def granted(self, mediator: Mediator) -> Claim:
        return stories.granted_claim(self.make, self.actors, self.listing(), mediator)

    def standing(self, mediator: Mediator) -> Claim:
        return stories.claim_of(self.make, self.actors, self.listing(), mediator)

    def proposed(self, mediator: Mediator) -> Claim:
        return claims.propose(self.as_("reviewer"), self.standing(mediator))

    def accepted(self, mediator: Mediator) -> Claim:
        claim = self.proposed(mediator)
        stories.accept_all(self.make, self.actors, claim)
        return claim

    def draft(self, mediator: Mediator) -> Agreement:
        claim = self.granted(mediator)
        workspace.log_session(
            self.make(self.bateer), claim, held_on=self.today, method="together", place="现场", present="双方",
            summary="双方同意以旧围栏为界。", next_step="",
        )  # fmt: skip
        return drafting.draft(
            self.make(self.bateer), claim, facts="界线不清。", issues="以何为界。",
            responsibility="双方各有责任。",
            terms=[{"who": "every", "what": "以旧围栏为界", "amount_fen": None, "by": None, "how": ""}],
            manner="自行履行", time_limit="三十日内", copies=4,
        )  # fmt: skip

    def to_sign(self, mediator: Mediator) -> Agreement:
        return drafting.open_signing(self.make(self.bateer), self.draft(mediator))

    def recorded(self, mediator: Mediator, marks: int) -> Agreement:
        """Open for signing, with this many marks recorded by 苏日娜, each with its scan, and none verified."""
        agreement = self.to_sign(mediator)
        for wanted in required_marks(self.session, agreement)[:marks]:
            manner = "seal" if wanted.kind == MarkKind.COMMITTEE else "signature"
            signing.record_mark(
                self.as_("clerk"), agreement, whose=wanted.ref, manner=manner, signed_on=self.today, scan=scan()
            )
        return agreement

    def in_effect(self, mediator: Mediator) -> Agreement:
        agreement = self.recorded(mediator, 99)
        for mark in standing_marks(self.session, agreement.id):
            signing.verify_mark(self.as_("reviewer"), mark, signed_on=mark.signed_on)
        return agreement

    def filed(self, mediator: Mediator) -> Confirmation:
        return court.file(self.as_("clerk"), self.in_effect(mediator), filed_on=self.today)

    def court_accepted(self, mediator: Mediator) -> Confirmation:
        return court.accept(self.as_("clerk"), self.filed(mediator), accepted_on=self.today)

    def ruled(self, mediator: Mediator, outcome: str = "effective") -> Confirmation:
        return ruling.record_ruling(
            self.as_("clerk"), self.court_accepted(mediator), outcome=outcome, ruling_number=RULING,
            ruled_on=self.today, served_on=self.today,
        )  # fmt: skip

    def decided(self, mediator: Mediator, outcome: str = "effective") -> Confirmation:
        found = self.ruled(mediator, outcome)
        return ruling.verify_ruling(self.as_("reviewer"), found, outcome=outcome, ruling_number=RULING)

    def due(self, mediator: Mediator) -> Reward:
        confirmation = self.decided(mediator)
        reward = reward_of_listing(self.as_("system"), confirmation.agreement.listing.id)
        assert reward is not None
        return reward

    def payee(self) -> None:
        """巴特尔 has opened an account, and the provider knows a bank account."""
        payee = ask_for_account(self.make(self.bateer))
        account_opened(self.as_("system"), payee, ProviderAccount("acct_1", False, None))
        take_over(self.as_("system"), payee, ProviderAccount("acct_1", True, "fingerprint-1"))

    def payout(self, mediator: Mediator) -> Payout:
        return payments.prepare_payout(self.as_("preparer"), self.due(mediator))

    def failed(self, mediator: Mediator) -> Payout:
        payout = payments.approve(self.as_("approver"), self.payout(mediator))
        sending.begin_sending(self.as_("system"), payout)
        sending.take_answer(self.as_("system"), payout, payout.attempt, Rejected("account_closed", "closed"))
        return payout

    def person(self, name: str, sign_in_name: str) -> Person:
        issued = staff.invite_person(self.as_("system_admin"), display_name=name, sign_in_name=sign_in_name)
        return issued.account.person

    def finish(self) -> None:
        self.session.flush()
        for work in self.works:
            write_told(work)
        self.session.commit()


def scan() -> FileStorage:
    """A small picture of a signed page."""
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    return FileStorage(io.BytesIO(picture.getvalue()), filename="page.png")


def play(session: Session) -> tuple[dict[str, str], dict[str, Actor]]:
    """Make everything; the refs by name, and the mediators among the roles as actors."""
    on = Play(session)
    money, people = on.budget(), on.mediators()
    bateer = people.bateer
    on.payee()
    refs = _cases_and_listings(on, bateer) | _claims(on, people) | _agreements(on, bateer) | _payouts(on, bateer)
    refs |= {name: getattr(people, name).public_id for name in vars(people)}
    refs |= {"year": money.year.public_id, "paper": money.paper.public_id}
    refs["committee"] = people.bateer.committee.public_id
    refs |= _office(on)
    on.finish()
    posting = "SELECT public_id FROM ledger_posting ORDER BY id LIMIT 1"
    refs["posting"] = session.execute(text(posting)).scalar_one()
    return refs, {"granted_mediator": on.bateer, "other_mediator": on.liuzhiyuan}


def _cases_and_listings(on: Play, bateer: Mediator) -> dict[str, str]:
    unlisted = stories.registered_case(on.as_("clerk"), OTOG_FRONT)
    classified = _draft(on).case
    draft, waiting, board = _draft(on), publication.submit(on.as_("clerk"), _draft(on)), on.listing()
    party = active_parties(on.session, unlisted.id)[0]
    return {
        "unlisted_case": unlisted.public_id, "party": party.public_id, "case_with_draft": classified.public_id,
        "draft_listing": draft.public_id, "waiting_listing": waiting.public_id, "listing": board.public_id,
        "draftable_case": _draftable(on).public_id,
    }  # fmt: skip


def _draftable(on: Play) -> Any:
    listing = _draft(on)
    publication.discard(on.as_("clerk"), listing)
    return listing.case


def _draft(on: Play) -> Listing:
    """A released listing's beginnings: the same case, left with the drafter."""
    clerk = on.as_("clerk")
    case = stories.registered_case(clerk, OTOG_FRONT)
    stories.classification.classify(clerk, case, case_class="A", difficulty="hard", merit="partly")
    stories.answer_gate(clerk, case, **{question.code: "no" for question in stories.GATE})
    for party in active_parties(on.session, case.id):
        stories.record_consent(clerk, party, answer="given", evidence="written", answered_on=clerk.today)
    return publication.draft(
        clerk, case, title="两户牧民草场界线纠纷", body="两户牧民因草场界线多年争执不下。", category="land",
        place_town="", duration_band="from_5", amount_band="from_10k",
    )  # fmt: skip


def _claims(on: Play, people: SimpleNamespace) -> dict[str, str]:
    standing, granted = on.standing(people.bateer), on.granted(people.bateer)
    return {
        "standing_claim": standing.public_id, "claimed_listing": standing.listing.public_id,
        "proposed_claim": on.proposed(people.bateer).public_id,
        "accepted_claim": on.accepted(people.bateer).public_id,
        "granted_claim": granted.public_id, "granted_case": granted.case.public_id,
        "granted_listing": granted.listing.public_id,
    }  # fmt: skip


def _agreements(on: Play, bateer: Mediator) -> dict[str, str]:
    marked = on.recorded(bateer, 1)
    return {
        "draft_agreement": on.draft(bateer).public_id,
        "unmarked_agreement": on.to_sign(bateer).public_id,
        "marked_agreement": marked.public_id,
        "mark": standing_marks(on.session, marked.id)[0].public_id,
        "agreement": on.in_effect(bateer).public_id,
        "dismissed_agreement": on.decided(bateer, "dismissed").agreement.public_id,
        "filed_confirmation": on.filed(bateer).public_id,
        "accepted_confirmation": on.court_accepted(bateer).public_id,
        "ruled_confirmation": on.ruled(bateer).public_id,
    }


def _payouts(on: Play, bateer: Mediator) -> dict[str, str]:
    proposed = rewards.propose_refusal(on.as_("preparer"), on.due(bateer), reason="材料有疑问")
    return {
        "due_reward": on.due(bateer).public_id,
        "doubted_reward": proposed.public_id,
        "payout": on.payout(bateer).public_id,
        "failed_payout": on.failed(bateer).public_id,
    }


def _office(on: Play) -> dict[str, str]:
    """People, roles and settings that wait for a second administrator; a link; a line of 苏日娜's inbox."""
    newcomer, disabled, holder = (
        on.person("新人甲", "newcomer"),
        on.person("新人乙", "left"),
        on.person("新人丙", "holder"),
    )
    staff.disable_account(on.as_("system_admin"), disabled)
    proposal = {"role": "auditor", "valid_from": on.today, "reason": "补充审计力量"}
    proposed = staff.propose_appointment(on.as_("system_admin"), newcomer, **proposal)
    held = staff.propose_appointment(on.as_("system_admin"), holder, **proposal)
    staff.confirm_appointment(on.as_("security_admin"), held)
    place = place_for(on.as_("system_admin"), f"{OTOG_FRONT}.claim_answer_days")
    version = settings.propose(on.as_("system_admin"), place, value="9", effective_from=on.today, reason="嘎查路远")
    account = on.session.get_one(Account, newcomer.account.id)
    link = invitations.issue_link(on.as_("system_admin"), account, InvitationPurpose.INVITE)
    clerk = on.as_("clerk")
    notify(clerk, [clerk.actor.person_id], "mediator_approved", "home.work_list")
    return {
        "person": newcomer.public_id, "disabled_person": disabled.public_id,
        "proposed_appointment": proposed.public_id, "held_appointment": held.public_id,
        "setting": place.public_id, "setting_version": version.public_id,
        "invitation": link.path.rsplit("/", 1)[-1],
        "notification": inbox(clerk, None)[0][0].public_id,
    }  # fmt: skip


def sign_in_sessions(database: Database, roles: dict[str, Actor]) -> dict[str, str]:
    """A session's secret for each role."""
    with database.session() as session:
        system = Work(session, cast_actors(session).system, database_now(session))
        secrets = {
            role: start_session(system, session.get_one(Account, actor.account_id), 12) for role, actor in roles.items()
        }
        session.commit()
        return secrets


@contextmanager
def undone(app: Any, database: Database) -> Iterator[None]:
    """What the application commits within is undone at the end."""
    maker = app.extensions["sqlalchemy"]
    with database.engine.connect() as connection, app.app_context():
        outer = connection.begin()
        sessions, engine = maker.sessionmaker, maker.engine
        sessions.configure(bind=connection, join_transaction_mode="create_savepoint")
        try:
            yield
        finally:
            sessions.configure(bind=engine, join_transaction_mode="conditional_savepoint")
            outer.rollback()
