"""Why a listing is renewed."""

from listings.cases.models import REASON_LIMIT
from market.text import N_
from market.web.fields import Form, Paragraphs


class RenewForm(Form):
    reason = Paragraphs(N_("Why it is renewed"), limit=REASON_LIMIT, hint=N_("For the office; name nobody."))
