"""刘志远 asks by pages, the office answers by pages, everyone reads; a refused question stays counted."""

import threading
import time

from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from listings.questions.models import ListingQuestion, QuestionRefusal
from market.database import constraint_of

QUESTION = "双方现在愿意面谈吗？"
ANSWER = "双方都愿意面谈。"


def text_of(answer):
    return answer.get_data(as_text=True)


def test_asked_answered_published_by_pages_alone(pages, scene):
    board = f"/board/{scene.listing.public_id}"
    liu, clerk, reviewer, visitor = pages.as_(scene.liu), pages.as_("clerk"), pages.as_("reviewer"), pages.as_(None)
    assert f"{board}/ask" in text_of(liu.get(board))
    assert f"{board}/ask" not in text_of(visitor.get(board))
    assert visitor.get(f"{board}/ask").location.startswith("/sign-in")
    assert clerk.get(f"{board}/ask").status_code == 403

    asked = liu.post(f"{board}/ask", question=QUESTION).location
    assert QUESTION in text_of(liu.get(board))
    assert QUESTION not in text_of(visitor.get(board))
    assert QUESTION in text_of(clerk.get("/work"))
    assert clerk.post(f"{asked}/answer", answer=ANSWER).location == asked
    assert ANSWER not in text_of(liu.get(asked)), "a draft is the office's"
    assert QUESTION in text_of(reviewer.get("/work"))
    assert QUESTION not in text_of(clerk.get("/work"))
    assert "刘志远" in text_of(reviewer.get(asked))
    deciding = text_of(reviewer.get(f"{asked}/publish"))
    assert [words in deciding for words in ("What the gate finds", "Possible names left", ANSWER)] == [True] * 3
    assert reviewer.post(f"{asked}/publish").location == asked

    for reader in (visitor, liu, pages.as_("auditor")):
        shown = text_of(reader.get(board))
        assert QUESTION in shown
        assert ANSWER in shown
        assert "刘志远" not in text_of(visitor.get(board))
    assert ANSWER in text_of(visitor.get(f"{board}/questions"))
    told = visitor.ask(f"{board}/questions").get_json()["questions"]
    assert [(one["question"], one["answer"]) for one in told] == [(QUESTION, ANSWER)]
    assert told[0].keys() == {"question", "answer", "published_at"}
    assert visitor.get(asked).status_code == 302
    assert pages.as_("other_clerk").get(asked).status_code == 404
    assert pages.as_("preparer").get(asked).status_code == 404


def test_a_refused_question_stays_counted_and_what_was_typed_is_not_lost(pages, scene):
    board = f"/board/{scene.listing.public_id}"
    liu = pages.as_(scene.liu)
    for number in range(1, 6):
        refused = liu.post(f"{board}/ask", question="对方是孙立军吗？")
        assert refused.status_code == 422
        assert "对方是孙立军吗？" in text_of(refused)
        assert scene.one(select(func.count(QuestionRefusal.id))) == number
    assert liu.post(f"{board}/ask", question=QUESTION).status_code == 429
    assert liu.tell(f"/board/{scene.listing.public_id}/ask", question=QUESTION).status_code == 429
    assert scene.one(select(func.count(ListingQuestion.id))) == 0
    office = text_of(pages.as_("clerk").get(f"/listings/{scene.listing.public_id}/questions"))
    assert "刘志远" in office
    assert "A party&#39;s name" in office
    assert "孙立军" not in office
    assert pages.as_(scene.liu).get(f"/listings/{scene.listing.public_id}/questions").status_code == 404


def test_hostile_and_huge_questions_get_one_sentence(pages, scene):
    board = f"/board/{scene.listing.public_id}"
    liu = pages.as_(scene.liu)
    for typed in ("", "x" * 301, "\x00问", "a\u202eb"):
        refused = liu.post(f"{board}/ask", question=typed)
        assert refused.status_code == 422
    assert scene.one(select(func.count(QuestionRefusal.id))) == 0
    asked = liu.post(f"{board}/ask", question="<script>alert(1)</script>").location
    assert "<script>alert" not in text_of(pages.as_("clerk").get(asked))
    assert pages.as_(None).get(f"{board}/questions?after=nonsense").status_code == 404


def test_the_same_question_twice_is_told_in_one_sentence(pages, scene):
    board = f"/board/{scene.listing.public_id}"
    liu = pages.as_(scene.liu)
    liu.post(f"{board}/ask", question=QUESTION)
    again = liu.post(f"{board}/ask", question=f"{QUESTION} ")
    assert again.status_code == 409
    assert "You have asked this on this listing already" in text_of(again)
    assert QUESTION in text_of(again), "what was typed is not lost"
    assert liu.tell(f"{board}/ask", question=QUESTION).get_json()["code"] == "question_repeated"


def test_of_the_same_asked_twice_at_once_the_database_takes_one(pages, scene, database):
    """Two sessions past every check of ours: the second waits for the first, and sees what it has asked."""
    liu = pages.as_(scene.liu)
    liu.post(f"/board/{scene.listing.public_id}/ask", question="需要会蒙古语吗？")
    insert = text("""
        INSERT INTO listing_question (public_id, jurisdiction_id, listing_id, status, question, answer, asked_at,
            asked_by_id, return_reason, decline_reason)
        SELECT :ref, jurisdiction_id, listing_id, 'asked', '要去几次？', '', now(), asked_by_id, '', ''
        FROM listing_question WHERE question = '需要会蒙古语吗？'
    """)
    gate, outcomes = threading.Barrier(2), []

    def ask(ref):
        with Session(database.engine) as session:
            gate.wait()
            try:
                session.execute(insert, {"ref": ref})
                time.sleep(0.2)
                session.commit()
                outcomes.append("asked")
            except IntegrityError as error:
                outcomes.append(constraint_of(error))

    threads = [threading.Thread(target=ask, args=(ref,)) for ref in ("abcdefgh23456789", "bcdefgh23456789a")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["asked", "listing_question_asked_once"]
