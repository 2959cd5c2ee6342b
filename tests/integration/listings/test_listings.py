"""Surina drafts, Wang Jianguo releases; whatever the law or a party holds against it keeps it off the board."""

from datetime import date, timedelta

import pytest

from listings.board.filter import BoardFilter
from listings.board.queries import board_page, public_timeline
from listings.cases.services import add_party
from listings.classification.services import classify
from listings.consents.services import record_consent
from listings.publication import expiry, queries
from listings.publication.following import reopen
from listings.publication.lifecycle import LISTING
from listings.publication.queries import listing_for, public_listing_for
from listings.publication.services import discard, draft, edit, end_mediation, release, send_back, withdraw
from listings.publication.views import office_work
from market.actor import VISITOR
from market.clocks.queries import run_for
from market.refusals import Forbidden, Invalid, Missing, Refused, WrongState
from market.settings.dated import DATED
from tests.integration.listings.stories import (
    BODY,
    GRADE_REASONS,
    PETITIONER,
    agreed,
    classified,
    closed_unlisted,
    drafted,
    on_the_board,
    party_of,
    past_the_gate,
    ready_case,
    registered,
    respondent,
    submit,
    text,
    years_before,
)


@pytest.mark.parametrize("bound", ["smallest", "largest"])
def test_a_listing_is_released_with_every_setting_at_its_bound(clerk, reviewer, monkeypatch, bound):
    monkeypatch.setattr(queries, "setting", lambda _, name, __: getattr(DATED.known[name], bound))
    listing = on_the_board(clerk, reviewer)
    assert listing.reward_fen == getattr(DATED.known["reward_a_fen"], bound)
    assert listing.claim_by == clerk.today + timedelta(days=getattr(DATED.known["claim_window_days"], bound))


# --- class ---------------------------------------------------------------------------------------


def test_the_age_proposes_and_a_clerk_follows(clerk):
    case = classified(clerk, registered(clerk))
    assert (case.status, case.case_class, case.proposed_class) == ("classified", "A", "A")
    assert clerk.told[-1].payload == {"case_class": "A", "proposed_class": "A"}


def test_only_a_reviewer_departs_from_the_age_and_says_why(clerk, reviewer):
    case = registered(clerk, arose_on=years_before(clerk.today, 4), first_petition_on=years_before(clerk.today, 3))
    grades = {"difficulty": "major", "merit": "founded"} | GRADE_REASONS
    with pytest.raises(Refused, match="class_needs_reviewer"):
        classify(clerk, case, case_class="A", class_reason="涉及人数多", **grades)
    with pytest.raises(Refused, match="class_needs_reason"):
        classify(reviewer, case, case_class="A", class_reason="", **grades)
    with pytest.raises(Invalid, match="leak_name"):
        classify(reviewer, case, case_class="A", class_reason=f"{PETITIONER}多次到访", **grades)
    assert classify(reviewer, case, case_class="A", class_reason="涉及人数多", **grades).case_class == "A"


@pytest.mark.parametrize("reason", ["difficulty_reason", "merit_reason"])
def test_each_grade_is_given_with_its_reason_which_names_nobody(clerk, reason):
    case = registered(clerk)
    given = {"case_class": "A", "difficulty": "major", "merit": "founded"} | GRADE_REASONS
    with pytest.raises(Refused, match="grade_needs_reason"):
        classify(clerk, case, **(given | {reason: " "}))
    with pytest.raises(Invalid, match="leak_name") as refused:
        classify(clerk, case, **(given | {reason: f"{PETITIONER}有票据"}))
    assert refused.value.field == reason
    assert getattr(classify(clerk, case, **given), reason) == GRADE_REASONS[reason]


def test_a_listing_does_not_name_who_leads_the_case(clerk):
    case = ready_case(clerk, responsible_leader="敖特根巴雅尔")
    with pytest.raises(Invalid, match="leak_name"):
        draft(clerk, case, **text(clerk, body="由敖特根巴雅尔包案，多次协商未果。"))


