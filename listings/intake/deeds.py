"""Uploading a workbook of cases, and what a clerk decides once every row has been looked at."""

from typing import Any

from listings.intake import services
from listings.intake.forms import WorkbookForm
from listings.intake.lifecycle import IMPORT
from listings.intake.models import CaseImport
from listings.intake.queries import import_for
from listings.starting_values import start_with
from market.actor import Role
from market.people.models import Jurisdiction
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.web.forms import NothingForm
from market.work import Work


def offer_banners(work: Work, subject: None, form: Any) -> None:
    """The banners for which the actor registers cases; the first of them to begin with."""
    served = sorted(work.actor.serves(Role.OFFICE_CLERK))
    banners = [work.session.get_one(Jurisdiction, code) for code in served]
    form.jurisdiction.offer([(banner.id, banner.name_zh) for banner in banners])
    if served:
        start_with(form, jurisdiction=served[0])


def what_was_found(work: Work, subject: CaseImport) -> list[tuple[str, Any]]:
    """The counts that the decision rests on."""
    return [
        (N_("Rows of cases"), subject.rows_total),
        (N_("Valid and new"), subject.rows_valid),
        (N_("Registered already, passed over"), subject.rows_known),
        (N_("With errors"), subject.rows_faulty),
    ]


DEEDS = [
    Deed(
        "imports.upload", "/imports/new", Can.IMPORT_CASES, WorkbookForm, services.upload,
        title=N_("Upload a workbook of cases"), submit=N_("Upload and check"), then="imports.show",
        lead=N_("Every row is checked first. Nothing is registered before you decide."),
        prepare=offer_banners, done=N_("The workbook is uploaded. Its rows are being checked."),
    ),
    Deed(
        "imports.decide", "/imports/<ref>/valid", Can.IMPORT_CASES, NothingForm, services.decide,
        title=N_("Import the valid rows"), submit=N_("Import the valid rows"), then="imports.show", load=import_for,
        lead=N_("Rows with errors and rows that are registered already are left out. Clocks run from today alone."),
        lifecycle=IMPORT, step="decide", summary=what_was_found, primary=True, done=N_("The import has begun."),
    ),
    Deed(
        "imports.decide_whole", "/imports/<ref>/whole", Can.IMPORT_CASES, NothingForm, services.decide_whole,
        title=N_("Import all rows or none"), submit=N_("Import all rows"), then="imports.show", load=import_for,
        lead=N_("All rows come in together, or none does; a single error keeps all of them out."),
        lifecycle=IMPORT, step="decide_whole", summary=what_was_found, done=N_("The import has begun."),
    ),
    Deed(
        "imports.discard", "/imports/<ref>/discard", Can.IMPORT_CASES, NothingForm, services.discard,
        title=N_("Discard the workbook"), submit=N_("Discard the workbook"), then="imports.show", load=import_for,
        lead=N_("The uploaded file and everything read from it are erased."),
        lifecycle=IMPORT, step="discard", summary=what_was_found, danger=True,
        done=N_("The workbook is discarded and erased."),
    ),
]  # fmt: skip
