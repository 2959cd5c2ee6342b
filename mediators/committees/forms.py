"""What the office types about a committee."""

from market.text import N_
from market.web.fields import Form, Line


class CommitteeForm(Form):
    name = Line(N_("Name of the committee"), limit=120)
    seal_text = Line(N_("What its seal reads"), limit=120, hint=N_("As it stands on the seal, character by character"))
