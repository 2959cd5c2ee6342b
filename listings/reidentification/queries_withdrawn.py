"""Which texts are read although a party refuses or has withdrawn consent; the public reads none of them."""

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session

from listings.cases.models import Party, PartyConsent
from listings.consents.queries import REFUSALS, is_last_word
from listings.publication.models import Listing
from listings.reidentification.models import Basis, ListingVersion
from listings.reidentification.queries import taken_back


def was_consented() -> ColumnElement[bool]:
    """In SQL: whether a listing was published on everyone's separate consent, and on no count."""
    of_it = select(ListingVersion.id).where(ListingVersion.listing_id == Listing.id)
    return of_it.where(ListingVersion.basis == Basis.CONSENT.value).exists()


def read_without_consent(session: Session, jurisdiction_id: str) -> list[Row[Listing, int]]:
    """The released texts of a banner that were not taken back although a party's last word is a refusal or that consent
    is withdrawn, each with the person who recorded it; in the order of locking.

    Consent to the listing carries every text of the case; separate consent those that were published on it.
    """
    recorded_by = func.min(PartyConsent.recorded_by_id)
    return list(
        session.execute(
            select(Listing, recorded_by)
            .join(Party, Party.case_id == Listing.case_id)
            .join(PartyConsent, PartyConsent.party_id == Party.id)
            .where(
                Listing.jurisdiction_id == jurisdiction_id,
                Listing.released_at.is_not(None),
                ~taken_back(),
                Party.removed_at.is_(None),
                _refused_last(),
            )
            .group_by(Listing.id)
            .order_by(Listing.case_id, Listing.id)
        )
    )


def is_read_without_consent(session: Session, listing: Listing) -> bool:
    """The same of one listing that was released."""
    found = (
        select(Listing.id)
        .join(Party, Party.case_id == Listing.case_id)
        .join(PartyConsent, PartyConsent.party_id == Party.id)
        .where(Listing.id == listing.id, ~taken_back(), Party.removed_at.is_(None), _refused_last())
    )
    return session.scalar(found.limit(1)) is not None


def _refused_last() -> ColumnElement[bool]:
    return (
        PartyConsent.answer.in_([answer.value for answer in REFUSALS])
        & or_(PartyConsent.kind == "listing", was_consented())
        & is_last_word()
    )
