"""Which public texts go when a party withdraws consent; the form says it and the service does it, by the same rule."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from listings.cases.models import Party
from listings.publication.models import Listing
from listings.reidentification.queries import rests_on_consent, taken_back
from listings.reidentification.queries_withdrawn import was_consented
from market.work import Work


def public_texts(work: Work, case_id: int) -> Sequence[Listing]:
    """The released listings of a case whose text is still read, oldest first: all go with consent to the listing."""
    return work.session.scalars(_public_texts(case_id)).all()


def texts_on_separate_consent(work: Work, party: Party) -> Sequence[Listing]:
    """Those that go with separate consent: what was published on it, and all of them where too few cases are alike."""
    if rests_on_consent(work, party.jurisdiction_id, party.case_id):
        return public_texts(work, party.case_id)
    return work.session.scalars(_public_texts(party.case_id).where(was_consented())).all()


def _public_texts(case_id: int) -> Select[Listing]:
    of_case = select(Listing).where(Listing.case_id == case_id, Listing.released_at.is_not(None), ~taken_back())
    return of_case.order_by(Listing.id)
