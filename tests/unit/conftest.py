"""What the stories of the payment provider share: a sandbox of their own, and our way to it."""

from collections.abc import Iterator

import pytest

from demo.sandbox import Sandbox
from payouts.provider import Provider


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    running = Sandbox(":memory:", background=False).start()
    yield running
    running.stop()


@pytest.fixture
def provider(sandbox: Sandbox) -> Provider:
    return Provider(sandbox.url, sandbox.api_key, answer_within_seconds=1)


@pytest.fixture
def batu(sandbox: Sandbox, provider: Provider) -> str:
    """The account of a mediator who has given a bank account."""
    account = provider.create_account(reference="payee-batu", idempotency_key="open-batu")
    sandbox.complete_onboarding(account.account_id)
    return account.account_id
