"""The pages of mediators: the office's list, one mediator, and one's own."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from market.policy import Can, allowed
from market.refusals import Missing
from market.vault import services as vault
from market.vault.queries import opening_in_force
from market.web.deeds import deeds_for
from market.web.edge import new_submission_key, page
from market.work import Work
from mediators.claims.queries import claims_of_mediator
from mediators.claims.vocabulary import CLAIM_STATE_LABELS
from mediators.claims.vocabulary import STATE_TONES as CLAIM_TONES
from mediators.vetting.forms import OPENING_PURPOSES
from mediators.vetting.models import VAULT_COLUMNS, Mediator
from mediators.vetting.queries import (
    mediator_for,
    mediators_page,
    of_the_same_id_number,
    own_mediator_of,
    visible_mediators,
)
from mediators.vetting.vocabulary import (
    CATEGORY_LABELS,
    LANGUAGE_LABELS,
    MEDIATOR_STATE_LABELS,
    STATE_TONES,
    MediatorState,
)
from mediators.views_timeline import entries_about

bp = Blueprint("mediators", __name__)


@bp.get("/mediators")
@page(Can.SEE_MEDIATORS)
def index(work: Work) -> str:
    """The mediators the actor may see."""
    status = request.args.get("status", "")
    if status and status not in set(MediatorState):
        raise Missing()
    found = mediators_page(work, status, request.args.get("after"))
    return render_template(
        "mediators/vetting/index.html",
        mediators=found.rows,
        next_url=url_for("mediators.index", status=status or None, after=found.after) if found.after else None,
        status=status,
        states=MEDIATOR_STATE_LABELS,
        may_apply=allowed(work, Can.APPLY_WITH_ACCOUNT),
        tones=STATE_TONES,
        categories=CATEGORY_LABELS,
    )


@bp.get("/mediators/<ref>")
@page(Can.SEE_MEDIATOR, load=mediator_for)
def show(work: Work, mediator: Mediator) -> str:
    """One mediator: application, state, claims; the identity within an opening."""
    return _page(work, mediator)


@bp.get("/me/mediator")
@page(Can.SEE_OWN_CLAIMS)
def own(work: Work) -> Any:
    """One's own page as mediator."""
    mediator = own_mediator_of(work)
    if mediator is None:
        raise Missing()
    return redirect(url_for("mediators.show", ref=mediator.public_id))


def _of_the_same_id_number(work: Work, mediator: Mediator) -> list[tuple[str, str | None]]:
    """For whoever vets: others with this ID number, by state; those of another banner without their address."""
    if not allowed(work, Can.VET_MEDIATOR, mediator):
        return []
    others = of_the_same_id_number(work.session, mediator)
    ids = [one.id for one in others]
    seen = set(work.session.scalars(visible_mediators(work).where(Mediator.id.in_(ids)).with_only_columns(Mediator.id)))
    return [
        (
            f"{one.display_name} · {gettext(MEDIATOR_STATE_LABELS[MediatorState(one.status)])}",
            url_for("mediators.show", ref=one.public_id),
        )
        if one.id in seen
        else (gettext("In another banner"), None)
        for one in others
    ]


def _page(work: Work, mediator: Mediator) -> str:
    opened = opening_in_force(work, mediator.stream)
    identity = {}
    if opened is not None:
        read = vault.read(work, mediator.stream, Mediator.__tablename__, [mediator.id], VAULT_COLUMNS)
        identity = read.get(mediator.id, {})
    return render_template(
        "mediators/vetting/show.html",
        mediator=mediator,
        is_own=mediator.person_id == work.actor.person_id,
        state_label=MEDIATOR_STATE_LABELS[MediatorState(mediator.status)],
        tone=STATE_TONES[MediatorState(mediator.status)],
        languages=[LANGUAGE_LABELS[code] for code in mediator.languages],
        categories=[CATEGORY_LABELS[code] for code in mediator.categories],
        identity=identity,
        opened=opened,
        same_person=_of_the_same_id_number(work, mediator),
        may_open=opened is None and allowed(work, Can.OPEN_MEDIATOR, mediator),
        purposes=[(code, gettext(words)) for code, words in OPENING_PURPOSES],
        submission_key=new_submission_key(),
        claims=claims_of_mediator(work, mediator),
        claim_states=CLAIM_STATE_LABELS,
        claim_tones=CLAIM_TONES,
        entries=entries_about(work, mediator),
        steps=deeds_for(work, mediator),
    )
