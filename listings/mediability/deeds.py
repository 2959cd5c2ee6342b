"""Answering the mediability questions of a case."""

from typing import Any

from listings.cases.deeds import is_correctable, why_not_corrected
from listings.cases.models import PetitionCase
from listings.cases.queries import case_for
from listings.mediability import services
from listings.mediability.forms import GateForm
from listings.mediability.queries import answers_of
from listings.starting_values import start_with
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.work import Work


def as_answered(work: Work, case: PetitionCase, form: Any) -> None:
    """Begin with the answers given before."""
    for code, answer in answers_of(work.session, case.id).items():
        start_with(form, **{code: "yes" if answer.bars else "no"})
        if answer.note:
            start_with(form, note=answer.note)


DEEDS = [
    Deed(
        "cases.gate", "/cases/<ref>/gate", Can.ANSWER_GATE, GateForm, services.answer_gate,
        title=N_("Answer the mediability questions"), submit=N_("Save the answers"), then="cases.show", load=case_for,
        lead=N_(
            "Some matters may never be mediated. A single yes keeps the case off the board; its legal "
            "ground is stored."
        ),
        on=PetitionCase, possible=is_correctable, closed=why_not_corrected, prepare=as_answered,
        done=N_("The answers are saved."),
    ),
]  # fmt: skip
