"""Pages of rewards: finance's list, one reward with all that stands behind it, and the mediator's own."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from listings.cases.models import PetitionCase
from listings.publication.models import Listing
from listings.showing import called
from listings.views_words import worded_timeline
from market.actor import Role
from market.policy import Can, allowed
from market.record.queries import timeline
from market.text import N_
from market.web.deeds import DEEDS, deeds_for
from market.web.edge import page
from market.web.shell import Panel, WorkGroup, WorkRow
from market.web.showing import day, yuan
from market.work import Work
from payouts.ledger.queries import Balances, balances_of_promise, postings_of_promise
from payouts.ledger.views import posting_row
from payouts.ledger.vocabulary import KIND_LABELS, LINE_LABELS, OF_A_PROMISE, BudgetLine
from payouts.payees.models import PAYEE_STATE_LABELS, PAYEE_TONES, Payee, PayeeState
from payouts.payees.queries import own_payee
from payouts.payees.services import own_link
from payouts.payments.models import Payout
from payouts.payments.queries import may_look_into, payouts_of
from payouts.payments.vocabulary import PAYOUT_STATE_LABELS, PAYOUT_TONES, PayoutState
from payouts.rewards.forms import RewardFilterForm
from payouts.rewards.grounds import entitlement_of
from payouts.rewards.models import Reward
from payouts.rewards.policy import reads_names
from payouts.rewards.queries import (
    own_rewards,
    reward_for,
    reward_of_listing,
    rewards_of_case,
    rewards_page,
    waiting_rewards,
)
from payouts.rewards.vocabulary import REWARD_STATE_LABELS, REWARD_TONES, RewardState

bp = Blueprint("rewards", __name__)
LINK_LASTS = timedelta(minutes=5)
LIFE = (RewardState.RESERVED, RewardState.DUE, RewardState.IN_PAYMENT, RewardState.PAID)


@bp.get("/rewards")
@page(Can.SEE_REWARDS)
def index(work: Work) -> str:
    """Finance's list of rewards, newest first."""
    form = RewardFilterForm(request.args)
    status = form.status.data or "" if form.validate() else ""
    found = rewards_page(work, status, request.args.get("after"))
    return render_template(
        "payouts/rewards/index.html",
        form=form,
        filtered=bool(status),
        rows=[[*_row(reward), reward.mediator.display_name if reward.mediator else None] for reward in found.rows],
        next_url=url_for("rewards.index", status=status or None, after=found.after) if found.after else None,
    )


@bp.get("/rewards/<ref>")
@page(Can.SEE_REWARD, load=reward_for)
def show(work: Work, reward: Reward) -> str:
    """One reward: where its money stands, why it may or may not be paid, and what has happened."""
    finance = allowed(work, Can.SEE_REWARDS, reward)
    label, tone = state_of(reward)
    return render_template(
        "payouts/rewards/show.html",
        reward=reward,
        finance=finance,
        state_label=label,
        tone=tone,
        life=_life(reward),
        past=_past(reward),
        facts=_facts(reward),
        lines=_lines(work, reward),
        money=_money(balances_of_promise(work, reward.listing_id)),
        payouts=[_payout_row(work, payout) for payout in payouts_of(work, reward)],
        postings=[posting_row(posting) for posting in postings_of_promise(work, reward.listing_id)] if finance else [],
        entries=worded_timeline(timeline(work, subject=reward), with_actors=reads_names(work, reward)),
        steps=deeds_for(work, reward),
    )


@bp.get("/my/rewards")
@page(Can.SEE_OWN_REWARDS)
def own(work: Work) -> str:
    """The mediator's own rewards, and the account they are paid to."""
    found = own_rewards(work, request.args.get("after"))
    payee = own_payee(work)
    onboard = DEEDS.all["payees.onboard"]
    return render_template(
        "payouts/rewards/own.html",
        rows=[_row(reward) for reward in found.rows],
        next_url=url_for("rewards.own", after=found.after) if found.after else None,
        payee=payee,
        account=None if payee is None else _account(payee),
        link=_fresh_link(work, payee),
        waiting_for_link=payee is not None and payee.link_asked_at is not None and payee.link_sealed is None
        and payee.status != PayeeState.READY,
        onboard_url=url_for(onboard.name) if onboard.is_open(work, None) else None,
    )  # fmt: skip


def reward_panel_of_listing(work: Work, listing: Listing) -> Panel | None:
    """The reward on the office's page of a listing."""
    reward = reward_of_listing(work, listing.id)
    return None if reward is None else _panel(work, [reward])


def reward_panel_of_case(work: Work, case: PetitionCase) -> Panel | None:
    """The rewards promised for a case, on its page."""
    return _panel(work, list(rewards_of_case(work, case.id)))


