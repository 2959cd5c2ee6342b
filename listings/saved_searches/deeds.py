"""Saving a view of the board from the board's page, and changing or removing it from one's own."""

from typing import Any

from listings.saved_searches import services
from listings.saved_searches.forms import SearchForm
from listings.saved_searches.kept import WantedView, view_for
from listings.saved_searches.models import SavedSearch
from listings.saved_searches.queries import own_search_for
from listings.saved_searches.words import town_names, words_of_view
from listings.starting_values import start_with
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.web.forms import NothingForm
from market.work import Work


def begin_with_the_search(work: Work, search: SavedSearch, form: Any) -> None:
    """Its name and alerts as they are."""
    start_with(form, name=search.name, alerts=search.alerts)


def what_is_kept(work: Work, view: WantedView) -> list[tuple[str, Any]]:
    """The view in words, so that nobody keeps another one than they see."""
    return [(N_("What is saved"), " · ".join(words_of_view(view.wanted, town_names(work))))]


def which_search(work: Work, search: SavedSearch) -> list[tuple[str, Any]]:
    return [(N_("Name of the search"), search.name)]


DEEDS = [
    Deed(
        "searches.save", "/searches/new/<ref>", Can.SAVE_SEARCH, SearchForm, services.save,
        title=N_("Save this search"), submit=N_("Save"), then="searches.index", load=view_for, summary=what_is_kept,
        lead=N_("The words, the filters and the order that you have chosen on the board are kept under a name."),
        done=N_("The search is saved."),
    ),
    Deed(
        "searches.change", "/searches/<ref>/change", Can.SAVE_SEARCH, SearchForm, services.change,
        title=N_("Change the saved search"), submit=N_("Save"), then="searches.index", load=own_search_for,
        on=SavedSearch, prepare=begin_with_the_search, done=N_("The search is changed."),
    ),
    Deed(
        "searches.remove", "/searches/<ref>/remove", Can.SAVE_SEARCH, NothingForm, services.remove,
        title=N_("Remove the saved search"), submit=N_("Remove"), then="searches.index", load=own_search_for,
        on=SavedSearch, danger=True, summary=which_search, done=N_("The search is removed."),
    ),
]  # fmt: skip
