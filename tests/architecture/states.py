"""A row of every model in every one of its states, each reached through the services as in the product."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from agreements.confirmation import services as court
from agreements.confirmation.services_conclusion import conclude
from agreements.drafting import services as drafting
from demo.cast import STAFF
from listings.closing import services as closing
from listings.disputes import services_separation as separating
from listings.publication import services as publication
from listings.publication.expiry import expire_if_unclaimed
from listings.retention import services as retention
from market.actor import Actor
from market.lifecycle import Lifecycle
from market.settings import services as settings
from market.staff import services as staff
from mediators.claims import services as claims
from mediators.claims import services_ending as ending
from mediators.claims import services_parties
from mediators.claims.models import Claim
from mediators.vetting import services as vetting
from mediators.vetting.models import Mediator
from payouts.budget import services as budget
from payouts.payees.services import account_opened, ask_for_account, take_over
from payouts.payments import services as payments
from payouts.payments import services_sending as sending
from payouts.payments.models import Payout
from payouts.provider import ProviderAccount
from payouts.provider_answers import Sent, Unknown
from payouts.rewards import services as rewards
from tests.architecture import intake, questions
from tests.architecture.play import Play
from tests.architecture.world import (
    fund,
    held_role,
    prepared_paper,
    proposed_closing,
    proposed_role,
    proposed_separation,
    proposed_value,
)
from tests.integration.conftest import cast_actors
from tests.integration.mediators import stories

YEARS_ON = 800  # days after which every window has closed


def roles_and_settings(on: Play) -> None:
    """其其格 and three others are proposed as auditors; 孟和 proposes three values."""
    proposed_role("其其格", "qiqige")(on)
    note = {"note": "另有安排"}
    staff.refuse_appointment(on.as_("security_admin"), proposed_role("新人甲", "xinjia")(on), **note)
    staff.end_appointment(on.as_("security_admin"), held_role("新人乙", "xinyi")(on), **note)
    held_role("新人丙", "xinbing")(on)
    proposed_value(on)
    settings.confirm(on.as_("security_admin"), proposed_value(on, days=1))
    settings.refuse(on.as_("security_admin"), proposed_value(on, days=2), **note)


def vetting_of_mediators(on: Play) -> None:
    """巴特尔 and 刘志远 are approved; five others are on their way, or out."""
    on.applicant("申请人11")
    on.endorsed("申请人12")
    on.suspended("申请人13")
    vetting.reject(on.as_("reviewer"), on.applicant("申请人14"), reason="经历不符")
    resigned = on.mediator("申请人15")
    vetting.resign(on.make(on.acting(resigned)), resigned)


def workbooks_of_cases(on: Play) -> None:
    """苏日娜 brings in cases; only one workbook becomes any."""
    intake.received(on, False)
    intake.waiting(on)
    intake.faultless(on)
    intake.refused(on)
    intake.importing(on)
    intake.imported(on)
    intake.discarded(on)


def listings_before_a_claim(on: Play) -> None:
    on.case()
    on.draftable()
    on.drafted()
    on.in_review()
    publication.discard(on.as_("clerk"), on.drafted())
    publication.withdraw(on.as_("reviewer"), on.listing(), end_code="entered_court")
    publication.end_mediation(on.as_("clerk"), on.listing(), end_code="party_refused")
    listing = on.listing()
    with on.shifted(YEARS_ON):
        expire_if_unclaimed(on.as_("system"), listing)


def questions_to_the_office(on: Play) -> None:
    """刘志远 asks five times, each time about another listing."""
    questions.asked(on)
    questions.answered(on)
    questions.published(on)
    questions.declined(on)
    questions.lapsed(on)


def claims_that_end(on: Play) -> None:
    """巴特尔's claims, each with another end."""
    ending.decline(on.as_("reviewer"), on.standing(), reason="另选他人")
    ending.withdraw(on.as_("bateer"), on.standing())
    _answered(on, on.proposed(), "chooses_another")
    ending.end_unanswered(on.as_("clerk"), on.unanswered())
    ending.relinquish(on.as_("bateer"), on.granted(), reason="家中有事")
    ending.replace(on.as_("reviewer"), on.granted(), replace_code="party_asks", reason="当事人要求更换")
    ending.lapse(on.as_("system"), on.granted())
    closed = on.standing()
    publication.withdraw(on.as_("reviewer"), closed.listing, end_code="entered_court")
    suspended = on.mediator("申请人16")
    stories.claim_of(on.make, on.actors, on.listing(), suspended)
    vetting.suspend(on.as_("reviewer"), suspended, reason="投诉待查")


def claims_that_live(on: Play) -> None:
    """刘志远 waits while 巴特尔 mediates."""
    on.standing()
    on.proposed()
    on.accepted()
    granted = on.standing()
    stories.claim_of(on.make, on.actors, granted.listing, on.liuzhiyuan)
    claims.propose(on.as_("reviewer"), granted)
    stories.accept_all(on.make, on.actors, granted)
    services_parties.grant(on.as_("reviewer"), granted)


