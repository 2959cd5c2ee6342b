"""A name for a view, and how to be told of what is new in it."""

from listings.saved_searches.models import NAME_LIMIT, Alerts
from market.text import N_
from market.web.fields import Form, Line, Pick

ALERT_LABELS = {
    Alerts.NONE: N_("Do not tell me"),
    Alerts.INBOX: N_("In my inbox"),
    Alerts.MAIL: N_("In my inbox and by mail"),
}


class SearchForm(Form):
    name = Line(N_("Name of the search"), limit=NAME_LIMIT, hint=N_("Only you see it."))
    alerts = Pick(
        N_("Tell me of new listings"),
        [(one.value, label) for one, label in ALERT_LABELS.items()],
        default=Alerts.INBOX.value,
    )