# --- from draft to board -------------------------------------------------------------------------


def test_a_second_person_releases_and_everyone_reads(clerk, reviewer, work):
    listing = on_the_board(clerk, reviewer)
    assert (listing.status, listing.case.status) == ("published", "listed")
    assert (listing.reward_fen, listing.days_allowed) == (800_000, 90)
    assert listing.claim_by == reviewer.today + timedelta(days=45)
    visitor = work(VISITOR)
    assert public_listing_for(visitor, listing.public_id) is listing
    assert [row.id for row in board_page(visitor, BoardFilter(), None).rows] == [listing.id]
    told = [one.name for one in reviewer.told]
    assert told[-2:] == ["listing.released", "case.listed"]
    assert run_for(reviewer, "claim_by", listing).last_day == listing.claim_by
    assert public_timeline(visitor, listing).events == []  # nothing is in the record before the commit


def test_the_drafter_never_releases_even_when_appointed_reviewer(clerk, reviewer, actors, work):
    both = work(
        actors.reviewer.__class__(
            **(vars(actors.clerk) | {"appointments": actors.clerk.appointments + actors.reviewer.appointments})
        )
    )
    listing = submit(clerk, drafted(clerk))
    with pytest.raises(Forbidden):
        release(both, listing)
    with pytest.raises(Forbidden):
        release(clerk, listing)


def test_a_draft_is_returned_with_a_reason_changed_and_released(clerk, reviewer):
    listing = submit(clerk, drafted(clerk))
    with pytest.raises(Refused, match="return_needs_reason"):
        send_back(reviewer, listing, return_reason=" ")
    send_back(reviewer, listing, return_reason="标题太长")
    assert (listing.status, listing.return_reason) == ("draft", "标题太长")
    edit(clerk, listing, **text(clerk, title="草场补偿纠纷"))
    assert release(reviewer, submit(clerk, listing)).title == "草场补偿纠纷"


def test_a_listing_in_review_is_not_edited_nor_discarded(clerk):
    listing = submit(clerk, drafted(clerk))
    with pytest.raises(Refused, match="only_drafts_are_edited"):
        edit(clerk, listing, **text(clerk))
    with pytest.raises(WrongState):
        discard(clerk, listing)


def test_a_discarded_draft_makes_room_for_another(clerk):
    listing = drafted(clerk)
    with pytest.raises(Refused, match="case_has_listing"):
        draft(clerk, listing.case, **text(clerk))
    discard(clerk, listing)
    assert draft(clerk, listing.case, **text(clerk)).status == "draft"


def test_what_is_not_on_the_board_is_missing_to_the_public_and_to_the_other_banner(clerk, work, actors):
    listing = submit(clerk, drafted(clerk))
    with pytest.raises(Missing):
        public_listing_for(work(VISITOR), listing.public_id)
    with pytest.raises(Missing):
        listing_for(work(actors.other_clerk), listing.public_id)


def test_the_bands_of_the_board_hold_on_both_sides(clerk, reviewer, work):
    young = {"arose_on": years_before(clerk.today, 1), "first_petition_on": years_before(clerk.today, 1)}
    case = registered(clerk, petition_number="XF-3", **young)
    classified(clerk, case, "C")
    past_the_gate(clerk, case)
    agreed(clerk, case)
    small = on_the_board(clerk, reviewer, case, duration_band="under_3")
    large = on_the_board(clerk, reviewer)
    assert (small.reward_fen, small.days_allowed) == (200_000, 30)

    def refs(**wanted):
        return {row.id for row in board_page(work(VISITOR), BoardFilter(**wanted), None).rows}

    assert refs(reward="under_3000") == {small.id}
    assert refs(reward="from_3000") == set()
    assert refs(reward="from_6000") == {large.id}
    assert refs(case_class="C") == {small.id}


# --- what keeps a case off the board --------------------------------------------------------------


