"""Every refusal of this floor as one plain sentence, and the constraints that say the same in the database."""

from market.text import N_

SENTENCES = {
    "budget.year_far": N_("Only last year, this year (%(this_year)s) and next year can be opened."),
    "budget.year_is_open": N_("The budget year %(year)s is open already."),
    "budget.year_closed": N_("The budget year %(fiscal_year)s is closed; no more money is voted in it."),
    "budget.year_not_open": N_("The budget year is not open, so no money is voted in it."),
    "budget.paper_and_money": N_(
        "A budget paper and its money belong together: one is never booked without the other."
    ),
    "budget.reason_missing": N_("Say why the paper is rejected; its preparer reads the reason."),
    "budget.no_year": N_(
        "The budget year %(year)s is not open yet, so no reward can be promised. Ask finance to open it."
    ),
    "budget.not_enough": N_(
        "The budget line has %(available_fen)s left and this needs %(needed_fen)s. Ask finance for a supplement first."
    ),
    "budget.document_used": N_("This document number has already been entered for this line."),
    "budget.four_eyes": N_("A paper is approved by another person than the one who prepared it."),
    "budget.paper_decided": N_("This paper has been decided and stays as it is."),
    "ledger.not_enough": N_(
        "%(account_label)s holds %(available_fen)s of this reward; %(needed_fen)s cannot be moved."
    ),
    "ledger.more_than_appropriated": N_("More would go back than was appropriated."),
    "ledger.overdrawn": N_("There is not enough money for this. Nothing was moved."),
    "ledger.key_used_otherwise": N_("This movement of money has been booked before with other amounts."),
    "ledger.reversal_of_reversal": N_("A reversal cannot be reversed itself; post the movement anew."),
    "ledger.reversed_before": N_("This posting has already been reversed."),
    "ledger.not_a_mirror": N_("A reversal undoes exactly what was booked."),
    "reward.dispute_has_one": N_(
        "Another reward is already promised for the same dispute; one dispute earns one reward."
    ),
    "reward.none_reserved": N_("No reward stands behind this listing, so none can fall due."),
    "reward.nobody_earned_it": N_("No settled claim stands behind this reward."),
    "reward.not_entitled": N_("The reward cannot be paid yet. This does not hold: %(unmet_label)s."),
    "reward.reason_missing": N_("Say why this reward should be refused for good."),
    "reward.same_person": N_("Whoever proposed the refusal cannot decide it. Ask another approver."),
    "payee.no_account": N_("The payment provider has not opened the account yet."),
    "payee.no_bank": N_("The payment provider does not know a bank account yet."),
    "payee.not_a_mediator": N_("Only mediators have an account for rewards."),
    "payout.reason_missing": N_("Say why the payout is rejected; its preparer reads the reason."),
    "payout.same_person": N_("Whoever prepared this payout cannot decide it. Ask another approver."),
    "payout.first_approver": N_("You were the first to approve this payout. Another approver decides next."),
    "payout.one_is_enough": N_("This payout is not above the limit: one approval is enough."),
    "payout.two_needed": N_("A payout of this size needs two approvers, one after the other."),
    "payout.own_money": N_("Nobody decides about money that comes to them."),
    "payout.payee_not_ready": N_("The mediator's account with the payment provider cannot receive money now."),
    "payout.bank_changed": N_(
        "The mediator's bank account changed after this payout was prepared. Reject it and prepare it anew."
    ),
    "payout.bank_changed_since": N_(
        "The mediator's bank account changed after this payout was approved, so it is not sent again: an approver"
        " gives it up, and a new payout is prepared and approved."
    ),
    "payout.stands_at_the_provider": N_(
        "The money of this payout still stands in the mediator's account at the payment provider. Take the transfer"
        " back there first; then the payout can be given up."
    ),
    "payout.no_provider_id": N_("The payment provider has not confirmed this payout."),
    "payout.one_a_reward": N_("A payout of this reward exists already."),
    "payout.not_entitled": N_("The database refuses this payout: what entitles the mediator to it is not complete."),
    "payout.not_entitled_now": N_(
        "The payout cannot go out: what held when it was prepared does not hold now: %(unmet_label)s."
    ),
    "payout.stays": N_("A payout keeps its amounts, its reward and its payee."),
}

CONSTRAINTS = {
    "ck_ledger_account_never_overdrawn": "ledger.overdrawn",
    "uq_budget_paper_document": "budget.document_used",
    "ck_budget_paper_four_eyes": "budget.four_eyes",
    "budget_paper_keeps_its_content": "budget.paper_decided",
    "budget_year_is_open": "budget.year_not_open",
    "budget_paper_is_posted": "budget.paper_and_money",
    "ledger_posting_is_voted": "budget.paper_and_money",
    "ledger_reversal_mirrors": "ledger.not_a_mirror",
    "uq_reward_one_a_dispute": "reward.dispute_has_one",
    "ck_reward_four_eyes": "reward.same_person",
    "ck_payout_four_eyes": "payout.same_person",
    "ck_payout_first_approver_is_another": "payout.first_approver",
    "ck_payout_two_above_the_limit": "payout.two_needed",
    "uq_payout_one_a_reward": "payout.one_a_reward",
    "payout_is_earned": "payout.not_entitled",
    "payout_keeps_its_content": "payout.stays",
    "payout_not_to_oneself": "payout.own_money",
}
