"""One committed world with a real object of the first banner behind every address, in a state from which its step
starts. A route's row in routes.csv names the object that it is asked for.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from agreements.signing.queries import standing_marks
from demo.cast import OTOG_FRONT, STAFF
from listings.attachments import services as attachments
from listings.attachments.models import CaseAttachment
from listings.board.filter import BoardFilter
from listings.cases import services as cases
from listings.cases.models import Party, PetitionCase
from listings.cases.queries import active_parties
from listings.closing import services as closing
from listings.closing.models import Closing
from listings.disputes import services as disputes
from listings.disputes import services_separation as separating
from listings.disputes.models import Separation
from listings.disputes.services_comparison import compare_parties
from listings.person_search.services import find_cases
from listings.publication.models import Listing
from listings.publication.services import release
from listings.retention import services as retention
from listings.saved_searches import services as searches
from listings.saved_searches.kept import WantedView, mark_of, view_for
from market.actor import Actor
from market.invitations import services as invitations
from market.notifications.queries import inbox
from market.notifications.services import notify
from market.people.models import Account, Appointment, InvitationPurpose, Person
from market.record.writing import write_told
from market.settings import services as settings
from market.settings.queries import place_for
from market.staff import services as staff
from payouts.budget import services as budget
from payouts.budget.models import BudgetPaper, FiscalYear
from payouts.ledger.models import LedgerPosting
from payouts.ledger.vocabulary import BudgetLine
from payouts.payments import services as payments
from payouts.rewards import services as rewards
from tests.architecture import intake, questions
from tests.architecture.play import Play, scan
from tests.integration.conftest import cast_actors

OFFICE = ("clerk", "reviewer", "second_reviewer", "bateer")
CODE = "the invitation's code"  # no subject, but what its form asks for
VOTED = {"kind": "appropriation", "line": BudgetLine.REWARDS_A.value, "amount_fen": 90_000_000, "note": ""}


def _party(on: Play) -> Party:
    return active_parties(on.session, on.case().id)[0]


def _third_party(on: Play) -> Party:
    """Two petitioners stand against 孙立军: one of them may be removed."""
    case = on.case()
    cases.add_party(
        on.as_("clerk"), case, role="petitioner", kind="person", name="乌仁", id_number="", phone="", address="",
        minority_name=True,
    )  # fmt: skip
    return max(active_parties(on.session, case.id), key=lambda party: party.id)


def _attachment(on: Play, case: PetitionCase | None = None) -> CaseAttachment:
    return attachments.add(on.as_("clerk"), case or on.case(), attachment=scan())


def _linked(on: Play) -> PetitionCase:
    """图雅 has petitioned twice about one border."""
    return disputes.link(on.as_("clerk"), on.case(), petition_number=on.case().petition_number)


def _short_draft(on: Play) -> Listing:
    """A slip of the pen in the amount: nobody's case in the whole register is like it."""
    return on.drafted(amount_band="from_1m")


def view_of(on: Play, words: str) -> WantedView:
    """The board, narrowed to these words."""
    return view_for(on.as_("clerk"), mark_of(BoardFilter(q=words)))


def _released_last_week(on: Play) -> Listing:
    with on.shifted(-7):
        return on.listing()


def invited(name: str, sign_in_name: str) -> Callable[[Play], Person]:
    """孟和 invites somebody new."""

    def person(on: Play) -> Person:
        issued = staff.invite_person(on.as_("system_admin"), display_name=name, sign_in_name=sign_in_name)
        return issued.account.person

    return person


def _disabled(on: Play) -> Person:
    return staff.disable_account(on.as_("system_admin"), invited("新人乙", "left")(on))


def proposed_closing(on: Play) -> Closing:
    """苏日娜 proposes to close a case that came to nothing."""
    return closing.propose_closing(on.as_("clerk"), on.case(), close_code="no_consent")


