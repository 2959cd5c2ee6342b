"""The workspace of a granted claim: parties' details within an opening, sessions, one timeline."""

from flask import Blueprint, render_template, url_for
from flask_babel import gettext

from listings.board.cards import published
from listings.cases.private import case_details, party_details
from listings.cases.queries import active_parties
from market.clocks.queries import run_for
from market.policy import Can, allowed
from market.vault.queries import erased_at, opening_in_force
from market.web.deeds import deeds_for
from market.web.edge import new_submission_key, page
from market.work import Work
from mediators.claims.models import Claim
from mediators.claims.parts import parts
from mediators.claims.views import state_of
from mediators.views_timeline import entries_about
from mediators.workspace.forms import OPENING_PURPOSES
from mediators.workspace.models import METHOD_LABELS, SessionMethod
from mediators.workspace.queries import sessions_of, workspace_for

bp = Blueprint("workspace", __name__)


@bp.get("/claims/<ref>/workspace")
@page(Can.SEE_CLAIM, load=workspace_for)
def show(work: Work, claim: Claim) -> str:
    """Everything the mediator needs for the case, on one page."""
    opening = opening_in_force(work, claim.stream)
    may_see = allowed(work, Can.SEE_PARTIES, claim)
    parties = active_parties(work.session, claim.case_id)
    details = party_details(work, claim.case, parties) if opening is not None and may_see else {}
    narrative = case_details(work, claim.case).get("narrative", "") if details else ""
    erased = erased_at(work.session, claim.stream)
    label, tone = state_of(claim)
    return render_template(
        "mediators/workspace/show.html",
        claim=claim,
        face=published(claim.listing, work.today),
        state_label=label,
        tone=tone,
        limit=run_for(work, "claim_limit", claim),
        opening=opening if may_see else None,
        narrative=narrative,
        erased_at=erased,
        may_open=not (opening or erased) and allowed(work, Can.OPEN_VAULT, claim),
        purposes=[(code, gettext(words)) for code, words in OPENING_PURPOSES],
        open_url=url_for("workspace.open", ref=claim.public_id),
        submission_key=new_submission_key(),
        parties=[(part.shown(gettext(part.label)), details.get(part.party.id, {})) for part in parts(parties)],
        sessions=sessions_of(work, claim),
        methods={code.value: METHOD_LABELS[code] for code in SessionMethod},
        entries=entries_about(work, claim),
        steps=deeds_for(work, claim),
    )
