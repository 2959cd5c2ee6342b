"""Why a case is closed without a listing."""

from listings.cases.models import REASON_LIMIT
from listings.cases.vocabulary import CLOSE_CODE_LABELS
from market.text import N_
from market.web.fields import Form, Paragraphs, Pick


class CloseForm(Form):
    close_code = Pick(N_("Reason"), [(code.value, label) for code, label in CLOSE_CODE_LABELS.items()])
    close_note = Paragraphs(N_("Note"), limit=REASON_LIMIT, required=False, hint=N_("For the office; name nobody."))


class ClosingReturnForm(Form):
    note = Paragraphs(N_("Why the case is not closed now"), limit=REASON_LIMIT, hint=N_("For the office; name nobody."))
