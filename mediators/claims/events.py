"""What the record says of a claim. Its subject is the claim; parties and reasons never stand in a payload."""

from market.events import Event
from market.text import N_

# What ends a claim that was granted.
ENDING_GRANTED = (
    "claim.relinquished",
    "claim.lapsed",
    "claim.replaced",
    "claim.suspended",
    "claim.completed",
    "claim.closed",
)

EVENTS = [
    Event("claim.made", N_("Claim received"), keys={"mediator", "plan_days", "plan_visits"}, office_only=True),
    Event("claim.proposed", N_("Mediator proposed to the parties")),
    Event("claim.answered", N_("A party's answer recorded"), keys={"party", "answer", "answered_on"}),
    Event("claim.granted", N_("Claim granted; the time limit starts"), keys={"days_allowed"}),
    Event("claim.held", N_("Claim waits while another mediator is at work"), office_only=True),
    Event("claim.stood_again", N_("Claim stands again"), office_only=True),
    Event("claim.declined", N_("Claim declined by the office"), office_only=True),
    Event("claim.withdrawn", N_("Claim withdrawn by the mediator"), office_only=True),
    Event("claim.not_accepted", N_("A party wants another mediator"), office_only=True),
    Event("claim.unanswered", N_("Claim ended: not every party answered by the second date"), office_only=True),
    Event("claim.relinquished", N_("Claim given back by the mediator")),
    Event("claim.lapsed", N_("Claim lapsed: the time limit has passed")),
    Event("claim.replaced", N_("Mediator replaced"), keys={"replace_code"}),
    Event("claim.suspended", N_("Claim ended with the mediator's suspension"), office_only=True),
    Event("claim.settled", N_("Settled: the agreement has taken effect")),
    Event("claim.resumed", N_("Mediation goes on")),
    Event("claim.completed", N_("Claim completed")),
    Event("claim.closed", N_("Claim closed with the listing")),
]
