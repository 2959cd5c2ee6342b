"""刘志远 sends many questions in the same instant, to several listings: the limits of a day are kept all the same."""

import threading
from collections import Counter

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from listings.questions.models import ListingQuestion, QuestionRefusal
from listings.questions.services import ASKED_A_DAY
from market.database import database_now
from market.record.writing import write_told
from market.work import Work
from tests.integration.conftest import cast_actors
from tests.integration.mediators.stories import released_listing

LISTINGS, HANDS = 5, 15
REFUSED_A_DAY = 5


@pytest.fixture
def boards(scene):
    """The addresses of five listings that receive questions."""
    with Session(scene.database.engine, expire_on_commit=False) as session:
        actors, pieces = cast_actors(session), []

        def work(actor):
            pieces.append(Work(session=session, actor=actor, now=database_now(session), request_id="race"))
            return pieces[-1]

        refs = [scene.listing.public_id, *(released_listing(work, actors).public_id for _ in range(LISTINGS - 1))]
        for piece in pieces:
            write_told(piece)
        session.commit()
        return [f"/board/{ref}/ask" for ref in refs]


def at_once(pages, person, sent):
    """Send each (path, question) by a client and a thread of its own, all let go together; the answers' statuses."""
    barrier, answers = threading.Barrier(len(sent)), []
    readers = [pages.as_(person) for _ in sent]

    def send(reader, path, question):
        barrier.wait(timeout=60)
        answers.append(reader.tell(path, question=question).status_code)

    threads = [threading.Thread(target=send, args=(r, *one)) for r, one in zip(readers, sent, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return Counter(answers)


def test_of_fifteen_questions_at_once_ten_are_taken(pages, scene, boards):
    sent = [
        (boards[number % LISTINGS], f"双方愿意面谈吗？请答复{'甲乙丙丁戊己庚辛壬癸子丑寅卯辰'[number]}。")
        for number in range(HANDS)
    ]
    assert at_once(pages, scene.liu, sent) == {201: ASKED_A_DAY, 429: HANDS - ASKED_A_DAY}
    assert scene.one(select(func.count(ListingQuestion.id))) == ASKED_A_DAY


def test_of_fifteen_attempts_at_once_five_are_told_that_they_were_refused(pages, scene, boards):
    sent = [(boards[number % LISTINGS], "对方是孙立军吗？") for number in range(HANDS)]
    assert at_once(pages, scene.liu, sent) == {422: REFUSED_A_DAY, 429: HANDS - REFUSED_A_DAY}
    assert scene.one(select(func.count(QuestionRefusal.id))) == REFUSED_A_DAY
