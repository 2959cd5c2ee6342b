"""The whole house wired, a key for the vault, and the provider's double beside it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.orm import sessionmaker

from demo.sandbox import Sandbox
from market import transactions, vault
from market.jobs import JobRoom
from market.vault.keys import MasterKey
from payouts.gateway import configure
from payouts.payments import services as payments
from payouts.payments.models import Payout
from tests.integration.clones import Clones
from tests.integration.conftest import Database, committed_clone, grown_from, name_of
from tests.integration.payouts import stories
from tests.integration.payouts.provider_stories import onboard


@dataclass(frozen=True)
class Approved:
    """A template in which a payout is approved, its id, and what the provider keeps of its payee."""

    template: str
    payout_id: int
    state: Path


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> MasterKey:
    return MasterKey.generate(tmp_path_factory.mktemp("keys") / "vault_key")


@pytest.fixture(autouse=True, scope="module")
def sealed(master: MasterKey) -> None:
    vault.configure(master)


@pytest.fixture(scope="session")
def approved(
    clones_of_the_run: Clones, template: str, master: MasterKey, tmp_path_factory: pytest.TempPathFactory
) -> Approved:
    """Told once: the way to an approved payout is long, and many stories begin at its end."""
    vault.configure(master)
    state = tmp_path_factory.mktemp("provider") / "sandbox.sqlite"
    with opened(state) as double, grown_from(clones_of_the_run, template) as database:
        payout_id = approved_payout(database, double, room_on(database))
    return Approved(name_of(database), payout_id, state)


@pytest.fixture
def database(request: pytest.FixtureRequest, clones_of_the_run: Clones, template: str) -> Iterator[Database]:
    """A committed clone, as the application's role; for who asks for `payout_id`, with that payout in it."""
    begun = "payout_id" in request.fixturenames
    with committed_clone(clones_of_the_run, request.getfixturevalue("approved").template if begun else template) as one:
        yield one


@pytest.fixture
def sandbox(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sandbox]:
    """The provider's double; for who asks for `payout_id`, it knows the payee."""
    state = tmp_path / "sandbox.sqlite"
    if "payout_id" in request.fixturenames:
        shutil.copy(request.getfixturevalue("approved").state, state)
    with opened(state) as double:
        yield double


@pytest.fixture
def room(database: Database) -> JobRoom:
    return room_on(database)


@pytest.fixture
def payout_id(approved: Approved, database: Database, sandbox: Sandbox, room: JobRoom) -> int:
    """A payout approved by 赵强, to an account that 巴特尔 has opened at the provider."""
    return approved.payout_id


@contextmanager
def opened(state: Path) -> Iterator[Sandbox]:
    """The provider's double over what it keeps in this file, and our way to it."""
    double = Sandbox(state, background=False).start()
    configure(
        base_url=double.url, api_key=double.api_key, webhook_secret=double.webhook_secret,
        public_url="http://127.0.0.1:8000", proof_seconds=0,
    )  # fmt: skip
    yield double
    double.stop()


def room_on(database: Database) -> JobRoom:
    """Jobs work on this database."""
    transactions.configure(sessionmaker(database.engine, expire_on_commit=False))
    return JobRoom("test")


def approved_payout(database: Database, sandbox: Sandbox, room: JobRoom) -> int:
    """The way there, each step committed."""
    with stories.committed(database) as (work, actors):
        stories.fund(work, actors)
        reward = stories.due(work, actors)
    onboard(database, sandbox, room, reward)
    with stories.committed(database) as (work, actors):
        payout = payments.prepare_payout(work(actors.preparer), work(actors.preparer).session.merge(reward))
    with stories.committed(database) as (work, actors):
        payments.approve(work(actors.approver), work(actors.approver).session.get_one(Payout, payout.id))
    return payout.id
