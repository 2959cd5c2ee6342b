"""What the record says of a claim. Its subject is the claim; parties and reasons never stand in a payload."""

from market.events import Event, Readers
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
    Event("claim.made", N_("Claim received"), Readers.OFFICE, keys={"mediator", "plan_days", "plan_visits"}),
    Event("claim.proposed", N_("Mediator proposed to the parties"), Readers.LET_IN),
    Event("claim.answered", N_("A party's answer recorded"), Readers.LET_IN, keys={"party", "answer", "answered_on"}),
    Event("claim.granted", N_("Claim granted; the time limit starts"), Readers.LET_IN, keys={"days_allowed"}),
    Event("claim.held", N_("Claim waits while another mediator is at work"), Readers.OFFICE),
    Event("claim.stood_again", N_("Claim stands again"), Readers.OFFICE),
    Event("claim.declined", N_("Claim declined by the office"), Readers.OFFICE),
    Event("claim.withdrawn", N_("Claim withdrawn by the mediator"), Readers.OFFICE),
    Event("claim.not_accepted", N_("A party wants another mediator"), Readers.OFFICE),
    Event("claim.unanswered", N_("Claim ended: not every party answered by the second date"), Readers.OFFICE),
    Event("claim.relinquished", N_("Claim given back by the mediator"), Readers.LET_IN),
    Event("claim.lapsed", N_("Claim lapsed: the time limit has passed"), Readers.LET_IN),
    Event("claim.replaced", N_("Mediator replaced"), Readers.LET_IN, keys={"replace_code"}),
    Event("claim.suspended", N_("Claim ended with the mediator's suspension"), Readers.OFFICE),
    Event("claim.settled", N_("Settled: the agreement has taken effect"), Readers.LET_IN),
    Event("claim.resumed", N_("Mediation goes on"), Readers.LET_IN),
    Event("claim.completed", N_("Claim completed"), Readers.LET_IN),
    Event("claim.closed", N_("Claim closed with the listing"), Readers.LET_IN),
]
