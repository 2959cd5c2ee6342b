"""Wulan's case was closed long ago: two of the office erase her data, unless it is too early or a hold keeps it."""

import threading

import pytest
from sqlalchemy import text

from listings.cases.models import PetitionCase
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
from tests.integration.conftest import cast_actors
from tests.integration.listings.stories import OTOG_FRONT, PETITIONER, PHONE, closed, on_the_board, ready_case
from tests.integration.listings.test_rules_in_the_database import refused

DAYS_KEPT = 3_650


@pytest.fixture
def second(work, actors):
    return work(actors.second_reviewer)


@pytest.fixture
def old_case(clerk, reviewer):
    return closed(clerk, reviewer, DAYS_KEPT + 1)


def erased(first, second, case):
    return confirm_erasure(second, propose_erasure(first, case), understood=True)


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
    case_id = _old_case(commit_work)
    assert _faults(database) == []
    commit_work("clerk", lambda work: propose_erasure(work, _case(work, case_id)))
    commit_work("reviewer", lambda work: _confirm_the_one(work))
    assert _faults(database) == []
    told = commit_work(
        "clerk",
        lambda work: work.session.scalars(
            text("SELECT name FROM record_event WHERE stream = :stream ORDER BY sequence DESC LIMIT 3"),
            {"stream": f"case:{case_id}"},
        ).all(),
    )
    assert set(told) == {"erasure.proposed", "erasure.confirmed", "vault.key_destroyed"}


def _old_case(commit_work):
    def make(clerk):
        from_reviewer = type(clerk)(clerk.session, _actor(clerk, "reviewer"), clerk.now)
        case = closed(clerk, from_reviewer, DAYS_KEPT + 1)
        clerk.told += from_reviewer.told
        return case.id

    return commit_work("clerk", make)


def _actor(work, key):
    return getattr(cast_actors(work.session), key)


def _case(work, case_id):
    return work.session.get_one(PetitionCase, case_id)


def _confirm_the_one(work):
    (erasure,) = proposals_to_decide(work, Erasure, 5)
    confirm_erasure(work, erasure, understood=True)


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


# --- the database says it again -------------------------------------------------------------------

PROPOSE = (
    "INSERT INTO erasure (public_id, jurisdiction_id, case_id, status, kept_until, proposed_at, proposed_by_id, note)"
    " VALUES ('e', '150623', :case, 'proposed', current_date, now(), :by, '')"
)
CONFIRM = "UPDATE erasure SET status = 'confirmed', decided_at = now(), decided_by_id = :by WHERE id = :id"
DESTROY = "UPDATE data_key SET wrapped = NULL, destroyed_at = now() WHERE stream = :stream"


def test_plain_sql_erases_nothing_alone_early_or_unasked(clerk, reviewer, second, old_case):
    young = closed(clerk, reviewer, 179, _another_case(clerk))
    by = clerk.actor.person_id
    assert refused(clerk, PROPOSE, case=young.id, by=by) == "erasure_is_possible"
    assert refused(clerk, DESTROY, stream=old_case.stream) == "erasure_erases"
    erasure = propose_erasure(clerk, old_case)
    assert refused(clerk, CONFIRM, id=erasure.id, by=by) == "ck_erasure_four_eyes"
    assert refused(clerk, CONFIRM, id=erasure.id, by=second.actor.person_id) == "erasure_erases"
    assert refused(clerk, PROPOSE, case=old_case.id, by=by) == "uq_erasure_one_stands"
    hold = place_hold(clerk, old_case, reason="法院调取材料")
    assert refused(clerk, CONFIRM, id=erasure.id, by=second.actor.person_id) == "erasure_is_possible"
    lift_hold(reviewer, hold, reason="材料已退回")
    again = "UPDATE legal_hold SET lifted_at = NULL, lifted_by_id = NULL, lift_reason = '' WHERE id = :id"
    assert refused(clerk, again, id=hold.id) == "legal_hold_lifted_once"
    confirm_erasure(reviewer, erasure, understood=True)
    assert refused(clerk, "UPDATE erasure SET note = 'x' WHERE id = :id", id=erasure.id) == "erasure_decided_once"
    hold_it = (
        "INSERT INTO legal_hold (public_id, jurisdiction_id, case_id, reason, placed_at, placed_by_id, lift_reason)"
        " VALUES ('h', '150623', :case, 'x', now(), :by, '')"
    )
    assert refused(clerk, hold_it, case=old_case.id, by=by) == "legal_hold_of_what_is_there"


