"""The filters of the board, each a list of published values; nothing chosen narrows nothing."""

from listings.board.queries import SHELVES, SORTS
from listings.cases.forms import CATEGORIES
from listings.cases.vocabulary import CLASS_LABELS
from listings.publication.vocabulary import REWARD_BANDS
from market.text import N_
from market.web.fields import Form, Pick

ALL = ("", N_("All"))


class BoardForm(Form):
    status = Pick(N_("Status"), [ALL, *((s.code, s.label) for s in SHELVES)], required=False, default="open")
    category = Pick(N_("Category"), CATEGORIES, required=False)
    case_class = Pick(N_("Class"), [ALL, *((c.value, label) for c, label in CLASS_LABELS.items())], required=False)
    town = Pick(N_("Town"), required=False)
    reward = Pick(N_("Reward"), [ALL, *((b.code, b.label) for b in REWARD_BANDS)], required=False)
    sort = Pick(N_("Sort order"), [(code, row[0]) for code, row in SORTS.items()], required=False, default="newest")
