"""Whether a reward may be paid, line by line: every line is a rule of the scheme, and all of them must hold.

Pure: the grounds are gathered elsewhere. The database refuses a payout row without them as well.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from market.text import N_


@dataclass(frozen=True)
class Grounds:
    """What is known about a reward. Days are legal days; `sessions` counts the entries of the session log."""

    took_effect_on: date | None
    limit_last_day: date | None
    agreement_in_effect: bool
    marks_verified: int
    marks_missing: int
    ruling_effective: bool
    ruling_verified: bool
    sessions: int
    public_employee: bool
    suspended: bool
    account_ready: bool
    rewards_of_the_dispute: int


@dataclass(frozen=True)
class Line:
    """One rule, whether it holds, and the words for what was found (a message id with its facts)."""

    code: str
    label: str
    holds: bool
    found: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class _Rule:
    code: str
    label: str
    holds: Callable[[Grounds], bool]
    found: Callable[[Grounds], str]
    facts: Callable[[Grounds], dict[str, Any]]


def _within_limit(g: Grounds) -> bool:
    return g.took_effect_on is not None and g.limit_last_day is not None and g.took_effect_on <= g.limit_last_day


RULES = (
    _Rule(
        "within_limit",
        N_("The agreement took effect within the time limit of the claim"),
        _within_limit,
        lambda g: N_("Took effect on %(took_effect_on)s; the last day was %(limit_last_day)s"),
        lambda g: {"took_effect_on": g.took_effect_on or "—", "limit_last_day": g.limit_last_day or "—"},
    ),
    _Rule(
        "marks",
        N_("The agreement is in effect with every signature and the seal, each verified"),
        lambda g: g.agreement_in_effect and g.marks_missing == 0 and g.marks_verified > 0,
        lambda g: N_("%(verified)s verified, %(missing)s missing"),
        lambda g: {"verified": g.marks_verified, "missing": g.marks_missing},
    ),
    _Rule(
        "ruling",
        N_("The court's ruling makes it effective, and a second person has verified the ruling"),
        lambda g: g.ruling_effective and g.ruling_verified,
        lambda g: N_("Effective and verified") if g.ruling_effective and g.ruling_verified else N_("Not verified"),
        lambda g: {},
    ),
    _Rule(
        "file",
        N_("The file is complete: the mediation sessions are logged"),
        lambda g: g.sessions > 0,
        lambda g: N_("%(sessions)s sessions logged"),
        lambda g: {"sessions": g.sessions},
    ),
    _Rule(
        "not_public",
        N_("The mediator is not a public employee"),
        lambda g: not g.public_employee,
        lambda g: N_("Public employees are never paid") if g.public_employee else N_("Declared: no public employee"),
        lambda g: {},
    ),
    _Rule(
        "not_suspended",
        N_("The mediator is not suspended"),
        lambda g: not g.suspended,
        lambda g: N_("Nothing is paid while the suspension lasts") if g.suspended else N_("Not suspended"),
        lambda g: {},
    ),
    _Rule(
        "dispute",
        N_("No other reward has been promised for the same dispute"),
        lambda g: g.rewards_of_the_dispute == 1,
        lambda g: N_("%(count)s reward for this dispute"),
        lambda g: {"count": g.rewards_of_the_dispute},
    ),
    _Rule(
        "account",
        N_("The mediator's account with the payment provider can receive money"),
        lambda g: g.account_ready,
        lambda g: N_("The account is open") if g.account_ready else N_("The mediator has not finished opening it"),
        lambda g: {},
    ),
)


def entitlement(grounds: Grounds) -> list[Line]:
    """Every rule judged on the grounds, in the order in which they are shown."""
    return [
        Line(rule.code, rule.label, rule.holds(grounds), rule.found(grounds), rule.facts(grounds)) for rule in RULES
    ]


def first_unmet(lines: list[Line]) -> Line | None:
    """The first rule that does not hold."""
    return next((line for line in lines if not line.holds), None)
