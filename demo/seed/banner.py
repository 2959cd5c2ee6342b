"""The banner before its first case: people with their roles, units, committees, the budget's years and papers."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from demo.cast import DEMO_PASSWORD, JURISDICTIONS, OTOG, OTOG_FRONT, STAFF, Member
from demo.places import COMMITTEES, UNITS
from demo.seed.stage import Stage
from demo.seed.timing import at_minute, workday_until
from market.actor import Role
from market.database import public_id
from market.people.models import Account, Appointment, AppointmentState, Department, Jurisdiction, Person
from market.people.passwords import hash_password
from market.people.services import open_account
from market.staff.services import confirm_appointment, propose_appointment
from market.work import Work
from market.workdays import legal_day
from mediators.committees import services as committees
from payouts.budget import services as budget
from payouts.budget.models import BudgetPaper, FiscalYear

UNIT_OF_ROLE = {
    Role.FINANCE_PREPARER: "财政局",
    Role.FINANCE_APPROVER: "财政局",
    Role.AUDITOR: "审计局",
    Role.SYSTEM_ADMIN: "政务服务与数据管理局",
    Role.SECURITY_ADMIN: "政务服务与数据管理局",
    Role.AUDIT_ADMIN: "政务服务与数据管理局",
}
APPROPRIATIONS = {  # yuan a year and line
    OTOG_FRONT: {
        "rewards_a": 620_000,
        "rewards_b": 420_000,
        "rewards_c": 120_000,
        "counselling": 96_000,
        "other": 150_000,
    },
    OTOG: {"rewards_a": 120_000, "rewards_b": 80_000, "rewards_c": 30_000},
}
OFFICE_WORDS = {OTOG_FRONT: "鄂前财预", OTOG: "鄂财预"}


def seat(stage: Stage, when: datetime, password_hash: str) -> None:
    """Units and people. The first administrators are seated by nobody; they seat the others, two by two."""
    with stage.work(when, stage.as_person("")) as work:
        for code, (name_zh, name_en, court_code) in JURISDICTIONS.items():
            work.session.add(Jurisdiction(id=code, name_zh=name_zh, name_en=name_en, court_code=court_code))
        work.session.flush()
        for code, kinds in UNITS.items():
            for kind, names in kinds.items():
                work.session.add_all(Department(jurisdiction_id=code, kind=kind, name_zh=name) for name in names)
        work.session.flush()
        for member in STAFF:
            _open(work, member, password_hash)
        for member in STAFF:
            if member.key in ("system_admin", "security_admin") or member.jurisdiction_id != OTOG_FRONT:
                _bootstrap(work, member)
    stage.forget_actors()
    for place, member in enumerate(m for m in STAFF if m.jurisdiction_id == OTOG_FRONT):
        if member.key not in ("system_admin", "security_admin"):
            _appoint(stage, when + timedelta(minutes=20 + 3 * place), member)
    stage.forget_actors()


def register_committees(stage: Stage, when: datetime) -> None:
    """The office of each banner enters its people's mediation committees."""
    for who, code in (("surina", OTOG_FRONT), ("siqin", OTOG)):

        def enter(work: Work, code: str = code) -> None:
            for name in COMMITTEES[code]:
                committees.enter(work, name=name, seal_text=name, jurisdiction_id=code)

        stage.do(when, who, enter)


def budget_instant(year: int, opening: date) -> datetime:
    """When a year's budget comes in: the first one on the opening day, later ones at the end of the year before."""
    if year == opening.year:
        return at_minute(opening, 9 * 60 + 30)
    return at_minute(max(workday_until(date(year - 1, 12, 29)), opening), 10 * 60)


def vote_budget(stage: Stage, when: datetime, year: int) -> None:
    """Each banner's year is opened, and its appropriations are prepared by one and approved by another."""
    for preparer, approver, code in (("lihui", "zhaoqiang", OTOG_FRONT), ("wugang", "naren", OTOG)):

        def prepare(work: Work, code: str = code) -> None:
            opened = budget.open_budget_year(work, jurisdiction_id=code, year=year)
            for line, yuan in APPROPRIATIONS[code].items():
                budget.prepare_paper(
                    work, opened, kind="appropriation", line=line, amount_fen=yuan * 100,
                    document_number=f"{OFFICE_WORDS[code]}〔{year}〕3号", note="年初部门预算批复",
                )  # fmt: skip

        stage.do(when, preparer, prepare)
        stage.do(when + timedelta(minutes=45), approver, approve_papers)


def approve_papers(work: Work) -> None:
    """The approver approves every paper that waits in their banner."""
    where = min(work.actor.serves(Role.FINANCE_APPROVER))
    waiting = select(BudgetPaper).where(BudgetPaper.jurisdiction_id == where, BudgetPaper.status == "prepared")
    for paper in work.session.scalars(waiting.order_by(BudgetPaper.id)).all():
        budget.approve_paper(work, paper)


def prepare_supplement(work: Work, number: int, line: str, yuan: int, note: str) -> None:
    """Finance prepares a supplement during the year."""
    year = work.session.scalars(
        select(FiscalYear).where(FiscalYear.jurisdiction_id == OTOG_FRONT, FiscalYear.year == work.today.year)
    ).one()
    budget.prepare_paper(
        work, year, kind="supplement", line=line, amount_fen=yuan * 100,
        document_number=f"{OFFICE_WORDS[OTOG_FRONT]}〔{year.year}〕{number}号", note=note,
    )  # fmt: skip


def password_of_the_demonstration() -> str:
    """The hash that every account of the demonstration shares; production refuses such accounts."""
    return hash_password(DEMO_PASSWORD)


def _open(work: Work, member: Member, password_hash: str) -> None:
    account = open_account(
        work, display_name=member.display_name, sign_in_name=member.sign_in_name, password=None,
        jurisdiction_id=member.jurisdiction_id, is_demo=True,
    )  # fmt: skip
    account.password_hash = password_hash
    unit = UNIT_OF_ROLE.get(member.role, "信访局")
    account.person.department_id = work.session.scalar(
        select(Department.id).where(Department.jurisdiction_id == member.jurisdiction_id, Department.name_zh == unit)
    )
    work.session.flush()


def _person(work: Work, member: Member) -> Person:
    return work.session.scalars(
        select(Person).join(Account, Account.person_id == Person.id).where(Account.sign_in_name == member.sign_in_name)
    ).one()


def _bootstrap(work: Work, member: Member) -> None:
    work.session.add(
        Appointment(
            public_id=public_id(), person_id=_person(work, member).id, role=member.role.value,
            jurisdiction_id=member.jurisdiction_id, status=AppointmentState.IN_FORCE.value,
            valid_from=legal_day(work.now), confirmed_at=work.now, reason="系统初始化时任命",
        )
    )  # fmt: skip


def _appoint(stage: Stage, when: datetime, member: Member) -> None:
    def propose(work: Work) -> None:
        propose_appointment(
            work, _person(work, member), role=member.role, valid_from=work.today, reason="按三定方案和分工任命"
        )

    def confirm(work: Work) -> None:
        appointment = work.session.scalars(
            select(Appointment).where(Appointment.person_id == _person(work, member).id)
        ).one()
        confirm_appointment(work, appointment)

    stage.do(when, "menghe", propose)
    stage.do(when + timedelta(minutes=1), "gaowa", confirm)
