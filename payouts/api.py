"""The floor's reads as JSON: budget, journal, rewards, payouts. Money is whole fen; instants are UTC."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import fields, validate

from market.policy import Can
from market.web.edge import page
from market.web.schemas import Strict
from market.work import Work
from payouts.budget.models import FiscalYear
from payouts.budget.queries import year_for, years
from payouts.ledger.models import LedgerPosting
from payouts.ledger.queries import balances_by_line, journal
from payouts.ledger.vocabulary import AccountKind, BudgetLine
from payouts.payments.models import Payout
from payouts.payments.queries import payout_for, payouts_page
from payouts.payments.vocabulary import PayoutState
from payouts.rewards.grounds import entitlement_of
from payouts.rewards.models import Reward
from payouts.rewards.queries import own_rewards, reward_for, rewards_page
from payouts.rewards.vocabulary import RewardState

bp = Blueprint("payouts_api", __name__, description="Budget, rewards and payouts")


class YearSchema(Strict):
    """A budget year."""

    id = fields.String()
    jurisdiction = fields.String()
    year = fields.Integer()
    status = fields.String()


class YearsSchema(Strict):
    years = fields.List(fields.Nested(YearSchema))


class BudgetLineSchema(Strict):
    """A budget line with its balances by account, in fen."""

    line = fields.String()
    balances_fen = fields.Dict(keys=fields.String(), values=fields.Integer())


class BudgetSchema(YearSchema):
    lines = fields.List(fields.Nested(BudgetLineSchema))


class EntrySchema(Strict):
    account = fields.String()
    amount_fen = fields.Integer()
    previous_balance_fen = fields.Integer()
    balance_fen = fields.Integer()
    version = fields.Integer()


class PostingSchema(Strict):
    """A movement of money with its entries, as they stand in the ledger (appropriated is kept negative)."""

    id = fields.String()
    name = fields.String()
    line = fields.String()
    happened_at = fields.AwareDateTime()
    booked_at = fields.AwareDateTime()
    hash = fields.String()
    entries = fields.List(fields.Nested(EntrySchema))


class JournalSchema(Strict):
    postings = fields.List(fields.Nested(PostingSchema))
    before = fields.Integer(allow_none=True)


class JournalQuery(Strict):
    line = fields.String(load_default=None, validate=validate.OneOf([one.value for one in BudgetLine]))
    kind = fields.String(load_default=None, validate=validate.OneOf([one.value for one in AccountKind]))
    before = fields.Integer(load_default=None, validate=validate.Range(min=1, max=2**63 - 1))


class RewardsQuery(Strict):
    status = fields.String(load_default="", validate=validate.OneOf(["", *(one.value for one in RewardState)]))
    after = fields.String(load_default=None, validate=validate.Length(max=300))


class PayoutsQuery(Strict):
    status = fields.String(load_default="", validate=validate.OneOf(["", *(one.value for one in PayoutState)]))
    after = fields.String(load_default=None, validate=validate.Length(max=300))


class OwnQuery(Strict):
    after = fields.String(load_default=None, validate=validate.Length(max=300))


class RewardSchema(Strict):
    """A reward promised with a listing."""

    id = fields.String()
    listing = fields.String()
    status = fields.String()
    amount_fen = fields.Integer()
    fiscal_year = fields.Integer()
    line = fields.String()
    due_at = fields.AwareDateTime(allow_none=True)
    paid_at = fields.AwareDateTime(allow_none=True)


class RuleSchema(Strict):
    rule = fields.String()
    holds = fields.Boolean()


class RewardDetailSchema(RewardSchema):
    entitlement = fields.List(fields.Nested(RuleSchema))


class RewardsSchema(Strict):
    rewards = fields.List(fields.Nested(RewardSchema))
    after = fields.String(allow_none=True)


class PayoutSchema(Strict):
    """One payment of a reward."""

    id = fields.String()
    reward = fields.String()
    status = fields.String()
    gross_fen = fields.Integer()
    tax_rule = fields.String()
    tax_fen = fields.Integer()
    net_fen = fields.Integer()
    needs_two = fields.Boolean(metadata={"description": "Whether a second approver decides."})
    attempt = fields.Integer()
    trouble = fields.String()
    paid_at = fields.AwareDateTime(allow_none=True)


class PayoutsSchema(Strict):
    payouts = fields.List(fields.Nested(PayoutSchema))
    after = fields.String(allow_none=True)


@bp.route("/budget", methods=["GET"])
@bp.response(200, YearsSchema)
@page(Can.SEE_BUDGET)
def budget_years(work: Work) -> dict[str, Any]:
    """The budget years one may see."""
    return {"years": [_year(one) for one in years(work)]}


@bp.route("/budget/<string:ref>", methods=["GET"])
@bp.response(200, BudgetSchema)
@page(Can.SEE_BUDGET, load=year_for)
def budget_year(work: Work, year: FiscalYear) -> dict[str, Any]:
    """One budget year with the balances of its lines."""
    lines = balances_by_line(work, year.jurisdiction_id, year.year)
    told = [
        {"line": line.value, "balances_fen": {kind.value: sums[kind] for kind in AccountKind}}
        for line, sums in lines.items()
    ]
    return _year(year) | {"lines": told}


@bp.route("/budget/<string:ref>/journal", methods=["GET"])
@bp.arguments(JournalQuery, location="query", as_kwargs=True)
@bp.response(200, JournalSchema)
@page(Can.SEE_BUDGET, load=year_for)
def budget_journal(
    work: Work, year: FiscalYear, line: str | None, kind: str | None, before: int | None
) -> dict[str, Any]:
    """A page of a year's postings, newest first."""
    found, further = journal(work, year.jurisdiction_id, year.year, line=line, kind=kind, before=before)
    return {"postings": [_posting(one) for one in found], "before": further}


