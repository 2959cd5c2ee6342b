"""What the stories of questions share: a question and its answer, and what an attempt to give somebody away leaves."""

import pytest

from listings.cases.private import seal_party
from listings.cases.queries import active_parties
from listings.questions import services
from market.refusals import Invalid

QUESTION = "双方现在愿意面谈吗？需要会蒙古语吗？"
ANSWER = "双方都愿意面谈，最好会蒙古语。"


def refused_attempt(piece, listing, question):
    """What the edge does with a refusal that leaves a trace; the code that the asker is told."""
    with pytest.raises(Invalid) as refused:
        services.ask(piece, listing, question=question)
    refused.value.leaves(piece)
    return refused.value.code, refused.value.facts


def put_name(piece, case, name):
    """What a correction does once the case has left the board; here it stands on it still."""
    seal_party(piece, active_parties(piece.session, case.id)[-1], {"name": name})


def answered(work, actors, asker, listing):
    asked = services.ask(asker(), listing, question=QUESTION)
    return services.answer(work(actors.clerk), asked, answer=ANSWER)