def agreements_and_the_court(on: Play) -> None:
    on.draft_agreement()
    on.signing()
    drafting.abandon(on.as_("bateer"), on.draft_agreement(), reason="重新协商")
    on.in_effect()
    on.filed()
    on.taken_up()
    on.ruled()
    on.ruled("dismissed")
    court.refuse_acceptance(on.as_("clerk"), on.filed(), ended_on=on.today, ground="incomplete")
    court.withdraw(on.as_("clerk"), on.filed(), ended_on=on.today)
    for way in ("agree_anew", "sue"):
        conclude(on.as_("reviewer"), on.decided("dismissed").agreement, way=way, note="")


def rewards_without_a_payout(on: Play) -> None:
    on.due()
    for decided in (False, True):
        doubted = rewards.propose_refusal(on.as_("preparer"), on.due(), reason="材料有疑问")
        if decided:
            rewards.refuse(on.as_("approver"), doubted, note="材料不实")


def payouts_on_their_way(on: Play) -> None:
    on.payout()
    payments.reject(on.as_("approver"), on.payout(), reason="金额有误")
    on.approved_payout()
    on.sending_payout()
    on.failed_payout()
    _told(on, on.sending_payout(), Unknown("timeout"))
    _told(on, on.sending_payout(), Sent("tr_1", "po_1", "in_transit"))
    _told(on, on.sending_payout(), Sent("tr_2", "po_2", "paid"))
    on.payout_for_two()
    payments.approve_first(on.as_("approver"), on.payout_for_two())


def budget_and_payees(on: Play) -> None:
    prepared_paper(on)
    budget.reject_paper(on.as_("approver"), prepared_paper(on, "3号"), reason="文号有误")
    asked, opened, restricted = (ask_for_account(on.make(on.acting(on.mediator(f"申请人{n}")))) for n in (21, 22, 23))
    for account_id, payee in (("acct_2", opened), ("acct_3", restricted)):
        account_opened(on.as_("system"), payee, ProviderAccount(account_id, False, None))
    for payouts_enabled in (True, False):
        take_over(on.as_("system"), restricted, ProviderAccount("acct_3", payouts_enabled, "fingerprint-3"))
    assert asked.provider_account_id is None


def erasures(on: Play) -> None:
    """苏日娜 proposes three; 王建国 confirms one and refuses one."""
    proposed, confirmed, refused = (retention.propose_erasure(on.as_("clerk"), on.long_closed()) for _ in range(3))
    retention.confirm_erasure(on.as_("reviewer"), confirmed, understood=True)
    retention.refuse_erasure(on.as_("reviewer"), refused, note="尚未移交")
    assert proposed.decided_at is None


def separations(on: Play) -> None:
    """苏日娜 proposes to take three cases out of the disputes of listings; 王建国 confirms one and refuses one."""
    proposed, confirmed, refused = (proposed_separation(on) for _ in range(3))
    separating.confirm_separation(on.as_("reviewer"), confirmed)
    separating.refuse_separation(on.as_("reviewer"), refused, note="同一争议")
    assert proposed.decided_at is None


def closings(on: Play) -> None:
    """苏日娜 proposes to close three cases; 王建国 confirms one and returns one."""
    proposed, confirmed, returned = (proposed_closing(on) for _ in range(3))
    closing.confirm_closing(on.as_("reviewer"), confirmed)
    closing.return_closing(on.as_("reviewer"), returned, note="请再联系")
    assert proposed.decided_at is None


def _answered(on: Play, claim: Claim, answer: str) -> None:
    party = on.parties(claim)[0].public_id
    services_parties.record_answer(
        on.as_("clerk"), claim, party=party, answer=answer, answered_on=on.today, evidence="oral"
    )


def _told(on: Play, payout: Payout, answer: Sent | Unknown) -> None:
    sending.take_answer(on.as_("system"), payout, payout.attempt, answer)


STORIES: Sequence[Callable[[Play], None]] = (
    roles_and_settings, vetting_of_mediators, budget_and_payees, workbooks_of_cases, listings_before_a_claim,
    claims_that_live, claims_that_end, agreements_and_the_court, rewards_without_a_payout, payouts_on_their_way,
    erasures, separations, closings, questions_to_the_office,
)  # fmt: skip


def play(session: Session) -> tuple[dict[str, str], dict[str, Actor]]:
    """Play every story. Returns a ref for each table and state (`"claim standing"`), the cast and all mediators."""
    on = Play(session)
    fund(on)
    on.ready_payee()
    for story in STORIES:
        story(on)
    on.finish()
    people = {one.key: getattr(cast_actors(session), one.key) for one in STAFF}
    people |= {mediator.public_id: on.acting(mediator) for mediator in session.scalars(select(Mediator))}
    refs = {
        f"{table} {row.status}": row.public_id
        for table, lifecycle in Lifecycle.registry.items()
        for row in session.scalars(select(lifecycle.model).order_by(lifecycle.model.id))
    }
    return refs, people


def rows_in(session: Session, lifecycle: Lifecycle, state: str) -> Sequence[Any]:
    """The rows that stand in this state, the oldest first."""
    model = lifecycle.model
    return session.scalars(select(model).where(model.status == state).order_by(model.id)).all()
