"""What finance's rules leave to the banner, as dated settings decided by two people."""

from market.money import TaxRule
from market.settings.dated import Dated, Kind
from market.text import N_
from payouts.payments.vocabulary import TAX_RULE_LABELS

SETTINGS = {
    "reward_tax_rule": Dated(
        Kind.CHOICE,
        TaxRule.LABOUR.value,
        N_("The rule by which tax is withheld from rewards"),
        choices=tuple((rule.value, label) for rule, label in TAX_RULE_LABELS.items()),
    ),
    "second_approver_above_fen": Dated(
        Kind.FEN,
        1_000_000,
        N_("The reward above which a second approver decides before its payout goes out"),
    ),
}
