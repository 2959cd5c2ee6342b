"""What is searched, and what for."""

from listings.cases.forms import CASE_PURPOSES
from listings.cases.models import NAME_LIMIT
from listings.person_search.models import SEARCH_KIND_LABELS
from market.text import N_
from market.web.fields import Form, Line, Pick


class PersonSearchForm(Form):
    """An exact value and a purpose; only the kind and the purpose are kept."""

    kind = Pick(N_("Find by"), [(kind.value, label) for kind, label in SEARCH_KIND_LABELS.items()])
    value = Line(
        N_("What to look for"),
        limit=NAME_LIMIT,
        hint=N_("In full. Spaces, full width and the dots of a name make no difference. It is not kept."),
    )
    purpose = Pick(N_("Purpose"), CASE_PURPOSES)
