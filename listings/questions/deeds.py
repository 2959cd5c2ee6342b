"""What can be done about a question, by the asker and by the office."""

from typing import Any

from listings.anonymisation.services_review import doubts_in
from listings.publication.models import Listing
from listings.publication.queries import public_listing_for
from listings.questions import services
from listings.questions.closed import why_closed
from listings.questions.forms import AnswerForm, AskForm, DeclineForm, ReturnAnswerForm
from listings.questions.lifecycle import QUESTION
from listings.questions.models import ListingQuestion
from listings.questions.queries import question_for, questions_are_received
from listings.reidentification.services_telling import told_by_themselves
from listings.showing import called
from market.policy import Can
from market.refusals import Refused
from market.text import N_
from market.web.deeds import Deed
from market.web.forms import NothingForm
from market.web.sentences import sentence_for
from market.work import Work


def what_it_is_about(work: Work, listing: Listing) -> list[tuple[str, Any]]:
    return [(N_("Listing"), called(listing))]


def what_was_asked(work: Work, question: ListingQuestion) -> list[tuple[str, Any]]:
    """The question, and what the reviewer wanted changed in an earlier answer."""
    rows = [(N_("Listing"), called(question.listing)), (N_("Question"), question.question)]
    return rows + ([(N_("To be changed"), question.return_reason)] if question.return_reason else [])


def what_will_be_public(work: Work, question: ListingQuestion) -> list[tuple[str, Any]]:
    """The words themselves, so that nobody publishes what they have not before their eyes."""
    return [
        (N_("Listing"), called(question.listing)),
        (N_("Question"), question.question),
        (N_("Answer"), question.answer),
    ]


def what_is_found_in_it(work: Work, question: ListingQuestion, _form: Any) -> dict[str, Any]:
    """What the gate and the recognisers see in both texts; the case's own values are compared at the step."""
    texts = {"question": question.question, "answer": question.answer}
    told = [sentence_for(Refused(one.code, **one.facts)) for one in told_by_themselves(work, question.listing, texts)]
    doubtful, is_open = doubts_in(work, question.listing.case, texts)
    return {
        "stands_in_the_way": list(dict.fromkeys(told)),
        "doubtful": doubtful,
        "is_open": is_open,
    }


def what_was_answered(question: ListingQuestion) -> tuple[Any, ...]:
    """The answer as it stands, and when it was handed over."""
    return question.answer, question.answered_at


DEEDS = [
    Deed(
        "questions.ask", "/board/<ref>/ask", Can.ASK_QUESTION, AskForm, services.ask,
        title=N_("Ask a question"), submit=N_("Send the question"), then="questions.show", load=public_listing_for,
        lead=N_("The office answers to everyone: question and answer are published beside the listing, without you."),
        on=Listing, possible=questions_are_received, closed=why_closed, summary=what_it_is_about,
        back="board.show", done=N_("The office has your question. You are told when it is answered."),
    ),
    Deed(
        "questions.answer", "/questions/<ref>/answer", Can.ANSWER_QUESTION, AnswerForm, services.answer,
        title=N_("Answer the question"), submit=N_("Hand over for publishing"), then="questions.show",
        load=question_for, lead=N_("A reviewer who is another person publishes it with the question."),
        lifecycle=QUESTION, step="answer", primary=True, summary=what_was_asked,
        done=N_("The answer waits for a reviewer."),
    ),
    Deed(
        "questions.publish", "/questions/<ref>/publish", Can.PUBLISH_ANSWER, NothingForm, services.publish,
        title=N_("Publish question and answer"), submit=N_("Publish"), then="questions.show", load=question_for,
        lead=N_("From now on anyone can read both beside the listing. The asker is not named."),
        lifecycle=QUESTION, step="publish", primary=True, summary=what_will_be_public, seen=what_was_answered,
        shows=what_is_found_in_it, template="listings/questions/publish.html",
        done=N_("Question and answer are public."),
    ),
    Deed(
        "questions.send_back", "/questions/<ref>/return", Can.PUBLISH_ANSWER, ReturnAnswerForm, services.send_back,
        title=N_("Return the answer"), submit=N_("Return the answer"), then="questions.show", load=question_for,
        lifecycle=QUESTION, step="return", summary=what_will_be_public, done=N_("The answer is returned."),
    ),
    Deed(
        "questions.decline", "/questions/<ref>/decline", Can.DECLINE_QUESTION, DeclineForm, services.decline,
        title=N_("Decline the question"), submit=N_("Decline the question"), then="questions.show",
        load=question_for, lead=N_("Nobody else will read the question. The asker is told the reason."),
        lifecycle=QUESTION, step="decline", danger=True, summary=what_was_asked,
        done=N_("The question is declined."),
    ),
]  # fmt: skip
