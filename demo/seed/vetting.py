"""The mediators of the demonstration apply and are vetted by two people; some open an account with the provider."""

import urllib.parse
from datetime import date, datetime, timedelta

from sqlalchemy import select

from demo.cast import OTOG_FRONT
from demo.mediator_people import PEOPLE, MediatorPerson
from demo.names import Registry
from demo.places import COMMITTEES
from demo.seed import phrases
from demo.seed.fates import PUBLIC_EMPLOYEE
from demo.seed.stage import Stage
from demo.seed.timing import at_minute, workday_until
from market.people.models import Account
from market.people.services import open_account
from market.work import Work
from mediators.committees.models import Committee
from mediators.vetting import services as vetting
from mediators.vetting.models import Mediator
from mediators.vetting.queries import own_mediator_of
from payouts.gateway import gateway
from payouts.payees.models import Payee
from payouts.payees.services import ask_for_account, own_link, take_over

FORM = "application/x-www-form-urlencoded"
STILL_WAITING = ("applied", "endorsed")  # who applied these days; all others applied when the scheme began


def approved_people() -> tuple[MediatorPerson, ...]:
    """Those whose vetting ended well."""
    return tuple(person for person in PEOPLE if person.ends == "approved")


def vet(stage: Stage, person: MediatorPerson, when: datetime, registry: Registry, password_hash: str) -> None:
    """One person's way from the application to wherever it ended."""
    apply(stage, person, when, registry, password_hash)
    if person.ends == "applied":
        return

    def on(deed: str, **facts: str) -> object:
        return lambda work: getattr(vetting, deed)(work, _mediator(work, person), **facts)

    if person.ends == "rejected":
        stage.do(when + timedelta(days=1), "chenjing", on("reject", reason=phrases.REJECT_MEDIATOR_REASON))  # type: ignore[arg-type]
        return
    stage.do(when + timedelta(days=1), "wangjianguo", on("endorse"))  # type: ignore[arg-type]
    if person.ends == "endorsed":
        return
    stage.do(when + timedelta(days=2), "chenjing", on("approve"))  # type: ignore[arg-type]
    if person.ends == "resigned":
        stage.do(when + timedelta(days=9), person.sign_in_name, on("resign"))  # type: ignore[arg-type]


def apply(stage: Stage, person: MediatorPerson, when: datetime, registry: Registry, password_hash: str) -> None:
    """Open an account and hand in the application."""

    def open_own(work: Work) -> None:
        account = open_account(
            work, display_name=person.display_name, sign_in_name=person.sign_in_name, password=None,
            jurisdiction_id=OTOG_FRONT, is_demo=True,
        )  # fmt: skip
        account.password_hash = password_hash

    private = registry.person(mongolian="mn" in person.languages)

    def hand_in(work: Work) -> None:
        name = COMMITTEES[OTOG_FRONT][person.committee]
        committee = work.session.scalars(select(Committee).where(Committee.name == name)).one()
        vetting.apply_as_oneself(
            work,
            committee=committee.public_id,
            languages=person.languages,
            categories=person.categories,
            experience=person.experience,
            id_number=private.id_number,
            phone=private.phone,
            public_employee=person.public_employee,
            relations=phrases.TIES_OF_A_PUBLIC_EMPLOYEE if person.public_employee else "",
        )

    stage.do(when, "", open_own)
    stage.do(when + timedelta(minutes=12), person.sign_in_name, hand_in)


def applied_on(person: MediatorPerson, number: int, begins: date, today: date) -> datetime:
    """When somebody applied: as the scheme began, or these days for those whose vetting has not ended."""
    day = today - timedelta(days=4) if person.ends in STILL_WAITING else begins
    return at_minute(workday_until(day), 9 * 60 + 5 + number * 11)


def open_provider_accounts(stage: Stage, when: datetime) -> None:
    """Every approved mediator who may be paid opens an account with the provider and enters a bank account."""
    for number, person in enumerate(approved_people()):
        if person.sign_in_name != PUBLIC_EMPLOYEE:
            open_provider_account(stage, when + timedelta(minutes=10 * number), person.sign_in_name, number)


def open_provider_account(stage: Stage, when: datetime, sign_in_name: str, number: int) -> None:
    """One mediator's account, from the question to the provider's word that it can be paid."""
    stage.do(when, sign_in_name, ask_for_account)
    with stage.work(when, stage.as_person(sign_in_name)) as work:
        payee = _payee(work, sign_in_name)
        link, account_id = own_link(work, payee), payee.provider_account_id
    assert link is not None, "the job has brought the link"
    assert account_id is not None, "the job has opened the account"
    stage.post(link, urllib.parse.urlencode({"bank_number": f"6222020006{number:06d}"}).encode(), FORM)
    account = gateway().provider.account(account_id)
    stage.do(when + timedelta(minutes=6), "", lambda work: take_over(work, _payee(work, sign_in_name), account))


def _mediator(work: Work, person: MediatorPerson) -> Mediator:
    own = own_mediator_of(work)
    if own is not None:
        return own
    return work.session.scalars(
        select(Mediator)
        .join(Account, Account.person_id == Mediator.person_id)
        .where(Account.sign_in_name == person.sign_in_name)
    ).one()


def _payee(work: Work, sign_in_name: str) -> Payee:
    return work.session.scalars(
        select(Payee)
        .join(Mediator, Mediator.id == Payee.mediator_id)
        .join(Account, Account.person_id == Mediator.person_id)
        .where(Account.sign_in_name == sign_in_name)
    ).one()
