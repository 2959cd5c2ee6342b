"""巴特尔 asks about the pasture case; 苏日娜 answers, 王建国 publishes. What gives someone away never gets through."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from listings.cases.private import seal_party
from listings.cases.queries import active_parties
from listings.publication.expiry import expire_if_unclaimed
from listings.publication.services import end_mediation, withdraw
from listings.questions import services
from listings.questions.models import ListingQuestion, QuestionRefusal
from listings.questions.queries import (
    as_asked,
    is_answered_for_everyone,
    published_page,
    question_for,
    refusals_on,
    waiting,
)
from listings.questions.vocabulary import QuestionState
from listings.reidentification.queries import beside
from listings.reidentification.services import widen
from market.actor import VISITOR
from market.notifications.models import Notification
from market.refusals import WORDING, Forbidden, Invalid, Missing, Refused, TooMany, WrongState
from mediators.vetting import services as vetting
from tests.integration.mediators.stories import acting, applicant, mediator, released_listing

QUESTION = "双方现在愿意面谈吗？需要会蒙古语吗？"
ANSWER = "双方都愿意面谈，最好会蒙古语。"


@pytest.fixture
def listing(work, actors):
    return released_listing(work, actors)


@pytest.fixture
def batu(work, actors):
    return mediator(work, actors, "巴特尔")


@pytest.fixture
def asker(work, actors, batu):
    """巴特尔 at work; asking again gives a fresh piece of work."""
    actor = acting(work(actors.system).session, batu, work(actors.system))
    return lambda: work(actor)


def refused_attempt(piece, listing, question):
    """What the edge does with a refusal that leaves a trace; the code that the asker is told."""
    with pytest.raises(Invalid) as refused:
        services.ask(piece, listing, question=question)
    refused.value.leaves(piece)
    return refused.value.code, refused.value.facts


def put_name(piece, case, name):
    """What a correction does once the case has left the board; here it stands on it still."""
    seal_party(piece, active_parties(piece.session, case.id)[-1], {"name": name})


def answered(work, actors, asker, listing):
    asked = services.ask(asker(), listing, question=QUESTION)
    return services.answer(work(actors.clerk), asked, answer=ANSWER)


# --- the whole way -------------------------------------------------------------------------------


def test_everybody_reads_the_answer_and_nobody_who_asked(work, actors, asker, listing, batu):
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
    told = piece.session.query(Notification).filter_by(person_id=batu.person_id, code="question_published").one()
    assert told.facts == {"listing": listing.public_id}


def test_only_approved_mediators_ask(work, actors, asker, listing, batu):
    for actor in (VISITOR, actors.clerk, actors.reviewer, actors.auditor):
        with pytest.raises(Forbidden):
            services.ask(work(actor), listing, question=QUESTION)
    waiting_one = applicant(work, actors, "乌云其木格")
    with pytest.raises(Forbidden):
        services.ask(
            work(acting(work(actors.system).session, waiting_one, work(actors.system))), listing, question=QUESTION
        )
    vetting.suspend(work(actors.reviewer), batu, reason="核实投诉")
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


def test_a_declined_question_tells_its_asker_why(work, actors, asker, listing, batu):
    asked = services.ask(asker(), listing, question=QUESTION)
    services.decline(work(actors.clerk), asked, reason="与本案无关")
    told = asker().session.query(Notification).filter_by(person_id=batu.person_id, code="question_declined").one()
    assert told.ref == asked.public_id
    assert question_for(asker(), asked.public_id).decline_reason == "与本案无关"
    assert published_page(work(VISITOR), listing, None, size=5).rows == []
    with pytest.raises(Missing):
        question_for(work(VISITOR), asked.public_id)
    with pytest.raises(Missing):
        question_for(work(actors.other_clerk), asked.public_id)


def test_what_waits_ends_with_its_listing(work, actors, asker, listing, batu):
    asked = services.ask(asker(), listing, question=QUESTION)
    withdraw(work(actors.reviewer), listing, end_code="other", end_note="")
    assert asked.status == "lapsed"
    assert asker().session.query(Notification).filter_by(person_id=batu.person_id, code="question_lapsed").count() == 1


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


# --- nobody learns the case by guessing ----------------------------------------------------------

GIVES_AWAY = {
    "a party's name": "申请人是图雅吗？",
    "the respondent's name": "对方叫孙立军吗",
    "a guessed name": "对方叫王建军吗",
    "a guessed Mongolian name": "申请人是乌兰其其格吗？",
    "the right phone number": "电话是13947700001吗？",
    "a guessed phone number": "电话是13947700009吗？",
    "the village": "在伊克柴达木嘎查吗？",
    "a guessed village": "在阿日勒嘎查吗？",
    "the town, which is left out": "是城川镇的案子吗？",
}


def test_every_refusal_says_the_same_and_the_office_sees_which_kind(work, actors, asker, listing, monkeypatch):
    monkeypatch.setattr(services, "setting", lambda *_: 50)
    told = [refused_attempt(asker(), listing, question) for question in GIVES_AWAY.values()]
    assert told == [("question_refused", {})] * len(GIVES_AWAY)
    seen = [one.findings for one in refusals_on(work(actors.clerk), listing, 20)]
    kinds = ["name", "name", "name", "name", "number", "number", "place", "place", "town"]
    assert [kind in found for kind, found in zip(reversed(kinds), seen, strict=True)] == [True] * len(kinds)
    columns = {column.name for column in QuestionRefusal.__table__.columns}
    assert not columns & {"question", "text", "words"}, "what was typed is not kept"


def test_a_right_guess_without_a_look_of_its_own_is_taken_in_like_a_wrong_one(work, actors, asker, listing):
    right = services.ask(asker(), listing, question="在伊克柴达木吗？")
    wrong = services.ask(asker(), listing, question="在海流图吗？")
    assert (right.status, wrong.status) == ("asked", "asked")
    services.answer(work(actors.clerk), right, answer=ANSWER)
    with pytest.raises(Refused):
        services.publish(work(actors.reviewer), right)


def test_after_some_guesses_one_waits_a_day(asker, listing):
    for _ in range(5):
        refused_attempt(asker(), listing, "申请人是图雅吗？")
    for question in ("申请人是图雅吗？", QUESTION):
        with pytest.raises(TooMany, match="question_attempts_spent"):
            services.ask(asker(), listing, question=question)
    tomorrow = asker()
    tomorrow.now += timedelta(hours=25)
    assert services.ask(tomorrow, listing, question=QUESTION).status == "asked"


@pytest.mark.parametrize(
    ("words", "code"),
    [("图雅愿意面谈", "leak_name"), ("请联系13947700001", "leak_phone"), ("在城川镇面谈", "town_in_text")],
)
def test_the_office_is_told_what_to_take_out(work, actors, asker, listing, words, code):
    asked = services.ask(asker(), listing, question=QUESTION)
    with pytest.raises(Invalid, match=code):
        services.answer(work(actors.clerk), asked, answer=words)
    with pytest.raises(Invalid, match=code):
        services.decline(work(actors.clerk), asked, reason=words)
    services.answer(work(actors.clerk), asked, answer=ANSWER)
    with pytest.raises(Invalid, match=code):
        services.send_back(work(actors.reviewer), asked, reason=words)


def test_a_town_that_was_left_out_since_is_read_by_nobody(work, listing):
    shown = beside(work(VISITOR), listing).shown
    assert shown("在城川镇的调解室面谈，城 川也可以。") == "在某镇的调解室面谈，某镇也可以。"
    assert shown(ANSWER) == ANSWER


def test_what_became_private_since_is_not_published_and_the_office_reads_which_words(work, actors, asker, listing):
    asked = services.ask(asker(), listing, question="可以用茶室面谈吗？")
    services.answer(work(actors.clerk), asked, answer=ANSWER)
    put_name(work(actors.clerk), listing.case, "茶室")
    with pytest.raises(Refused, match="question_gives_away") as refused:
        services.publish(work(actors.reviewer), asked)
    assert "“茶室”" in refused.value.facts["words"]
    assert asked.status == "answered"
    trying = work(actors.reviewer)
    refused.value.leaves(trying)
    assert [(one.name, one.stream, one.payload) for one in trying.told] == [
        ("case.text_refused", listing.case.stream, {"fields": ["question"], "kinds": ["name"]})
    ]


def test_a_category_that_was_widened_is_named_in_no_answer_and_shown_in_none(work, actors, asker, listing):
    asked = services.ask(asker(), listing, question="草场有图纸吗？")
    services.publish(work(actors.reviewer), services.answer(work(actors.clerk), asked, answer="草场图纸齐全。"))
    wider = {"category": "land_and_village", "place": "", "duration": "", "amount": ""}
    widen(work(actors.reviewer), listing, **wider)
    shown = beside(work(VISITOR), listing).shown
    assert (shown(asked.question), shown(asked.answer)) == ("场地有图纸吗？", "场地图纸齐全。")
    assert "草场" not in listing.title + listing.body
    assert refused_attempt(asker(), listing, "是草场还是征地？") == ("question_refused", {})
    again = services.ask(asker(), listing, question=QUESTION)
    with pytest.raises(Invalid, match="category_in_text") as refused:
        services.answer(work(actors.clerk), again, answer="界线按草场证划定。")
    assert refused.value.facts["words"] == "“草场”"


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
