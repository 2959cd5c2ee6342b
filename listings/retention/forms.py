"""Why personal data is kept, or is erased no more; whoever types it names nobody."""

from listings.cases.models import REASON_LIMIT
from market.text import N_
from market.web.fields import Form, Paragraphs, Tick

_NOBODY = N_("Name nobody; the reason is kept with the case.")


class HoldForm(Form):
    reason = Paragraphs(N_("Why the data must be kept"), limit=REASON_LIMIT, hint=_NOBODY)


class LiftForm(Form):
    reason = Paragraphs(N_("Why it need not be kept any longer"), limit=REASON_LIMIT, hint=_NOBODY)


class RefusalForm(Form):
    note = Paragraphs(N_("Why the data is not erased now"), limit=REASON_LIMIT, hint=_NOBODY)


class ForGoodForm(Form):
    """Erasing cannot be undone: whoever does it says that they know."""

    understood = Tick(N_("I know that this cannot be undone"), must=True)
