"""A case is found by an exact name, ID number or phone, for a purpose that the record keeps; nobody's data is read.

Addresses and narratives are not indexed: nearly equal texts would have to be read to be compared. The number of
searches an hour is limited, for whoever tries one value after another learns who has a case.
"""

from collections.abc import Collection

from sqlalchemy import Select
from stdnum.cn import uscc

from listings.cases.models import Party
from listings.cases.private import PHONE_DIGITS, is_id_number
from listings.person_search.models import MOST_FINDS, PersonSearch, SearchKind
from listings.person_search.queries import AN_HOUR, parties_found, searches_of_the_hour
from market.people.models import Person
from market.people.queries import held_person
from market.policy import Can, demand
from market.refusals import Invalid, TooMany
from market.settings.dated import setting
from market.vault.cipher import normalise
from market.vault.purposes import PURPOSES
from market.work import Work

LIMIT = "person_searches_an_hour"


def find_cases(work: Work, *, kind: str, value: str, purpose: str) -> PersonSearch:
    """Search the cases of the actor's own office, and tell the record: kind, purpose and how many were found.

    Raises Invalid for a value that no party can have, TooMany once the hour's searches are used up.
    """
    demand(work, Can.FIND_PERSON)
    _demand_searchable(SearchKind(kind), value)
    if purpose not in PURPOSES:
        raise Invalid("purpose_unknown", field="purpose")
    person = _counted(work)
    return _recorded(work, person, SearchKind(kind), purpose, parties_found(work, kind, value))


def find_alike(work: Work, kind: SearchKind, purpose: str, parties: Select[Party]) -> PersonSearch:
    """Run a search whose value nobody types: `parties` are those that share one with a case the actor has open.

    It is counted and told as any other. Raises TooMany.
    """
    demand(work, Can.FIND_PERSON)
    person = _counted(work)
    found = work.session.scalars(parties.order_by(Party.case_id.desc(), Party.id).limit(MOST_FINDS)).all()
    return _recorded(work, person, kind, purpose, found)


def _recorded(work: Work, person: Person, kind: SearchKind, purpose: str, found: Collection[Party]) -> PersonSearch:
    search = PersonSearch(
        jurisdiction_id=person.jurisdiction_id,
        person_id=person.id,
        kind=kind.value,
        purpose=purpose,
        found_party_ids=[party.id for party in found],
        searched_at=work.now,
    )
    work.session.add(search)
    work.session.flush()
    work.tell("person_search.made", search, kind=search.kind, purpose=purpose, finds=len(found))
    return search


def _demand_searchable(kind: SearchKind, value: str) -> None:
    """Refuse what is certainly written wrongly, so that a slip is not taken for "no case"."""
    plain = normalise(kind.value, value)
    if not plain:
        raise Invalid("person_search_empty", field="value")
    if kind is SearchKind.ID_NUMBER and not is_id_number(plain) and not uscc.is_valid(plain):
        raise Invalid("person_search_id_number_wrong", field="value")
    if kind is SearchKind.PHONE and len(plain) not in PHONE_DIGITS:
        raise Invalid("person_search_phone_wrong", field="value")


def _counted(work: Work) -> Person:
    """The searching person, held so that searches sent at once are counted one after the other."""
    person = held_person(work)
    limit: int = setting(work, LIMIT, person.jurisdiction_id)
    made = searches_of_the_hour(work)
    if len(made) >= limit:
        raise TooMany("person_searches_used_up", limit=limit, until=made[len(made) - limit] + AN_HOUR)
    return person
