"""The pages of imports. They show places, counts and sentences; what stands in the rows is never shown here."""

import io
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, send_file, url_for
from flask_babel import gettext, ngettext

from listings.cases.queries import responsible_units, towns
from listings.intake.deeds import what_was_found
from listings.intake.events import EVENTS
from listings.intake.models import CaseImport, ImportFault
from listings.intake.queries import KEPT_FOR, all_faults, faults_page, import_for, imports_page, waiting_imports
from listings.intake.report import report
from listings.intake.services import FAULTS_KEPT
from listings.intake.template import template
from listings.intake.vocabulary import IMPORT_STATE_LABELS, IMPORT_TONES, UNDER_WAY, ImportState
from listings.views_words import worded_timeline
from market.actor import Role
from market.files.uploads import MEDIA_TYPES, Kind
from market.people.models import Jurisdiction
from market.policy import Can, allowed
from market.record.queries import timeline
from market.refusals import WORDING, Missing
from market.text import N_
from market.web.deeds import deeds_for
from market.web.edge import page
from market.web.shell import LONGEST_GROUP, WorkGroup, WorkRow
from market.web.showing import instant
from market.work import Work

bp = Blueprint("imports", __name__)
LOOK_AGAIN_SECONDS = "3"
NEXT = {
    ImportState.RECEIVED: N_("The rows are being checked. This page looks again by itself."),
    ImportState.WAITING: N_(
        "Decide now: import the valid rows, import all or none, or discard the workbook and upload a corrected one."
    ),
    ImportState.DISCARDED: N_("The workbook has been erased."),
    ImportState.REFUSED: N_("The workbook could not be read and has been erased. Mend it and upload it again."),
}


@bp.get("/imports")
@page(Can.SEE_IMPORTS)
def index(work: Work) -> str:
    """The workbooks of the office, newest first, and where to begin."""
    found = imports_page(work, request.args.get("after"))
    return render_template(
        "listings/intake/index.html",
        rows=[_row(one) for one in found.rows],
        banners=[work.session.get_one(Jurisdiction, code) for code in sorted(work.actor.serves(Role.OFFICE_CLERK))],
        may_upload=allowed(work, Can.IMPORT_CASES),
        days=KEPT_FOR.days,
        next_url=url_for("imports.index", after=found.after) if found.after else None,
    )


@bp.get("/imports/template.xlsx")
@page(Can.IMPORT_CASES)
def template_file(work: Work) -> Response:
    """The template of one banner, with its own towns and units to choose from."""
    served = sorted(work.actor.serves(Role.OFFICE_CLERK))
    wanted = request.args.get("banner", served[0])
    if wanted not in served:
        raise Missing()
    names = [[one.name_zh for one in found(work, [wanted])] for found in (towns, responsible_units)]
    return _workbook(template(*names), f"案件导入模板-{wanted}.xlsx")


@bp.get("/imports/<ref>")
@page(Can.SEE_IMPORTS, load=import_for)
def show(work: Work, subject: CaseImport) -> Response:
    """One workbook: what was found, every error by its place, what can be done. While work goes on, it asks anew."""
    state = ImportState(subject.status)
    found = faults_page(work, subject, request.args.get("after"))
    history = timeline(work, stream=subject.stream, names=[event.name for event in EVENTS])
    answer = make_response(
        render_template(
            "listings/intake/show.html",
            subject=subject,
            status=(gettext(IMPORT_STATE_LABELS[state]), IMPORT_TONES[state]),
            tone="danger" if state is ImportState.REFUSED else "waiting",
            next_step=_next_step(subject, state),
            refusal=gettext(WORDING.of(subject.refusal)) if state is ImportState.REFUSED and subject.refusal else "",
            counts=[(gettext(label), value) for label, value in what_was_found(work, subject)],
            was_checked=subject.checked_at is not None,
            faults=[_fault(fault) for fault in found.rows],
            kept=FAULTS_KEPT,
            next_url=url_for("imports.show", ref=subject.public_id, after=found.after) if found.after else None,
            steps=deeds_for(work, subject),
            entries=worded_timeline(history, with_actors=True),
        )
    )
    if state in UNDER_WAY:
        answer.headers["Refresh"] = LOOK_AGAIN_SECONDS
    return answer


@bp.get("/imports/<ref>/errors.xlsx")
@page(Can.SEE_IMPORTS, load=import_for)
def errors_file(work: Work, subject: CaseImport) -> Response:
    """Every error as a workbook, to be worked through beside the one that was filled in."""
    headings = [gettext("Sheet"), gettext("Row"), gettext("Column"), gettext("Heading"), gettext("What is wrong")]
    rows = [
        (fault.sheet, fault.sheet_row, fault.letters or "", str(fault.facts.get("heading", "")), sentence(fault))
        for fault in all_faults(work.session, subject)
    ]
    return _workbook(report(gettext("Errors"), headings, rows), f"errors-{subject.public_id}.xlsx")


def import_work(work: Work) -> list[WorkGroup]:
    """Workbooks that wait for a clerk's decision."""
    waiting = waiting_imports(work, work.actor.serves(Role.OFFICE_CLERK), LONGEST_GROUP)
    return [
        WorkGroup(
            N_("Workbooks of cases to decide on"),
            [
                WorkRow(
                    gettext("Workbook uploaded on %(when)s", when=instant(one.uploaded_at)), "imports.show",
                    one.public_id, _how_many_can(one),
                )
                for one in waiting
            ],
        )
    ]  # fmt: skip


def _next_step(subject: CaseImport, state: ImportState) -> str:
    """What comes next, with its numbers."""
    if state is ImportState.IMPORTING:
        return ngettext(
            "%(done)s of %(num)s row is dealt with. This page looks again by itself.",
            "%(done)s of %(num)s rows are dealt with. This page looks again by itself.",
            subject.rows_valid,
            done=subject.rows_done,
        )
    if state is ImportState.IMPORTED:
        return ngettext(
            "%(num)s case was registered. The workbook has been erased. Give the case its class next.",
            "%(num)s cases were registered. The workbook has been erased. Give the cases their class next.",
            subject.cases_made,
        )
    return gettext(NEXT[state])


def _how_many_can(subject: CaseImport) -> str:
    return ngettext(
        "%(valid)s of %(num)s row can be imported",
        "%(valid)s of %(num)s rows can be imported",
        subject.rows_total,
        valid=subject.rows_valid,
    )


def sentence(fault: ImportFault) -> str:
    """What is wrong at a place, in the reader's language."""
    return str(gettext(WORDING.of(fault.code)) % fault.facts)


def _fault(fault: ImportFault) -> list[Any]:
    place = gettext("%(sheet)s, row %(row)s", sheet=fault.sheet, row=fault.sheet_row)
    if fault.letters:
        heading = fault.facts.get("heading", "")
        place = gettext("%(place)s, column %(column)s", place=place, column=f"{fault.letters} {heading}".strip())
    return [place, sentence(fault)]


def _row(one: CaseImport) -> list[Any]:
    state = ImportState(one.status)
    return [
        {"text": instant(one.uploaded_at), "url": url_for("imports.show", ref=one.public_id)},
        {"text": gettext(IMPORT_STATE_LABELS[state]), "tone": IMPORT_TONES[state]},
        one.uploaded_by.display_name,
        one.rows_total,
        one.rows_faulty,
        one.cases_made,
    ]


def _workbook(content: bytes, name: str) -> Response:
    return send_file(io.BytesIO(content), mimetype=MEDIA_TYPES[Kind.XLSX], as_attachment=True, download_name=name)
