"""The pages of agreements. They show no text and no name outside an opening in force, and write nothing."""

import io
from typing import Any

from flask import Blueprint, Response, render_template, request, send_file, url_for
from flask_babel import gettext

from agreements.confirmation.queries import confirmations_of, standing_confirmation
from agreements.confirmation.services import court_of
from agreements.dossier.views_parts import confirmation_rows, mark_rows, reckoned, stages, term_rows
from agreements.drafting.documents import agreement_pdf, application_pdf, parties_of
from agreements.drafting.models import Agreement
from agreements.drafting.private import content_of
from agreements.drafting.queries import LOOKING_ON, agreement_for, agreements_page
from agreements.drafting.vocabulary import AGREEMENT_STATE_LABELS, STATE_TONES, AgreementState
from agreements.events import EVENT_NAMES
from agreements.signing.models import AgreementMark
from agreements.signing.queries import mark_for, returned_marks
from listings.views_words import worded_timeline
from market.actor import OFFICE
from market.clocks.queries import run_for
from market.files.services import open_bytes
from market.files.uploads import MEDIA_TYPES, Kind
from market.policy import Can, allowed
from market.record.queries import timeline
from market.refusals import Missing
from market.vault.purposes import PURPOSES as VAULT_PURPOSES
from market.vault.queries import erased_at, opening_in_force
from market.web.deeds import deeds_for
from market.web.edge import new_submission_key, page
from market.work import Work

bp = Blueprint("agreements", __name__)
PURPOSES = ("draft_agreement", "check_marks", "file_with_court", "audit")


@bp.get("/agreements")
@page(Can.SEE_AGREEMENT)
def index(work: Work) -> str:
    """The agreements that one may see, newest first."""
    status = request.args.get("status", "")
    if status and status not in set(AgreementState):
        raise Missing()
    found = agreements_page(work, status, request.args.get("after"))
    return render_template(
        "agreements/index.html",
        agreements=[(one, *state_of(one)) for one in found.rows],
        office=bool(work.actor.serves(*LOOKING_ON)),
        status=status,
        states=AGREEMENT_STATE_LABELS,
        next_url=url_for("agreements.index", status=status or None, after=found.after) if found.after else None,
    )


@bp.get("/agreements/<ref>")
@page(Can.SEE_AGREEMENT, load=agreement_for)
def show(work: Work, agreement: Agreement) -> str:
    """One agreement: its text within an opening, its marks, the court's steps, what has happened."""
    may_read = allowed(work, Can.READ_AGREEMENT, agreement)
    opening = opening_in_force(work, agreement.stream) if may_read else None
    content = content_of(work, agreement) if opening else None
    parties = parties_of(work, agreement, content) if content else []
    erased = erased_at(work.session, agreement.stream)
    confirmations = confirmations_of(work.session, agreement)
    standing = standing_confirmation(work.session, agreement.id)
    label, tone = state_of(agreement)
    filing = run_for(work, "file_for_confirmation", agreement)
    limit = run_for(work, "claim_limit", agreement.claim)
    return render_template(
        "agreements/show.html",
        agreement=agreement,
        state_label=label,
        tone=tone,
        **stages(agreement, confirmations),
        opening=opening,
        erased_at=erased,
        may_open=may_read and not (opening or erased) and allowed(work, Can.OPEN_VAULT, agreement),
        purposes=[(code, gettext(words)) for code, words in offered_purposes()],
        submission_key=new_submission_key(),
        content=content,
        parties=parties,
        terms=term_rows(content, parties) if content else [],
        marks=mark_rows(work, agreement, opened=opening is not None),
        returned=returned_marks(work.session, agreement.id),
        confirmations=confirmation_rows(work, confirmations),
        filing=filing if filing is not None and filing.is_open else None,
        reckoning=reckoned(filing),
        limit=limit,
        may_apply=standing is not None or agreement.status == AgreementState.IN_EFFECT,
        steps=[*deeds_for(work, agreement), *(deeds_for(work, standing) if standing else [])],
        entries=worded_timeline(
            timeline(work, stream=agreement.stream, names=EVENT_NAMES), with_actors=bool(work.actor.serves(*OFFICE))
        ),
    )


@bp.get("/agreements/<ref>/agreement.pdf")
@page(Can.READ_AGREEMENT, load=agreement_for)
def agreement_file(work: Work, agreement: Agreement) -> Response:
    """The agreement as PDF, in Chinese; `language=en` gives the English translation for reading."""
    return pdf(agreement_pdf(work, agreement, asked_language()), "agreement", agreement)


@bp.get("/agreements/<ref>/application.pdf")
@page(Can.READ_AGREEMENT, load=agreement_for)
def application_file(work: Work, agreement: Agreement) -> Response:
    """The joint application for confirmation as PDF, once the agreement is in effect."""
    return pdf(application_of(work, agreement), "application", agreement)


@bp.get("/marks/<ref>/scan")
@page(Can.READ_AGREEMENT, load=mark_for)
def scan(work: Work, mark: AgreementMark) -> Response:
    """The scan of a signed page."""
    if mark.scan is None:
        raise Missing()
    content = open_bytes(work, mark.scan)
    kind = Kind(mark.scan.kind)
    return send_file(
        io.BytesIO(content),
        mimetype=MEDIA_TYPES[kind],
        as_attachment=True,
        download_name=f"scan-{mark.public_id}.{kind.value}",
    )


def application_of(work: Work, agreement: Agreement) -> bytes:
    """The application as it was filed, or as it will be. Raises Missing before the agreement is in effect."""
    if agreement.took_effect_on is None:
        raise Missing()
    standing = standing_confirmation(work.session, agreement.id)
    _, court_name = court_of(work, agreement.jurisdiction_id)
    return application_pdf(
        work,
        agreement,
        asked_language(),
        court_name=standing.court_name if standing else court_name,
        filed_on=standing.filed_on if standing else None,
    )


def state_of(agreement: Agreement) -> tuple[str, str]:
    """The words and the colour of an agreement's state."""
    state = AgreementState(agreement.status)
    return gettext(AGREEMENT_STATE_LABELS[state]), STATE_TONES[state]


def asked_language() -> str:
    """Chinese binds and is the default; English is for reading."""
    return "en" if request.args.get("language") == "en" else "zh_Hans_CN"


def pdf(content: bytes, kind: str, agreement: Agreement) -> Response:
    """A PDF to be kept, under a name that names nobody."""
    name = f"{kind}-{agreement.public_id}-{agreement.version}.pdf"
    return send_file(io.BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=name)


def offered_purposes() -> list[tuple[str, Any]]:
    """The purposes for which an agreement is read."""
    return [(code, VAULT_PURPOSES[code]) for code in PURPOSES]