def test_an_unclassified_case_is_not_drafted(clerk):
    with pytest.raises(Refused, match="classify_first"):
        draft(clerk, registered(clerk), **text(clerk))


def test_unanswered_questions_and_a_bar_keep_it_off(clerk):
    case = classified(clerk, registered(clerk))
    agreed(clerk, case)
    listing = draft(clerk, case, **text(clerk))
    with pytest.raises(Refused, match="gate_unanswered"):
        submit(clerk, listing)
    past_the_gate(clerk, case, litigation="yes")
    with pytest.raises(Refused, match="gate_bars"):
        submit(clerk, listing)
    discard(clerk, listing)
    with pytest.raises(Refused, match="gate_bars"):
        draft(clerk, case, **text(clerk))


def test_the_petitioner_must_agree_and_silence_of_the_respondent_does_not_block(clerk, reviewer):
    case = past_the_gate(clerk, classified(clerk, registered(clerk)))
    listing = draft(clerk, case, **text(clerk))
    with pytest.raises(Refused, match="petitioner_has_not_agreed"):
        submit(clerk, listing)
    agreed(clerk, case)
    record_consent(
        clerk,
        party_of(clerk, case, "respondent"),
        answer="silent",
        evidence="notice_unanswered",
        answered_on=clerk.today,
    )
    assert release(reviewer, submit(clerk, listing)).status == "published"


def test_a_respondents_refusal_blocks(clerk):
    case = ready_case(clerk)
    listing = draft(clerk, case, **text(clerk))
    record_consent(
        clerk, party_of(clerk, case, "respondent"), answer="refused", evidence="oral", answered_on=clerk.today
    )
    with pytest.raises(Refused, match="a_party_refuses"):
        submit(clerk, listing)


def test_a_name_in_the_text_is_refused_with_its_field_in_the_words_that_were_typed(clerk):
    case = ready_case(clerk)
    with pytest.raises(Invalid) as refused:
        draft(clerk, case, **text(clerk, body="乌 兰 其·其格 的草场"))
    assert (refused.value.code, refused.value.field, refused.value.facts) == (
        "leak_name", "body", {"words": "“乌 兰 其·其格”"},
    )  # fmt: skip


def test_a_party_added_after_the_draft_is_looked_for_at_submission_and_release(clerk, reviewer):
    listing = drafted(clerk)
    edit(clerk, listing, **text(clerk, body="与某公司的承包人巴图孟克协商未果"))
    add_party(clerk, listing.case, **respondent(kind="person", name="巴图孟克"))
    with pytest.raises(Refused, match="leak_name"):
        submit(clerk, listing)
    edit(clerk, listing, **text(clerk))
    submit(clerk, listing)
    add_party(clerk, listing.case, **respondent(kind="person", name="某矿业公司"))
    with pytest.raises(Refused, match="leak_name"):
        release(reviewer, listing)
    assert listing.status == "in_review"


def test_a_class_given_anew_sends_the_draft_back_to_be_saved(clerk, reviewer):
    listing = submit(clerk, drafted(clerk))
    classify(
        reviewer,
        listing.case,
        case_class="B",
        difficulty="hard",
        merit="partly",
        class_reason="事实清楚",
        **GRADE_REASONS,
    )
    with pytest.raises(Refused, match="class_changed_since_draft"):
        release(reviewer, listing)


# --- off the board --------------------------------------------------------------------------------


def test_a_withdrawn_listing_frees_the_case_and_stays_findable(clerk, reviewer, work):
    listing = on_the_board(clerk, reviewer)
    with pytest.raises(Forbidden):
        withdraw(clerk, listing, end_code="entered_court")
    with pytest.raises(Refused, match="end_code_unknown"):
        withdraw(reviewer, listing, end_code="party_refused")
    withdraw(reviewer, listing, end_code="entered_court")
    assert (listing.status, listing.case.status) == ("withdrawn", "classified")
    assert board_page(work(VISITOR), BoardFilter(), None).rows == []
    assert board_page(work(VISITOR), BoardFilter(status="ended"), None).rows == [listing]


