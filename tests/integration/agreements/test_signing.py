"""An agreement is drafted, frozen, signed on paper in any order, and takes effect by its latest signing date."""

import pytest

from agreements.drafting import services as drafting
from agreements.drafting.private import content_of
from agreements.drafting.queries import agreement_for, open_agreement
from agreements.signing import services as signing
from agreements.signing.queries import standing_marks
from listings.publication import services as publication
from market.clocks.queries import run_for
from market.refusals import Forbidden, Invalid, Missing, Refused, WrongState
from market.vault import NeedsOpening, open_vault
from mediators.claims import services_ending as ending
from tests.integration.agreements.stories import told
from tests.integration.mediators.stories import acting, mediator


def code_of(refused):
    return refused.value.code


def test_the_case_is_settled_when_the_last_mark_is_verified(story):
    agreement = story.to_sign()
    for whose in story.everyone():
        story.record(agreement, whose, 0)
    marks = standing_marks(story.session, agreement.id)
    for mark in marks[:-1]:
        signing.verify_mark(story.reviewer(), mark, signed_on=mark.signed_on)
        assert (agreement.status, story.claim.status, story.listing.status) == ("signing", "granted", "claimed")
    last = story.reviewer()
    signing.verify_mark(last, marks[-1], signed_on=marks[-1].signed_on)
    assert (agreement.status, story.claim.status, story.listing.status) == ("in_effect", "settled", "settled")
    assert told(last, "agreement.took_effect") == [
        {
            "version": 1,
            "took_effect_on": story.begun_on.isoformat(),
            "limit_last_day": agreement.limit_last_day.isoformat(),
            "within_limit": True,
        }
    ]


def test_marks_come_in_any_order_and_the_latest_signing_date_counts_not_the_recording(story):
    agreement = story.to_sign()
    for whose, signed in zip(["committee", *story.everyone()[:3]], [3, 5, 1, 2], strict=True):
        story.record(agreement, whose, signed, recorded=20)
    story.verify_all(agreement, 22)
    assert agreement.took_effect_on == story.day(5)
    filing = run_for(story.clerk(), "file_for_confirmation", agreement)
    assert filing.started_on == story.day(5)
    assert agreement.file_by == filing.last_day >= story.day(35)


def test_whoever_recorded_a_mark_does_not_verify_it_and_the_mediator_neither(story, work, actors, session):
    agreement = story.to_sign()
    mark = story.record(agreement, "mediator", 0)
    for stranger in (actors.clerk, actors.auditor, actors.preparer, story.mediator, actors.other_reviewer):
        with pytest.raises(Forbidden):
            signing.verify_mark(work(stranger), mark, signed_on=mark.signed_on)
    for stranger in (actors.reviewer, actors.auditor, story.mediator, actors.other_clerk):
        with pytest.raises(Forbidden):
            signing.record_mark(work(stranger), agreement, whose="committee", manner="seal", signed_on=story.begun_on)


def test_only_the_mediator_to_whom_the_case_is_granted_drafts(story, work, actors, session):
    liu = acting(session, mediator(work, actors, "刘志远"), work(actors.system))
    for stranger in (liu, actors.clerk, actors.reviewer):
        with pytest.raises(Forbidden):
            drafting.draft(work(stranger), story.claim, **story.text())
    agreement = story.draft()
    for stranger in (liu, actors.clerk):
        with pytest.raises(Forbidden):
            drafting.open_signing(work(stranger), agreement)
    for stranger in (liu, actors.other_clerk, actors.system_admin):
        with pytest.raises(Missing):
            agreement_for(work(stranger), agreement.public_id)


def test_a_claim_has_one_open_agreement(story):
    story.draft()
    with pytest.raises(Refused) as refused:
        story.draft()
    assert code_of(refused) == "agreement_already_open"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"copies": 2}, "agreement_copies_too_few", "copies"),
        ({"terms": [{"who": "nobody", "what": "x"}]}, "agreement_term_of_a_stranger", "terms"),
        ({"terms": []}, "agreement_terms_missing", "terms"),
    ],
)
def test_what_cannot_stand_in_an_agreement_is_refused_by_its_field(story, changes, code, field):
    with pytest.raises(Invalid) as refused:
        story.draft(**changes)
    assert (code_of(refused), refused.value.field) == (code, field)


