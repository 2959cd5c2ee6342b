"""The office's pages of listings, their part of a case page, and what waits for clerk and reviewer."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext, ngettext
from sqlalchemy import select

from listings.board.cards import published
from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CATEGORY_LABELS, CaseState, Category
from listings.consents.queries import refused_among
from listings.publication.deeds_deciding import A_PARTY_REFUSES, what_is_missing, what_the_text_tells
from listings.publication.forms import ListingFilterForm
from listings.publication.journey import journey_of_listing
from listings.publication.models import Listing
from listings.publication.queries import (
    drafts,
    listing_for,
    listings_of,
    listings_page,
    promise_for,
    ready_to_draft,
    refused_cases,
    waiting_for_release,
)
from listings.publication.vocabulary import (
    END_CODE_LABELS,
    LISTING_STATE_LABELS,
    TAKEN_BACK_LABEL,
    UNRELEASED,
    EndCode,
    ListingState,
)
from listings.reidentification.queries import is_taken_back
from listings.showing import LISTING_TONES, called, told
from listings.views_words import worded_duration, worded_stages, worded_timeline
from market.actor import Role
from market.policy import Can, allowed
from market.record.queries import timeline
from market.text import N_
from market.web.deeds import deeds_for
from market.web.edge import page
from market.web.shell import LONGEST_GROUP, Panel, WorkGroup, WorkRow, drawn_panels
from market.web.showing import day, yuan
from market.work import Work

bp = Blueprint("listings", __name__)
for _filter in (called, told):  # for the templates of every floor: `listing | called`
    bp.add_app_template_filter(_filter)


@bp.get("/listings", endpoint="list")
@page(Can.SEE_LISTING_WORK)
def index(work: Work) -> str:
    """The office's listings, newest first."""
    form = ListingFilterForm(request.args)
    form.validate()
    status = "" if form.status.errors else form.status.data or ""
    found = listings_page(work, status, request.args.get("after"))
    return render_template(
        "listings/publication/index.html",
        form=form,
        filtered=bool(status),
        listings=[_row_of_the_office(listing) for listing in found.rows],
        next_url=url_for("listings.list", status=status, after=found.after) if found.after else None,
    )


@bp.get("/listings/<ref>")
@page(Can.SEE_LISTING_WORK, load=listing_for)
def show(work: Work, listing: Listing) -> str:
    """One listing as the office sees it: exactly what the public reads or will read, and what it rests on."""
    state = ListingState(listing.status)
    on_its_way = state in (ListingState.DRAFT, ListingState.IN_REVIEW)
    journey = journey_of_listing(listing, office=True)
    return render_template(
        "listings/publication/show.html",
        listing=listing,
        status=(gettext(LISTING_STATE_LABELS[state]), LISTING_TONES[state]),
        taken_back=gettext(TAKEN_BACK_LABEL) if is_taken_back(listing) else None,
        journey=journey,
        states=worded_stages(journey),
        attributes=_attributes(listing),
        promise=_promise(work, listing),
        missing=what_is_missing(work, listing) if on_its_way else [],
        told=what_the_text_tells(work, listing) if on_its_way else [],
        end_reason=gettext(END_CODE_LABELS[EndCode(listing.end_code)]) if listing.end_code else None,
        board_url=None if state in UNRELEASED else url_for("board.show", ref=listing.public_id),
        steps=deeds_for(work, listing),
        panels=drawn_panels(work, "listing", listing),
        entries=worded_timeline(timeline(work, subject=listing), with_actors=True),
    )


def listings_panel(work: Work, case: PetitionCase) -> Panel | None:
    """The listings of a case, on its page."""
    if not allowed(work, Can.SEE_LISTING_WORK, case):
        return None
    rows = [_row(listing) for listing in listings_of(work, case)]
    return Panel("listings/publication/panel.html", {"listings": rows}, order=30)


def office_work(work: Work) -> list[WorkGroup]:
    """What waits for a clerk (cases without a class, drafts) and for a reviewer (listings to release)."""
    return [*_clerks_work(work), *_reviewers_work(work)]


