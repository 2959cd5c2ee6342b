"""巴特尔 asks about the pasture case; 苏日娜 answers, 王建国 publishes. What gives someone away never gets through."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from listings.publication.expiry import expire_if_unclaimed
from listings.publication.services import end_mediation, withdraw
from listings.questions import services
from listings.questions.models import ListingQuestion
from listings.questions.queries import as_asked, is_answered_for_everyone, published_page, question_for, waiting
from listings.questions.vocabulary import QuestionState
from market.actor import VISITOR
from market.notifications.models import Notification
from market.refusals import WORDING, Forbidden, Missing, Refused, TooMany, WrongState
from mediators.vetting import services as vetting
from tests.integration.mediators.questioning import ANSWER, QUESTION, answered
from tests.integration.mediators.stories import acting, applicant, mediator

# --- the whole way -------------------------------------------------------------------------------


def test_everybody_reads_the_answer_and_nobody_who_asked(work, actors, asker, listing, bateer):
    asked = services.ask(asker(), listing, question=QUESTION)
    assert published_page(work(VISITOR), listing, None, size=5).rows == []
    [waits] = waiting(work(actors.clerk), QuestionState.ASKED, frozenset({listing.jurisdiction_id}), 9)
    assert waits is asked
    services.answer(work(actors.clerk), asked, answer=ANSWER)
    piece = work(actors.reviewer)
    services.publish(piece, asked)
    [shown] = published_page(work(VISITOR), listing, None, size=5).rows
    assert (shown.question, shown.answer) == (QUESTION, ANSWER)
    assert [one.payload for one in piece.told if one.name.startswith("question.")] == [{}]
    told = piece.session.query(Notification).filter_by(person_id=bateer.person_id, code="question_published").one()
    assert told.facts == {"listing": listing.public_id}


def test_only_approved_mediators_ask(work, actors, asker, listing, bateer):
    for actor in (VISITOR, actors.clerk, actors.reviewer, actors.auditor):
        with pytest.raises(Forbidden):
            services.ask(work(actor), listing, question=QUESTION)
    waiting_one = applicant(work, actors, "乌云其木格")
    with pytest.raises(Forbidden):
        services.ask(
            work(acting(work(actors.system).session, waiting_one, work(actors.system))), listing, question=QUESTION
        )
    vetting.suspend(work(actors.reviewer), bateer, reason="核实投诉")
    with pytest.raises(Forbidden):
        services.ask(asker(), listing, question=QUESTION)


def test_what_was_answered_goes_with_a_listing_that_is_taken_back(work, actors, asker, listing):
    asked = services.publish(work(actors.reviewer), answered(work, actors, asker, listing))
    assert published_page(work(VISITOR), listing, None, size=5).rows == [asked]
    withdraw(work(actors.reviewer), listing, end_code="wrongly_listed")
    assert published_page(work(VISITOR), listing, None, size=5).rows == []
    assert not is_answered_for_everyone(asked)


def test_whoever_answered_does_not_publish(work, actors, asker, listing):
    asked = services.ask(asker(), listing, question=QUESTION)
    services.answer(work(actors.reviewer), asked, answer=ANSWER)
    for forbidden in (actors.reviewer, actors.clerk, actors.auditor):
        with pytest.raises(Forbidden):
            services.publish(work(forbidden), asked)
    with pytest.raises(Forbidden):
        services.publish(asker(), asked)
    assert services.publish(work(actors.second_reviewer), asked).status == "published"
    with pytest.raises(WrongState):
        services.publish(work(actors.second_reviewer), asked)


def test_an_answer_is_returned_changed_and_published(work, actors, asker, listing):
    asked = answered(work, actors, asker, listing)
    with pytest.raises(Refused, match="question_needs_reason"):
        services.send_back(work(actors.reviewer), asked, reason=" ")
    services.send_back(work(actors.reviewer), asked, reason="请写明需要几次走访")
    services.answer(work(actors.clerk), asked, answer=f"{ANSWER}预计走访四次。")
    assert services.publish(work(actors.reviewer), asked).answer.endswith("四次。")


def test_what_is_decided_is_told_by_its_state(work, actors, asker, listing):
    asked = services.publish(work(actors.reviewer), answered(work, actors, asker, listing))
    for late in (
        lambda: services.answer(work(actors.clerk), asked, answer=ANSWER),
        lambda: services.send_back(work(actors.reviewer), asked, reason="再改"),
        lambda: services.decline(work(actors.clerk), asked, reason="无关"),
    ):
        with pytest.raises(WrongState):
            late()


def test_a_declined_question_tells_its_asker_why(work, actors, asker, listing, bateer):
    asked = services.ask(asker(), listing, question=QUESTION)
    services.decline(work(actors.clerk), asked, reason="与本案无关")
    told = asker().session.query(Notification).filter_by(person_id=bateer.person_id, code="question_declined").one()
    assert told.ref == asked.public_id
    assert question_for(asker(), asked.public_id).decline_reason == "与本案无关"
    assert published_page(work(VISITOR), listing, None, size=5).rows == []
    with pytest.raises(Missing):
        question_for(work(VISITOR), asked.public_id)
    with pytest.raises(Missing):
        question_for(work(actors.other_clerk), asked.public_id)


def test_what_waits_ends_with_its_listing(work, actors, asker, listing, bateer):
    asked = services.ask(asker(), listing, question=QUESTION)
    withdraw(work(actors.reviewer), listing, end_code="other", end_note="")
    assert asked.status == "lapsed"
    assert (
        asker().session.query(Notification).filter_by(person_id=bateer.person_id, code="question_lapsed").count() == 1
    )


# --- the cut-off and the limits ------------------------------------------------------------------


def test_questions_close_some_days_before_the_claims_do(asker, listing):
    piece = asker()
    piece.now += timedelta(days=42)
    assert services.ask(piece, listing, question=QUESTION).status == "asked"
    piece.now += timedelta(days=1)
    with pytest.raises(Refused, match="questions_past_cutoff") as refused:
        services.ask(piece, listing, question=QUESTION)
    assert refused.value.facts == {"claim_by": listing.claim_by}
    piece.now += timedelta(days=3)
    with pytest.raises(Refused, match="questions_claims_past"):
        services.ask(piece, listing, question=QUESTION)


def told_why(asker, listing):
    """The sentence of the refusal."""
    with pytest.raises(Refused) as refused:
        services.ask(asker(), listing, question=QUESTION)
    return WORDING.of(refused.value.code) % refused.value.facts


@pytest.mark.parametrize("end", ["withdraw", "end_mediation"])
def test_whoever_took_it_off_the_sentence_is_one(work, actors, asker, listing, end):
    if end == "withdraw":
        withdraw(work(actors.reviewer), listing, end_code="entered_court")
    else:
        end_mediation(work(actors.clerk), listing, end_code="consent_withdrawn")
    assert told_why(asker, listing) == "Questions are closed: this listing has been taken off the board."


def test_an_expired_listing_says_so(asker, listing):
    piece = asker()
    piece.now += timedelta(days=60)
    assert expire_if_unclaimed(piece, listing)
    assert "expired without a claim" in told_why(asker, listing)


def test_three_may_wait_and_ten_be_asked_a_day(work, actors, asker, listing):
    for number in range(3):
        services.ask(asker(), listing, question=f"{QUESTION}第{number}问")
    with pytest.raises(Refused, match="questions_waiting"):
        services.ask(asker(), listing, question=QUESTION)
    for number in range(7):
        for one in list(asker().session.query(ListingQuestion).filter_by(status="asked"))[:1]:
            services.decline(work(actors.clerk), one, reason="重复")
        services.ask(asker(), listing, question=f"{QUESTION}再{number}问")
    with pytest.raises(TooMany, match="questions_spent"):
        services.ask(asker(), listing, question=QUESTION)


SAME = (QUESTION, f" {QUESTION} ", "双方现在愿意面谈吗?需要会蒙古语吗", "双方现在愿意面谈吗，\n需要会 蒙古语吗！！")


@pytest.mark.parametrize("again", SAME)
def test_the_same_is_asked_once_while_the_first_stands(work, actors, asker, listing, again):
    asked = services.ask(asker(), listing, question=QUESTION)
    for step in (
        lambda: services.answer(work(actors.clerk), asked, answer=ANSWER),
        lambda: services.publish(work(actors.reviewer), asked),
        lambda: None,
    ):
        with pytest.raises(Refused, match="question_repeated"):
            services.ask(asker(), listing, question=again)
        step()
    assert services.ask(asker(), listing, question=f"{QUESTION}要去几次？").status == "asked"


def test_who_was_declined_may_ask_anew_and_another_may_ask_the_same(work, actors, asker, listing):
    services.decline(work(actors.clerk), services.ask(asker(), listing, question=QUESTION), reason="请写具体些")
    assert services.ask(asker(), listing, question=QUESTION).status == "asked"
    another = mediator(work, actors, "刘志远")
    piece = work(acting(work(actors.system).session, another, work(actors.system)))
    assert services.ask(piece, listing, question=QUESTION).status == "asked"


def test_the_database_takes_the_same_for_the_same(session):
    say = text("SELECT question_as_asked(:question)")
    samples = (*SAME, "ＡＢ c？", "会「蒙古语」吗——", "？！", "a\tb\u00a0c%", "ﷺ", "Ө ү")
    for sample in samples:
        assert session.execute(say, {"question": sample}).scalar_one() == as_asked(sample), sample
    assert {as_asked(one) for one in SAME} == {as_asked(QUESTION)}


# --- the rules in the database -------------------------------------------------------------------


ANSWERED = "UPDATE listing_question SET status = 'published', published_at = now(), published_by_id = "
BY_HAND = {
    "published by whoever answered": f"{ANSWERED} answered_by_id WHERE id = :id",
    "published by whoever asked": f"{ANSWERED} asked_by_id WHERE id = :id",
    "published without a publisher": "UPDATE listing_question SET status = 'published', published_at = now()",
    "declined without a reason": """UPDATE listing_question SET status = 'declined', declined_at = now(),
        declined_by_id = answered_by_id WHERE id = :id""",
    "an answer changed in the reviewer's hands": "UPDATE listing_question SET answer = '另一个答复' WHERE id = :id",
    "returned by whoever answered": """UPDATE listing_question SET status = 'asked', returned_at = now(),
        returned_by_id = answered_by_id, return_reason = 'x' WHERE id = :id""",
    "a way that there is none": "UPDATE listing_question SET status = 'lapsed' WHERE id = :id",
    "asked by the clerk": """INSERT INTO listing_question (public_id, jurisdiction_id, listing_id, status, question,
        answer, asked_at, asked_by_id, return_reason, decline_reason) SELECT 'abcdefgh23456789', jurisdiction_id,
        listing_id, 'asked', 'x', '', now(), answered_by_id, '', '' FROM listing_question WHERE id = :id""",
    "the same asked again": """INSERT INTO listing_question (public_id, jurisdiction_id, listing_id, status,
        question, answer, asked_at, asked_by_id, return_reason, decline_reason) SELECT 'abcdefgh23456789',
        jurisdiction_id, listing_id, 'asked', replace(question, '？', ' ?'), '', now(), asked_by_id, '', ''
        FROM listing_question WHERE id = :id""",
    "asked after the last day": """INSERT INTO listing_question (public_id, jurisdiction_id, listing_id, status,
        question, answer, asked_at, asked_by_id, return_reason, decline_reason) SELECT 'abcdefgh23456789',
        jurisdiction_id, listing_id, 'asked', 'x', '', now() + interval '60 days', asked_by_id, '', ''
        FROM listing_question WHERE id = :id""",
}


def by_hand(session, attempt, ref):
    with session.begin_nested():
        session.execute(text(attempt), {"id": ref})
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


@pytest.mark.parametrize("attempt", BY_HAND.values(), ids=BY_HAND.keys())
def test_the_database_keeps_four_eyes(work, actors, asker, listing, attempt):
    asked = answered(work, actors, asker, listing)
    with pytest.raises(IntegrityError):
        by_hand(work(actors.clerk).session, attempt, asked.id)


@pytest.mark.parametrize(
    "attempt",
    ["UPDATE listing_question SET question = 'x'", "DELETE FROM listing_question", "DELETE FROM question_refusal",
     "UPDATE question_refusal SET findings = '{name}'"],
)  # fmt: skip
def test_what_was_asked_stays(work, actors, asker, listing, attempt):
    answered(work, actors, asker, listing)
    with pytest.raises(Exception, match="permission denied"):
        by_hand(work(actors.clerk).session, attempt, 0)
