"""What each party said last; silence is known, not assumed."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from listings.cases.models import Party, PartyConsent, PetitionCase
from listings.cases.vocabulary import ConsentAnswer, PartyRole

REFUSALS = (ConsentAnswer.REFUSED, ConsentAnswer.WITHDRAWN)


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


def standing_consent(session: Session, party: Party, kind: str = "listing") -> PartyConsent | None:
    """The party's last answer where it is consent, which alone can be withdrawn."""
    last = latest_consents(session, party.case_id, kind).get(party.id)
    return last if last is not None and last.answer == ConsentAnswer.GIVEN else None


def is_last_word() -> ColumnElement[bool]:
    """In SQL: whether the party has said nothing later of the same kind."""
    later = aliased(PartyConsent)
    said = select(later.id).where(
        later.party_id == PartyConsent.party_id, later.kind == PartyConsent.kind, later.id > PartyConsent.id
    )
    return ~said.exists()


def a_party_refuses(case_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """In SQL: whether the last answer of any party of the case to the listing is a refusal or a withdrawal."""
    return (
        select(PartyConsent.id)
        .join(Party, Party.id == PartyConsent.party_id)
        .where(
            Party.case_id == case_id,
            Party.removed_at.is_(None),
            PartyConsent.kind == "listing",
            PartyConsent.answer.in_([answer.value for answer in REFUSALS]),
            is_last_word(),
        )
        .exists()
    )


def refused_among(session: Session, case_ids: Collection[int]) -> set[int]:
    """Those of these cases of which a party refuses. It is asked in no other way, so that gate and work list agree."""
    refused = select(PetitionCase.id).where(PetitionCase.id.in_(case_ids), a_party_refuses(PetitionCase.id))
    return set(session.scalars(refused))


def petitioners_without_consent(parties: Iterable[Party], latest: Mapping[int, PartyConsent]) -> int:
    """How many petitioners have not agreed to the listing."""
    answers = {party_id: consent.answer for party_id, consent in latest.items()}
    petitioners = [party for party in parties if party.role == PartyRole.PETITIONER]
    return sum(answers.get(party.id) != ConsentAnswer.GIVEN for party in petitioners)
