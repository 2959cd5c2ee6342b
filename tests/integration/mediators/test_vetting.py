"""巴特尔 applies; 王建国 endorses, 陈静 approves; nobody does both, and nobody decides about themself."""

from dataclasses import replace

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from market.actor import VISITOR, Held, Role
from market.people.models import Person
from market.people.queries import actor_of
from market.policy import Can, allowed
from market.refusals import Forbidden, Invalid, Missing, Refused, WrongState
from market.staff import services as staff
from market.vault import NeedsOpening, read
from market.vault.models import VaultCell
from mediators.claims.vocabulary import ClaimState
from mediators.committees import services as committees
from mediators.vetting import services as vetting
from mediators.vetting.queries import mediator_for, of_the_same_id_number, own_mediator_of, to_vet
from tests.integration.mediators.stories import (
    acting,
    applicant,
    application,
    claim_of,
    committee,
    granted_claim,
    mediator,
    released_listing,
)


def test_two_reviewers_make_a_mediator(work, actors):
    bateer = applicant(work, actors, "巴特尔")
    assert bateer in to_vet(work(actors.reviewer))
    vetting.endorse(work(actors.reviewer), bateer)
    assert bateer not in to_vet(work(actors.reviewer)), "who has endorsed has nothing left to do"
    assert bateer in to_vet(work(actors.second_reviewer))
    vetting.approve(work(actors.second_reviewer), bateer)
    assert bateer.status == "approved"
    assert bateer.endorsed_by_id != bateer.approved_by_id


def test_the_endorser_does_not_approve(work, actors):
    bateer = applicant(work, actors, "巴特尔")
    vetting.endorse(work(actors.reviewer), bateer)
    with pytest.raises(Refused) as refused:
        vetting.approve(work(actors.reviewer), bateer)
    assert refused.value.code == "mediator_second_reviewer"


def test_a_clerk_does_not_vet(work, actors):
    bateer = applicant(work, actors, "巴特尔")
    with pytest.raises(Forbidden):
        vetting.endorse(work(actors.clerk), bateer)
    with pytest.raises(Forbidden):
        vetting.endorse(work(actors.other_reviewer), bateer)


def test_approval_needs_an_endorsement(work, actors):
    bateer = applicant(work, actors, "巴特尔")
    with pytest.raises(WrongState):
        vetting.approve(work(actors.second_reviewer), bateer)


def test_nobody_vets_themself(work, actors, session):
    bateer = applicant(work, actors, "巴特尔")
    as_reviewer = replace(
        acting(session, bateer, work(actors.system)),
        appointments=(Held(Role.OFFICE_REVIEWER, bateer.jurisdiction_id),),
    )
    with pytest.raises(Refused) as refused:
        vetting.endorse(work(as_reviewer), bateer)
    assert refused.value.code == "mediator_is_oneself"


def test_rejection_gives_its_reason(work, actors):
    bateer = applicant(work, actors, "巴特尔")
    with pytest.raises(Refused) as refused:
        vetting.reject(work(actors.reviewer), bateer, reason="  ")
    assert refused.value.code == "reason_needed"
    vetting.reject(work(actors.reviewer), bateer, reason="材料不全")
    assert (bateer.status, bateer.status_reason) == ("rejected", "材料不全")


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("id_number", "152724198001011011", "mediator_id_number_wrong"),
        ("phone", "0477-123456", "mediator_phone_wrong"),
        ("committee", "nosuchcommittee", "committee_unknown"),
        ("languages", ["klingon"], "application_choose"),
        ("categories", [], "application_choose"),
        ("truthful", False, "application_declare"),
    ],
)
def test_a_wrong_answer_names_its_field(work, actors, field, typed, code):
    with pytest.raises(Invalid) as refused:
        applicant(work, actors, "巴特尔", **{field: typed})
    assert (refused.value.code, refused.value.field) == (code, field)


