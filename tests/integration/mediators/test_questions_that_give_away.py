"""A question or an answer that gives somebody away gets no further, and whoever guesses learns nothing by it."""

from datetime import timedelta

import pytest

from listings.questions import services
from listings.questions.models import QuestionRefusal
from listings.questions.queries import refusals_on
from listings.reidentification.queries import beside
from listings.reidentification.services import widen
from market.actor import VISITOR
from market.refusals import Invalid, Refused, TooMany
from tests.integration.mediators.questioning import ANSWER, QUESTION, put_name, refused_attempt

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
    assert refused.value.facts["words"] == "“界线” “草场”"
