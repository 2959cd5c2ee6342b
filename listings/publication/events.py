"""What is told about a listing. Ending events release the reserved reward and close live claims upstairs."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("listing.drafted", N_("Listing drafted"), office_only=True),
    Event("listing.edited", N_("Listing draft changed"), office_only=True, gathered=True),
    Event("listing.submitted", N_("Listing submitted for release"), office_only=True),
    Event("listing.returned", N_("Listing returned to the drafter"), office_only=True),
    Event(
        "listing.released",
        N_("Listing released"),
        keys={"case_class", "reward_fen", "days_allowed", "claim_by"},
        required_subscriber=True,
    ),
    Event("listing.widened", N_("A wider version was published"), office_only=True),
    Event("listing.taken_back", N_("Its text was taken back from the public"), office_only=True),
    Event(
        "listing.cover_short",
        N_("Too few petitioners fit the listing by now"),
        keys={"needed", "found"},
        office_only=True,
    ),
    Event("listing.discarded", N_("Draft discarded"), office_only=True),
    Event("listing.proposed", N_("A mediator was proposed to the parties")),
    Event("listing.unproposed", N_("The listing is open to claims again")),
    Event("listing.granted", N_("Claim granted")),
    Event("listing.reopened", N_("Listing reopened")),
    Event("listing.settled", N_("Agreement took effect")),
    Event("listing.unsettled", N_("Mediation goes on after the court's dismissal")),
    Event("listing.confirmed", N_("Confirmed by the court")),
    Event("listing.renewed", N_("Listing renewed; claims are received for longer"), keys={"claim_by"}),
    Event("listing.withdrawn", N_("Listing withdrawn"), keys={"end_code"}),
    Event("listing.mediation_ended", N_("Mediation ended"), keys={"end_code"}),
    Event("listing.expired", N_("Listing expired without a claim")),
    Event("listing.closed_unconfirmed", N_("Listing ended without confirmation")),
    Event("listing.rewarded", N_("Reward paid")),
    Event("listing.closed_unrewarded", N_("Listing ended without a reward")),
]

ENDING_EVENTS = (
    "listing.withdrawn",
    "listing.mediation_ended",
    "listing.expired",
    "listing.closed_unconfirmed",
    "listing.closed_unrewarded",
)
PUBLIC_EVENTS = tuple(event.name for event in EVENTS if not event.office_only)
