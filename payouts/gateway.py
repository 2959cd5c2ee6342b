"""How the floor reaches the payment provider; given once by the roof, never read from the environment here."""

from dataclasses import dataclass

from payouts.provider import Provider

PROOF_SECONDS = 180  # a request that was lost may still be running: after this long, nothing found means nothing done


@dataclass(frozen=True)
class Gateway:
    """The provider, the secret its events are signed with, and where our own pages are reached.

    `proof_seconds`: how long after an answer was lost a look-up that finds nothing proves that nothing was done.
    """

    provider: Provider
    webhook_secret: str
    public_url: str
    proof_seconds: int = PROOF_SECONDS


_GATEWAYS: list[Gateway] = []


def configure(
    *, base_url: str, api_key: str, webhook_secret: str, public_url: str, proof_seconds: int = PROOF_SECONDS
) -> None:
    """Say how the provider is reached. Called once by the roof for each application it makes."""
    _GATEWAYS[:] = [Gateway(Provider(base_url, api_key), webhook_secret, public_url.rstrip("/"), proof_seconds)]


def gateway() -> Gateway:
    """What was configured. Raises RuntimeError before."""
    if not _GATEWAYS:
        raise RuntimeError("no payment provider yet: the roof calls payouts.payments.configure")
    return _GATEWAYS[0]
