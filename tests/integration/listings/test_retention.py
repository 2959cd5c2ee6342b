"""Wulan's case was closed long ago: two of the office erase her data, unless it is too early or a hold keeps it."""

import pytest
from sqlalchemy import text

from listings.cases.private import case_details, party_details
from listings.cases.queries import active_parties
from listings.proposals.queries import proposals_to_decide
from listings.retention.models import Erasure
from listings.retention.queries import due_cases, keeping_of
from listings.retention.services import confirm_erasure, lift_hold, place_hold, propose_erasure, refuse_erasure
from market import vault
from market.files import Folder
from market.files import services as files
from market.files.uploads import Accepted, Kind
from market.record.checkpoints import Checkpoints
from market.record.verify import verify
from market.refusals import Forbidden, Invalid, Refused, WrongState
from market.settings.queries import place_for
from market.settings.services import confirm, propose
from market.vault.queries import erased_at
from tests.integration.listings.erasing import DAYS_KEPT, case_of, committed_due, confirm_the_one, erased
from tests.integration.listings.stories import OTOG_FRONT, PETITIONER, PHONE, closed, on_the_board


def test_two_persons_erase_what_is_due_and_nothing_can_be_read_or_found_again(clerk, reviewer, old_case):
    opening = vault.open_vault(clerk, old_case.stream, "answer_person", OTOG_FRONT)
    assert party_details(clerk, old_case, active_parties(clerk.session, old_case.id))
    erasure = erased(clerk, reviewer, old_case)
    assert (erasure.status, erased_at(clerk.session, old_case.stream)) == ("confirmed", reviewer.now)
    assert vault.opening_in_force(clerk, old_case.stream) is None, f"opening {opening.id} ended with it"
    for reading in (
        lambda: party_details(clerk, old_case, active_parties(clerk.session, old_case.id)),
        lambda: case_details(clerk, old_case),
        lambda: vault.open_vault(clerk, old_case.stream, "answer_person", OTOG_FRONT),
        lambda: vault.read(clerk, old_case.stream, "party", [1], ["name"], purpose="leak_check"),
    ):
        with pytest.raises(Refused, match="vault_key_destroyed"):
            reading()
    assert [vault.find(clerk, kind, value) for kind, value in (("name", PETITIONER), ("phone", PHONE))] == [[], []]


def test_the_record_verifies_before_and_after(database, commit_work):
    """The events of the case stay as they were; the erasure is told in the same chain."""
    case_id = committed_due(commit_work)
    assert _faults(database) == []
    commit_work("clerk", lambda work: propose_erasure(work, case_of(work, case_id)))
    commit_work("reviewer", lambda work: confirm_the_one(work))
    assert _faults(database) == []
    told = commit_work(
        "clerk",
        lambda work: work.session.scalars(
            text("SELECT name FROM record_event WHERE stream = :stream ORDER BY sequence DESC LIMIT 3"),
            {"stream": f"case:{case_id}"},
        ).all(),
    )
    assert set(told) == {"erasure.proposed", "erasure.confirmed", "vault.key_destroyed"}


def _faults(database):
    with database.session() as session:
        return verify(session, Checkpoints()).faults


def test_files_of_the_case_go_with_it(clerk, reviewer, old_case, tmp_path, master):
    files.configure(files.store_in(Folder(tmp_path), master))
    scan = files.keep(
        clerk, Accepted(Kind.PDF, b"scan", "scan.pdf"), stream=old_case.stream, jurisdiction_id=OTOG_FRONT
    )
    vault.open_vault(clerk, old_case.stream, "answer_person", OTOG_FRONT)
    assert files.open_bytes(clerk, scan)
    erased(clerk, reviewer, old_case)
    with pytest.raises(Refused, match="vault_key_destroyed"):
        files.open_bytes(clerk, scan)
    with pytest.raises(Refused, match="vault_key_destroyed"):
        files.open_bytes(clerk, scan, purpose="render_document")


def test_nothing_is_erased_before_its_day(clerk, reviewer):
    case = closed(clerk, reviewer, DAYS_KEPT)
    with pytest.raises(Refused, match="erasure_not_due"):
        propose_erasure(clerk, case)
    assert due_cases(clerk, [OTOG_FRONT], 10) == []


