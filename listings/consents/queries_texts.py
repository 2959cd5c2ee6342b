"""Which public texts go when a party refuses or withdraws: the form says it and the service does it by one rule."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from listings.cases.models import Party
from listings.cases.vocabulary import ConsentAnswer
from listings.consents.queries import latest_consents
from listings.publication.models import Listing
from listings.publication.vocabulary import ListingState
from listings.reidentification.queries import rests_on_consent, taken_back
from listings.reidentification.queries_withdrawn import was_consented
from market.work import Work

TOO_LATE = (ListingState.SETTLED, ListingState.CONFIRMED)  # the agreement has taken effect: mediation is not refused


def standing_listing(work: Work, case_id: int) -> Listing | None:
    """The released listing of the case that has not ended."""
    released = Listing.released_at.is_not(None)
    return work.session.scalar(select(Listing).where(Listing.case_id == case_id, released, Listing.ended_at.is_(None)))


def may_object(work: Work, party: Party) -> bool:
    """Whether the party, who was silent or never answered, can object to a text of the case that is still read. Who
    agreed withdraws that instead; what was refused or withdrawn has taken the text back."""
    last = latest_consents(work.session, party.case_id).get(party.id)
    is_silent = last is None or last.answer == ConsentAnswer.SILENT
    return is_silent and bool(public_texts(work, party.case_id))


def public_texts(work: Work, case_id: int) -> Sequence[Listing]:
    """The released listings of a case whose text is still read, oldest first: all go with consent to the listing, and
    with a refusal."""
    return work.session.scalars(_public_texts(case_id)).all()


def texts_on_separate_consent(work: Work, party: Party) -> Sequence[Listing]:
    """Those that go with separate consent: what was published on it, and all of them where too few cases are alike."""
    if rests_on_consent(work, party.jurisdiction_id, party.case_id):
        return public_texts(work, party.case_id)
    return work.session.scalars(_public_texts(party.case_id).where(was_consented())).all()


def _public_texts(case_id: int) -> Select[Listing]:
    of_case = select(Listing).where(Listing.case_id == case_id, Listing.released_at.is_not(None), ~taken_back())
    return of_case.order_by(Listing.id)
