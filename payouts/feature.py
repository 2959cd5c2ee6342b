"""What this floor offers to the roof."""

from listings.publication.events import ENDING_EVENTS
from market.policy import Can
from market.text import N_
from market.web.shell import NavItem
from payouts.api import bp as api
from payouts.budget import deeds as budget_deeds
from payouts.budget import events as budget_events
from payouts.budget import services as budget
from payouts.budget import views as budget_views
from payouts.ledger import views as ledger_views
from payouts.ledger.cli import ledger_commands
from payouts.ledger.postings import POSTINGS as POSTINGS
from payouts.ledger.proof import prove_ledger
from payouts.notices import NOTICES
from payouts.payees import events as payee_events
from payouts.payees import jobs as payee_jobs
from payouts.payments import deeds as payment_deeds
from payouts.payments import events as payment_events
from payouts.payments import jobs, webhooks
from payouts.payments import services as payments
from payouts.payments import views as payment_views
from payouts.policy import POLICY
from payouts.rewards import deeds as reward_deeds
from payouts.rewards import events as reward_events
from payouts.rewards import services as rewards
from payouts.rewards import views as reward_views
from payouts.sentences import CONSTRAINTS, SENTENCES
from payouts.settings import SETTINGS

BLUEPRINTS = [budget_views.bp, ledger_views.bp, reward_views.bp, payment_views.bp, webhooks.bp]
API_BLUEPRINTS = [api]
DEEDS = [*budget_deeds.DEEDS, *reward_deeds.DEEDS, *payment_deeds.DEEDS]
EVENTS = [*budget_events.EVENTS, *reward_events.EVENTS, *payee_events.EVENTS, *payment_events.EVENTS]
JOBS = {
    "open_payee_account": payee_jobs.open_payee_account,
    "send_payout": jobs.send_payout,
    "reconcile_unknown": jobs.reconcile_unknown,
    "sweep_payouts": jobs.sweep_payouts,
    "apply_provider_event": jobs.apply_provider_event,
}
SUBSCRIBERS = [
    ("budget.appropriated", budget.appropriate),
    ("listing.released", rewards.reserve),
    *((name, rewards.release_with_listing) for name in ENDING_EVENTS),
    ("listing.taken_back", rewards.tell_text_taken_back),
    ("confirmation.made_effective", rewards.fall_due),
    ("reward.released", rewards.give_back),
    ("reward.refused", rewards.give_back),
    ("reward.refused", rewards.end_listing_unrewarded),
    ("reward.paid", rewards.conclude),
    ("payout.approved", payments.book_approved),
    ("payout.rejected", payments.reopen_reward),
    ("payout.begun", payments.book_begun),
    ("payout.stopped", payments.tell_stopped),
    ("payout.bounced", payments.tell_bounced),
    ("payout.given_up", payments.book_given_up),
    ("payout.failed", payments.book_failed),
    ("payout.paid", payments.book_paid),
]
WORK_LISTS = [budget_views.budget_work, reward_views.rewards_work, payment_views.payouts_work]
PANELS = {"case": [reward_views.reward_panel_of_case], "listing": [reward_views.reward_panel_of_listing]}
NAVIGATION = [
    NavItem(N_("My rewards"), "rewards.own", Can.SEE_OWN_REWARDS, order=22),
    NavItem(N_("Rewards"), "rewards.index", Can.SEE_REWARDS, order=55),
    NavItem(N_("Payouts"), "payouts.index", Can.SEE_REWARDS, order=57),
    NavItem(N_("Budget"), "budget.index", Can.SEE_BUDGET, order=60),
]
CLI = [ledger_commands]
PROTECTED = ("ledger_account", "ledger_posting", "ledger_entry")
CONFIGURE = [webhooks.reach_provider]
PROOFS = [prove_ledger]

__all__ = [
    "API_BLUEPRINTS", "BLUEPRINTS", "CLI", "CONFIGURE", "CONSTRAINTS", "DEEDS", "EVENTS", "JOBS", "NAVIGATION",
    "NOTICES",
    "PANELS", "POLICY", "PROOFS", "PROTECTED", "SENTENCES", "SETTINGS", "SUBSCRIBERS", "WORK_LISTS",
]  # fmt: skip
