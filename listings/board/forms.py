"""The filters of the board, each a list of published values; nothing chosen narrows nothing."""

from listings.board.filter import DEFAULT_SHELF, DEFAULT_SORT, FACETS, NOT_STATED, SHELVES, SORTS, UNSTATED
from listings.board.words import QUESTION_LIMIT, words_of
from market.text import N_
from market.web.fields import Form, Line, Pick

ALL = ("", N_("All"))
_OFFERED = {facet.name: [ALL, *facet.values] + [(UNSTATED, NOT_STATED)] * facet.may_be_unstated for facet in FACETS}


class Question(Line):
    """Words to look for; what nobody could look for is said beside the box."""

    def clean(self, raw: str) -> str:
        words_of(raw)
        return super().clean(raw)


class BoardForm(Form):
    q = Question(N_("Keywords"), limit=QUESTION_LIMIT, required=False)
    status = Pick(N_("Status"), [ALL, *((s.code, s.label) for s in SHELVES)], required=False, default=DEFAULT_SHELF)
    category = Pick(N_("Category"), _OFFERED["category"], required=False)
    case_class = Pick(N_("Class"), _OFFERED["case_class"], required=False)
    town = Pick(N_("Town"), required=False)
    duration = Pick(N_("How long it has lasted"), _OFFERED["duration"], required=False)
    amount = Pick(N_("Amount in dispute"), _OFFERED["amount"], required=False)
    reward = Pick(N_("Reward"), _OFFERED["reward"], required=False)
    sort = Pick(N_("Sort order"), list(SORTS.items()), required=False, default=DEFAULT_SORT)
