"""Where the provider tells what happened: the signature over the raw bytes is checked, the event stored, and 200
answered at once; a job applies it."""

from typing import Any

from flask import Blueprint, request

from market.actor import SYSTEM_ACTOR
from market.web.edge import writing
from market.work import Work
from payouts.gateway import gateway
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
