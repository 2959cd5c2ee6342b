"""Searching for a person's cases, told once for the page and the API."""

from listings.person_search import services
from listings.person_search.forms import PersonSearchForm
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed

DEEDS = [
    Deed(
        "person_search.find", "/person-searches/new", Can.FIND_PERSON, PersonSearchForm, services.find_cases,
        title=N_("Find a case by a person"), submit=N_("Search"), then="person_search.show",
        lead=N_(
            "Say what you need it for. The search is written in the record with your name, its purpose and how many"
            " cases were found, never with what you looked for."
        ),
    ),
]  # fmt: skip
