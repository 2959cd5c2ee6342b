"""Which other case is about the same dispute: by its number, or chosen from the office's register."""

from listings.cases.forms import CATEGORIES
from listings.cases.models import REASON_LIMIT
from market.text import N_
from market.web.fields import Form, Line, Paragraphs, Pick, Tick

_NOBODY = N_("Name nobody; the reason is kept with the case.")


class LinkForm(Form):
    """The other case, by the number that the office knows it by. What is given up is asked where there is something."""

    petition_number = Line(
        N_("Petition number of the other case"), limit=40, hint=N_("A case of this banner, as its page shows it.")
    )
    without_reward = Tick(N_("I have read both cases: they are one dispute, which earns no second reward"))


class CandidatesForm(Form):
    """What the register is searched by; all of it is read by the office without an opening. Nothing narrows nothing."""

    number = Line(N_("Petition number, or a part of it"), limit=40, required=False)
    category = Pick(N_("Category"), CATEGORIES, required=False)
    town = Pick(N_("Town"), required=False)
    unit = Pick(N_("Responsible unit"), required=False)


class SeparationForm(Form):
    reason = Paragraphs(N_("Why they are not one dispute"), limit=REASON_LIMIT, hint=_NOBODY)


class SeparationRefusalForm(Form):
    note = Paragraphs(N_("Why the case stays in the dispute"), limit=REASON_LIMIT, hint=_NOBODY)