def test_an_open_case_keeps_its_data(clerk, reviewer):
    case = on_the_board(clerk, reviewer).case
    assert keeping_of(clerk, case) is None
    with pytest.raises(Refused, match="erasure_case_open"):
        propose_erasure(clerk, case)
    with pytest.raises(Refused, match="erasure_case_open"):
        place_hold(clerk, case, reason="仲裁程序中")


def test_a_shorter_time_that_was_decided_counts_from_its_day(clerk, reviewer, work, actors):
    case = closed(clerk, reviewer, 200)
    place = place_for(work(actors.system_admin), f"{OTOG_FRONT}.private_data_kept_days")
    with pytest.raises(Invalid, match=r"setting.out_of_bounds"):
        propose(work(actors.system_admin), place, value="179", effective_from=clerk.today, reason="太短")
    version = propose(work(actors.system_admin), place, value="180", effective_from=clerk.today, reason="档案规定")
    confirm(work(actors.security_admin), version)
    assert due_cases(clerk, [OTOG_FRONT], 10) == [case]
    assert erased(clerk, reviewer, case).status == "confirmed"


def test_who_proposed_it_never_confirms_it(reviewer, second, old_case):
    erasure = propose_erasure(reviewer, old_case)
    with pytest.raises(Forbidden):
        confirm_erasure(reviewer, erasure, understood=True)
    with pytest.raises(Refused, match="erasure_not_understood"):
        confirm_erasure(second, erasure, understood=False)
    assert [one.id for one in proposals_to_decide(second, Erasure, 5)] == [erasure.id]
    assert proposals_to_decide(reviewer, Erasure, 5) == []


def test_a_clerk_proposes_and_only_a_reviewer_of_the_banner_decides(clerk, work, actors, old_case):
    erasure = propose_erasure(clerk, old_case)
    for key in ("other_reviewer", "system_admin", "security_admin", "audit_admin", "auditor", "preparer"):
        with pytest.raises(Forbidden):
            confirm_erasure(work(getattr(actors, key)), erasure, understood=True)
        with pytest.raises(Forbidden):
            propose_erasure(work(getattr(actors, key)), old_case)


def test_a_hold_keeps_the_data_even_after_the_proposal(clerk, reviewer, second, old_case):
    erasure = propose_erasure(clerk, old_case)
    hold = place_hold(second, old_case, reason="法院调取材料")
    with pytest.raises(Refused, match="erasure_on_hold"):
        confirm_erasure(reviewer, erasure, understood=True)
    with pytest.raises(Refused, match="hold_stands_already"):
        place_hold(clerk, old_case, reason="再次")
    with pytest.raises(Forbidden):
        lift_hold(clerk, hold, reason="不再需要")
    lift_hold(reviewer, hold, reason="材料已退回")
    with pytest.raises(Refused, match="hold_lifted_already"):
        lift_hold(reviewer, hold, reason="再次")
    assert confirm_erasure(reviewer, erasure, understood=True).status == "confirmed"
    with pytest.raises(Refused, match="vault_key_destroyed"):
        place_hold(clerk, old_case, reason="太晚")


def test_a_reason_names_nobody(clerk, old_case):
    with pytest.raises(Invalid, match="leak_name"):
        place_hold(clerk, old_case, reason=f"{PETITIONER}要求保留")


def test_a_refused_erasure_may_be_proposed_again(clerk, reviewer, old_case):
    with pytest.raises(Refused, match="erasure_already_proposed"):
        [propose_erasure(clerk, old_case) for _ in range(2)]
    (erasure,) = proposals_to_decide(reviewer, Erasure, 5)
    refuse_erasure(reviewer, erasure, note="档案尚未移交")
    with pytest.raises(WrongState):
        confirm_erasure(reviewer, erasure, understood=True)
    assert due_cases(clerk, [OTOG_FRONT], 10) == [old_case]
    assert erased(clerk, reviewer, old_case).status == "confirmed"
    assert due_cases(clerk, [OTOG_FRONT], 10) == []
