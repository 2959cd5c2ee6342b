"""A setting holds from its day on, by two people; whatever was reckoned before stays as it was."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.orm import Session

from demo.cast import OTOG, OTOG_FRONT
from market.record.models import RecordEvent
from market.refusals import Forbidden, Invalid, Missing, Refused, WrongState
from market.settings import services
from market.settings.dated import setting
from market.settings.models import SettingVersion
from market.settings.queries import place_for
from market.work import Work

REWARD = f"{OTOG_FRONT}.reward_a_fen"
KEPT = (IntegrityError, ProgrammingError)  # a rule of the table, or a grant that is not there
MINUTES = "联席会议纪要〔2026〕5号"


def propose(piece, value="9000", days=0, ref=REWARD):
    place = place_for(piece, ref)
    return services.propose(
        piece, place, value=value, effective_from=piece.today + timedelta(days=days), reason=MINUTES
    )


def test_a_value_holds_from_its_day_and_in_its_banner_only(work, actors, session):
    piece = work(actors.system_admin)
    before = setting(piece, "reward_a_fen", OTOG_FRONT)
    version = propose(piece, days=10)
    assert setting(piece, "reward_a_fen", OTOG_FRONT) == before, "proposed is not decided"
    services.confirm(work(actors.security_admin), version)
    assert setting(piece, "reward_a_fen", OTOG_FRONT) == before, "its day has not come"
    later = Work(session=session, actor=actors.system_admin, now=piece.now + timedelta(days=10))
    assert setting(later, "reward_a_fen", OTOG_FRONT) == 900_000
    assert setting(later, "reward_a_fen", OTOG) == before


def test_the_proposer_does_not_confirm(work, actors):
    version = propose(work(actors.system_admin))
    for decide in (services.confirm, lambda piece, one: services.refuse(piece, one, note="不同意")):
        with pytest.raises(Forbidden):
            decide(work(actors.system_admin), version)
    assert services.confirm(work(actors.second_system_admin), version).status == "in_force"


def test_what_is_decided_is_not_refused_afterwards(work, actors, session):
    version = services.confirm(work(actors.security_admin), propose(work(actors.system_admin)))
    with pytest.raises(WrongState) as refused, session.begin_nested():
        services.refuse(work(actors.security_admin), version, note="反悔")
    assert refused.value.facts["state"] == "in_force"


def test_one_value_at_the_most_begins_on_a_day(work, actors, session):
    first, second = propose(work(actors.system_admin)), propose(work(actors.system_admin), value="9500")
    services.confirm(work(actors.security_admin), first)
    with pytest.raises(IntegrityError, match="one_a_day"), session.begin_nested():
        services.confirm(work(actors.security_admin), second)
    with pytest.raises(Invalid, match="day_taken"):
        propose(work(actors.system_admin), value="9600")
    assert services.refuse(work(actors.security_admin), second, note="同日已有").status == "refused"


def test_nothing_is_decided_for_days_that_have_passed(work, actors, session):
    with pytest.raises(Invalid, match="starts_in_the_past"):
        propose(work(actors.system_admin), days=-1)
    version = propose(work(actors.system_admin))
    now = work(actors.system_admin).now
    late = Work(session=session, actor=actors.security_admin, now=now + timedelta(days=2))
    with pytest.raises(Refused, match="too_late"):
        services.confirm(late, version)
    assert services.refuse(late, version, note="已过期").note == "已过期"


@pytest.mark.parametrize(
    ("value", "code"),
    [("1e3", "not_yuan"), ("0", "out_of_bounds"), ("-5", "not_yuan"), ("NaN", "not_yuan"), ("0.001", "not_yuan")],
)
def test_an_odd_amount_is_refused(work, actors, value, code):
    with pytest.raises(Invalid, match=code):
        propose(work(actors.system_admin), value=value)


def test_another_banner_has_its_own(work, actors):
    with pytest.raises(Missing):
        propose(work(actors.system_admin), ref=f"{OTOG}.reward_a_fen")
    with pytest.raises(Missing):
        propose(work(actors.system_admin), ref=f"{OTOG_FRONT}.no_such_setting")


@pytest.mark.parametrize(
    "change",
    [
        "value = '1'",
        "effective_from = effective_from - 400",
        "status = 'in_force'",
        "status = 'in_force', decided_at = now()",
        "status = 'in_force', decided_at = now(), confirmed_by_id = proposed_by_id",
    ],
)
def test_the_database_keeps_a_proposal_as_it_was_made(work, actors, change):
    piece = work(actors.system_admin)
    version = propose(piece)
    with pytest.raises(KEPT), piece.session.begin_nested():
        piece.session.execute(text(f"UPDATE setting_version SET {change} WHERE id = {version.id}"))


def test_a_value_is_not_born_in_force(work, actors):
    piece = work(actors.system_admin)
    version = propose(piece)
    born = text(
        "INSERT INTO setting_version (public_id, jurisdiction_id, name, value, effective_from, reason, note, status,"
        " proposed_by_id, proposed_at, confirmed_by_id, decided_at) SELECT 'x', jurisdiction_id, name, '-5',"
        " effective_from, reason, '', 'in_force', proposed_by_id, proposed_at, :second, now() FROM setting_version"
        " WHERE id = :id"
    )
    with pytest.raises(IntegrityError) as broken, piece.session.begin_nested():
        piece.session.execute(born, {"id": version.id, "second": actors.security_admin.person_id})
    assert broken.value.orig.diag.constraint_name == "setting_version_moves_by_its_steps"


def test_a_decided_value_stays(work, actors):
    piece = work(actors.system_admin)
    version = services.confirm(work(actors.security_admin), propose(piece))
    with pytest.raises(KEPT), piece.session.begin_nested():
        piece.session.execute(text(f"UPDATE setting_version SET note = 'x' WHERE id = {version.id}"))


def test_menghe_proposes_and_gaowa_confirms_on_the_pages(as_, database):
    menghe, gaowa = as_("menghe"), as_("gaowa")
    with Session(database.engine) as session:
        today = str(session.scalar(text("SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date")))
    path = f"/settings/{REWARD}/propose"
    odd = menghe.post(path, value="1e3", effective_from=today, reason=MINUTES)
    assert odd.status_code == 422
    page = odd.get_data(as_text=True)
    assert "Write an amount in yuan" in page
    assert MINUTES in page
    assert menghe.post(path, value="9000", effective_from=today, reason=MINUTES).status_code == 303
    assert "Settings to confirm" in gaowa.text("/work")
    with Session(database.engine) as session:
        ref = session.scalars(select(SettingVersion.public_id).where(SettingVersion.status == "proposed")).one()
    assert menghe.get(f"/setting-values/{ref}/confirm").status_code == 403
    assert gaowa.post(f"/setting-values/{ref}/confirm").status_code == 303
    assert "9,000.00" in as_("zhoumin").text(f"/settings/{REWARD}")
    assert as_("surina").get("/settings").status_code == 403
    with Session(database.engine) as session:
        told = session.scalars(select(RecordEvent).where(RecordEvent.name == "setting.confirmed")).one()
        assert told.payload == {"setting": "reward_a_fen", "value": 900000, "effective_from": today}
