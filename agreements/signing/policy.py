"""Who records marks and who verifies them: never the same person, and never the mediator of the case."""

from agreements.drafting.policy import not_ones_own_mediation
from market.policy import Can, Clauses, not_by, office_clerk, office_reviewer

not_the_recorder = not_by("recorded_by_id")

POLICY: dict[Can, Clauses] = {
    Can.RECORD_MARK: [[office_clerk, not_ones_own_mediation]],
    Can.VERIFY_MARK: [[office_reviewer, not_the_recorder, not_ones_own_mediation]],
}
