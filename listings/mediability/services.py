"""The clerk answers every question; the law that bars is stored with the answer, as it stood then."""

from listings.anonymisation.services import refuse_private
from listings.cases.closed import refuse_closed
from listings.cases.models import GateAnswer, PetitionCase
from listings.cases.vocabulary import CaseState
from listings.mediability.gate import GATE, QUESTIONS
from listings.mediability.queries import answers_of
from market.lifecycle import lock
from market.policy import Can, demand
from market.refusals import Invalid, Refused
from market.work import Work


def answer_gate(work: Work, case: PetitionCase, *, note: str = "", **answers: str) -> PetitionCase:
    """Answer all six questions, each `yes` (it bars) or `no`. A yes needs a note that names nobody.

    Raises Invalid gate_needs_note; Refused case_is_closed, or case_is_listed once the case is on the board.
    """
    lock(work, case)
    demand(work, Can.ANSWER_GATE, case)
    clerk_id = work.actor.person_id
    assert clerk_id is not None, "the policy lets nobody but a clerk answer"
    refuse_closed(case)
    if case.status not in (CaseState.REGISTERED, CaseState.CLASSIFIED):
        raise Refused("case_is_listed")
    barred = [question.code for question in GATE if answers[question.code] == "yes"]
    if barred and not note.strip():
        raise Invalid("gate_needs_note", field="note")
    refuse_private(work, case, {"note": note})
    known = answers_of(work.session, case.id)
    for question in GATE:
        answer = known.get(question.code)
        if answer is None:
            answer = GateAnswer(jurisdiction_id=case.jurisdiction_id, case_id=case.id, question=question.code)
            work.session.add(answer)
        answer.bars = question.code in barred
        answer.note = note if answer.bars else ""
        answer.ground = question.ground
        answer.answered_at = work.now
        answer.answered_by_id = clerk_id
    work.session.flush()
    work.tell("case.gate_answered", case, bars=barred)
    return case


def bar(work: Work, case: PetitionCase, code: str, note: str) -> None:
    """One question is answered yes by what has happened, such as a listing withdrawn because the matter is in court.

    The case stays off the board until a clerk answers the questions anew.
    """
    assert work.actor.person_id is not None, "whoever took the listing down is a person"
    answer = answers_of(work.session, case.id)[code]
    answer.bars, answer.note, answer.ground = True, note, QUESTIONS[code].ground
    answer.answered_at, answer.answered_by_id = work.now, work.actor.person_id
    work.session.flush()
    work.tell("case.gate_answered", case, bars=[code])