def test_an_obligation_of_yesterday_is_refused(story):
    past = {"who": "every", "what": "拆除围栏。", "by": story.day(-1)}
    with pytest.raises(Invalid, match="agreement_term_day_past"):
        story.draft(terms=[past])


def test_what_is_open_for_signing_is_frozen_with_the_parties_names(story):
    agreement = story.to_sign()
    with pytest.raises(WrongState):
        drafting.edit(story.at(story.mediator), agreement, **story.text(manner="分期"))
    frozen = content_of(story.clerk(), agreement, purpose="render_document")
    assert [party.name for party in frozen.parties] == ["图雅", "孙立军"]
    assert agreement.frozen_hash


def test_a_text_that_is_not_the_frozen_one_is_not_shown(story, session):
    agreement = story.to_sign()
    session.expunge(agreement)
    agreement.frozen_hash = "0" * 64
    with pytest.raises(Refused) as refused:
        content_of(story.clerk(), agreement, purpose="render_document")
    assert code_of(refused) == "agreement_text_changed"


def test_it_can_be_taken_back_while_nobody_has_signed_and_its_hash_is_then_another(story):
    agreement = story.to_sign()
    before = agreement.frozen_hash
    drafting.redraft(story.at(story.mediator), agreement)
    assert (agreement.status, agreement.frozen_hash) == ("draft", None)
    drafting.edit(story.at(story.mediator), agreement, **story.text())
    drafting.open_signing(story.at(story.mediator), agreement)
    assert agreement.frozen_hash not in (None, before)
    story.record(agreement, "mediator", 0)
    with pytest.raises(Refused) as refused:
        drafting.redraft(story.at(story.mediator), agreement)
    assert code_of(refused) == "agreement_has_marks"


def test_the_text_is_read_within_an_opening_only(story):
    agreement = story.draft()
    reader = story.at(story.mediator)
    with pytest.raises(NeedsOpening):
        content_of(reader, agreement)
    open_vault(reader, agreement.stream, "draft_agreement", agreement.jurisdiction_id)
    assert content_of(reader, agreement).total_fen == 1_200_000


@pytest.mark.parametrize(("signed", "code"), [(1, "mark_in_the_future"), (-1, "mark_before_draft")])
def test_a_date_on_the_paper_that_cannot_be_is_refused(story, signed, code):
    agreement = story.to_sign()
    with pytest.raises(Invalid) as refused:
        signing.record_mark(story.clerk(), agreement, whose="mediator", manner="signature", signed_on=story.day(signed))
    assert (code_of(refused), refused.value.field) == (code, "signed_on")


def test_strangers_sign_nothing_nobody_signs_twice_and_the_committee_seals(story):
    agreement = story.to_sign()
    story.record(agreement, "committee", 0)
    today = story.begun_on
    with pytest.raises(Refused, match="mark_already_recorded"):
        signing.record_mark(story.clerk(), agreement, whose="committee", manner="seal", signed_on=today)
    with pytest.raises(Invalid, match="mark_of_a_stranger"):
        signing.record_mark(story.clerk(), agreement, whose="someone", manner="seal", signed_on=today)
    with pytest.raises(Invalid, match="mark_manner_wrong"):
        signing.record_mark(story.clerk(), agreement, whose="mediator", manner="seal", signed_on=today)
    with pytest.raises(WrongState):
        signing.record_mark(
            story.clerk(), _abandoned(story, agreement), whose="mediator", manner="signature", signed_on=today
        )


def _abandoned(story, agreement):
    return drafting.abandon(story.at(story.mediator), agreement, reason="申请人要求重写。")


