"""The life of a claim. Steps of the system follow from a grant, a reopening, an agreement or a payment."""

from market.lifecycle import SYSTEM, Lifecycle, Step
from market.policy import Can
from market.text import N_
from mediators.claims.guards import (
    a_party_is_silent,
    every_party_has_accepted,
    has_reason,
    mediator_is_approved,
    second_date_has_passed,
)
from mediators.claims.models import Claim
from mediators.claims.vocabulary import CLAIM_STATE_LABELS, OPEN
from mediators.claims.vocabulary import ClaimState as S

ENDED_AT, ENDED_BY = "ended_at", "ended_by_id"

CLAIM = Lifecycle(Claim, states=S, labels=CLAIM_STATE_LABELS, steps=[
    # the office's choice and the parties' say
    Step("propose", {S.STANDING}, S.PROPOSED, Can.PROPOSE_CLAIM, "claim.proposed", N_("Propose to the parties"),
         [mediator_is_approved], stamp="proposed_at", by="proposed_by_id"),
    Step("grant", {S.PROPOSED}, S.GRANTED, Can.GRANT_CLAIM, "claim.granted", N_("Grant the claim"),
         [mediator_is_approved, every_party_has_accepted], stamp="granted_at", by="granted_by_id"),
    Step("not_accept", {S.PROPOSED}, S.NOT_ACCEPTED, Can.RECORD_ANSWER, "claim.not_accepted",
         N_("A party wants another mediator"), stamp=ENDED_AT, by=ENDED_BY),
    Step("end_unanswered", {S.PROPOSED}, S.UNANSWERED, Can.RECORD_ANSWER, "claim.unanswered",
         N_("End the claim: the parties did not answer"), [a_party_is_silent, second_date_has_passed],
         stamp=ENDED_AT, by=ENDED_BY),
    Step("decline", {S.STANDING, S.HELD}, S.DECLINED, Can.DECLINE_CLAIM, "claim.declined", N_("Decline the claim"),
         [has_reason], stamp=ENDED_AT, by=ENDED_BY),
    Step("replace", {S.GRANTED}, S.REPLACED, Can.REPLACE_CLAIM, "claim.replaced", N_("Replace the mediator"),
         [has_reason], stamp=ENDED_AT, by=ENDED_BY),
    # the mediator's own
    Step("withdraw", {S.STANDING, S.HELD, S.PROPOSED}, S.WITHDRAWN, Can.WITHDRAW_CLAIM, "claim.withdrawn",
         N_("Withdraw the claim"), stamp=ENDED_AT, by=ENDED_BY),
    Step("relinquish", {S.GRANTED}, S.RELINQUISHED, Can.RELINQUISH_CLAIM, "claim.relinquished",
         N_("Give the case back"), [has_reason], stamp=ENDED_AT, by=ENDED_BY),
    # consequences
    Step("hold", {S.STANDING}, S.HELD, SYSTEM, "claim.held", N_("Hold")),
    Step("stand_again", {S.HELD}, S.STANDING, SYSTEM, "claim.stood_again", N_("Stand again")),
    Step("lapse", {S.GRANTED}, S.LAPSED, SYSTEM, "claim.lapsed", N_("Lapse"), stamp=ENDED_AT, by=ENDED_BY),
    Step("suspend", {S.STANDING, S.HELD, S.PROPOSED, S.GRANTED}, S.SUSPENDED, SYSTEM, "claim.suspended",
         N_("End by suspension"), [has_reason], stamp=ENDED_AT, by=ENDED_BY),
    Step("settle", {S.GRANTED}, S.SETTLED, SYSTEM, "claim.settled", N_("Settle")),
    Step("resume", {S.SETTLED}, S.GRANTED, SYSTEM, "claim.resumed", N_("Resume")),
    Step("complete", {S.SETTLED}, S.COMPLETED, SYSTEM, "claim.completed", N_("Complete"), stamp=ENDED_AT, by=ENDED_BY),
    Step("close", OPEN, S.CLOSED, SYSTEM, "claim.closed", N_("Close with the listing"), stamp=ENDED_AT, by=ENDED_BY),
])  # fmt: skip
