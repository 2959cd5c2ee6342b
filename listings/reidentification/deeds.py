"""Saying less: for a draft the widening that is offered, for what is public whatever a reviewer leaves out."""

from dataclasses import replace
from typing import Any

from listings.publication.models import Listing
from listings.publication.queries import listing_for
from listings.publication.vocabulary import (
    PUBLISHED_AMOUNTS,
    PUBLISHED_CATEGORIES,
    PUBLISHED_DURATIONS,
    ListingState,
)
from listings.reidentification import services
from listings.reidentification.forms import RISK_LABELS, WidenForm
from listings.reidentification.ladders import Attribute, Told, ladder
from listings.reidentification.models import Risk
from listings.reidentification.preview import Preview, preview_of
from listings.reidentification.queries import Cover, cover_of, last_assessment, told_by
from listings.starting_values import start_with
from market.people.models import Department
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.web.forms import NothingForm
from market.web.showing import worded
from market.work import Work

TEMPLATE = "listings/reidentification/widen.html"
LABELS = {
    Attribute.CATEGORY: N_("Category"),
    Attribute.PLACE: N_("Town"),
    Attribute.DURATION: N_("How long it has lasted"),
    Attribute.AMOUNT: N_("Amount in dispute"),
}
_WORDS = {
    Attribute.CATEGORY: PUBLISHED_CATEGORIES,
    Attribute.DURATION: PUBLISHED_DURATIONS,
    Attribute.AMOUNT: PUBLISHED_AMOUNTS,
}


def worded_value(work: Work, told: Told, attribute: Attribute) -> str:
    """One published attribute in the reader's language."""
    value = told.of(attribute)
    if value is None:
        return worded("Not stated")
    if attribute is Attribute.PLACE:
        town = work.session.get_one(Department, value)
        return town.name_zh
    return worded(_WORDS[attribute][str(value)])


def what_was_assessed(work: Work, listing: Listing) -> list[tuple[str, Any]]:
    """The clerk's assessment of what publishing may do to people, as it was submitted."""
    assessment = last_assessment(work.session, listing.id)
    if assessment is None:
        return []
    return [
        (N_("Risk to the people of the case"), worded(RISK_LABELS[Risk(assessment.risk)])),
        (N_("What could happen to them if they were recognised"), assessment.effects),
        (N_("What protects them"), assessment.measures),
    ]


def what_is_widened(work: Work, listing: Listing) -> list[tuple[str, Any]]:
    """Each attribute that changes, from and to, and how many petitioners it then fits at the least."""
    cover = cover_of(work, listing)
    if cover.offer is None:
        return []
    now, then = told_by(work, listing), cover.offer.told
    changed = [attribute for attribute in Attribute if now.of(attribute) != then.of(attribute)]
    return [
        *((LABELS[a], f"{worded_value(work, now, a)} → {worded_value(work, then, a)}") for a in changed),
        (N_("Petitioners it then fits, at the least"), cover.needed),
    ]


def what_is_lost(work: Work, listing: Listing, cover: Cover) -> str:
    """The attributes that the offer widens, with what they become, in one line."""
    if cover.offer is None:
        return ""
    now, then = told_by(work, listing), cover.offer.told
    return worded(", ").join(
        f"{worded(LABELS[attribute])}: {worded_value(work, then, attribute)}"
        for attribute in Attribute
        if now.of(attribute) != then.of(attribute)
    )


def draft_is_short(work: Work, listing: Listing) -> bool:
    """A draft that fits too few, and an offer that mends it."""
    return listing.status == ListingState.DRAFT and _has_offer(work, listing)


def can_say_less(work: Work, listing: Listing) -> bool:
    """Something on the board that still says more than its class."""
    told = told_by(work, listing)
    return services.is_public(listing) and any(told.of(attribute) is not None for attribute in Attribute)


def offer_less(work: Work, listing: Listing, form: Any) -> None:
    """Each attribute as it is published, and everything wider."""
    told = told_by(work, listing)
    for attribute in Attribute:
        rungs: list[Any] = list(ladder(attribute, told.of(attribute)))
        choices = [
            ("" if rung is None else str(rung), worded_value(work, replace(told, **{attribute.value: rung}), attribute))
            for rung in rungs
        ]
        form[attribute.value].offer(choices)
        start_with(form, **{attribute.value: choices[0][0]})
    _show_what_is_chosen(work, listing, form, told)


def offer_the_least(work: Work, listing: Listing, form: Any) -> None:
    """The draft as it would read with the least widening that holds."""
    form.preview = None
    offer = cover_of(work, listing).offer
    if offer is not None:
        _show(work, form, preview_of(work, listing, offer.told))


def what_is_read(listing: Listing) -> tuple[Any, ...]:
    """All that a widening changes."""
    values = (listing.category, listing.place_town_id, listing.duration_band, listing.amount_band)
    return (listing.title, listing.body, *values)


def _show_what_is_chosen(work: Work, listing: Listing, form: Any, told: Told) -> None:
    """The public page as it would read, where what is chosen is offered and says less."""
    form.preview = None
    chosen = {attribute.value: form[attribute.value].data or "" for attribute in Attribute}
    for name, value in chosen.items():
        form[name].data = value  # what is left out is a choice like the others, and stays chosen
    offered = all(value in form[name].offered for name, value in chosen.items())
    values: dict[str, Any] = {name: value or None for name, value in chosen.items()}
    then = replace(told, **values | {"place": told.place if chosen["place"] else None})
    if offered and then != told:
        _show(work, form, preview_of(work, listing, then))


def _show(work: Work, form: Any, preview: Preview) -> None:
    form.preview = preview
    form.preview_values = [
        (worded(LABELS[attribute]), *(worded_value(work, told, attribute) for told in (preview.now, preview.then)))
        for attribute in Attribute
    ]


def _has_offer(work: Work, listing: Listing) -> bool:
    cover = cover_of(work, listing)
    return not cover.holds and cover.offer is not None


DEEDS = [
    Deed(
        "listings.widen_draft", "/listings/<ref>/widen-draft", Can.DRAFT_LISTING, NothingForm, services.widen_draft,
        title=N_("Say less, so that nobody is recognised"), submit=N_("Take this over"), then="listings.show",
        load=listing_for, on=Listing, possible=draft_is_short, summary=what_is_widened, primary=True,
        prepare=offer_the_least, template=TEMPLATE, seen=what_is_read,
        lead=N_("This is the least that has to be left out. Where the town goes, it goes from the text too."),
        done=N_("The draft says less now, and fits enough cases."),
    ),
    Deed(
        "listings.widen", "/listings/<ref>/widen", Can.WIDEN_LISTING, WidenForm, services.widen,
        title=N_("Publish less of it"), submit=N_("Publish the wider version"), then="listings.show",
        load=listing_for, on=Listing, possible=can_say_less, prepare=offer_less,
        template=TEMPLATE, shown_first=True, seen=what_is_read,
        lead=N_(
            "A wider version protects from new readers; what was read before cannot be unsaid. Where the town goes, it "
            "goes from the text too. Nothing is ever published more exactly again."
        ),
        done=N_("The wider version is on the board."),
    ),
]  # fmt: skip