def _clerks_work(work: Work) -> list[WorkGroup]:
    served = work.actor.serves(Role.OFFICE_CLERK)
    if not served:
        return []
    unclassified = work.session.scalars(
        select(PetitionCase)
        .where(PetitionCase.jurisdiction_id.in_(served), PetitionCase.status == CaseState.REGISTERED.value)
        .order_by(PetitionCase.id)
        .limit(LONGEST_GROUP)
    ).all()
    waiting = drafts(work, served, LONGEST_GROUP)
    return [
        WorkGroup(N_("Cases to classify"), _case_rows(work, unclassified)),
        WorkGroup(N_("Cases to prepare for the board"), _case_rows(work, ready_to_draft(work, served, LONGEST_GROUP))),
        WorkGroup(
            N_("Cases that a party refuses: close them, or record a new answer"),
            _case_rows(work, refused_cases(work, served, LONGEST_GROUP)),
        ),
        WorkGroup(
            N_("Drafts returned to be changed"),
            _listing_rows(work, [listing for listing in waiting if listing.returned_at is not None]),
        ),
        WorkGroup(
            N_("Drafts not yet submitted"),
            _listing_rows(work, [listing for listing in waiting if listing.returned_at is None]),
        ),
    ]


def _reviewers_work(work: Work) -> list[WorkGroup]:
    served = work.actor.serves(Role.OFFICE_REVIEWER)
    if not served:
        return []
    waiting = waiting_for_release(work, served, LONGEST_GROUP)
    return [WorkGroup(N_("Listings waiting for release"), _listing_rows(work, waiting))]


def _case_rows(work: Work, cases: Sequence[PetitionCase]) -> list[WorkRow]:
    """A case with its category, and what keeps it from the board where a party refuses."""
    refused = refused_among(work.session, [case.id for case in cases])
    return [
        WorkRow(
            case.petition_number,
            "cases.show",
            case.public_id,
            f"{_category(case)} · {gettext(A_PARTY_REFUSES)}" if case.id in refused else _category(case),
        )
        for case in cases
    ]


def _listing_rows(work: Work, listings: Sequence[Listing]) -> list[WorkRow]:
    """A listing with what is to be changed, and what keeps it from going on where a party refuses."""
    refused = refused_among(work.session, [listing.case_id for listing in listings])
    return [
        WorkRow(
            called(listing),
            "listings.show",
            listing.public_id,
            " · ".join(
                note
                for note in (
                    gettext(A_PARTY_REFUSES) if listing.case_id in refused else "",
                    listing.return_reason if listing.status == ListingState.DRAFT else "",
                )
                if note
            ),
        )
        for listing in listings
    ]


def _category(case: PetitionCase) -> str:
    return gettext(CATEGORY_LABELS[Category(case.category)])


def _row_of_the_office(listing: Listing) -> list[Any]:
    title, state, *told = _row(listing)
    case = {"text": listing.case.petition_number, "url": url_for("cases.show", ref=listing.case.public_id)}
    return [title, state, case, *told]


def _row(listing: Listing) -> list[Any]:
    state = ListingState(listing.status)
    label, tone = gettext(LISTING_STATE_LABELS[state]), LISTING_TONES[state]
    if is_taken_back(listing):
        label, tone = f"{label} · {gettext(TAKEN_BACK_LABEL)}", "danger"
    return [
        {"text": called(listing), "url": url_for("listings.show", ref=listing.public_id)},
        {"text": label, "tone": tone},
        listing.case_class,
        yuan(listing.reward_fen),
        day(listing.claims_until),
    ]


def _attributes(listing: Listing) -> list[tuple[str, Any]]:
    face = published(listing, listing.drafted_at.date())
    return [
        (gettext("Category"), gettext(face.category_label)),
        (gettext("Town"), face.place or gettext("Not stated")),
        (gettext("How long it has lasted"), worded_duration(face)),
        (gettext("Amount in dispute"), gettext(face.amount_label or "Not stated")),
    ]


def _promise(work: Work, listing: Listing) -> list[tuple[str, Any]]:
    promise = promise_for(work, listing)
    receives = listing.released_at is None or listing.claims_until is not None
    return [
        (gettext("Class"), listing.case_class),
        (gettext("Reward"), yuan(promise.reward_fen)),
        (gettext("Days allowed once granted"), ngettext("%(num)s day", "%(num)s days", promise.days_allowed)),
        *([(gettext("Claim by"), day(promise.claim_by))] if receives else []),
        (gettext("Drafted by"), listing.drafted_by.display_name),
        (gettext("Released by"), listing.released_by.display_name if listing.released_by else None),
        (gettext("Petition number"), listing.case.petition_number),
    ]
