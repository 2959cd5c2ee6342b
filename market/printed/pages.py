"""All printed pages by the name of their file; docs/tables holds what they print, and a test compares."""

from collections.abc import Callable

from market.printed.money_moves import postings_page
from market.printed.occurrences import events_page
from market.printed.permissions import policy_page
from market.printed.states import lifecycles_page
from market.printed.time_limits import clocks_page

PAGES: dict[str, Callable[[], str]] = {
    "lifecycles": lifecycles_page,
    "policies": policy_page,
    "postings": postings_page,
    "clocks": clocks_page,
    "events": events_page,
}
