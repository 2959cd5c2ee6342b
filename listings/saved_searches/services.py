"""Keeping a view, choosing how to be told, giving it up."""

from sqlalchemy import select

from listings.board.filter import DEFAULT_SHELF, BoardFilter
from listings.saved_searches.kept import WantedView, as_text, from_text
from listings.saved_searches.models import Alerts, SavedSearch
from listings.saved_searches.queries import SEARCHES_LIMIT, own_searches
from market.people.models import Person
from market.policy import Can, demand
from market.refusals import Invalid, Refused
from market.work import Work


def save(work: Work, view: WantedView, *, name: str, alerts: str) -> SavedSearch:
    """Keep a view. Raises Refused searches_too_many, search_saved_already; Invalid search_name_taken,
    search_never_new, mail_unknown."""
    demand(work, Can.SAVE_SEARCH)
    if work.actor.person_id is None:
        raise AssertionError("a person saves")
    kept = own_searches(work)
    text = as_text(view.wanted)
    same = next((one for one in kept if one.view == text), None)
    if same is not None:
        raise Refused("search_saved_already", name=same.name)
    _demand_free_name(kept, name)
    if len(kept) >= SEARCHES_LIMIT:
        raise Refused("searches_too_many", limit=SEARCHES_LIMIT)
    _demand_possible(work, view.wanted, alerts)
    search = SavedSearch(
        person_id=work.actor.person_id, name=name, view=text, alerts=Alerts(alerts).value, saved_at=work.now
    )
    work.session.add(search)
    work.session.flush()
    work.tell("search.saved", search)
    return search


def change(work: Work, search: SavedSearch, *, name: str, alerts: str) -> SavedSearch:
    """Give a search another name, or be told in another way. Raises Invalid as `save` does."""
    demand(work, Can.SAVE_SEARCH)
    _demand_free_name([one for one in own_searches(work) if one.id != search.id], name)
    if alerts != Alerts.NONE:
        _demand_possible(work, from_text(search.view), alerts)
    search.name, search.alerts = name, Alerts(alerts).value
    work.session.flush()
    work.tell("search.changed", search)
    return search


def remove(work: Work, search: SavedSearch) -> None:
    """Give a search up; nobody is told of anything by it any more."""
    demand(work, Can.SAVE_SEARCH)
    work.tell("search.removed", search)
    work.session.delete(search)
    work.session.flush()


def _demand_free_name(others: list[SavedSearch], name: str) -> None:
    if any(one.name == name for one in others):
        raise Invalid("search_name_taken", field="name")


def _demand_possible(work: Work, wanted: BoardFilter, alerts: str) -> None:
    """A new listing is open to claims, and mail goes to a known address."""
    if alerts == Alerts.NONE:
        return
    if wanted.status not in ("", DEFAULT_SHELF):
        raise Invalid("search_never_new", field="alerts")
    if alerts == Alerts.MAIL:
        mail = work.session.scalar(select(Person.mail).where(Person.id == work.actor.person_id))
        if not mail:
            raise Invalid("mail_unknown", field="alerts")
