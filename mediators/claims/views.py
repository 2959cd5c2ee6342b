"""The pages of claims: the office's list and comparison, one claim, and the mediator's own claims."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from listings.board.cards import published
from listings.cases.queries import active_parties
from listings.publication.journey import Journey
from listings.publication.models import Listing
from listings.publication.queries import listing_for
from market.clocks.queries import explain, run_for, runs_for
from market.policy import Can, allowed
from market.refusals import Missing
from market.vault import services as vault
from market.vault.queries import erased_at, has_opening
from market.web.deeds import deeds_for
from market.web.edge import page
from market.web.showing import day
from market.work import Work
from mediators.claims.journey import journey_of_claim
from mediators.claims.models import TIES, Claim
from mediators.claims.parts import parts
from mediators.claims.queries import (
    claim_for,
    claims_to_compare,
    latest_answers,
    office_claims,
    own_claims,
)
from mediators.claims.vocabulary import (
    ANSWER_LABELS,
    CLAIM_STATE_LABELS,
    REPLACE_CODE_LABELS,
    STATE_TONES,
    Answer,
    ClaimState,
    ReplaceCode,
)
from mediators.views_timeline import entries_about

bp = Blueprint("claims", __name__)
ANSWER_TONES = {Answer.ACCEPTED: "success", Answer.CHOOSES_ANOTHER: "danger", Answer.REFUSES_MEDIATION: "danger"}


def state_of(claim: Claim) -> tuple[str, str]:
    """The words and the colour of a claim's state."""
    state = ClaimState(claim.status)
    return gettext(CLAIM_STATE_LABELS[state]), STATE_TONES.get(state, "muted")


def stages(journey: Journey) -> list[dict[str, Any]]:
    """The stages of a life, worded."""
    return [
        {
            "code": stage.code,
            "label": gettext(stage.label),
            "note": day(stage.reached_at) if stage.reached_at else "",
            "ended": stage.ended,
        }
        for stage in journey.stages
    ]


@bp.get("/claims")
@page(Can.SEE_CLAIMS)
def index(work: Work) -> str:
    """The claims on the banner's listings."""
    status = request.args.get("status", "")
    if status and status not in set(ClaimState):
        raise Missing()
    found = office_claims(work, status, request.args.get("after"))
    return render_template(
        "mediators/claims/index.html",
        claims=[(claim, *state_of(claim)) for claim in found.rows],
        status=status,
        states=CLAIM_STATE_LABELS,
        next_url=url_for("claims.index", status=status or None, after=found.after) if found.after else None,
    )


@bp.get("/listings/<ref>/claims")
@page(Can.SEE_CLAIMS, load=listing_for)
def compare(work: Work, listing: Listing) -> str:
    """The claims on one listing side by side."""
    found = claims_to_compare(work, listing, request.args.get("after"))
    return render_template(
        "mediators/claims/compare.html",
        listing=listing,
        face=published(listing, work.today),
        claims=[(claim, *state_of(claim), deeds_for(work, claim)) for claim in found.rows],
        ties=_ties(work, found.rows),
        next_url=url_for("claims.compare", ref=listing.public_id, after=found.after) if found.after else None,
        may_open=may_open_case(work, listing),
        erased_at=erased_at(work.session, listing.stream),
    )


@bp.get("/my/claims")
@page(Can.SEE_OWN_CLAIMS)
def own(work: Work) -> str:
    """The mediator's own claims with their limits."""
    found = own_claims(work, request.args.get("after"))
    limits = runs_for(work, "claim_limit", Claim, [claim.id for claim in found.rows])
    return render_template(
        "mediators/claims/own.html",
        claims=[(claim, *state_of(claim), limits.get(claim.id)) for claim in found.rows],
        next_url=url_for("claims.own", after=found.after) if found.after else None,
    )


@bp.get("/claims/<ref>")
@page(Can.SEE_CLAIM, load=claim_for)
def show(work: Work, claim: Claim) -> str:
    """One claim: its plan, what the parties said, its limit, its life."""
    journey = journey_of_claim(claim)
    label, tone = state_of(claim)
    limit = run_for(work, "claim_limit", claim)
    return render_template(
        "mediators/claims/show.html",
        claim=claim,
        face=published(claim.listing, work.today),
        state_label=label,
        tone=tone,
        states=stages(journey),
        journey=journey,
        office=allowed(work, Can.SEE_CLAIMS, claim.listing),
        ties=_ties(work, [claim]),
        may_open=may_open_case(work, claim),
        erased_at=erased_at(work.session, claim.stream),
        answers=_answers(work, claim) if claim.proposed_at else [],
        answering=run_for(work, "parties_answer", claim) if claim.status == ClaimState.PROPOSED else None,
        limit=limit,
        reckoning=[gettext(message) % _shown(facts) for message, facts in explain(limit)] if limit else [],
        replace_label=REPLACE_CODE_LABELS[ReplaceCode(claim.replace_code)] if claim.replace_code else None,
        entries=entries_about(work, claim),
        steps=deeds_for(work, claim),
    )


def may_open_case(work: Work, subject: Claim | Listing) -> bool:
    """Whether the page shows the way to an opening of the case: the office may, has none, and something is left."""
    may = allowed(work, Can.SEE_CLAIMS, subject) and allowed(work, Can.OPEN_VAULT, subject)
    return may and not has_opening(work, subject) and erased_at(work.session, subject.stream) is None


def _ties(work: Work, claims: Sequence[Claim]) -> dict[int, str]:
    """The ties declared with these claims on one case, by claim id; none without an opening of the case."""
    if not claims or not has_opening(work, claims[0]):
        return {}
    read = vault.read(work, claims[0].stream, Claim.__tablename__, [claim.id for claim in claims], [TIES])
    return {claim_id: texts[TIES] for claim_id, texts in read.items()}


def _answers(work: Work, claim: Claim) -> list[dict[str, Any]]:
    answers = latest_answers(work.session, claim.id)
    rows = []
    for part in parts(active_parties(work.session, claim.case_id)):
        given = answers.get(part.party.id)
        said = None if given is None else Answer(given.answer)
        rows.append(
            {
                "part": part.shown(gettext(part.label)),
                "answer": gettext(ANSWER_LABELS[said]) if said else gettext("No answer yet"),
                "tone": ANSWER_TONES[said] if said else "waiting",
                "on": given.answered_on if given else None,
                "recorded_by": given.recorded_by.display_name if given else "",
                "note": given.note if given else "",
            }
        )
    return rows


def _shown(facts: Any) -> dict[str, Any]:
    return {name: day(value) if hasattr(value, "year") else value for name, value in facts.items()}
