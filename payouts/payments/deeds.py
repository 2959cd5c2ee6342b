"""Preparing, deciding and sending payouts, and opening one's own account; told once for the page and the API."""

from typing import Any

from listings.showing import called
from market.money import TaxRule
from market.people.models import Person
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.web.forms import NothingForm
from market.web.showing import worded, yuan
from market.work import Work
from payouts.payees.services import ask_for_account
from payouts.payments import services
from payouts.payments.forms import GiveUpPayoutForm, RejectPayoutForm
from payouts.payments.lifecycle import PAYOUT
from payouts.payments.models import Payout
from payouts.payments.queries import payout_for
from payouts.payments.vocabulary import TAX_RULE_LABELS
from payouts.rewards.grounds import entitlement_of
from payouts.rewards.lifecycle import REWARD
from payouts.rewards.models import Reward
from payouts.rewards.policy import reads_names
from payouts.rewards.queries import reward_for


def sum_rows(gross_fen: int, tax_rule: str, tax_fen: int, net_fen: int) -> list[tuple[str, Any]]:
    """The sum as it is paid: reward, less tax, makes net."""
    return [
        (worded(N_("Reward")), yuan(gross_fen)),
        (worded(N_("Tax rule")), worded(TAX_RULE_LABELS[TaxRule(tax_rule)])),
        (worded(N_("Less tax withheld")), yuan(tax_fen)),
        (worded(N_("Paid to the mediator")), yuan(net_fen)),
    ]


def what_would_be_paid(work: Work, reward: Reward) -> list[tuple[str, Any]]:
    """The sum and every line of the entitlement, beside the form that prepares the payout."""
    pay = services.sum_for(work, reward)
    yes, no = worded(N_("Yes")), worded(N_("No"))
    lines = entitlement_of(work, reward) if reward.mediator_id is not None else []
    return [
        (worded(N_("Mediator")), reward.mediator.display_name if reward.mediator else None),
        *sum_rows(pay.gross_fen, pay.tax_rule, pay.tax_fen, pay.net_fen),
        *((worded(line.label), yes if line.holds else no) for line in lines),
    ]


def what_is_paid(work: Work, payout: Payout) -> list[tuple[str, Any]]:
    """The payout in rows, beside the form that decides it."""
    return [
        (worded(N_("Listing")), called(payout.reward.listing)),
        (worded(N_("Mediator")), payout.payee.mediator.display_name),
        *sum_rows(payout.gross_fen, payout.tax_rule, payout.tax_fen, payout.net_fen),
        (worded(N_("Prepared by")), who_acted(work, payout, payout.prepared_by)),
        *_approvals(work, payout),
    ]


def who_acted(work: Work, payout: Payout, person: Person) -> str:
    """The name of one of finance, for those who may read it; the payee reads whose people they are."""
    return person.display_name if reads_names(work, payout) else worded(N_("The finance office"))


def _approvals(work: Work, payout: Payout) -> list[tuple[str, Any]]:
    """Who approved first, and why two are needed; nothing where one is enough."""
    if not payout.needs_two:
        return []
    first = who_acted(work, payout, payout.first_approved_by) if payout.first_approved_by else None
    return [
        (worded(N_("Two approvers are needed above")), yuan(payout.second_above_fen)),
        (worded(N_("First approved by")), first),
    ]


def takes_a_first(work: Work, payout: Payout) -> bool:
    """Two are to approve, and nobody has yet."""
    return payout.needs_two


def takes_the_last(work: Work, payout: Payout) -> bool:
    """One approval is enough, or the first has been given."""
    return not payout.needs_two or payout.first_approved_by_id is not None


DEEDS = [
    Deed(
        "payouts.prepare", "/rewards/<ref>/payout", Can.PREPARE_PAYOUT, NothingForm, services.prepare_payout,
        title=N_("Prepare the payout"), submit=N_("Hand in for approval"), then="payouts.show", load=reward_for,
        lead=N_("Every line must hold. Another person approves before anything is sent."), lifecycle=REWARD,
        step="begin_payment", primary=True, back="rewards.show", summary=what_would_be_paid,
        done=N_("The payout waits for approval."),
    ),
    Deed(
        "payouts.approve_first", "/payouts/<ref>/first-approval", Can.APPROVE_PAYOUT, NothingForm,
        services.approve_first, title=N_("Approve as the first of two"), submit=N_("Approve as the first"),
        then="payouts.show", load=payout_for, lifecycle=PAYOUT, step="approve_first", possible=takes_a_first,
        closed="payout.one_is_enough",
        lead=N_("This reward is above the limit: another approver decides after you, and only then it goes out."),
        primary=True, summary=what_is_paid, done=N_("Approved; a second approver decides next."),
    ),
    Deed(
        "payouts.approve", "/payouts/<ref>/approve", Can.APPROVE_PAYOUT, NothingForm, services.approve,
        title=N_("Approve the payout"), submit=N_("Approve and send"), then="payouts.show", load=payout_for,
        lead=N_("The net amount goes out at once, the tax is withheld."), lifecycle=PAYOUT, step="approve",
        possible=takes_the_last, closed="payout.two_needed", primary=True, summary=what_is_paid,
        done=N_("Approved; it is being sent."),
    ),
    Deed(
        "payouts.reject", "/payouts/<ref>/reject", Can.APPROVE_PAYOUT, RejectPayoutForm, services.reject,
        title=N_("Reject the payout"), submit=N_("Reject"), then="payouts.show", load=payout_for,
        lead=N_("The reward is due again and can be prepared anew."), lifecycle=PAYOUT, step="reject", danger=True,
        summary=what_is_paid, done=N_("The payout is rejected."),
    ),
    Deed(
        "payouts.send_again", "/payouts/<ref>/again", Can.PREPARE_PAYOUT, NothingForm, services.send_again,
        title=N_("Send the payout again"), submit=N_("Send again"), then="payouts.show", load=payout_for,
        lead=N_("It is sent again; what the provider has already done is not repeated."),
        lifecycle=PAYOUT, step="send_again", primary=True, summary=what_is_paid, done=N_("It is being sent again."),
    ),
    Deed(
        "payouts.give_up", "/payouts/<ref>/give-up", Can.APPROVE_PAYOUT, GiveUpPayoutForm, services.give_up,
        title=N_("Give the payout up"), submit=N_("Give up"), then="payouts.show", load=payout_for,
        lead=N_("Nothing more is sent for it. The reward is due again; a new payout is prepared and approved."),
        lifecycle=PAYOUT, step="give_up", danger=True, summary=what_is_paid,
        done=N_("The payout is given up; the reward is due again."),
    ),
    Deed(
        "payees.onboard", "/my/rewards/account", Can.ONBOARD_PAYEE, NothingForm, ask_for_account,
        title=N_("My account with the payment provider"), submit=N_("Ask for the link"), then="rewards.own",
        lead=N_("You give your bank details on the provider's own page; they never reach this system."),
        done=N_("The link is being prepared. Look again in a few seconds."),
    ),
]  # fmt: skip