@bp.route("/rewards", methods=["GET"])
@bp.arguments(RewardsQuery, location="query", as_kwargs=True)
@bp.response(200, RewardsSchema)
@page(Can.SEE_REWARDS)
def rewards(work: Work, status: str, after: str | None) -> dict[str, Any]:
    """A page of rewards, newest first."""
    found = rewards_page(work, status, after)
    return {"rewards": [_reward(one) for one in found.rows], "after": found.after}


@bp.route("/rewards/<string:ref>", methods=["GET"])
@bp.response(200, RewardDetailSchema)
@page(Can.SEE_REWARD, load=reward_for)
def reward(work: Work, found: Reward) -> dict[str, Any]:
    """One reward with every line of its entitlement."""
    lines = entitlement_of(work, found) if found.mediator_id is not None else []
    return _reward(found) | {"entitlement": [{"rule": line.code, "holds": line.holds} for line in lines]}


@bp.route("/my/rewards", methods=["GET"])
@bp.arguments(OwnQuery, location="query", as_kwargs=True)
@bp.response(200, RewardsSchema)
@page(Can.SEE_OWN_REWARDS)
def my_rewards(work: Work, after: str | None) -> dict[str, Any]:
    """One's own rewards, newest first."""
    found = own_rewards(work, after)
    return {"rewards": [_reward(one) for one in found.rows], "after": found.after}


@bp.route("/payouts", methods=["GET"])
@bp.arguments(PayoutsQuery, location="query", as_kwargs=True)
@bp.response(200, PayoutsSchema)
@page(Can.SEE_REWARDS)
def payouts(work: Work, status: str, after: str | None) -> dict[str, Any]:
    """A page of payouts, newest first."""
    found = payouts_page(work, status, after)
    return {"payouts": [_payout(one) for one in found.rows], "after": found.after}


@bp.route("/payouts/<string:ref>", methods=["GET"])
@bp.response(200, PayoutSchema)
@page(Can.SEE_REWARD, load=payout_for)
def payout(work: Work, found: Payout) -> dict[str, Any]:
    """One payout."""
    return _payout(found)


def _year(one: FiscalYear) -> dict[str, Any]:
    return {"id": one.public_id, "jurisdiction": one.jurisdiction_id, "year": one.year, "status": one.status}


def _posting(one: LedgerPosting) -> dict[str, Any]:
    entries = [
        {
            "account": entry.account.kind,
            "amount_fen": entry.amount_fen,
            "previous_balance_fen": entry.previous_balance_fen,
            "balance_fen": entry.balance_fen,
            "version": entry.account_version,
        }
        for entry in one.entries
    ]
    names = ("name", "line", "happened_at", "booked_at", "hash")
    return {name: getattr(one, name) for name in names} | {"id": one.public_id, "entries": entries}


def _reward(one: Reward) -> dict[str, Any]:
    names = ("status", "amount_fen", "fiscal_year", "line", "due_at", "paid_at")
    return {name: getattr(one, name) for name in names} | {"id": one.public_id, "listing": one.listing.public_id}


def _payout(one: Payout) -> dict[str, Any]:
    names = ("status", "gross_fen", "tax_rule", "tax_fen", "net_fen", "needs_two", "attempt", "trouble", "paid_at")
    return {name: getattr(one, name) for name in names} | {"id": one.public_id, "reward": one.reward.public_id}
