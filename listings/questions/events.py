"""What is told about a question: never its words, nor who asked beyond the actor of the event."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("question.asked", N_("Question asked"), office_only=True),
    Event(
        "question.refused",
        N_("A question was refused because it gave something away"),
        keys={"findings"},
        office_only=True,
    ),
    Event("question.answered", N_("Answer drafted"), office_only=True),
    Event("question.returned", N_("Answer returned to be changed"), office_only=True),
    Event("question.published", N_("Question and answer published")),
    Event("question.declined", N_("Question declined"), office_only=True),
    Event("question.lapsed", N_("Question ended with its listing"), office_only=True),
]
