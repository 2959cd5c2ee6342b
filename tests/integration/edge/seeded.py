"""A played demonstration as the ground for hostile input: for every deed a person who may do it and a subject
on which it is open, and a frame in which whatever is sent leaves nothing behind."""

import io
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import create_engine, select, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

import wsgi
from demo.cast import OTOG_FRONT
from demo.sandbox.server import API_KEY, WEBHOOK_SECRET, Sandbox
from listings.board.filter import BoardFilter
from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CaseState
from listings.retention import services as retention
from listings.saved_searches.kept import mark_of
from market.actor import SYSTEM_ACTOR, VISITOR, Actor
from market.cluster import Addresses, create_database, drop_database
from market.database import constraint_of, database_now
from market.invitations import services as invitations
from market.notifications.models import Notification
from market.people.models import Account, InvitationPurpose, Person
from market.people.queries import actor_of
from market.people.services import start_session
from market.policy import allowed
from market.record.writing import write_told
from market.refusals import WORDING, Refused
from market.settings import services as dated
from market.settings.queries import place_for, places
from market.vault.services import configure as configure_vault
from market.vault.services import master_key, open_vault
from market.web.api import _as_typed
from market.web.deeds import DEEDS, Deed
from market.web.fields import Form
from market.work import Work
from tests.integration.conftest import demo_settings, upgrade
from tests.integration.edge.conftest import Visit
from tests.integration.edge.good_values import good_value

CASES = 24
ENGLISH = {"Accept-Language": "en"}
CSRF, KEY = "csrf_token", "submission_key"


@dataclass(frozen=True)
class Aim:
    """Who does a deed to what; `is_open` says whether it is open to them now."""

    deed: Deed
    who: str
    ref: str | None
    is_open: bool

    @property
    def path(self) -> str:
        return self.deed.path.replace("<ref>", self.ref or "")


@dataclass
class Town:
    """The played demonstration, its application, and the secret of everybody's session."""

    app: Flask
    engine: Engine
    secrets: dict[str, str]
    aims: dict[str, Aim]
    on_loan: Connection | None = None

    def visit(self, who: str) -> Visit:
        """That person's browser and token; nobody's for the empty name."""
        client = self.app.test_client()
        with client.session_transaction() as cookie:
            cookie["locale"] = "en"
            if who:
                cookie["_user_id"], cookie["_fresh"] = self.secrets[who], True
        return Visit(client, self.secrets.get(who, ""))

    def rows(self) -> dict[str, int]:
        """How many rows every table holds now, but for the count of attempts, which a refused one adds to."""
        connection = self.on_loan
        assert connection is not None
        tables = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars().all()
        ours = [name for name in tables if not name.startswith(("procrastinate_", "alembic", "sign_in_throttle"))]
        every = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in ours)
        return {str(row[0]): int(row[1]) for row in connection.execute(text(every))}

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What the application commits within is undone at the end."""
        with self.app.app_context():
            maker = self.app.extensions["sqlalchemy"].sessionmaker
            engine = self.app.extensions["sqlalchemy"].engine
        with engine.connect() as connection:
            outer = connection.begin()
            maker.configure(bind=connection, join_transaction_mode="create_savepoint")
            self.on_loan = connection
            try:
                yield
            finally:
                self.on_loan = None
                maker.configure(bind=engine, join_transaction_mode="conditional_savepoint")
                outer.rollback()

    def deferred_fault(self) -> str | None:
        """What the database would have said at the commit, unless it is a refusal that has a sentence."""
        assert self.on_loan is not None
        try:
            with self.on_loan.begin_nested():
                self.on_loan.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        except IntegrityError as error:
            return None if constraint_of(error) in WORDING.constraints else str(error.orig)
        finally:
            self.on_loan.execute(text("SET CONSTRAINTS ALL DEFERRED"))
        return None

    def valid(self, aim: Aim) -> tuple[dict[str, Any], Form]:
        """A body that holds, as the API takes it, and the form with its choices set."""
        with self.app.test_request_context(headers=ENGLISH), Session(self.engine) as session:
            work = Work(session, self.actor(session, aim.who), database_now(session))
            form = aim.deed.form()
            if aim.deed.prepare is not None:
                subject = None if aim.deed.load is None else aim.deed.load(work, aim.ref or "")
                aim.deed.prepare(work, subject, form)
            body = {name: good_value(name, field, work) for name, field in form._fields.items()}
            if "whose" in body:
                body["manner"] = "seal" if body["whose"] == "committee" else "signature"
            return body, form

    def actor(self, session: Session, who: str) -> Actor:
        if not who:
            return VISITOR
        account = session.scalars(select(Account).where(Account.sign_in_name == who)).one()
        return actor_of(session, account, database_now(session))

    def typed(self, deed: Deed, body: dict[str, Any]) -> dict[str, Any]:
        """The same body as a browser posts it."""
        with self.app.test_request_context():
            shown = _as_typed(deed.form(), body)
        return {
            name: [
                (io.BytesIO(item.stream.read()), item.filename) if hasattr(item, "stream") else item for item in items
            ]
            for name, items in shown.lists()
        }


@contextmanager
def playing(cluster: Addresses, folder: Path) -> Iterator[Town]:
    """Two dozen cases played for real, with the sandbox provider beside them."""
    name = f"demo_hostile_{secrets.token_hex(3)}"
    addresses, before = create_database(cluster, name), master_key()
    sandbox = Sandbox(":memory:", api_key=API_KEY, webhook_secret=WEBHOOK_SECRET, settle_after_seconds=3600).start()
    engine = create_engine(addresses.application_url)
    app = None
    try:
        upgrade(addresses, folder)
        app = wsgi.create_app(
            replace(
                demo_settings(addresses, folder), provider_base_url=sandbox.url, provider_api_key=API_KEY,
                provider_webhook_secret=WEBHOOK_SECRET,
            )
        )  # fmt: skip
        app.testing = False  # errors become pages, as they do for people
        app.test_cli_runner().invoke(args=["demo", "seed"], env={"DEMO_CASES": str(CASES)}, catch_exceptions=False)
        town = Town(app, engine, _sign_everybody_in(engine), {})
        town.aims = _aims(town)
        yield town
    finally:
        configure_vault(before)
        engine.dispose()
        if app is not None:
            with app.app_context():
                app.extensions["sqlalchemy"].engine.dispose()
        sandbox.stop()
        drop_database(cluster, name)


def _sign_everybody_in(engine: Engine) -> dict[str, str]:
    with Session(engine) as session:
        system = Work(session, SYSTEM_ACTOR, database_now(session))
        found = {
            account.sign_in_name: start_session(system, account, 12)
            for account in session.scalars(select(Account).order_by(Account.id))
        }
        session.commit()
    return found


def _aims(town: Town) -> dict[str, Aim]:
    """For every deed the first person and subject that are open, else that are permitted."""
    with town.app.test_request_context(), Session(town.engine) as session:
        now = database_now(session)
        works = {who: Work(session, town.actor(session, who), now) for who in ("", *town.secrets)}
        _propose_a_setting(works["menghe"])
        _issue_a_link(works["menghe"])
        _hold_a_case(works["surina"])
        found = (_aim(session, works, deed) for deed in DEEDS.all.values())
        aims = {aim.deed.name: aim for aim in found if aim is not None}
        account = session.scalars(select(Account).order_by(Account.id.desc())).first()
        assert account is not None
        founder = Work(session, SYSTEM_ACTOR, now)  # whose links take no second person's code
        link = invitations.issue_link(founder, account, InvitationPurpose.INVITE).shown
        assert link is not None
        for name in ("agreements.draft", "agreements.edit"):
            _open_details(works[aims[name].who], aims[name])
        session.commit()
    accept = DEEDS.all["invitations.accept"]
    return aims | {accept.name: Aim(accept, "", link.rsplit("/", 1)[-1], True)}


def _issue_a_link(work: Work) -> None:
    """A link that waits for a second administrator's code."""
    without_mail = select(Account).join(Account.person)
    without_mail = without_mail.where(Person.jurisdiction_id == OTOG_FRONT, Person.mail.is_(None))
    account = work.session.scalars(without_mail.order_by(Account.id)).first()
    assert account is not None
    invitations.issue_link(work, account, InvitationPurpose.RESET)


