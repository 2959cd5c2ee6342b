"""What a listing is called in a message: by the title that everyone may read now, and by its number alone where its
text was taken back or never released.
"""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from listings.publication.models import Listing
from listings.publication.vocabulary import PUBLIC
from listings.reidentification.queries import is_taken_back
from market.notifications.wording import Name, Naming
from market.text import N_


def names_of(session: Session, refs: Collection[str]) -> dict[str, Name]:
    """The names of today of these listings (public ids), by public id."""
    return {one.public_id: _name(one) for one in session.scalars(select(Listing).where(Listing.public_id.in_(refs)))}


def _name(listing: Listing) -> Name:
    if is_taken_back(listing):
        return Name(label=N_("a listing whose text was taken back (%(ref)s)"), ref=listing.public_id)
    if listing.status not in PUBLIC:
        return Name(label=N_("Listing %(ref)s"), ref=listing.public_id)
    return Name(words=listing.title)


NAMES = {"listing": Naming(shown_as="title", ask=names_of, unknown=Name(label=N_("a listing")))}
