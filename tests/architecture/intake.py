"""Workbooks that 苏日娜 uploads, each brought to where its story leaves it; what jobs do is done here for them."""

import io
from types import SimpleNamespace

from demo.cast import OTOG_FRONT
from listings.intake import services
from listings.intake.models import CaseImport
from listings.intake.queries import pending_batches
from market.database import public_id
from market.files import services as files
from tests.architecture.play import Play
from tests.integration.listings import workbooks

PLACES = {"place_town": "城川镇", "responsible_department": "林业和草原局"}  # those of all the cases in the play
NO_DAY = "前年开春"


def received(on: Play, *faulty: bool) -> CaseImport:
    """A workbook that nobody has read yet: one row of cases for each of `faulty`, and a further party of each."""
    on.case()  # whose town and unit the rows may name
    numbers = [f"XF{public_id()}".upper() for _ in faulty]
    rows = [
        workbooks.case_row(number, **PLACES) | ({"first_petition_on": NO_DAY} if is_faulty else {})
        for number, is_faulty in zip(numbers, faulty, strict=True)
    ]
    content = workbooks.workbook(rows, [workbooks.party_row(number) for number in numbers])
    given = SimpleNamespace(filename="积案台账.xlsx", stream=io.BytesIO(content))
    return services.upload(on.as_("clerk"), jurisdiction=OTOG_FRONT, workbook=given)


def waiting(on: Play) -> CaseImport:
    """Of three rows one has an error."""
    return _checked(on, received(on, False, True, False))


def faultless(on: Play) -> CaseImport:
    """It can come in as a whole."""
    return _checked(on, received(on, False, False))


def refused(on: Play) -> CaseImport:
    """Its file is lost from the disk before anybody has read it."""
    subject = received(on, False)
    assert subject.file is not None
    files.store().delete(subject.file.store_name)
    return _checked(on, subject)


def importing(on: Play) -> CaseImport:
    """苏日娜 has decided, and no job has begun."""
    return services.decide(on.as_("clerk"), waiting(on))


def imported(on: Play) -> CaseImport:
    """Its valid rows are cases; nothing of the workbook is left."""
    subject = importing(on)
    for batch in pending_batches(on.session, subject.id):
        made, rows = services.import_batch(on.as_("clerk"), subject.id, batch)
        services.count_made(on.as_("clerk"), subject.id, made=made, done=rows)
    services.finish(on.as_("system"), subject.id)
    return subject


def discarded(on: Play) -> CaseImport:
    return services.discard(on.as_("clerk"), waiting(on))


def _checked(on: Play, subject: CaseImport) -> CaseImport:
    services.check(on.as_("system"), subject.id)
    return subject