def rewards_work(work: Work) -> list[WorkGroup]:
    """What waits for finance about rewards: those that are due, and refusals to decide."""
    return [
        WorkGroup(
            N_("Rewards due: prepare the payout"),
            [_work_row(reward) for reward in waiting_rewards(work, Role.FINANCE_PREPARER, RewardState.DUE)],
        ),
        WorkGroup(
            N_("Refusals to decide"),
            [
                _work_row(reward)
                for reward in waiting_rewards(work, Role.FINANCE_APPROVER, RewardState.REFUSAL_PROPOSED)
            ],
        ),
    ]


def state_of(reward: Reward) -> tuple[str, str]:
    """The words and the colour of a reward's state."""
    state = RewardState(reward.status)
    return gettext(REWARD_STATE_LABELS[state]), REWARD_TONES[state]


def _panel(work: Work, rewards: list[Reward]) -> Panel | None:
    seen = [reward for reward in rewards if allowed(work, Can.SEE_REWARD, reward)]
    return Panel("payouts/rewards/panel.html", {"rows": [_row(reward) for reward in seen]}, order=80) if seen else None


def _row(reward: Reward) -> list[Any]:
    label, tone = state_of(reward)
    return [
        {"text": called(reward.listing), "url": url_for("rewards.show", ref=reward.public_id)},
        {"text": label, "tone": tone},
        yuan(reward.amount_fen),
    ]


def _work_row(reward: Reward) -> WorkRow:
    return WorkRow(called(reward.listing), "rewards.show", reward.public_id, yuan(reward.amount_fen))


def _payout_row(work: Work, payout: Payout) -> list[Any]:
    state = PayoutState(payout.status)
    url = url_for("payouts.show", ref=payout.public_id) if may_look_into(work, payout) else ""
    return [
        {"text": day(payout.prepared_at), "url": url},
        yuan(payout.net_fen),
        yuan(payout.tax_fen),
        {"text": gettext(PAYOUT_STATE_LABELS[state]), "tone": PAYOUT_TONES[state]},
    ]


def _facts(reward: Reward) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = [
        (gettext("Amount"), yuan(reward.amount_fen)),
        (gettext("Budget line"), f"{reward.fiscal_year} · {gettext(LINE_LABELS[BudgetLine(reward.line)])}"),
        (gettext("Reserved on"), day(reward.reserved_at)),
    ]
    if reward.mediator is not None:
        rows += [
            (gettext("Mediator"), reward.mediator.display_name),
            (gettext("Due since"), day(reward.due_at)),
        ]
    if reward.refusal_reason:
        rows.append((gettext("Reason for refusing"), reward.refusal_reason))
    if reward.decision_note:
        rows.append((gettext("Note on the decision"), reward.decision_note))
    return rows


def _lines(work: Work, reward: Reward) -> list[list[Any]]:
    if reward.mediator is None:
        return []
    return [
        [
            gettext(line.label),
            {"text": gettext("Yes") if line.holds else gettext("No"), "tone": "success" if line.holds else "danger"},
            gettext(line.found) % line.facts,
        ]
        for line in entitlement_of(work, reward)
    ]


def _money(sums: Balances) -> list[tuple[str, str]]:
    return [(gettext(KIND_LABELS[kind]), yuan(sums[kind])) for kind in OF_A_PROMISE]


def _life(reward: Reward) -> list[dict[str, Any]]:
    stamps = {
        RewardState.RESERVED: reward.reserved_at,
        RewardState.DUE: reward.due_at,
        RewardState.PAID: reward.paid_at,
        RewardState.RELEASED: reward.released_at,
    }
    states = list(LIFE)
    if reward.status == RewardState.RELEASED:
        states = [state for state in LIFE if stamps.get(state)] + [RewardState.RELEASED]
    elif reward.status == RewardState.REFUSAL_PROPOSED:
        states.insert(2, RewardState.REFUSAL_PROPOSED)
    return [
        {
            "code": state.value,
            "label": gettext(REWARD_STATE_LABELS[state]),
            "note": day(stamps[state]) if stamps.get(state) else "",
            "ended": state in (RewardState.RELEASED, RewardState.REFUSAL_PROPOSED),
        }
        for state in states
    ]


def _past(reward: Reward) -> list[str]:
    codes = [stage["code"] for stage in _life(reward)]
    return codes[: codes.index(reward.status)] if reward.status in codes else []


def _account(payee: Payee) -> tuple[str, str]:
    state = PayeeState(payee.status)
    return gettext(PAYEE_STATE_LABELS[state]), PAYEE_TONES[state]


def _fresh_link(work: Work, payee: Payee | None) -> str | None:
    if payee is None or payee.link_made_at is None or work.now - payee.link_made_at > LINK_LASTS:
        return None
    return own_link(work, payee)