def _wrongly_linked(on: Play) -> PetitionCase:
    """苏日娜 linked another case to one that has come to the board since."""
    reviewing = on.in_review()
    linked = disputes.link(on.as_("clerk"), on.case(), petition_number=reviewing.case.petition_number)
    release(on.as_("reviewer"), reviewing)
    for case in (linked, reviewing.case):
        on.opened(case, *OFFICE[:3])
    clerk = on.as_("clerk")
    compare_parties(clerk, linked)
    write_told(clerk)
    return linked


def proposed_separation(on: Play) -> Separation:
    """And proposes to take it out again."""
    return separating.propose_separation(on.as_("clerk"), _wrongly_linked(on), reason="两案地块不同")


def proposed_role(name: str, sign_in_name: str) -> Callable[[Play], Appointment]:
    """孟和 proposes that somebody new audits."""

    def proposed(on: Play) -> Appointment:
        return staff.propose_appointment(
            on.as_("system_admin"), invited(name, sign_in_name)(on), role="auditor", valid_from=on.today,
            reason="补充审计力量",
        )  # fmt: skip

    return proposed


def held_role(name: str, sign_in_name: str) -> Callable[[Play], Appointment]:
    """And 高娃 confirms it."""

    def held(on: Play) -> Appointment:
        return staff.confirm_appointment(on.as_("security_admin"), proposed_role(name, sign_in_name)(on))

    return held


def _setting(on: Play) -> Any:
    return place_for(on.as_("system_admin"), f"{OTOG_FRONT}.claim_answer_days")


def proposed_value(on: Play, days: int = 0) -> Any:
    """孟和 proposes more days for the parties' answer, from so many days on."""
    work = on.as_("system_admin")
    since = work.today + timedelta(days=days)
    return settings.propose(work, _setting(on), value="9", effective_from=since, reason="嘎查路远")


def prepared_paper(on: Play, number: str = "2号") -> BudgetPaper:
    """李慧 prepares another paper."""
    year = on.session.scalars(select(FiscalYear)).one()
    return budget.prepare_paper(on.as_("preparer"), year, document_number=number, **VOTED)


def _doubted(on: Play) -> Any:
    return rewards.propose_refusal(on.as_("preparer"), on.due(), reason="材料有疑问")


def _first_mark(on: Play) -> Any:
    return standing_marks(on.session, on.opened(on.marked(), *OFFICE).id)[0]


def fund(on: Play) -> FiscalYear:
    """A budget year with nine hundred thousand yuan for rewards of class A."""
    year = budget.open_budget_year(on.as_("preparer"), jurisdiction_id=OTOG_FRONT, year=on.today.year)
    budget.approve_paper(
        on.as_("approver"), budget.prepare_paper(on.as_("preparer"), year, document_number="1号", **VOTED)
    )
    return year


