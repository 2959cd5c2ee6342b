"""刘志远 asks about a listing that stands open; 苏日娜 answers for everyone, and 王建国 publishes what she wrote."""

from listings.publication import services as publication
from listings.questions import services
from listings.questions.models import ListingQuestion
from tests.architecture.play import Play


def asked(on: Play) -> ListingQuestion:
    return services.ask(on.make(on.acting_liuzhiyuan), on.listing(), question="双方现在还住在一起吗？")


def answered(on: Play) -> ListingQuestion:
    return services.answer(on.as_("clerk"), asked(on), answer="双方都在当地，愿意当面谈。")


def published(on: Play) -> ListingQuestion:
    return services.publish(on.as_("reviewer"), answered(on))


def declined(on: Play) -> ListingQuestion:
    return services.decline(on.as_("clerk"), asked(on), reason="与调解无关。")


def lapsed(on: Play) -> ListingQuestion:
    """The listing is taken off the board before anybody has answered."""
    question = asked(on)
    publication.withdraw(on.as_("reviewer"), question.listing, end_code="entered_court")
    return question
