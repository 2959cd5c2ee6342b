"""Asking, answering, publishing. A question that has the look of something private is refused in one sentence, whatever
it is, and counted; the case's own values are compared when it is to be public, so that nobody learns them by guessing.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from listings.anonymisation.quoting import quoted
from listings.publication.models import Listing
from listings.questions.closed import why_closed
from listings.questions.gate import finding_of, looks_of
from listings.questions.lifecycle import QUESTION
from listings.questions.models import ListingQuestion, QuestionRefusal
from listings.questions.queries import (
    A_DAY,
    asked_since,
    is_asked_already,
    open_questions,
    questions_are_received,
    refused_since,
)
from listings.reidentification.queries import beside
from listings.reidentification.services_telling import leaving_an_attempt, refuse_telling, told_in
from listings.reidentification.telling import Telling
from market.lifecycle import lock
from market.notifications.services import notify
from market.people.queries import held_person
from market.policy import Can, demand
from market.refusals import Invalid, Refused, TooMany
from market.settings.dated import setting
from market.work import Work

WAITING_LIMIT = 3  # of one person on one listing
ASKED_A_DAY = 10  # by one person


def ask(work: Work, listing: Listing, *, question: str) -> ListingQuestion:
    """Put a question to the office. Raises Refused question_repeated, questions_waiting and what `why_closed` gives;
    TooMany questions_spent, question_attempts_spent; Invalid question_refused, which leaves a trace for the office."""
    lock(work, listing)
    demand(work, Can.ASK_QUESTION, listing)
    if work.actor.person_id is None:
        raise AssertionError("a person asks")
    if not questions_are_received(work, listing):
        raise why_closed(work, listing)
    if is_asked_already(work, listing, question):
        raise Refused("question_repeated")
    _demand_patience(work, listing)
    found = [one.value for one in looks_of(question, beside(work, listing))]
    if found:
        raise Invalid("question_refused", field="question").leaving(_trace(listing.id, work.actor.person_id, found))
    asked = ListingQuestion(
        jurisdiction_id=listing.jurisdiction_id,
        listing_id=listing.id,
        listing=listing,
        question=question,
        asked_at=work.now,
        asked_by_id=work.actor.person_id,
    )
    work.session.add(asked)
    work.session.flush()
    work.tell("question.asked", asked)
    return asked


def answer(work: Work, question: ListingQuestion, *, answer: str) -> ListingQuestion:
    """Draft the answer for everyone. Raises what `refuse_telling` raises, with the field."""
    return _worded(work, question, "answer", "answer", answer=answer)


def send_back(work: Work, question: ListingQuestion, *, reason: str) -> ListingQuestion:
    """Return the answer to be changed."""
    return _worded(work, question, "return", "return_reason", reason=reason)


def publish(work: Work, question: ListingQuestion) -> ListingQuestion:
    """Make question and answer public, after both have passed the gate once more, and tell the asker."""
    lock(work, question)
    listing, texts = question.listing, {"question": question.question, "answer": question.answer}
    told = told_in(work, listing, texts)
    with leaving_an_attempt(listing.case, told, ["question_gives_away"]):
        QUESTION.apply(work, "publish", question, **_given_away(work, question, told))
    _tell_the_asker(work, question, "question_published", "board.show", question.listing.public_id)
    return question


def decline(work: Work, question: ListingQuestion, *, reason: str) -> ListingQuestion:
    """Decline a question; the asker reads the reason. Raises what `refuse_telling` raises, with the field."""
    _worded(work, question, "decline", "decline_reason", reason=reason)
    _tell_the_asker(work, question, "question_declined", "questions.show", question.public_id)
    return question


def end_with_the_listing(work: Work, listing: Listing, facts: Mapping[str, Any]) -> None:
    """Whatever still waits on a listing that has ended ends with it."""
    for question in open_questions(work, listing):
        QUESTION.apply(work, "lapse", question)
        _tell_the_asker(work, question, "question_lapsed", "board.show", listing.public_id)


def _worded(work: Work, question: ListingQuestion, step: str, column: str, **typed: str) -> ListingQuestion:
    """Take a step with words that pass the gate; they are kept only where the step is open, else it is refused."""
    lock(work, question)
    refuse_telling(work, question.listing, typed)
    if question.state in QUESTION.steps[step].start:
        (words,) = typed.values()
        setattr(question, column, words)
    return QUESTION.apply(work, step, question, **typed)


def _demand_patience(work: Work, listing: Listing) -> None:
    """Raise what `ask` raises for somebody who has asked too much; whatever they send beside this waits for it."""
    held_person(work)
    _demand_attempt(work, listing)
    if asked_since(work, work.now - A_DAY) >= ASKED_A_DAY:
        raise TooMany("questions_spent", limit=ASKED_A_DAY)
    own = [one for one in open_questions(work, listing) if one.asked_by_id == work.actor.person_id]
    if len(own) >= WAITING_LIMIT:
        raise Refused("questions_waiting", limit=WAITING_LIMIT)


def _demand_attempt(work: Work, listing: Listing) -> None:
    if refused_since(work, work.now - A_DAY) >= setting(work, "refused_questions_a_day", listing.jurisdiction_id):
        raise TooMany("question_attempts_spent")


def _trace(listing_id: int, person_id: int, kinds: list[str]) -> Callable[[Work], None]:
    """What a refused question leaves: the kinds of what it gave away, never its words.

    It is counted in its turn: of many that were sent side by side, the limit's number is told that they were refused.
    """

    def leave(work: Work) -> None:
        held_person(work)
        listing = work.session.get_one(Listing, listing_id)
        _demand_attempt(work, listing)
        refusal = QuestionRefusal(
            jurisdiction_id=listing.jurisdiction_id,
            listing_id=listing.id,
            listing=listing,
            person_id=person_id,
            findings=kinds,
            refused_at=work.now,
        )
        work.session.add(refusal)
        work.session.flush()
        work.tell("question.refused", refusal, findings=kinds)

    return leave


def _given_away(work: Work, question: ListingQuestion, told: Sequence[Telling]) -> dict[str, Any]:
    """What both would give away if they were public now, for the guard and its sentence: the kinds, and the words."""
    looks = looks_of(question.question, beside(work, question.listing))
    words = [word for one in told for word in one.words] + [word for found in looks.values() for word in found]
    kinds = dict.fromkeys([*map(finding_of, told), *looks])
    return {"findings": [kind.value for kind in kinds], "words": quoted(words)}


def _tell_the_asker(work: Work, question: ListingQuestion, code: str, endpoint: str, ref: str) -> None:
    notify(work, [question.asked_by_id], code, endpoint, ref, listing=question.listing.public_id)