SUBJECTS: dict[str, Callable[[Play], Any]] = {
    # cases and parties, before any listing; 图雅 is a party, 乌仁 a third one
    "case": Play.case,
    "draftable case": Play.draftable,
    "party": _party,
    "third party": _third_party,
    "granted case": lambda on: on.granted().case,
    # what may be erased, is proposed to be, and is held; and what 苏日娜 has searched
    "long closed case": Play.long_closed,
    "erasure": lambda on: retention.propose_erasure(on.as_("clerk"), on.long_closed()),
    "hold": lambda on: retention.place_hold(on.as_("clerk"), on.long_closed(), reason="法院调取材料"),
    "苏日娜's search": lambda on: find_cases(on.as_("clerk"), kind="name", value="图雅", purpose="answer_person"),
    "opened draftable case": lambda on: on.opened(on.draftable(), *OFFICE[:3]),
    "linked case": _linked,
    "wrongly linked case": _wrongly_linked,
    "separation": proposed_separation,
    "closing": proposed_closing,
    "attachment": _attachment,
    "opened attachment": lambda on: on.opened(_attachment(on, on.granted().case), *OFFICE),
    # workbooks of cases: one with an error, one that can come in as a whole
    "waiting import": intake.waiting,
    "faultless import": intake.faultless,
    "imported import": intake.imported,
    # listings
    "draft listing": Play.drafted,
    "short draft": _short_draft,
    "submitted listing": Play.in_review,
    "open listing": Play.listing,
    "claimed listing": lambda on: on.standing().listing,
    "renewable listing": _released_last_week,
    # questions: 刘志远 asks, 苏日娜 answers; a view of the board, and one that she has saved
    "question": questions.asked,
    "answered question": questions.answered,
    "view of the board": lambda on: view_of(on, "牧民"),
    "苏日娜's saved search": lambda on: searches.save(
        on.as_("clerk"), view_of(on, "草场"), name="草场", alerts="inbox"
    ),
    # mediators and their claims
    "committee": lambda on: on.bateer.committee,
    "applicant": lambda on: on.applicant("申请人1"),
    "endorsed applicant": lambda on: on.endorsed("申请人2"),
    "刘志远": lambda on: on.liuzhiyuan,
    "suspended mediator": lambda on: on.suspended("申请人3"),
    "standing claim": Play.standing,
    "proposed claim": Play.proposed,
    "unanswered claim": Play.unanswered,
    "accepted claim": Play.accepted,
    "granted claim": Play.granted,
    "opened claim": lambda on: on.opened(on.mediated(), *OFFICE),
    # agreements and the court; what is opened stands open to 苏日娜, 王建国, 陈静 and 巴特尔
    "opened draft": lambda on: on.opened(on.draft_agreement(), *OFFICE),
    "agreement to sign": Play.signing,
    "agreement in effect": Play.in_effect,
    "opened agreement": lambda on: on.opened(on.in_effect(), *OFFICE),
    "dismissed agreement": lambda on: on.decided("dismissed").agreement,
    "mark": _first_mark,
    "filed confirmation": Play.filed,
    "accepted confirmation": Play.taken_up,
    "ruled confirmation": Play.ruled,
    # money
    "budget year": lambda on: on.session.scalars(select(FiscalYear)).one(),
    "prepared paper": prepared_paper,
    "posting": lambda on: on.session.scalars(select(LedgerPosting).order_by(LedgerPosting.id)).first(),
    "due reward": Play.due,
    "doubted reward": _doubted,
    "prepared payout": Play.payout,
    "failed payout": Play.failed_payout,
    # and two more, above a limit that was lowered when the others stood already
    "payout for two": Play.payout_for_two,
    "first approved payout": lambda on: payments.approve_first(on.as_("approver"), on.payout_for_two()),
    # people and settings
    "newcomer": invited("新人甲", "newcomer"),
    "disabled person": _disabled,
    "proposed role": proposed_role("新人丙", "hopeful"),
    "held role": held_role("新人丁", "holder"),
    "setting": _setting,
    "proposed value": proposed_value,
}


def play(session: Session) -> tuple[dict[str, str], dict[str, Actor]]:
    """Make everything. Returns the refs by the subjects' names, and everybody who asks: the cast and two mediators."""
    on = Play(session)
    fund(on)
    on.ready_payee()
    refs = {name: make(on).public_id for name, make in SUBJECTS.items()}
    account = _account(session, "newcomer")
    link = invitations.issue_link(on.as_("system_admin"), account, InvitationPurpose.INVITE).shown
    assert link is not None, "nobody has told the newcomer's mail"
    refs["invitation"] = link.rsplit("/", 1)[-1]
    refs[CODE] = invitations.give_code(on.as_("security_admin"), account).code
    people = {one.key: getattr(cast_actors(session), one.key) for one in STAFF}
    people |= {"granted_mediator": on.acting_bateer, "other_mediator": on.acting_liuzhiyuan}
    for person in people.values():
        notify(on.as_("system"), [person.person_id], "mediator_approved", "home.work_list")
    session.flush()
    refs["苏日娜's message"] = inbox(on.as_("clerk"), None)[0][0].public_id
    on.finish()
    return refs, people


def _account(session: Session, sign_in_name: str) -> Account:
    return session.scalars(select(Account).where(Account.sign_in_name == sign_in_name)).one()
