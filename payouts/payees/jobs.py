"""The job that opens a mediator's account with the provider: no transaction is open while the provider is asked."""

from market.jobs import JobRoom
from payouts.gateway import gateway
from payouts.payees.models import Payee
from payouts.payees.services import account_opened, link_made

RETURN_PATH = "/my/rewards"


def open_payee_account(jobs: JobRoom, payee_id: int) -> None:
    """Open the account unless it is open, then bring the link that was asked for.

    Raises ProviderRefused, ProviderUnavailable: the queue tries again, with the same key.
    """
    with jobs.work() as work:
        payee = work.session.get_one(Payee, payee_id)
        reference, account_id = payee.public_id, payee.provider_account_id
        wants_link = payee.link_asked_at is not None and payee.link_sealed is None
    way = gateway()
    if account_id is None:
        account = way.provider.create_account(reference=reference, idempotency_key=f"payee:{reference}")
        account_id = account.account_id
        with jobs.work() as work:
            account_opened(work, work.session.get_one(Payee, payee_id), account)
    if wants_link:
        here = f"{way.public_url}{RETURN_PATH}"
        url = way.provider.account_link(account_id, return_url=here, refresh_url=here)
        with jobs.work() as work:
            link_made(work, work.session.get_one(Payee, payee_id), url)