def test_an_applicant_learns_nothing_of_an_id_number_and_the_office_approves_it_once(work, actors, session):
    """巴特尔 is a mediator; somebody applies with his ID number, and may be anybody."""
    bateer = mediator(work, actors, "巴特尔")
    again = applicant(work, actors, "巴特尔", sign_in_name="another")
    assert [one.id for one in of_the_same_id_number(session, again)] == [bateer.id]
    vetting.endorse(work(actors.reviewer), again)
    with pytest.raises(Refused) as refused:
        vetting.approve(work(actors.second_reviewer), again)
    assert refused.value.code == "mediator_same_person"
    with pytest.raises(IntegrityError) as broken, session.begin_nested():
        session.execute(
            text("UPDATE mediator SET status='approved', approved_at=now(), approved_by_id=:by WHERE id=:id"),
            {"id": again.id, "by": actors.second_reviewer.person_id},
        )
    assert broken.value.orig.diag.constraint_name == "mediator_is_one_person"
    vetting.reject(work(actors.reviewer), again, reason="已是调解员")


def test_somebody_signed_in_applies_with_that_account(work, actors):
    with pytest.raises(Refused) as refused:
        vetting.apply_with_account(work(actors.preparer), **application(work, actors, "刘志远"))
    assert refused.value.code == "application_use_own_account"
    form = application(work, actors, "刘志远", public_employee=True)
    for account_field in ("display_name", "sign_in_name", "password"):
        del form[account_field]
    lihui = vetting.apply_as_oneself(work(actors.preparer), **form)
    assert lihui.person_id == actors.preparer.person_id
    assert lihui.public_employee
    with pytest.raises(Refused) as refused:
        vetting.apply_as_oneself(work(actors.preparer), **form)
    assert refused.value.code == "application_made"
    with pytest.raises(Refused) as refused:
        vetting.apply_as_oneself(work(VISITOR), **form)
    assert refused.value.code == "application_needs_account"


@pytest.mark.parametrize("key", ["system_admin", "security_admin", "audit_admin", "auditor"])
def test_administrators_and_auditors_do_not_apply(work, actors, key):
    assert not allowed(work(getattr(actors, key)), Can.APPLY_WITH_ACCOUNT)
    assert allowed(work(actors.preparer), Can.APPLY_WITH_ACCOUNT)


def test_a_mediator_becomes_neither_administrator_nor_auditor(work, actors, session):
    bateer = session.get_one(Person, mediator(work, actors, "巴特尔").person_id)
    proposal = {"valid_from": work(actors.clerk).today, "reason": "补充审计力量"}
    for role in ("system_admin", "auditor"):
        with pytest.raises(Invalid) as refused, session.begin_nested():
            staff.propose_appointment(work(actors.system_admin), bateer, role=role, **proposal)
        assert refused.value.code == "mediator_administers_nothing"
    staff.propose_appointment(work(actors.system_admin), bateer, role="office_clerk", **proposal)


def test_whoever_applies_before_the_role_is_confirmed_is_not_confirmed(work, actors, session):
    """其其格 is to audit; before 高娃 confirms it, 其其格 applies as mediator."""
    qiqige = staff.invite_person(work(actors.system_admin), display_name="其其格", sign_in_name="qiqige").account
    proposed = staff.propose_appointment(
        work(actors.system_admin), qiqige.person, role="auditor", valid_from=work(actors.clerk).today, reason="审计"
    )
    form = application(work, actors, "刘志远")
    vetting.apply_as_oneself(
        work(actor_of(session, qiqige, work(actors.clerk).now)),
        **{name: form[name] for name in form.keys() - {"display_name", "sign_in_name", "password"}},
    )
    with pytest.raises(Invalid) as refused, session.begin_nested():
        staff.confirm_appointment(work(actors.security_admin), proposed)
    assert refused.value.code == "mediator_administers_nothing"


def test_identity_stands_sealed_and_opens_for_a_purpose(work, actors, session):
    bateer = applicant(work, actors, "巴特尔", convictions="2009年因赌博被拘留五日", relations="")
    cells = session.query(VaultCell).filter_by(table_name="mediator", row_id=bateer.id).all()
    assert {cell.column_name for cell in cells} == {"id_number", "phone", "convictions"}
    assert bateer.has_declarations
    assert not applicant(work, actors, "刘志远", convictions="  ").has_declarations
    assert all(b"13947701234" not in cell.ciphertext for cell in cells)
    reviewer = work(actors.reviewer)
    with pytest.raises(NeedsOpening):
        read(reviewer, bateer.stream, "mediator", [bateer.id], ["phone"])
    vetting.open_identity(reviewer, bateer, purpose="vet_mediator")
    assert read(reviewer, bateer.stream, "mediator", [bateer.id], ["phone"]) == {bateer.id: {"phone": "13947701234"}}