def test_a_mark_that_is_not_on_the_paper_as_recorded_is_returned_and_recorded_again(story):
    agreement = story.to_sign()
    mark = story.record(agreement, "mediator", 0)
    with pytest.raises(Invalid, match="mark_day_differs"):
        signing.verify_mark(story.reviewer(), mark, signed_on=story.day(-1))
    signing.return_mark(story.reviewer(), mark, reason="纸上没有日期。")
    with pytest.raises(Refused, match="mark_already_checked"):
        signing.verify_mark(story.reviewer(), mark, signed_on=mark.signed_on)
    again = story.record(agreement, "mediator", 0)
    assert again.id != mark.id
    assert [one.id for one in standing_marks(story.session, agreement.id)] == [again.id]


def test_a_reason_names_nobody(story):
    agreement = story.to_sign()
    with pytest.raises(Invalid) as refused:
        drafting.refuse(story.clerk(), agreement, reason="孙立军不愿意签字。")
    assert refused.value.field == "reason"


def test_the_limit_stands_still_while_the_signed_paper_waits_for_the_office_or_the_committee(story):
    agreement = story.to_sign()
    first, second, *_ = story.everyone()
    story.record(agreement, first, 1)
    story.record(agreement, second, 2)
    assert story.limit().status == "running"
    signed = story.record(agreement, "mediator", 3)
    assert story.limit().status == "paused"
    signing.return_mark(story.reviewer(5), signed, reason="签名在别处。")
    assert story.limit().status == "running"


def test_a_late_seal_does_not_cost_the_mediator_the_limit_and_a_late_signature_does(story):
    last_day = story.limit().last_day
    total = (last_day - story.begun_on).days
    agreement = story.to_sign()
    for whose in story.everyone()[:3]:
        story.record(agreement, whose, total, recorded=total + 2)
    story.record(agreement, "committee", total + 9)
    story.verify_all(agreement, total + 10)
    assert agreement.took_effect_on == story.day(total + 9) > last_day
    assert agreement.within_limit is True


def test_a_party_who_signs_after_the_last_day_is_too_late(story):
    total = (story.limit().last_day - story.begun_on).days
    agreement = story.to_sign()
    for whose in story.everyone()[1:]:
        story.record(agreement, whose, total)
    story.record(agreement, story.everyone()[0], total + 1)
    story.verify_all(agreement, total + 2)
    assert agreement.status == "in_effect"
    assert agreement.within_limit is False


def test_a_refusal_ends_the_agreement_and_not_the_mediation(story):
    agreement = story.to_sign()
    for whose in story.everyone()[:3]:
        story.record(agreement, whose, 0)
    drafting.refuse(story.clerk(4), agreement, reason="被申请人收回签名。")
    assert (agreement.status, story.claim.status) == ("abandoned", "granted")
    assert story.limit().status == "running"
    assert story.draft(5).version == 2


def test_what_was_not_in_effect_ends_with_the_claim(story):
    agreement = story.to_sign()
    ending.relinquish(story.at(story.mediator), story.claim, reason="家中有事。")
    assert agreement.status == "abandoned"
    assert open_agreement(story.session, story.claim.id) is None


def test_a_party_who_refuses_mediation_ends_it_before_the_effect_and_not_after(story):
    agreement = story.to_sign()
    publication.end_mediation(story.clerk(), story.listing, end_code="party_refused")
    assert (agreement.status, story.claim.status, story.listing.status) == ("abandoned", "closed", "mediation_ended")


def test_nobody_ends_mediation_of_what_is_settled(story):
    story.in_effect()
    with pytest.raises(WrongState):
        publication.end_mediation(story.clerk(), story.listing, end_code="party_refused")


def test_what_is_in_effect_is_not_taken_away_any_more(story):
    agreement = story.in_effect()
    for step in (
        lambda: drafting.abandon(story.at(story.mediator), agreement, reason="算了。"),
        lambda: drafting.refuse(story.clerk(), agreement, reason="算了。"),
        lambda: drafting.redraft(story.at(story.mediator), agreement),
    ):
        with pytest.raises(WrongState):
            step()