def test_consent_withdrawn_takes_the_listing_down_at_once(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    party = party_of(clerk, listing.case, "petitioner")
    record_consent(clerk, party, answer="withdrawn", evidence="written", answered_on=clerk.today)
    assert (listing.status, listing.end_code, listing.case.status) == (
        "mediation_ended", "consent_withdrawn", "classified",
    )  # fmt: skip


def test_a_refusal_ends_mediation_until_the_agreement_takes_effect(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    for step in ("propose", "grant", "settle"):
        LISTING.apply(clerk, step, listing)
    party = party_of(clerk, listing.case, "respondent")
    record_consent(clerk, party, answer="refused", evidence="oral", answered_on=clerk.today)
    assert (listing.status, listing.case.status) == ("settled", "in_mediation")


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"answer": "given", "evidence": "notice_unanswered"}, "evidence_does_not_fit"),
        ({"answer": "silent", "evidence": "written"}, "evidence_does_not_fit"),
        ({"answered_on": date(2001, 1, 1)}, "answered_before_dispute"),
    ],
)
def test_an_answer_fits_its_evidence_and_its_day(clerk, said, refusal):
    party = party_of(clerk, registered(clerk), "petitioner")
    given = {"answer": "given", "evidence": "written", "answered_on": clerk.today}
    with pytest.raises(Invalid, match=refusal):
        record_consent(clerk, party, **(given | said))


