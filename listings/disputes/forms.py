"""Which other case is about the same dispute: by its number, or chosen from the office's register."""

from listings.cases.forms import CATEGORIES
from market.text import N_
from market.web.fields import Form, Line, Pick


class LinkForm(Form):
    """The other case, by the number that the office knows it by."""

    petition_number = Line(
        N_("Petition number of the other case"), limit=40, hint=N_("A case of this banner, as its page shows it.")
    )


class CandidatesForm(Form):
    """What the register is searched by; all of it is read by the office without an opening. Nothing narrows nothing."""

    number = Line(N_("Petition number, or a part of it"), limit=40, required=False)
    category = Pick(N_("Category"), CATEGORIES, required=False)
    town = Pick(N_("Town"), required=False)
    unit = Pick(N_("Responsible unit"), required=False)
