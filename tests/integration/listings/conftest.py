"""This floor is proved on the floors below it alone: what higher floors add is theirs to test."""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.orm import Session, sessionmaker

import wsgi
from listings.cases.models import PetitionCase
from listings.publication import expiry
from listings.publication.queries import listing_for
from listings.publication.services import release
from market import clocks, jobs, transactions, vault
from market.actor import Actor
from market.cluster import Addresses
from market.database import database_now
from market.events import EVENTS
from market.files import Folder
from market.files import services as files
from market.notifications.wording import NAMES, NOTICES
from market.people.models import DepartmentKind
from market.policy import POLICY
from market.record.writing import write_told
from market.refusals import WORDING
from market.settings.dated import DATED
from market.settings.models import SettingVersion
from market.vault.keys import MasterKey
from market.web import deeds
from market.web.shell import SHELL
from market.work import Work
from tests.integration.clones import Clones
from tests.integration.conftest import (
    Database,
    cast_actors,
    committed_clone,
    rolled_back,
    shared_clone,
    template_of_floors,
)
from tests.integration.listings.browsing import Pages, make_app
from tests.integration.listings.erasing import due
from tests.integration.listings.stories import OTOG, a_crowd, department, drafted, ready_case, submit

FLOORS = ("market", "listings")
REGISTRIES = (EVENTS, POLICY, WORDING, NOTICES, NAMES, DATED, SHELL, clocks.CLOCKS, jobs.HANDLERS, deeds.DEEDS)


@pytest.fixture
def clerk(work: Callable[[Actor], Work], actors: SimpleNamespace) -> Work:
    """苏日娜 at work."""
    return work(actors.clerk)


@pytest.fixture
def reviewer(work: Callable[[Actor], Work], actors: SimpleNamespace) -> Work:
    """王建国 at work."""
    return work(actors.reviewer)


@pytest.fixture
def second(work: Callable[[Actor], Work], actors: SimpleNamespace) -> Work:
    """陈静, the banner's other reviewer, at work."""
    return work(actors.second_reviewer)


@pytest.fixture
def old_case(clerk: Work, reviewer: Work) -> PetitionCase:
    """乌兰's case, closed so long ago that its personal data may be erased."""
    return due(clerk, reviewer)


@pytest.fixture(autouse=True, scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> MasterKey:
    path: Path = tmp_path_factory.mktemp("keys") / "vault_key"
    key = MasterKey.generate(path)
    vault.configure(key)
    files.configure(files.store_in(Folder(tmp_path_factory.mktemp("files")), key))
    return key


@contextmanager
def these_floors_alone() -> Iterator[None]:
    """Wire these floors and put back what the run had wired."""
    before = [{name: copy.copy(value) for name, value in vars(one).items()} for one in REGISTRIES]
    wsgi.wire(FLOORS)
    try:
        yield
    finally:
        for registry, kept in zip(REGISTRIES, before, strict=True):
            vars(registry).update(kept)


@pytest.fixture(autouse=True)
def only_these_floors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The question about claims is a higher floor's; here nobody claims unless a test says so."""
    monkeypatch.setattr(expiry, "_ASKED", expiry._Asked())
    with these_floors_alone():
        yield


@pytest.fixture(scope="session")
def template(cluster: Addresses) -> str:
    """A database with the tables of these floors, their rules and grants, and the cast."""
    return template_of_floors(cluster, FLOORS)


@pytest.fixture(scope="session")
def shared_engine(cluster: Addresses, template: str) -> Iterator[Engine]:
    with shared_clone(cluster, template) as engine:
        yield engine


@pytest.fixture(scope="session")
def crowded_template(cluster: Addresses, master: MasterKey) -> str:
    """The same with an office's own setting and a register in which the cases of these stories have their like."""
    name = template_of_floors(cluster, FLOORS, one_enough=False)
    engine = create_engine(cluster.of(name).application_url)
    with these_floors_alone(), Session(engine, expire_on_commit=False) as session:
        work = Work(session, cast_actors(session).clerk, database_now(session) - timedelta(days=1), request_id="crowd")
        a_crowd(work)
        session.flush()
        write_told(work)
        session.commit()
    engine.dispose()
    return name


@pytest.fixture(scope="session")
def crowded_engine(cluster: Addresses, crowded_template: str) -> Iterator[Engine]:
    with shared_clone(cluster, crowded_template) as engine:
        yield engine


def is_alone(request: pytest.FixtureRequest) -> bool:
    """Whether the test's cases are the only ones of the register (marker empty_register)."""
    return request.node.get_closest_marker("empty_register") is not None


@pytest.fixture
def database(request: pytest.FixtureRequest, clones_of_the_run: Clones) -> Iterator[Database]:
    """A committed clone, as the application's role, with a crowd in it or alone."""
    template = request.getfixturevalue("template" if is_alone(request) else "crowded_template")
    with committed_clone(clones_of_the_run, template) as database:
        yield database


@pytest.fixture
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    """Rolled back at the end, after every deferred rule has spoken; among others or alone."""
    engine = request.getfixturevalue("shared_engine" if is_alone(request) else "crowded_engine")
    with rolled_back(engine) as session:
        yield session


@pytest.fixture
def pages(database: Database, tmp_path: Path) -> Pages:
    """The pages and the API of these floors over a committed clone; `pages.as_("clerk")` signs a person in."""
    return Pages(database, make_app(database.addresses.application_url, tmp_path))


@pytest.fixture
def room(database: Database) -> jobs.JobRoom:
    """Jobs of this test work on its own committed clone."""
    transactions.configure(sessionmaker(database.engine, expire_on_commit=False))
    return jobs.JobRoom("test")


@pytest.fixture
def five_are_needed(session: Session) -> None:
    """`petitioners_alike` as an office has it, for stories of who could be meant."""
    before = session.scalars(select(SettingVersion).where(SettingVersion.name == "petitioners_alike")).all()
    for one in before:
        session.execute(
            text(
                "INSERT INTO setting_version (public_id, jurisdiction_id, name, value, effective_from, reason, note,"
                " status, proposed_by_id, proposed_at) VALUES (:ref, :where, :name, '5', current_date, '试', '',"
                " 'proposed', :by, now())"
            ),
            {"ref": f"five{one.id}", "where": one.jurisdiction_id, "name": one.name, "by": one.proposed_by_id},
        )
        session.execute(
            text(
                "UPDATE setting_version SET status = 'in_force', confirmed_by_id = :by, decided_at = now()"
                " WHERE public_id = :ref"
            ),
            {"ref": f"five{one.id}", "by": one.confirmed_by_id},
        )


@pytest.fixture
def towns(commit_work: Callable[..., object]) -> tuple[str, str, str]:
    """The town and the unit of the story, and a town of the other banner."""

    def make(work: Work) -> tuple[str, str, str]:
        return (
            department(work, "昂素镇", DepartmentKind.TOWN).public_id,
            department(work, "自然资源局", DepartmentKind.DEPARTMENT).public_id,
            department(work, "乌兰镇", DepartmentKind.TOWN, OTOG).public_id,
        )

    return commit_work("clerk", make)


@pytest.fixture
def listed(commit_work: Callable[..., object]) -> tuple[str, str]:
    """A listing on the board: its address and its case's."""
    ref = commit_work("clerk", lambda work: submit(work, drafted(work, ready_case(work))).public_id)
    case_ref = commit_work("reviewer", lambda work: release(work, listing_for(work, ref)).case.public_id)
    return ref, case_ref
