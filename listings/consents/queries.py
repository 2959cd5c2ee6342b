"""What each party said last; silence is known, not assumed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from listings.cases.models import Party, PartyConsent
from listings.cases.vocabulary import ConsentAnswer, PartyRole

REFUSALS = (ConsentAnswer.REFUSED, ConsentAnswer.WITHDRAWN)


@dataclass(frozen=True)
class Standing:
    """How the parties stand to a listing: how many petitioners have not agreed, how many parties refuse."""

    petitioners_without_consent: int
    refusals: int


def latest_consents(session: Session, case_id: int, kind: str = "listing") -> dict[int, PartyConsent]:
    """The last recorded answer of each party of a case, by party id: to the listing, or to being recognisable."""
    rows = session.scalars(
        select(PartyConsent)
        .join(Party, Party.id == PartyConsent.party_id)
        .where(Party.case_id == case_id, PartyConsent.kind == kind)
        .ext(distinct_on(PartyConsent.party_id))
        .order_by(PartyConsent.party_id, PartyConsent.id.desc())
    )
    return {row.party_id: row for row in rows}


def has_consented(session: Session, party: Party, kind: str = "listing") -> bool:
    """Whether the party's last answer is consent, which alone can be withdrawn."""
    last = latest_consents(session, party.case_id, kind).get(party.id)
    return last is not None and last.answer == ConsentAnswer.GIVEN


def a_party_refuses(case_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """In SQL: whether the last answer of any party of the case to the listing is a refusal or a withdrawal."""
    later = aliased(PartyConsent)
    superseded = select(later.id).where(
        later.party_id == PartyConsent.party_id, later.kind == PartyConsent.kind, later.id > PartyConsent.id
    )
    return (
        select(PartyConsent.id)
        .join(Party, Party.id == PartyConsent.party_id)
        .where(
            Party.case_id == case_id,
            Party.removed_at.is_(None),
            PartyConsent.kind == "listing",
            PartyConsent.answer.in_([answer.value for answer in REFUSALS]),
            ~superseded.exists(),
        )
        .exists()
    )


def standing(parties: Iterable[Party], latest: Mapping[int, PartyConsent]) -> Standing:
    """Count what stands in the way. A petitioner must have agreed; any explicit refusal counts."""
    without, refusals = 0, 0
    for party in parties:
        answer = latest[party.id].answer if party.id in latest else None
        if party.role == PartyRole.PETITIONER and answer != ConsentAnswer.GIVEN:
            without += 1
        if answer in REFUSALS:
            refusals += 1
    return Standing(without, refusals)