def test_what_went_to_court_is_barred_until_the_questions_are_answered_anew(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    withdraw(reviewer, listing, end_code="entered_court")
    with pytest.raises(Refused, match="gate_bars"):
        draft(clerk, listing.case, **text(clerk))
    past_the_gate(clerk, listing.case)
    assert draft(clerk, listing.case, **text(clerk)).status == "draft"


def test_a_case_whose_party_refused_is_not_drafted_anew(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    record_consent(
        clerk, party_of(clerk, listing.case, "respondent"), answer="refused", evidence="oral", answered_on=clerk.today
    )
    with pytest.raises(Refused, match="a_party_refuses"):
        draft(clerk, listing.case, **text(clerk))


def test_consent_that_was_never_given_is_not_withdrawn(clerk):
    case = registered(clerk)
    with pytest.raises(Refused, match="nothing_to_withdraw"):
        record_consent(
            clerk, party_of(clerk, case, "petitioner"), answer="withdrawn", evidence="oral", answered_on=clerk.today
        )


def test_a_listing_expires_only_past_its_day_and_without_a_claim(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    assert expiry.expire_if_unclaimed(clerk, listing) is False
    clerk.now += timedelta(days=46)
    expiry.configure(lambda work, one: True)
    assert expiry.expire_if_unclaimed(clerk, listing) is False
    expiry.configure(lambda work, one: False)
    assert expiry.expire_if_unclaimed(clerk, listing) is True
    assert (listing.status, listing.case.status) == ("expired", "classified")
    assert run_for(clerk, "claim_by", listing).status == "cancelled"


def test_a_proposal_that_comes_to_nothing_after_claim_by_expires_the_listing(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    LISTING.apply(clerk, "propose", listing)
    clerk.now += timedelta(days=46)
    LISTING.apply(clerk, "unpropose", listing)
    assert listing.status == "expired"


# --- the case follows its listing ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "listing_status", "case_status"),
    [
        (["propose"], "proposed", "listed"),
        (["propose", "unpropose"], "published", "listed"),
        (["propose", "grant"], "claimed", "in_mediation"),
        (["propose", "grant", "reopen"], "published", "listed"),
        (["propose", "grant", "settle", "unsettle"], "claimed", "in_mediation"),
        (["propose", "grant", "settle", "close_unconfirmed"], "unconfirmed", "classified"),
        (["propose", "grant", "settle", "confirm"], "confirmed", "resolved"),
        (["propose", "grant", "settle", "confirm", "reward"], "rewarded", "closed"),
        (["propose", "grant", "settle", "confirm", "close_unrewarded"], "unrewarded", "closed"),
    ],
)
def test_the_case_follows_its_listing(clerk, reviewer, steps, listing_status, case_status):
    listing = on_the_board(clerk, reviewer)
    for step in steps:
        LISTING.apply(clerk, step, listing)
    assert (listing.status, listing.case.status) == (listing_status, case_status)


def test_a_reopened_listing_receives_claims_anew(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    for step in ("propose", "grant"):
        LISTING.apply(clerk, step, listing)
    clerk.now += timedelta(days=60)
    reopen(clerk, listing)
    assert listing.claim_by == clerk.today + timedelta(days=30)
    assert run_for(clerk, "claim_by_after_reopening", listing).last_day == listing.claim_by
    assert listing.reward_fen == 800_000


def test_mediation_is_ended_by_the_office_for_a_party(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    for step in ("propose", "grant"):
        LISTING.apply(clerk, step, listing)
    end_mediation(clerk, listing, end_code="party_refused")
    assert (listing.status, listing.case.status) == ("mediation_ended", "classified")


def test_the_sum_in_dispute_stays_out_of_the_text_even_without_its_unit(clerk):
    """Surina's draft says 34,500 and no yuan; the case is about 34,500 yuan."""
    case = ready_case(clerk, amount_in_dispute_fen=3_450_000)
    listing = drafted(clerk, case, body=f"{BODY}\n欠款34,500，一直没有给。")
    with pytest.raises(Refused, match="measure_in_text") as refused:
        submit(clerk, listing)
    assert "34,500" in refused.value.facts["words"]


def test_nobody_is_told_to_prepare_a_case_that_a_party_refuses(clerk):
    """The company refuses: the case leaves Surina's list. It thinks better of it, and the case is back."""
    case = ready_case(clerk)
    mine = frozenset({case.jurisdiction_id})
    for answer, listed in (("refused", False), ("given", True), ("withdrawn", False), ("given", True)):
        party = party_of(clerk, case, "respondent")
        record_consent(clerk, party, answer=answer, evidence="oral", answered_on=clerk.today)
        assert (case in queries.ready_to_draft(clerk, mine, 100)) is listed, answer


def test_the_work_list_says_what_a_refusal_keeps_from_the_board(clerk, reviewer):
    said = {"evidence": "oral", "answered_on": clerk.today}
    asked = {number: registered(clerk, petition_number=number) for number in ("XF-1", "XF-2", "XF-3", "XF-4")}
    for number in ("XF-2", "XF-3", "XF-4"):
        past_the_gate(clerk, classified(clerk, asked[number]))
        agreed(clerk, asked[number])
    draft(clerk, asked["XF-3"], **text(clerk))
    waiting = submit(clerk, draft(clerk, asked["XF-4"], **text(clerk)))
    before = shown_in(clerk, reviewer)
    for case in asked.values():
        record_consent(clerk, party_of(clerk, case, "respondent"), answer="refused", **said)
    after = shown_in(clerk, reviewer)
    told = {name: [row for row in rows if row not in before[name]] for name, rows in after.items()}
    assert {name: rows for name, rows in told.items() if rows} == {
        "Cases to classify": [("XF-1", "Pasture and farmland · A party refuses mediation.")],
        "Cases that a party refuses: close them, or record a new answer": [
            ("XF-2", "Pasture and farmland · A party refuses mediation."),
        ],
        "Drafts not yet submitted": [(waiting.title, "A party refuses mediation.")],
        "Listings waiting for release": [(waiting.title, "A party refuses mediation.")],
    }  # fmt: skip
    closed_unlisted(clerk, asked["XF-2"], close_code="no_consent")
    assert shown_in(clerk, reviewer)["Cases that a party refuses: close them, or record a new answer"] == []


def shown_in(*people):
    """The rows of each group of work, as titles and notes."""
    return {
        group.label: [(row.title, row.note) for row in group.rows] for work in people for group in office_work(work)
    }