def _another_case(clerk):
    return ready_case(clerk, petition_number="XF-2019-0999")


def test_an_administrator_opens_nothing_even_by_plain_sql(clerk, actors, old_case):
    opening = (
        "INSERT INTO opening (jurisdiction_id, person_id, stream, purpose, opened_at, ends_at)"
        " VALUES ('150623', :person, :stream, 'audit', now(), now() + interval '1 minute')"
    )
    for key in ("system_admin", "security_admin", "audit_admin"):
        person = getattr(actors, key).person_id
        assert refused(clerk, opening, person=person, stream=old_case.stream) == "opening_not_by_an_administrator"


def test_a_hold_and_the_confirmation_sent_at_once_leave_one_of_them(commit_work, database):
    """Whoever comes first locks the case; the other is told so, and never stand both."""
    case_id = _old_case(commit_work)
    commit_work("clerk", lambda work: propose_erasure(work, _case(work, case_id)))
    said = {}

    def send(key, what):
        try:
            commit_work(key, what)
            said[key] = "done"
        except Refused as refusal:
            said[key] = refusal.code

    threads = [
        threading.Thread(target=send, args=("reviewer", _confirm_the_one)),
        threading.Thread(
            target=send,
            args=("second_reviewer", lambda work: place_hold(work, _case(work, case_id), reason="法院调取材料")),
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said.values()) in (["done", "erasure_on_hold"], ["done", "vault_key_destroyed"])
    with database.session() as session:
        held = session.scalar(text("SELECT count(*) FROM legal_hold"))
        gone = session.scalar(text("SELECT count(*) FROM data_key WHERE destroyed_at IS NOT NULL"))
    assert held + gone == 1


# --- the pages ------------------------------------------------------------------------------------


def test_the_pages_say_what_is_due_and_what_was_erased_when(pages, commit_work):
    case_id = _old_case(commit_work)
    clerk, reviewer = pages.as_("clerk"), pages.as_("reviewer")
    ref = commit_work("clerk", lambda work: _case(work, case_id).public_id)
    listed = clerk.get("/retention").get_data(as_text=True)
    assert "XF-2019-0314" in listed
    assert "May be erased" in listed
    assert "May be erased" in clerk.get(f"/cases/{ref}").get_data(as_text=True)
    assert clerk.post(f"/cases/{ref}/erasure").status_code == 303
    told = clerk.get(f"/cases/{ref}").get_data(as_text=True)
    assert "The erasure is proposed. A reviewer who is not you decides it." in told, "said above the panels too"
    shown = reviewer.get(f"/cases/{ref}").get_data(as_text=True)
    address = shown.split('href="/erasures/')[1].split("/confirm")[0]
    unsure = reviewer.post(f"/erasures/{address}/confirm")
    assert unsure.status_code == 422
    assert reviewer.post(f"/erasures/{address}/confirm", understood="y").status_code == 303
    for reader, locale in ((clerk, "en"), (pages.as_("clerk", locale="zh_Hans_CN"), "zh")):
        page = reader.get(f"/cases/{ref}")
        assert page.status_code == 200
        told = "was erased on" if locale == "en" else "个人信息已于"
        assert told in page.get_data(as_text=True)
        assert 'name="purpose"' not in page.get_data(as_text=True)
    assert clerk.get(f"/cases/{ref}/open").status_code == 409
    assert "Erased on" in clerk.get("/retention").get_data(as_text=True)
    assert pages.as_("system_admin").get("/retention").status_code == 403
    assert "XF-2019-0314" not in pages.as_("other_clerk").get("/retention").get_data(as_text=True)
