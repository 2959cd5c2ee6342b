"""A payout to the provider, as the stories of it begin."""

from payouts.provider import Provider, Rejected, Sent, Unknown

REWARD_FEN = 420_000


def pay(
    provider: Provider, account: str, key: str = "attempt-1", amount_fen: int = REWARD_FEN
) -> Sent | Rejected | Unknown:
    return provider.send(account_id=account, amount_fen=amount_fen, payout_ref="payout-77", idempotency_key=key)
