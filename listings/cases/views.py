"""The office's pages of a case. They show no personal data outside an opening in force, and write nothing."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from listings.cases.forms import CASE_PURPOSES, CaseFilterForm
from listings.cases.models import Party, PartyConsent, PetitionCase
from listings.cases.private import case_details, party_details
from listings.cases.queries import READERS, CaseFilter, active_parties, case_for, cases_page, towns
from listings.cases.vocabulary import (
    CASE_STATE_LABELS,
    CATEGORY_LABELS,
    CLOSE_CODE_LABELS,
    CONSENT_LABELS,
    DIFFICULTY_LABELS,
    EVIDENCE_LABELS,
    LANGUAGE_LABELS,
    MERIT_LABELS,
    OBJECTS_LABEL,
    PARTY_KIND_LABELS,
    PARTY_ROLE_LABELS,
    CaseState,
    Category,
    CloseCode,
    ConsentAnswer,
    ConsentEvidence,
    Difficulty,
    Language,
    Merit,
    PartyKind,
    PartyRole,
)
from listings.consents.queries import latest_consents, standing_consent
from listings.consents.queries_texts import may_object
from listings.publication.journey import journey_of_case
from listings.showing import CASE_TONES
from listings.views_words import worded_stages, worded_timeline
from market.events import EVENTS
from market.policy import Can, allowed
from market.record.queries import timeline
from market.vault.queries import erased_at, opening_in_force
from market.web.deeds import deeds_for
from market.web.edge import new_submission_key, page
from market.web.shell import drawn_panels
from market.web.showing import day, yuan
from market.work import Work

bp = Blueprint("cases", __name__)


@bp.get("/cases", endpoint="list")
@page(Can.SEE_CASES)
def index(work: Work) -> str:
    """The cases of the office, newest first."""
    form = CaseFilterForm(request.args)
    form.town.offer([(town.public_id, town.name_zh) for town in towns(work, work.actor.serves(*READERS))])
    form.validate()
    kept = {name: value for name, value in form.data.items() if value and not form[name].errors}
    found = cases_page(work, CaseFilter(**kept), request.args.get("after"))
    return render_template(
        "listings/cases/index.html",
        form=form,
        filtered=bool(kept),
        cases=[_row(case) for case in found.rows],
        next_url=url_for("cases.list", **kept, after=found.after) if found.after else None,
        may_register=allowed(work, Can.REGISTER_CASE),
        may_find=allowed(work, Can.FIND_PERSON),
    )


@bp.get("/cases/<ref>")
@page(Can.SEE_CASE, load=case_for)
def show(work: Work, case: PetitionCase) -> str:
    """One case: where it stands, who the parties are (within an opening), what has happened."""
    opening = opening_in_force(work, case.stream)
    office = allowed(work, Can.SEE_CASES, case)
    parties = active_parties(work.session, case.id)
    details = party_details(work, case, parties) if opening else {}
    history = timeline(work, stream=case.stream, names=_told_here(office), older_than=_older_than())
    return render_template(
        "listings/cases/show.html",
        case=case,
        status=(gettext(CASE_STATE_LABELS[CaseState(case.status)]), CASE_TONES[CaseState(case.status)]),
        journey=journey_of_case(case),
        states=worded_stages(journey_of_case(case)),
        facts=_facts(case, office),
        class_facts=_class_facts(case, office),
        parties=_party_rows(work, case, parties, details),
        private=case_details(work, case) if opening else {},
        opening=opening,
        erased_at=erased_at(work.session, case.stream),
        may_open=allowed(work, Can.OPEN_VAULT, case),
        purposes=[(code, gettext(words)) for code, words in CASE_PURPOSES],
        submission_key=new_submission_key(),
        steps=deeds_for(work, case),
        panels=drawn_panels(work, "case", case),
        entries=worded_timeline(history, with_actors=office),
        older_url=url_for("cases.show", ref=case.public_id, older_than=history.older_than)
        if history.older_than
        else None,
    )


def _told_here(office: bool) -> list[str]:
    """Every event but the readings by the software itself, which the record page shows; what the office does among
    itself is told to it alone."""
    return [
        name
        for name, event in EVENTS.declared.items()
        if name != "vault.read" and (office or not event.for_office_alone)
    ]


def _older_than() -> int | None:
    given = request.args.get("older_than", "")
    return int(given) if given.isdecimal() and len(given) < 19 else None


def _row(case: PetitionCase) -> list[Any]:
    state = CaseState(case.status)
    return [
        {"text": case.petition_number, "url": url_for("cases.show", ref=case.public_id)},
        {"text": gettext(CASE_STATE_LABELS[state]), "tone": CASE_TONES[state]},
        case.case_class or "—",
        gettext(CATEGORY_LABELS[Category(case.category)]),
        case.place_town.name_zh,
        day(case.arose_on),
        day(case.registered_at),
    ]


def _facts(case: PetitionCase, office: bool) -> list[tuple[str, Any]]:
    return [
        (gettext("Petition number"), case.petition_number),
        (gettext("Category"), gettext(CATEGORY_LABELS[Category(case.category)])),
        (gettext("Town"), case.place_town.name_zh),
        (gettext("Responsible unit"), case.responsible_department.name_zh),
        (gettext("Day the dispute arose"), day(case.arose_on)),
        (gettext("Day of the first petition"), day(case.first_petition_on)),
        (
            gettext("Languages needed"),
            gettext(", ").join(gettext(LANGUAGE_LABELS[Language(code)]) for code in case.languages),
        ),
        (
            gettext("Amount in dispute"),
            yuan(case.amount_in_dispute_fen) if case.amount_in_dispute_fen else gettext("No money in dispute"),
        ),
        *_closing_facts(case, office),
    ]


def _closing_facts(case: PetitionCase, office: bool) -> list[tuple[str, Any]]:
    if case.close_code is None:
        return []
    return [
        (gettext("Closed without a listing because"), gettext(CLOSE_CODE_LABELS[CloseCode(case.close_code)])),
        *_to_office(office, gettext("Note"), case.close_note or None),
        *_to_office(office, gettext("Closed by"), case.closed_by.display_name if case.closed_by else None),
        (gettext("Closed on"), day(case.closed_at)),
    ]


def _class_facts(case: PetitionCase, office: bool) -> list[tuple[str, Any]]:
    """The class and the grades; why, and by whom, the office weighed them so is told to it alone."""
    if case.case_class is None:
        return []
    return [
        (gettext("Class"), case.case_class),
        (gettext("Class proposed by age"), case.proposed_class),
        (gettext("Difficulty"), gettext(DIFFICULTY_LABELS[Difficulty(case.difficulty)]) if case.difficulty else None),
        *_to_office(office, gettext("Why this difficulty"), case.difficulty_reason),
        (gettext("How reasonable the claim is"), gettext(MERIT_LABELS[Merit(case.merit)]) if case.merit else None),
        *_to_office(office, gettext("Why the claim is this reasonable"), case.merit_reason),
        *_to_office(office, gettext("Reason for another class"), case.class_reason),
        *_to_office(office, gettext("Classified by"), case.classified_by.display_name if case.classified_by else None),
        (gettext("Classified on"), day(case.classified_on)),
    ]


def _to_office(office: bool, label: str, value: str | None) -> list[tuple[str, Any]]:
    return [(label, value)] if office else []


def _party_rows(
    work: Work, case: PetitionCase, parties: list[Party], details: dict[int, dict[str, str]]
) -> list[dict[str, Any]]:
    consents = latest_consents(work.session, case.id)
    counted: dict[str, int] = {}
    rows = []
    for party in parties:
        counted[party.role] = counted.get(party.role, 0) + 1
        consent = consents.get(party.id)
        rows.append(
            {
                "title": f"{gettext(PARTY_ROLE_LABELS[PartyRole(party.role)])} {counted[party.role]}",
                "kind": gettext(PARTY_KIND_LABELS[PartyKind(party.kind)]),
                "details": details.get(party.id, {}),
                "consent": gettext(_said(case, consent)) if consent else None,
                "consent_by": gettext(EVIDENCE_LABELS[ConsentEvidence(consent.evidence)]) if consent else None,
                "consent_on": consent.answered_on if consent else None,
                "steps": _party_steps(work, case, party),
            }
        )
    return rows


def _said(case: PetitionCase, consent: PartyConsent) -> str:
    is_late = case.closed_at is not None and consent.recorded_at > case.closed_at
    if is_late and consent.answer == ConsentAnswer.REFUSED:
        return OBJECTS_LABEL
    return CONSENT_LABELS[ConsentAnswer(consent.answer)]


def _party_steps(work: Work, case: PetitionCase, party: Party) -> list[tuple[str, str]]:
    steps = []
    if allowed(work, Can.RECORD_CONSENT, party):
        steps += _consent_steps(work, case, party)
    if allowed(work, Can.EDIT_CASE, party) and case.status in (CaseState.REGISTERED, CaseState.CLASSIFIED):
        steps.append((gettext("Correct"), url_for("parties.correct", ref=party.public_id)))
        steps.append((gettext("Remove"), url_for("parties.remove", ref=party.public_id)))
    return steps


def _consent_steps(work: Work, case: PetitionCase, party: Party) -> list[tuple[str, str]]:
    """An answer is recorded while the case is open; consent is withdrawn, and a text objected to, at any time."""
    listing = url_for("parties.consent", ref=party.public_id)
    separate = url_for("parties.separate_consent", ref=party.public_id)
    if case.status != CaseState.CLOSED:
        steps = [(gettext("Record the answer to the listing"), listing)]
        is_a_person = party.kind == PartyKind.PERSON
        return [*steps, *([(gettext("Record separate consent"), separate)] if is_a_person else [])]
    withdrawals = (
        ("listing", gettext("Record that consent is withdrawn"), listing),
        ("publication", gettext("Record that separate consent is withdrawn"), separate),
    )
    steps = [(label, url) for kind, label, url in withdrawals if standing_consent(work.session, party, kind)]
    return [*steps, *([(gettext("Record an objection to the text"), listing)] if may_object(work, party) else [])]