def _hold_a_case(work: Work) -> None:
    """The personal data of a closed case is kept beyond its time, until the hold is lifted."""
    closed = select(PetitionCase).where(PetitionCase.status == CaseState.CLOSED.value)
    here = closed.where(PetitionCase.jurisdiction_id == OTOG_FRONT).order_by(PetitionCase.id)
    retention.place_hold(work, work.session.scalars(here).first(), reason="信访复核期间需要查阅")
    write_told(work)


def _propose_a_setting(work: Work) -> None:
    """A value that waits for its second administrator."""
    place = place_for(work, f"{OTOG_FRONT}.claim_answer_days")
    dated.propose(work, place, value="9", effective_from=work.today, reason="嘎查路远")


def _open_details(work: Work, aim: Aim) -> None:
    """The parties' details are open to whoever drafts."""
    assert aim.deed.load is not None
    subject = aim.deed.load(work, aim.ref or "")
    open_vault(work, subject.stream, "draft_agreement", subject.jurisdiction_id)
    write_told(work)


def _aim(session: Session, works: dict[str, Work], deed: Deed) -> Aim | None:
    second = None
    for ref in _refs(session, works, deed):
        for who, work in works.items():
            try:
                subject = None if deed.load is None else deed.load(work, ref or "")
                permitted = allowed(work, deed.can, subject)
                if permitted and (subject is None or deed.is_open(work, subject)):
                    return Aim(deed, who, ref, True)
                if permitted and second is None:
                    second = Aim(deed, who, ref, False)
            except Refused:
                continue
    return second


def _refs(session: Session, works: dict[str, Work], deed: Deed) -> list[str | None]:
    if deed.load is None:
        return [None]
    if deed.name == "searches.save":
        return [mark_of(BoardFilter())]
    model: Any = deed.subject_type or (Notification if deed.name == "inbox.open" else None)
    if model is None:
        return []
    if not hasattr(model, "__table__"):
        return [place.public_id for place in places(works["menghe"])]
    wanted = select(model.public_id).order_by(model.id)
    if deed.lifecycle is not None and deed.step is not None:
        starts = [state.value for state in deed.lifecycle.steps[deed.step].start]
        wanted = wanted.order_by(None).order_by(model.status.in_(starts).desc(), model.id)
    return list(session.scalars(wanted.limit(60)))
