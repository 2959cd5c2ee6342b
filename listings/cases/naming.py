"""What a case is called in a message: by the petition number that it bears today, which names nobody."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from listings.cases.models import PetitionCase
from market.notifications.wording import Name, Naming
from market.text import N_


def numbers_of(session: Session, refs: Collection[str]) -> dict[str, Name]:
    """The petition numbers of these cases (public ids), by public id."""
    wanted = select(PetitionCase.public_id, PetitionCase.petition_number).where(PetitionCase.public_id.in_(refs))
    return {ref: Name(words=number) for ref, number in session.execute(wanted)}


NAMES = {"case": Naming(shown_as="case_number", ask=numbers_of, unknown=Name(label=N_("a case")))}
