"""What is told about a question: never its words, nor who asked beyond the actor of the event."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("question.asked", N_("Question asked"), Readers.OFFICE),
    Event(
        "question.refused",
        N_("A question was refused because it gave something away"),
        Readers.OFFICE,
        keys={"findings"},
    ),
    Event("question.answered", N_("Answer drafted"), Readers.OFFICE),
    Event("question.returned", N_("Answer returned to be changed"), Readers.OFFICE),
    Event("question.published", N_("Question and answer published"), Readers.LET_IN),
    Event("question.declined", N_("Question declined"), Readers.OFFICE),
    Event("question.lapsed", N_("Question ended with its listing"), Readers.OFFICE),
]
