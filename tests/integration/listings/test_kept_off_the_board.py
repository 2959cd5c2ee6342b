"""What the law, a party or the text itself holds against a case keeps it off the board."""

import pytest

from listings.cases.services import add_party
from listings.classification.services import classify
from listings.consents.services import record_consent
from listings.publication import queries
from listings.publication.services import discard, draft, edit, release, withdraw
from listings.publication.views import office_work
from market.refusals import Invalid, Refused
from tests.integration.listings.stories import (
    BODY,
    GRADE_REASONS,
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
)


def test_a_listing_does_not_name_who_leads_the_case(clerk):
    case = ready_case(clerk, responsible_leader="敖特根巴雅尔")
    with pytest.raises(Invalid, match="leak_name") as refused:
        draft(clerk, case, **text(clerk, body="由敖特根巴雅尔包案，多次协商未果。"))
    assert refused.value.facts["whom_label"] == "somebody of the case"


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
        "leak_name", "body",
        {"words": "“乌 兰 其·其格”", "where_label": "The text", "whom_label": "a party of the case"},
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
