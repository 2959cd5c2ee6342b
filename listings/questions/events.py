"""What is told about a question: never its words, nor who asked beyond the actor of the event."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("question.asked", N_("Question asked")),
    Event("question.refused", N_("A question was refused because it gave something away"), keys={"findings"}),
    Event("question.answered", N_("Answer drafted")),
    Event("question.returned", N_("Answer returned to be changed")),
    Event("question.published", N_("Question and answer published")),
    Event("question.declined", N_("Question declined")),
    Event("question.lapsed", N_("Question ended with its listing")),
]
