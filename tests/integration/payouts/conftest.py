"""The whole house wired, a key for the vault, and the provider's double beside it."""

import pytest
from sqlalchemy.orm import sessionmaker

from demo.sandbox import Sandbox
from market import transactions, vault
from market.jobs import JobRoom
from market.vault.keys import MasterKey
from payouts.gateway import configure
from payouts.payments import services as payments
from payouts.payments.models import Payout
from tests.integration.payouts import stories
from tests.integration.payouts.provider_stories import onboard


@pytest.fixture(autouse=True, scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> None:
    vault.configure(MasterKey.generate(tmp_path_factory.mktemp("keys") / "vault_key"))


@pytest.fixture
def sandbox(tmp_path):
    double = Sandbox(tmp_path / "sandbox.sqlite", background=False).start()
    configure(
        base_url=double.url, api_key=double.api_key, webhook_secret=double.webhook_secret,
        public_url="http://127.0.0.1:8000", proof_seconds=0,
    )  # fmt: skip
    yield double
    double.stop()


@pytest.fixture
def room(database):
    transactions.configure(sessionmaker(database.engine, expire_on_commit=False))
    return JobRoom("test")


@pytest.fixture
def payout_id(database, sandbox, room):
    """A payout approved by 赵强, to an account that 巴特尔 has opened at the provider."""
    with stories.committed(database) as (work, actors):
        stories.fund(work, actors)
        reward = stories.due(work, actors)
    onboard(database, sandbox, room, reward)
    with stories.committed(database) as (work, actors):
        payout = payments.prepare_payout(work(actors.preparer), work(actors.preparer).session.merge(reward))
    with stories.committed(database) as (work, actors):
        payments.approve(work(actors.approver), work(actors.approver).session.get_one(Payout, payout.id))
    return payout.id