def test_another_banner_sees_no_applicant(work, actors):
    bateer = applicant(work, actors, "巴特尔")
    assert mediator_for(work(actors.reviewer), bateer.public_id) is bateer
    assert mediator_for(work(actors.auditor), bateer.public_id) is bateer
    for stranger in (actors.other_reviewer, actors.preparer, VISITOR):
        with pytest.raises(Missing):
            mediator_for(work(stranger), bateer.public_id)


def test_suspension_ends_claims_and_opens_the_listing(work, actors):
    listing = released_listing(work, actors)
    bateer, liu = mediator(work, actors, "巴特尔"), mediator(work, actors, "刘志远")
    waiting = claim_of(work, actors, listing, liu)
    granted = granted_claim(work, actors, listing, bateer)
    assert waiting.status == ClaimState.HELD
    with pytest.raises(Refused):
        vetting.suspend(work(actors.reviewer), bateer, reason="")
    vetting.suspend(work(actors.reviewer), bateer, reason="被投诉收受财物")
    assert granted.status == ClaimState.SUSPENDED
    assert listing.status == "published"
    assert waiting.status == ClaimState.STANDING, "the claim that waited stands again"
    with pytest.raises(Refused) as refused:
        claim_of(work, actors, listing, bateer)
    assert refused.value.code == "claim_mediator_not_approved"
    vetting.reinstate(work(actors.second_reviewer), bateer)
    assert claim_of(work, actors, listing, bateer).status == ClaimState.STANDING


def test_resigning_withdraws_what_stands_but_not_what_is_granted(work, actors, session):
    listing = released_listing(work, actors)
    bateer, liu = mediator(work, actors, "巴特尔"), mediator(work, actors, "刘志远")
    waiting = claim_of(work, actors, listing, liu)
    granted_claim(work, actors, listing, bateer)
    with pytest.raises(Refused) as refused:
        vetting.resign(work(acting(session, bateer, work(actors.system))), bateer)
    assert refused.value.code == "mediator_has_granted_claims"
    vetting.resign(work(acting(session, liu, work(actors.system))), liu)
    assert (liu.status, waiting.status) == ("resigned", ClaimState.WITHDRAWN)
    with pytest.raises(Forbidden):
        vetting.resign(work(actors.reviewer), bateer)


def test_a_closed_committee_takes_nobody_new(work, actors):
    register = committee(work, actors)
    committees.close(work(actors.clerk), register)
    with pytest.raises(Refused):
        committees.close(work(actors.clerk), register)
    with pytest.raises(Invalid) as refused:
        applicant(work, actors, "巴特尔", committee=register.public_id)
    assert refused.value.code == "committee_unknown"


def test_a_committee_stands_once_in_the_register(work, actors):
    committee(work, actors)
    with pytest.raises(Invalid) as refused:
        committees.enter(work(actors.reviewer), name="城川镇人民调解委员会", seal_text="同名")
    assert refused.value.code == "committee_known"
    with pytest.raises(Forbidden):
        committees.enter(work(actors.other_clerk), name="x", seal_text="x", jurisdiction_id="150623")


def test_the_own_row_is_asked_for_once_a_work_though_there_is_none(work, actors, session):
    """Every page asks several times whether its reader is a mediator; 李慧 is none until she applies."""
    lihui = work(actors.preparer)
    asked = []
    event.listen(session.connection(), "before_cursor_execute", lambda *told: asked.append(told[2]))
    assert own_mediator_of(lihui) is None
    assert own_mediator_of(lihui) is None
    assert len(asked) == 1
    form = application(work, actors, "刘志远", public_employee=True)
    applied = vetting.apply_as_oneself(
        lihui, **{name: form[name] for name in form.keys() - {"display_name", "sign_in_name", "password"}}
    )
    assert own_mediator_of(lihui) is applied
