"""Finance's pages of payouts, and of what the provider told about them."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext
from markupsafe import Markup

from listings.showing import called
from listings.views_words import worded_timeline
from market.actor import Role
from market.policy import Can, allowed
from market.record.queries import timeline
from market.text import N_
from market.web.deeds import deeds_for
from market.web.edge import page
from market.web.shell import WorkGroup, WorkRow
from market.web.showing import day, instant, yuan
from market.work import Work
from payouts.payments.deeds import what_is_paid, who_acted
from payouts.payments.forms import EventFilterForm, PayoutFilterForm
from payouts.payments.models import KeptEvent, Payout
from payouts.payments.queries import bounced_payouts, events_page, payout_for, payouts_page, waiting_payouts
from payouts.payments.troubles import OUTCOME_OF_ATTEMPT_LABELS, TROUBLE_LABELS
from payouts.payments.vocabulary import (
    OUTCOME_LABELS,
    PAYOUT_STATE_LABELS,
    PAYOUT_TONES,
    UNDECIDED,
    Outcome,
    PayoutState,
)
from payouts.rewards.policy import reads_names

bp = Blueprint("payouts", __name__)
_CODE = Markup("<code>{}</code>")
OUTCOME_TONES = {
    Outcome.WAITING: "waiting",
    Outcome.APPLIED: "success",
    Outcome.NOTHING_NEW: "muted",
    Outcome.UNKNOWN_THING: "danger",
    Outcome.BOUNCED: "danger",
}


@bp.get("/payouts")
@page(Can.SEE_REWARDS)
def index(work: Work) -> str:
    """Finance's list of payouts, newest first."""
    form = PayoutFilterForm(request.args)
    status = form.status.data or "" if form.validate() else ""
    found = payouts_page(work, status, request.args.get("after"))
    return render_template(
        "payouts/payments/index.html",
        form=form,
        filtered=bool(status),
        rows=[_row(payout) for payout in found.rows],
        next_url=url_for("payouts.index", status=status or None, after=found.after) if found.after else None,
    )


@bp.get("/payouts/<ref>")
@page(Can.SEE_REWARD, load=payout_for)
def show(work: Work, payout: Payout) -> str:
    """One payout: the sum, who prepared and decided it, and every attempt to send it."""
    label, tone = state_of(payout)
    return render_template(
        "payouts/payments/show.html",
        payout=payout,
        finance=allowed(work, Can.SEE_REWARDS, payout),
        state_label=label,
        tone=tone,
        rows=_facts(work, payout),
        attempts=[
            [str(one.number), instant(one.begun_at), _number(one.provider_payout_id), _became_of(one.outcome)]
            for one in payout.attempts
        ],
        entries=worded_timeline(timeline(work, subject=payout), with_actors=reads_names(work, payout)),
        steps=deeds_for(work, payout),
    )


@bp.get("/provider-events", endpoint="events")
@page(Can.SEE_REWARDS)
def events(work: Work) -> str:
    """What the provider told, newest first; what nobody here knows stands out."""
    form = EventFilterForm(request.args)
    outcome = form.outcome.data or "" if form.validate() else ""
    found = events_page(work, outcome, request.args.get("after"))
    return render_template(
        "payouts/payments/events.html",
        form=form,
        filtered=bool(outcome),
        rows=[_event_row(event) for event in found.rows],
        next_url=url_for("payouts.events", outcome=outcome or None, after=found.after) if found.after else None,
    )


def payouts_work(work: Work) -> list[WorkGroup]:
    """What waits for finance about payouts: those to approve, and those that failed or stay unknown."""
    approver, preparer = Role.FINANCE_APPROVER, Role.FINANCE_PREPARER
    return [
        WorkGroup(
            N_("Payouts to approve"),
            [_work_row(payout) for payout in waiting_payouts(work, approver, *UNDECIDED)],
        ),
        WorkGroup(
            N_("Payouts that failed or are being looked up"),
            [_work_row(payout) for payout in waiting_payouts(work, preparer, PayoutState.FAILED, PayoutState.UNKNOWN)],
        ),
        WorkGroup(
            N_("Failed payouts: to be sent again by the preparer, or given up by you"),
            [_work_row(payout) for payout in waiting_payouts(work, approver, PayoutState.FAILED)],
        ),
        WorkGroup(
            N_("Payouts that bounced after they had been paid: settle them with the provider"),
            [_work_row(payout) for payout in bounced_payouts(work)],
        ),
    ]


def state_of(payout: Payout) -> tuple[str, str]:
    """The words and the colour of a payout's state."""
    state = PayoutState(payout.status)
    return gettext(PAYOUT_STATE_LABELS[state]), PAYOUT_TONES[state]


def _row(payout: Payout) -> list[Any]:
    label, tone = state_of(payout)
    return [
        {"text": called(payout.reward.listing), "url": url_for("payouts.show", ref=payout.public_id)},
        {"text": label, "tone": tone},
        yuan(payout.net_fen),
        yuan(payout.tax_fen),
        day(payout.prepared_at),
    ]


def _work_row(payout: Payout) -> WorkRow:
    label, _ = state_of(payout)
    return WorkRow(called(payout.reward.listing), "payouts.show", payout.public_id, f"{yuan(payout.net_fen)} · {label}")


def _event_row(event: KeptEvent) -> list[Any]:
    outcome = Outcome(event.outcome)
    return [
        instant(event.received_at),
        {"code": event.kind},
        {"code": event.object_id},
        {"text": gettext(OUTCOME_LABELS[outcome]), "tone": OUTCOME_TONES[outcome]},
    ]


def _facts(work: Work, payout: Payout) -> list[tuple[str, Any]]:
    rows = what_is_paid(work, payout)
    if payout.decided_by is not None:
        rows.append((gettext("Decided by"), who_acted(work, payout, payout.decided_by)))
    if payout.reason:
        rows.append((gettext("Reason"), payout.reason))
    if payout.paid_at is not None:
        rows.append((gettext("Paid on"), day(payout.paid_at)))
    if payout.trouble:
        rows.append((gettext("The provider's last word"), trouble_words(payout.trouble)))
    if payout.provider_payout_id:
        rows.append((gettext("Number at the provider"), _CODE.format(payout.provider_payout_id)))
    return rows


def trouble_words(code: str) -> Markup:
    """What went wrong, with the code that the provider's people know; a code nobody listed stands alone."""
    words = TROUBLE_LABELS.get(code)
    return Markup("{} ").format(gettext(words)) + _CODE.format(code) if words else _CODE.format(code)


def _number(at_the_provider: str | None) -> dict[str, str] | None:
    return {"code": at_the_provider} if at_the_provider else None


def _became_of(outcome: str | None) -> str:
    return gettext(OUTCOME_OF_ATTEMPT_LABELS[outcome]) if outcome else gettext("under way")
