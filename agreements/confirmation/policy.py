"""Who acts towards the court: clerks file and record, reviewers verify and conclude; the mediator sees no number."""

from agreements.drafting.policy import not_ones_own_mediation
from market.policy import Can, Clauses, auditor, finance_member, not_by, office_clerk, office_member, office_reviewer

not_the_recorder_of_the_ruling = not_by("ruling_recorded_by_id")

POLICY: dict[Can, Clauses] = {
    Can.FILE_CONFIRMATION: [[office_clerk, not_ones_own_mediation]],
    Can.RECORD_COURT_STEP: [[office_clerk, not_ones_own_mediation]],
    Can.RECORD_RULING: [[office_clerk, not_ones_own_mediation]],
    Can.VERIFY_RULING: [[office_reviewer, not_the_recorder_of_the_ruling, not_ones_own_mediation]],
    Can.SEE_RULING: [
        [office_member, not_ones_own_mediation],
        [finance_member, not_ones_own_mediation],
        [auditor, not_ones_own_mediation],
    ],
    Can.CONCLUDE_DISMISSAL: [[office_reviewer, not_ones_own_mediation]],
}
