"""The forms of the settings pages."""

from market.text import N_
from market.web.fields import Day, Form, Line, Paragraphs


class ProposeSettingForm(Form):
    """The value, its first day, why."""

    value = Line(N_("New value"), limit=100)
    effective_from = Day(N_("Holds from"))
    reason = Paragraphs(N_("Reason"), limit=2000, hint=N_("For example the decision it rests on."))
