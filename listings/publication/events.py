"""What is told about a listing. Ending events release the reserved reward and close live claims upstairs."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("listing.drafted", N_("Listing drafted"), Readers.OFFICE),
    Event("listing.edited", N_("Listing draft changed"), Readers.OFFICE, gathered=True),
    Event("listing.submitted", N_("Listing submitted for release"), Readers.OFFICE),
    Event("listing.returned", N_("Listing returned to the drafter"), Readers.OFFICE),
    Event(
        "listing.released",
        N_("Listing released"),
        Readers.LET_IN,
        keys={"case_class", "reward_fen", "days_allowed", "claim_by"},
        required_subscriber=True,
    ),
    Event("listing.widened", N_("A wider version was published"), Readers.OFFICE),
    Event("listing.taken_back", N_("Its text was taken back from the public"), Readers.OFFICE),
    Event(
        "listing.cover_short",
        N_("Too few petitioners fit the listing by now"),
        Readers.OFFICE,
        keys={"needed"},  # never how many it fits: every reader of the case's record would learn it
    ),
    Event("listing.discarded", N_("Draft discarded"), Readers.OFFICE),
    Event("listing.proposed", N_("A mediator was proposed to the parties"), Readers.LET_IN),
    Event("listing.unproposed", N_("The listing is open to claims again"), Readers.LET_IN),
    Event("listing.granted", N_("Claim granted"), Readers.LET_IN),
    Event("listing.reopened", N_("Listing reopened"), Readers.LET_IN),
    Event("listing.settled", N_("Agreement took effect"), Readers.LET_IN),
    Event("listing.unsettled", N_("Mediation goes on after the court's dismissal"), Readers.LET_IN),
    Event("listing.confirmed", N_("Confirmed by the court"), Readers.LET_IN),
    Event("listing.renewed", N_("Listing renewed; claims are received for longer"), Readers.LET_IN, keys={"claim_by"}),
    Event("listing.withdrawn", N_("Listing withdrawn"), Readers.LET_IN, keys={"end_code"}),
    Event("listing.mediation_ended", N_("Mediation ended"), Readers.LET_IN, keys={"end_code"}),
    Event("listing.expired", N_("Listing expired without a claim"), Readers.LET_IN),
    Event("listing.closed_unconfirmed", N_("Listing ended without confirmation"), Readers.LET_IN),
    Event("listing.rewarded", N_("Reward paid"), Readers.LET_IN),
    Event("listing.closed_unrewarded", N_("Listing ended without a reward"), Readers.LET_IN),
]

ENDING_EVENTS = (
    "listing.withdrawn",
    "listing.mediation_ended",
    "listing.expired",
    "listing.closed_unconfirmed",
    "listing.closed_unrewarded",
)
PUBLIC_EVENTS = tuple(event.name for event in EVENTS if not event.for_office_alone)
