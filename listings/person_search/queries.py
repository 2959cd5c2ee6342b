"""Whom a search met, among the cases that the actor may see now."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from listings.cases.models import Party, PetitionCase
from listings.person_search.models import MOST_FINDS, PersonSearch
from market.actor import OFFICE
from market.refusals import Missing
from market.vault import services as vault
from market.vault.queries import erasures_at
from market.work import Work

AN_HOUR = timedelta(hours=1)


def parties_found(work: Work, kind: str, value: str) -> list[Party]:
    """Parties of the actor's own office whose value equals this one, newest case first; so many at the most."""
    places = vault.find(work, kind, value)
    return parties_by_id(work, [place.row_id for place in places if place.table_name == Party.__tablename__])


def parties_by_id(work: Work, ids: Collection[int]) -> list[Party]:
    """These parties, as far as they belong to cases of the actor's own office, newest case first."""
    wanted = (
        select(Party)
        .join(PetitionCase, PetitionCase.id == Party.case_id)
        .options(joinedload(Party.case).joinedload(PetitionCase.place_town))
        .where(Party.id.in_(ids), PetitionCase.jurisdiction_id.in_(work.actor.serves(*OFFICE)))
        .order_by(PetitionCase.id.desc(), Party.id)
        .limit(MOST_FINDS)
    )
    return list(work.session.scalars(wanted))


def found_by(work: Work, search: PersonSearch) -> list[Party]:
    """The parties that were found and can still be: what has been erased since is found no more."""
    parties = parties_by_id(work, search.found_party_ids)
    erased = erasures_at(work.session, {party.stream for party in parties})
    return [party for party in parties if party.stream not in erased]


def search_for(work: Work, ref: str) -> PersonSearch:
    """The actor's own search at this address. Raises Missing."""
    found = work.session.scalar(
        select(PersonSearch).where(PersonSearch.public_id == ref, PersonSearch.person_id == work.actor.person_id)
    )
    if found is None:
        raise Missing()
    return found


def searches_of_the_hour(work: Work) -> Sequence[datetime]:
    """When the actor has searched within the last hour, oldest first."""
    return work.session.scalars(
        select(PersonSearch.searched_at)
        .where(PersonSearch.person_id == work.actor.person_id, PersonSearch.searched_at > work.now - AN_HOUR)
        .order_by(PersonSearch.searched_at)
    ).all()
