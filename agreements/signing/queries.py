"""Which marks stand on an agreement, which are missing, and which wait for a second person."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from agreements.drafting.models import Agreement
from agreements.drafting.queries import visible_agreements
from agreements.drafting.vocabulary import AgreementState
from agreements.signing.models import AgreementMark
from agreements.signing.vocabulary import MarkKind
from listings.cases.models import Party
from listings.cases.queries import active_parties
from market.actor import Role
from market.refusals import Missing
from market.work import Work

LIST_LIMIT = 50


@dataclass(frozen=True)
class Required:
    """A mark that an agreement needs, and the one that stands for it, if there is one."""

    kind: MarkKind
    party: Party | None
    mark: AgreementMark | None

    @property
    def ref(self) -> str:
        """What the form calls it: the party's public id, or the kind."""
        return self.kind.value if self.party is None else self.party.public_id

    @property
    def is_verified(self) -> bool:
        return self.mark is not None and self.mark.verified_at is not None


def required_marks(session: Session, agreement: Agreement) -> list[Required]:
    """Every party's, the mediator's and the committee's, in this order, with what stands for each."""
    standing = standing_marks(session, agreement.id)
    by_party = {mark.party_id: mark for mark in standing if mark.party_id is not None}
    by_kind = {mark.kind: mark for mark in standing if mark.party_id is None}
    parties = [
        Required(MarkKind.PARTY, party, by_party.get(party.id)) for party in active_parties(session, agreement.case_id)
    ]
    others = [Required(kind, None, by_kind.get(kind)) for kind in (MarkKind.MEDIATOR, MarkKind.COMMITTEE)]
    return parties + others


def standing_marks(session: Session, agreement_id: int) -> Sequence[AgreementMark]:
    """The marks that have not been returned, in the order of recording."""
    return session.scalars(
        select(AgreementMark)
        .where(AgreementMark.agreement_id == agreement_id, AgreementMark.returned_at.is_(None))
        .order_by(AgreementMark.id)
        .options(joinedload(AgreementMark.recorded_by), joinedload(AgreementMark.verified_by))
        .execution_options(populate_existing=True)
    ).all()


def returned_marks(session: Session, agreement_id: int) -> Sequence[AgreementMark]:
    """The marks that were recorded wrongly and returned."""
    return session.scalars(
        select(AgreementMark)
        .where(AgreementMark.agreement_id == agreement_id, AgreementMark.returned_at.is_not(None))
        .order_by(AgreementMark.id)
    ).all()


def mark_for(work: Work, ref: str) -> AgreementMark:
    """The mark with this public id, on an agreement that the actor may see. Raises Missing."""
    visible = visible_agreements(work).with_only_columns(Agreement.id)
    found = work.session.scalars(
        select(AgreementMark).where(AgreementMark.public_id == ref, AgreementMark.agreement_id.in_(visible))
    ).one_or_none()
    if found is None:
        raise Missing()
    return found


def agreements_with_marks_to_verify(work: Work, limit: int = LIST_LIMIT) -> Sequence[tuple[Agreement, int]]:
    """Agreements with marks that wait for this reviewer's eyes, and how many, longest waiting first."""
    marks = work.session.scalars(
        select(AgreementMark)
        .join(Agreement, Agreement.id == AgreementMark.agreement_id)
        .where(
            AgreementMark.jurisdiction_id.in_(work.actor.serves(Role.OFFICE_REVIEWER)),
            AgreementMark.verified_at.is_(None),
            AgreementMark.returned_at.is_(None),
            AgreementMark.recorded_by_id != work.actor.person_id,
            Agreement.status == AgreementState.SIGNING.value,
        )
        .order_by(AgreementMark.id)
        .options(joinedload(AgreementMark.agreement).joinedload(Agreement.listing))
        .limit(limit)
    ).all()
    counted: dict[int, tuple[Agreement, int]] = {}
    for mark in marks:
        _, count = counted.get(mark.agreement_id, (mark.agreement, 0))
        counted[mark.agreement_id] = (mark.agreement, count + 1)
    return list(counted.values())
