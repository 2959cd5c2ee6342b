"""The words of the ledger: where budget money can stand, and the lines it is voted on (预算指标)."""

from enum import StrEnum

from market.text import N_


class AccountKind(StrEnum):
    """Where money of a budget line stands. The first two are of the line, the others of one promise."""

    APPROPRIATED = "appropriated"
    AVAILABLE = "available"
    ENCUMBERED = "encumbered"
    PAYABLE = "payable"
    WITHHELD_TAX = "withheld_tax"
    IN_TRANSIT = "in_transit"
    PAID = "paid"


KIND_LABELS = {
    AccountKind.APPROPRIATED: N_("Appropriated"),
    AccountKind.AVAILABLE: N_("Available"),
    AccountKind.ENCUMBERED: N_("Encumbered"),
    AccountKind.PAYABLE: N_("Payable"),
    AccountKind.WITHHELD_TAX: N_("Tax withheld"),
    AccountKind.IN_TRANSIT: N_("In transit"),
    AccountKind.PAID: N_("Paid"),
}

OF_THE_LINE = (AccountKind.APPROPRIATED, AccountKind.AVAILABLE)
OF_A_PROMISE = tuple(kind for kind in AccountKind if kind not in OF_THE_LINE)


class BudgetLine(StrEnum):
    """The lines on which the yearly budget votes money for the scheme."""

    REWARDS_A = "rewards_a"
    REWARDS_B = "rewards_b"
    REWARDS_C = "rewards_c"
    EFFORT = "effort"
    COUNSELLING = "counselling"
    OTHER = "other"


LINE_LABELS = {
    BudgetLine.REWARDS_A: N_("Rewards, class A"),
    BudgetLine.REWARDS_B: N_("Rewards, class B"),
    BudgetLine.REWARDS_C: N_("Rewards, class C"),
    BudgetLine.EFFORT: N_("Payments for documented effort"),
    BudgetLine.COUNSELLING: N_("Counselling"),
    BudgetLine.OTHER: N_("Other petition costs"),
}


def reward_line(case_class: str) -> BudgetLine:
    """The line that pays the rewards of a class (A, B or C). Raises KeyError for another."""
    return {"A": BudgetLine.REWARDS_A, "B": BudgetLine.REWARDS_B, "C": BudgetLine.REWARDS_C}[case_class]
