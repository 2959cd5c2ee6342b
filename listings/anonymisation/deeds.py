"""A clerk reviews what the software proposes to publish: both texts side by side, every find marked and explained."""

from typing import Any

from listings.anonymisation.find_groups import in_groups
from listings.anonymisation.forms import ReviewForm, SaveForm
from listings.anonymisation.services_review import decide, decisions_of, draft_of, review_of, save, why_not_redacted
from listings.cases.models import PetitionCase
from listings.cases.queries import case_for
from listings.starting_values import start_with
from market.policy import Can
from market.refusals import Refused
from market.text import N_
from market.vault.queries import has_opening
from market.web.deeds import Deed
from market.work import Work

TEMPLATE = "listings/anonymisation/review.html"
LEAD = N_("Whatever is marked may give somebody away. You decide what is masked; a reviewer reads the text again.")


def what_is_found(_work: Work, _case: PetitionCase, form: Any) -> dict[str, Any]:
    """The finds as the page groups them."""
    return {"groups": in_groups(form.review) if form.review else []}


def may_be_redacted(work: Work, case: PetitionCase) -> bool:
    """There is a draft, or one may be begun."""
    return why_not_redacted(work, case) is None


def why_it_is_not_redacted(work: Work, case: PetitionCase) -> Refused:
    """What keeps the case from being drafted, as the service says it."""
    return Refused(why_not_redacted(work, case) or "deed_closed")


def begin_the_review(work: Work, case: PetitionCase, form: Any) -> None:
    """The proposal under the decisions that are kept; once the opening has ended, only what was typed."""
    form.review = None
    form.has_draft = draft_of(work, case) is not None
    if not has_opening(work, case):
        form.left.offer([(key, key) for key in form.left.data or ()])
        return
    decisions = decisions_of(work, case)
    shown = form.review = review_of(work, case, decisions)
    form.left.offer([(find.key, find.text) for find in shown.finds if not find.hit.is_binding])
    listing = draft_of(work, case)
    start_with(
        form,
        left=[find.key for find in shown.finds if find.is_left],
        title=decisions.title or (listing.title if listing else ""),
        body=shown.text,
    )


DEEDS = [
    Deed(
        "listings.redact", "/cases/<ref>/redact", Can.DRAFT_LISTING, ReviewForm, decide,
        title=N_("Propose a text from the narrative"), submit=N_("Apply and show again"), then="listings.redact",
        lead=LEAD,
        load=case_for, on=PetitionCase, possible=may_be_redacted, within_opening=True, prepare=begin_the_review,
        shows=what_is_found,
        template=TEMPLATE, back="cases.show", in_api=False, closed=why_it_is_not_redacted,
        done=N_("Your choices are kept. This is the text now."),
    ),
    Deed(
        "listings.redact_save", "/cases/<ref>/redact/save", Can.DRAFT_LISTING, SaveForm, save,
        title=N_("Propose a text from the narrative"), submit=N_("Save as the draft's text"), then="listings.show",
        lead=LEAD,
        load=case_for, on=PetitionCase, possible=may_be_redacted, within_opening=True, prepare=begin_the_review,
        shows=what_is_found,
        template=TEMPLATE, back="cases.show", in_api=False, closed=why_it_is_not_redacted, hidden=True,
        done=N_("The draft is saved. Submit it when it is ready."),
    ),
]  # fmt: skip
