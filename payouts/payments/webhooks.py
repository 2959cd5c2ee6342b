"""Where the provider tells what happened: the signature over the raw bytes is checked, the event stored, and 200
answered at once; a job applies it."""

from typing import Any

from flask import Blueprint, Flask, request

from market.actor import SYSTEM_ACTOR
from market.settings.environment import Settings
from market.web.edge import writing
from market.work import Work
from payouts.gateway import configure, gateway
from payouts.payments.services_events import keep_event
from payouts.provider import ForgedEvent, StaleEvent, verify_event

bp = Blueprint("provider_webhook", __name__)
LARGEST_EVENT_BYTES = 256 * 1024


@bp.post("/webhooks/provider")
def receive() -> Any:
    """An event of the provider: 200 when it is kept, now or before; 400 for a forged or stale one; 413 for a flood."""
    request.max_content_length = LARGEST_EVENT_BYTES
    body = request.get_data(cache=False)
    signature = request.headers.get("Stripe-Signature", "")

    def keep(work: Work) -> None:
        work.actor = SYSTEM_ACTOR
        keep_event(work, verify_event(body, signature, gateway().webhook_secret, work.now))

    try:
        writing(keep)
    except (ForgedEvent, StaleEvent):
        return "not accepted", 400
    return "", 200


def reach_provider(app: Flask) -> None:
    """Give the floor the provider's address and secrets from the process's settings."""
    settings: Settings = app.config["SETTINGS"]
    configure(
        base_url=settings.provider_base_url,
        api_key=settings.provider_api_key,
        webhook_secret=settings.provider_webhook_secret,
        public_url=settings.public_url,
    )
