"""What the office does to a listing, from the draft to the board and off it."""

from typing import Any

from listings.cases.models import PetitionCase
from listings.cases.queries import case_for, towns
from listings.publication import services
from listings.publication.deeds_deciding import what_is_decided_on, what_is_left_in_the_draft
from listings.publication.forms import NOT_STATED, EndMediationForm, ReturnForm, TextForm, WithdrawForm
from listings.publication.lifecycle import LISTING
from listings.publication.models import Listing
from listings.publication.queries import listing_for, why_not_drafted
from listings.publication.vocabulary import ListingState, amount_band, duration_band
from listings.reidentification.deeds import what_was_assessed
from listings.reidentification.forms import AssessmentForm, ReleaseForm
from listings.starting_values import start_with
from market.policy import Can
from market.refusals import Refused
from market.text import N_
from market.vault.queries import has_opening
from market.web.deeds import Deed
from market.web.forms import NothingForm
from market.work import Work

DECISION = "listings/publication/decide.html"


def _offer_towns(work: Work, form: Any, jurisdiction_id: str) -> None:
    found = towns(work, [jurisdiction_id])
    form.place_town.offer([NOT_STATED, *((town.public_id, town.name_zh) for town in found)])


def begin_with_the_case(work: Work, case: PetitionCase, form: Any) -> None:
    """The generalised attributes, proposed from the case."""
    _offer_towns(work, form, case.jurisdiction_id)
    form.private_is_open = has_opening(work, case)
    start_with(
        form,
        category=case.category,
        place_town=case.place_town.public_id,
        duration_band=duration_band(case.arose_on, work.today).value,
        amount_band=amount_band(case.amount_in_dispute_fen).value,
    )


def begin_with_the_draft(work: Work, listing: Listing, form: Any) -> None:
    """The draft as it stands."""
    _offer_towns(work, form, listing.jurisdiction_id)
    form.private_is_open = has_opening(work, listing.case)
    start_with(
        form,
        title=listing.title,
        body=listing.body,
        category=listing.category,
        place_town=listing.place_town.public_id if listing.place_town else "",
        duration_band=listing.duration_band or "",
        amount_band=listing.amount_band or "",
    )


def may_be_drafted(work: Work, case: PetitionCase) -> bool:
    """Classified, without a listing that has not ended; nothing bars it and nobody refuses."""
    return why_not_drafted(work, case) is None


def why_it_is_not_drafted(work: Work, case: PetitionCase) -> Refused:
    """What keeps the case from being drafted, as the service says it."""
    return Refused(why_not_drafted(work, case) or "deed_closed")


def is_draft(work: Work, listing: Listing) -> bool:
    return listing.status == ListingState.DRAFT


def what_stands(listing: Listing) -> tuple[Any, ...]:
    """Text and attributes as they are now, and since when they wait for a reviewer."""
    beside = (listing.category, listing.place_town_id, listing.duration_band, listing.amount_band)
    return (listing.title, listing.body, *beside, listing.submitted_at)


DEEDS = [
    Deed(
        "listings.draft", "/cases/<ref>/listing", Can.DRAFT_LISTING, TextForm, services.draft,
        title=N_("Draft the listing"), submit=N_("Save the draft"), then="listings.show", load=case_for,
        lead=N_("Write what anyone may read. The text is checked against the case's private data before it is saved."),
        on=PetitionCase, possible=may_be_drafted, closed=why_it_is_not_drafted,
        prepare=begin_with_the_case, primary=True, back="cases.show", template="listings/anonymisation/draft.html",
        done=N_("The draft is saved. Submit it when it is ready."),
    ),
    Deed(
        "listings.edit", "/listings/<ref>/edit", Can.DRAFT_LISTING, TextForm, services.edit,
        title=N_("Edit the draft"), submit=N_("Save the draft"), then="listings.show", load=listing_for,
        on=Listing, possible=is_draft, prepare=begin_with_the_draft, done=N_("The draft is saved."),
        template="listings/anonymisation/draft.html", seen=what_stands, shows=what_is_left_in_the_draft,
    ),
    Deed(
        "listings.submit", "/listings/<ref>/submit", Can.DRAFT_LISTING, AssessmentForm, services.submit,
        title=N_("Submit for release"), submit=N_("Submit the listing"), then="listings.show", load=listing_for,
        lead=N_(
            "Say what publishing it may do to the people of the case (Personal Information Protection Law, article "
            "55). A reviewer who has not written it reads exactly this and releases or returns it."
        ),
        lifecycle=LISTING, step="submit", primary=True, shows=what_is_decided_on,
        template=DECISION, seen=what_stands,
        done=N_("The listing waits for a reviewer."),
    ),
    Deed(
        "listings.release", "/listings/<ref>/release", Can.RELEASE_LISTING, ReleaseForm, services.release,
        title=N_("Release to the board"), submit=N_("Release the listing"), then="listings.show", load=listing_for,
        lead=N_(
            "From now on anyone can read it. Class, reward and days are fixed, and the reward is reserved"
            " in the budget."
        ),
        lifecycle=LISTING, step="release", primary=True, summary=what_was_assessed,
        shows=what_is_decided_on, template=DECISION, seen=what_stands,
        done=N_("The listing is on the board."),
    ),
    Deed(
        "listings.send_back", "/listings/<ref>/return", Can.RELEASE_LISTING, ReturnForm, services.send_back,
        title=N_("Return to the drafter"), submit=N_("Return the listing"), then="listings.show", load=listing_for,
        lifecycle=LISTING, step="return", done=N_("The listing is returned to its drafter."),
    ),
    Deed(
        "listings.discard", "/listings/<ref>/discard", Can.DRAFT_LISTING, NothingForm, services.discard,
        title=N_("Discard the draft"), submit=N_("Discard the draft"), then="listings.show", load=listing_for,
        lead=N_("The draft is given up. The case keeps its class and can be drafted anew."),
        lifecycle=LISTING, step="discard", danger=True, done=N_("The draft is discarded."),
    ),
    Deed(
        "listings.withdraw", "/listings/<ref>/withdraw", Can.WITHDRAW_LISTING, WithdrawForm, services.withdraw,
        title=N_("Withdraw from the board"), submit=N_("Withdraw the listing"), then="listings.show", load=listing_for,
        lead=N_(
            "Claims on it end and the reserved reward goes back to the budget. The listing stays findable"
            " as withdrawn."
        ),
        lifecycle=LISTING, step="withdraw", danger=True, done=N_("The listing is withdrawn."),
    ),
    Deed(
        "listings.end_mediation", "/listings/<ref>/end-mediation", Can.END_MEDIATION, EndMediationForm,
        services.end_mediation, title=N_("End mediation"), submit=N_("End mediation"), then="listings.show",
        lead=N_("A party refuses mediation or withdraws consent (People's Mediation Law, articles 17 and 23)."),
        load=listing_for, lifecycle=LISTING, step="end_mediation", danger=True, done=N_("Mediation is ended."),
    ),
]  # fmt: skip
