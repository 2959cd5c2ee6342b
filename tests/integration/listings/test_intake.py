"""Surina brings in a workbook of cases: she sees every error by its place, decides, and nothing of it is kept."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from listings.cases.models import PetitionCase
from listings.cases.private import case_details, party_details
from listings.cases.queries import active_parties
from listings.cases.services import open_private
from listings.intake import services
from listings.intake.columns import CASES, PARTIES
from listings.intake.models import CaseImport, ImportBatch, ImportFault
from listings.intake.queries import KEPT_FOR, import_for, lapsed_imports, pending_batches
from market.clocks.models import ClockRun
from market.database import constraint_of
from market.files import StoreAway
from market.files import services as files
from market.refusals import Forbidden, Missing, NotNow, Refused, WrongState
from market.vault.models import DataKey
from tests.integration.listings.stories import case_values, registered
from tests.integration.listings.workbooks import case_row, count, party_row, place, upload, workbook

pytestmark = pytest.mark.empty_register


@pytest.fixture
def clerk(work, actors):
    made = work(actors.clerk)
    case_values(made)  # the town and the unit of these stories
    return made


@pytest.fixture
def system(work, actors):
    return work(actors.system)


def checked(clerk, system, content):
    """A workbook that has been uploaded and read, and what was noted of it."""
    subject = upload(clerk, content)
    services.check(system, subject.id)
    faults = clerk.session.scalars(select(ImportFault).where(ImportFault.import_id == subject.id)).all()
    return subject, [(fault.sheet, fault.sheet_row, fault.letters, fault.code) for fault in faults]


def imported(clerk, subject):
    """Bring in every batch in this transaction."""
    services.decide(clerk, subject)
    for batch in pending_batches(clerk.session, subject.id):
        made, rows = services.import_batch(clerk, subject.id, batch)
        services.count_made(clerk, subject.id, made=made, done=rows)
    services.finish(clerk, subject.id)
    return subject


def test_a_row_becomes_the_case_that_the_form_would_have_made(clerk, system):
    content = workbook([case_row()], [party_row(), party_row(role="被申请人", name="昂素镇人民政府", kind="组织")])
    subject, faults = checked(clerk, system, content)
    assert (faults, subject.status, subject.rows_valid) == ([], "waiting", 1)
    assert count(clerk.session, PetitionCase) == 0
    imported(clerk, subject)
    case = clerk.session.scalars(select(PetitionCase)).one()
    assert (case.petition_number, case.category, case.languages) == ("XF-2024-0001", "land", ["mn", "zh"])
    assert (case.arose_on, case.first_petition_on) == (date(2019, 5, 6), date(2020, 3, 5))
    assert (case.amount_in_dispute_fen, case.registered_by_id) == (2_600_050, clerk.actor.person_id)
    open_private(clerk, case, purpose="prepare_case")
    assert case_details(clerk, case) == {
        "narrative": "乌兰其其格反映草场被占。", "village": "巴彦希泊日嘎查", "leader": "敖特根",
        "prior_handling": "调解两次未果。",
    }  # fmt: skip
    parties = active_parties(clerk.session, case.id)
    assert [(party.role, party.kind, party.minority_name) for party in parties] == [
        ("petitioner", "person", True), ("respondent", "organisation", False), ("respondent", "organisation", False),
        ("other", "person", False),
    ]  # fmt: skip
    details = party_details(clerk, case, parties)
    assert details[parties[0].id] == {
        "name": "乌兰其其格", "id_number": "150623196805120024", "phone": "13847712345", "address": "昂素镇三社12号",
    }  # fmt: skip
    assert [told.name for told in clerk.told if told.stream == case.stream][:1] == ["case.registered"]


def test_importing_starts_no_clock_of_the_past(clerk, system):
    subject, _ = checked(clerk, system, workbook([case_row(arose_on="2001-1-1", first_petition_on="2002-1-1")]))
    imported(clerk, subject)
    assert count(clerk.session, PetitionCase) == 1
    assert count(clerk.session, ClockRun) == 0
    assert clerk.session.scalars(select(PetitionCase.registered_at)).one() == clerk.now


def test_the_same_file_twice_registers_nothing_twice(clerk, system):
    content = workbook([case_row(), case_row("XF-2024-0002")])
    imported(clerk, checked(clerk, system, content)[0])
    more = workbook([case_row(), case_row("XF-2024-0002", narrative=None), case_row("XF-2024-0003")])
    subject, noted = checked(clerk, system, more)
    assert (subject.rows_total, subject.rows_valid, subject.rows_known, subject.fault_count) == (3, 1, 2, 0)
    assert noted == [(CASES, 2, None, "row_known"), (CASES, 3, None, "row_known")]
    imported(clerk, subject)
    assert (subject.cases_made, count(clerk.session, PetitionCase)) == (1, 3)


def test_one_number_in_two_spellings_is_one_case_wherever_it_stands(clerk, system):
    """Two rows of a workbook, a row of its second sheet, and a case that is registered."""
    registered(clerk, petition_number="内前旗信〔2024〕7号")
    rows = [case_row("内前旗信〔2024〕0008号"), case_row("内前旗信(２０２４)8号"), case_row("内前旗信〔2024〕007号")]
    subject, noted = checked(clerk, system, workbook(rows, [party_row("内前旗信【2024】 08号")]))
    assert noted == [(CASES, 3, "A", "number_twice"), (CASES, 4, None, "row_known")]
    assert imported(clerk, subject).cases_made == 1
    case = clerk.session.scalars(select(PetitionCase).order_by(PetitionCase.id.desc())).first()
    assert (case.petition_number, len(active_parties(clerk.session, case.id))) == ("内前旗信〔2024〕0008号", 3)


def test_what_is_registered_between_preview_and_import_is_passed_over(clerk, system):
    subject, _ = checked(clerk, system, workbook([case_row(), case_row("XF-2024-0002")]))
    registered(clerk, petition_number=" xf-2024-0002")
    imported(clerk, subject)
    assert (subject.cases_made, count(clerk.session, PetitionCase)) == (1, 2)


WRONG = {
    "petition_number": [(None, "cell_missing"), ("X" * 41, "cell_too_long"), ("a\nb", "cell_one_line"),
                        ("乌兰其其格", "petition_number_wrong"), ("XF+2", "petition_number_wrong"),
                        ("=1+1", "petition_number_wrong"), ("XF-2😀", "petition_number_wrong"),
                        ("1.50623E+17", "petition_number_scientific"), ("1E10", "petition_number_scientific"),
                        (1.5e17, "cell_digits_lost")],
    "category": [("草场", "cell_not_offered"), (None, "cell_missing")],
    "place_town": [("上海庙镇", "cell_not_offered")],
    "responsible_department": [("自然资源", "cell_not_offered")],
    "arose_on": [
        ("2021-13-01", "cell_not_a_day"), ("前年春天", "cell_not_a_day"), (44260, "cell_not_a_day"),
        ("05/06/2019", "cell_not_a_day"), ("2099-01-01", "day_in_future"), ("1850-01-01", "cell_not_a_day"),
    ],
    "first_petition_on": [("2019-05-05", "petition_before_dispute")],
    "languages": [("汉语、英语", "cell_not_offered")],
    "amount_in_dispute_fen": [(wrong, "cell_not_an_amount") for wrong in ("两万", -5, 1.005)],
    "narrative": [("长" * 20_001, "cell_too_long"), (None, "cell_missing")],
    "petitioner_name": [("名" * 81, "cell_too_long"), ("\u202e某", "cell_bad_character")],
    "petitioner_kind": [("公司", "cell_not_offered")],
    "petitioner_minority_name": [("有", "cell_yes_or_no")],
    "petitioner_id_number": [("150623196805120025", "id_number_wrong"), (150623196805120024, "cell_digits_lost")],
    "petitioner_phone": [("12", "phone_wrong")],
    "respondent_id_number": [("91150623MA0N000000", "credit_code_wrong")],
}  # fmt: skip


@pytest.mark.parametrize(("field", "value", "code"), [(f, v, c) for f, all_ in WRONG.items() for v, c in all_])
def test_every_error_is_named_by_its_place_and_the_rest_is_usable(clerk, system, field, value, code):
    subject, noted = checked(clerk, system, workbook([case_row("XF-1"), case_row("XF-2", **{field: value})]))
    letters = "ABCDEFGHIJKLMNOPQRSTUVWX"[place(CASES, field)]
    assert noted == [(CASES, 3, letters, code)]
    assert (subject.rows_valid, subject.rows_total) == (1, 2)
    assert imported(clerk, subject).cases_made == 1


def test_two_errors_of_a_row_and_of_its_party_are_all_shown(clerk, system):
    wrong = case_row("XF-2", petitioner_id_number="123", petitioner_phone="12", arose_on="昨天")
    parties = [party_row("XF-1", phone="1"), party_row("XF-9"), party_row("XF-2", role=None)]
    subject, noted = checked(clerk, system, workbook([case_row("XF-1"), wrong, case_row("XF-2")], parties))
    assert noted == [
        (PARTIES, 2, "G", "phone_wrong"), (CASES, 3, "G", "cell_not_a_day"), (CASES, 3, "P", "id_number_wrong"),
        (CASES, 3, "Q", "phone_wrong"), (PARTIES, 4, "B", "cell_missing"), (CASES, 4, "A", "number_twice"),
        (PARTIES, 3, "A", "party_of_no_case"),
    ]  # fmt: skip
    assert (subject.rows_valid, subject.rows_faulty, subject.fault_count) == (0, 3, 7)
    with pytest.raises(Refused, match="import_has_nothing"):
        services.decide(clerk, subject)


def test_all_or_none_is_refused_while_one_row_is_wrong(clerk, system):
    subject, _ = checked(clerk, system, workbook([case_row(), case_row("XF-2", narrative=None)]))
    with pytest.raises(Refused, match="import_has_faults"):
        services.decide_whole(clerk, subject)
    assert (subject.status, count(clerk.session, PetitionCase)) == ("waiting", 0)
    assert services.decide(clerk, subject).status == "importing"


def test_nothing_private_is_kept_open_and_the_key_goes_with_the_end(clerk, system):
    subject, _ = checked(clerk, system, workbook([case_row(), case_row("XF-2", petitioner_phone="乌兰其其格")]))
    tables = [table for table in (CaseImport, ImportBatch, ImportFault) for table in clerk.session.execute(
        select(table.__table__))]  # fmt: skip
    for secret in ("乌兰其其格", "13847712345", "150623196805120024", "XF-2024-0001", "金牧"):
        assert secret not in str(tables)
        assert secret not in str([*clerk.told, *system.told])
    key = clerk.session.scalars(select(DataKey).where(DataKey.stream == subject.stream)).one()
    assert key.wrapped is not None
    services.discard(clerk, subject)
    clerk.session.refresh(key)
    assert (key.wrapped, subject.status) == (None, "discarded")
    with pytest.raises(WrongState):
        services.decide(clerk, subject)


def test_who_may_not_import_is_refused_and_another_banner_finds_nothing(clerk, system, work, actors):
    subject, _ = checked(clerk, system, workbook([case_row()]))
    for actor in (actors.reviewer, actors.auditor, actors.other_clerk, actors.system_admin):
        with pytest.raises(Forbidden):
            upload(work(actor), workbook([case_row()]))
        with pytest.raises(Forbidden):
            services.decide(work(actor), subject)
    assert import_for(work(actors.reviewer), subject.public_id) is subject
    for actor in (actors.other_clerk, actors.auditor, actors.system_admin, actors.preparer):
        with pytest.raises(Missing):
            import_for(work(actor), subject.public_id)


def test_what_nobody_decides_on_is_erased_after_some_days(clerk, system):
    subject, _ = checked(clerk, system, workbook([case_row()]))
    assert lapsed_imports(system) == []
    system.now += KEPT_FOR + timedelta(minutes=1)
    assert lapsed_imports(system) == [subject.id]
    services.lapse(system, subject.id)
    assert (subject.status, clerk.session.scalar(select(DataKey.wrapped))) == ("discarded", None)


def test_a_workbook_that_cannot_be_read_again_says_so_and_is_erased(clerk, system):
    subject = upload(clerk, workbook([case_row()]))
    files.store().delete(subject.file.store_name)
    services.check(system, subject.id)
    assert (subject.status, subject.refusal) == ("refused", "file_lost")
    assert clerk.session.scalar(select(DataKey.wrapped).where(DataKey.stream == subject.stream)) is None
    services.check(system, subject.id)  # once more changes nothing
    with pytest.raises(WrongState):
        services.discard(clerk, subject)


def test_while_the_storage_is_away_a_workbook_waits_and_is_not_erased(clerk, system, monkeypatch):
    subject = upload(clerk, workbook([case_row()]))

    def away(name):
        raise StoreAway("nobody there")

    with monkeypatch.context() as gone:
        gone.setattr(files.store().place, "read", away)
        with pytest.raises(NotNow):
            services.check(system, subject.id)
    assert subject.status == "received"
    services.check(system, subject.id)
    assert (subject.status, subject.rows_valid) == ("waiting", 1)


RULES = [
    ("UPDATE import_fault SET code = 'x'", "append_only_import_fault"),
    ("UPDATE import_batch SET imported_at = now()", "import_batch_once"),
    (
        "UPDATE case_import SET status = 'imported', ended_at = now(), decided_at = now(),"
        " decided_by_id = uploaded_by_id",
        "case_import_moves_by_its_steps",
    ),
    ("UPDATE case_import SET status = 'importing'", "ck_case_import_imported_by_decision"),
    ("UPDATE case_import SET rows_valid = 99", "ck_case_import_rows_add_up"),
    ("UPDATE case_import SET ended_at = now()", "ck_case_import_ended_is_stamped"),
]


@pytest.mark.parametrize(("statement", "constraint"), RULES)
def test_the_database_keeps_an_import_to_its_ways(clerk, system, statement, constraint):
    checked(clerk, system, workbook([case_row(), case_row("XF-2", narrative=None)]))
    with pytest.raises((IntegrityError, ProgrammingError)) as refused, clerk.session.begin_nested():
        clerk.session.execute(text(statement))
    assert constraint_of(refused.value) in (constraint, None)  # no grant at all is a refusal too
    if constraint.startswith("append_only"):
        assert "permission denied" in str(refused.value)
