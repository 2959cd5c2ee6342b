"""Which other case is about the same dispute."""

from market.text import N_
from market.web.fields import Form, Line


class LinkForm(Form):
    """The other case, by the number that the office knows it by."""

    petition_number = Line(
        N_("Petition number of the other case"), limit=40, hint=N_("A case of this banner, as its page shows it.")
    )
