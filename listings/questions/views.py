"""Questions and answers: for everyone beside the listing, for the asker, and for the office with what waits."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from listings.publication.models import Listing
from listings.publication.queries import listing_for, public_listing_for
from listings.questions.models import ListingQuestion
from listings.questions.queries import (
    is_answered_for_everyone,
    last_day_to_ask,
    office_page,
    own_open_questions,
    published_page,
    question_for,
    refusals_on,
    waiting,
)
from listings.questions.vocabulary import (
    FINDING_LABELS,
    QUESTION_STATE_LABELS,
    QUESTION_TONES,
    Finding,
    QuestionState,
)
from listings.reidentification.queries import beside
from listings.showing import called
from listings.views_words import worded_timeline
from market.actor import Role
from market.policy import Can, allowed
from market.record.queries import timeline
from market.text import N_
from market.web.deeds import deeds_for
from market.web.edge import page
from market.web.shell import LONGEST_GROUP, Panel, WorkGroup, WorkRow
from market.web.showing import instant
from market.work import Work

bp = Blueprint("questions", __name__)
PAGE_SIZE = 20
SHOWN = 5
WORK_TITLE = 60


@bp.get("/questions/<ref>")
@page(Can.SEE_QUESTION, load=question_for)
def show(work: Work, question: ListingQuestion) -> str:
    """One question, for whoever asked it and for the office."""
    office = allowed(work, Can.SEE_QUESTIONS, question)
    shown = str if office else beside(work, question.listing).shown
    return render_template(
        "listings/questions/show.html",
        question=question,
        status=_status(question),
        asked_by=question.asked_by.display_name if office else None,
        asked=shown(question.question),
        answer=shown(question.answer) if office or is_answered_for_everyone(question) else "",
        office=office,
        steps=deeds_for(work, question),
        entries=worded_timeline(timeline(work, subject=question), with_actors=True) if office else [],
    )


@bp.get("/board/<ref>/questions")
@page(Can.SEE_LISTING, load=public_listing_for)
def on_board(work: Work, listing: Listing) -> str:
    """Everything that was asked and answered on a listing, a page at a time."""
    found = published_page(work, listing, request.args.get("after"), size=PAGE_SIZE)
    return render_template(
        "listings/questions/on_board.html",
        listing=listing,
        questions=_for_everyone(work, listing, found.rows),
        next_url=url_for("questions.on_board", ref=listing.public_id, after=found.after) if found.after else None,
    )


@bp.get("/listings/<ref>/questions")
@page(Can.SEE_QUESTIONS, load=listing_for)
def on_listing(work: Work, listing: Listing) -> str:
    """All questions on a listing for the office, with the attempts that were refused."""
    found = office_page(work, listing, request.args.get("after"), size=PAGE_SIZE)
    return render_template(
        "listings/questions/on_listing.html",
        listing=listing,
        questions=[_row(question) for question in found.rows],
        refusals=[
            [one.person.display_name, instant(one.refused_at), _worded(one.findings)]
            for one in refusals_on(work, listing, PAGE_SIZE)
        ],
        next_url=url_for("questions.on_listing", ref=listing.public_id, after=found.after) if found.after else None,
    )


def board_panel(work: Work, listing: Listing) -> Panel | None:
    """The latest answers on the public page, one's own open questions, and until when one may ask."""
    found = published_page(work, listing, None, size=SHOWN)
    own = own_open_questions(work, listing)
    last_day = last_day_to_ask(work, listing)
    if last_day is not None and last_day < work.today:
        last_day = None
    if not found.rows and not own and last_day is None:
        return None
    shown = {
        "questions": _for_everyone(work, listing, found.rows),
        "more_url": url_for("questions.on_board", ref=listing.public_id) if found.after else None,
        "own": [(question, *_status(question)) for question in own],
        "last_day": last_day,
        "may_ask": allowed(work, Can.ASK_QUESTION, listing),
    }
    return Panel("listings/questions/panel_board.html", shown, order=20)


def office_panel(work: Work, listing: Listing) -> Panel | None:
    """The latest questions on the office's page of a listing."""
    if listing.released_at is None or not allowed(work, Can.SEE_QUESTIONS, listing):
        return None
    found = office_page(work, listing, None, size=SHOWN)
    refused = refusals_on(work, listing, 1)
    if not found.rows and not refused:
        return None
    shown = {
        "questions": [_row(question) for question in found.rows],
        "all_url": url_for("questions.on_listing", ref=listing.public_id),
        "refused": bool(refused),
    }
    return Panel("listings/questions/panel_office.html", shown, order=35)


def questions_work(work: Work) -> list[WorkGroup]:
    """Questions that wait for an answer (clerks), and answers that wait for another person (reviewers)."""
    groups = []
    if served := work.actor.serves(Role.OFFICE_CLERK):
        groups.append(_group(N_("Questions to answer"), waiting(work, QuestionState.ASKED, served, LONGEST_GROUP)))
    if served := work.actor.serves(Role.OFFICE_REVIEWER):
        rows = waiting(work, QuestionState.ANSWERED, served, LONGEST_GROUP)
        groups.append(_group(N_("Answers to publish"), rows))
    return groups


def _for_everyone(work: Work, listing: Listing, questions: Sequence[ListingQuestion]) -> list[dict[str, Any]]:
    shown = beside(work, listing).shown
    return [
        {"question": shown(one.question), "answer": shown(one.answer), "published_at": one.published_at}
        for one in questions
    ]


def _group(label: str, questions: list[ListingQuestion]) -> WorkGroup:
    rows = [
        WorkRow(
            _short(question.question),
            "questions.show",
            question.public_id,
            question.return_reason or called(question.listing),
            due_on=question.listing.claim_by,
        )
        for question in questions
    ]
    return WorkGroup(label, rows)


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= WORK_TITLE else f"{one_line[:WORK_TITLE]}…"


def _row(question: ListingQuestion) -> list[Any]:
    label, tone = _status(question)
    return [
        {"text": _short(question.question), "url": url_for("questions.show", ref=question.public_id)},
        {"text": label, "tone": tone},
        question.asked_by.display_name,
        instant(question.asked_at),
    ]


def _status(question: ListingQuestion) -> tuple[str, str]:
    state = QuestionState(question.status)
    return gettext(QUESTION_STATE_LABELS[state]), QUESTION_TONES[state]


def _worded(findings: list[str]) -> str:
    return gettext(", ").join(gettext(FINDING_LABELS[Finding(one)]) for one in findings)
