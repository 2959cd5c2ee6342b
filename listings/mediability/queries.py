"""What has been answered, and what still bars a case from the board."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from listings.cases.models import GateAnswer
from listings.mediability.gate import QUESTIONS


def answers_of(session: Session, case_id: int) -> dict[str, GateAnswer]:
    """The answers of a case by question code."""
    found = session.scalars(
        select(GateAnswer).where(GateAnswer.case_id == case_id).execution_options(populate_existing=True)
    )
    return {answer.question: answer for answer in found}


def unanswered(answers: dict[str, GateAnswer]) -> list[str]:
    """Codes of the questions still open, in the order of the gate."""
    return [code for code in QUESTIONS if code not in answers]


def bars(answers: dict[str, GateAnswer]) -> list[str]:
    """Codes of the questions whose answer bars the case."""
    return [code for code in QUESTIONS if code in answers and answers[code].bars]
