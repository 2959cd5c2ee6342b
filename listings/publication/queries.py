"""Listings are looked up from what the actor may see: the office its own, everyone what is on the board."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import joinedload

from listings.cases.models import GateAnswer, PetitionCase
from listings.cases.queries import READERS, active_parties
from listings.cases.vocabulary import CaseState
from listings.classification.classes import proposed_class
from listings.closing.models import Closing, ClosingState
from listings.closing.queries import waiting_closing
from listings.consents.queries import a_party_refuses, latest_consents, petitioners_without_consent, refused_among
from listings.mediability.queries import answers_of, bars, unanswered
from listings.paging import Page, page_of
from listings.publication.grounds import Grounds
from listings.publication.models import Listing
from listings.publication.vocabulary import ACTIVE, PUBLIC, TAKEN_BACK, ListingState
from listings.reidentification.queries import taken_back
from market.record.models import RecordEvent
from market.refusals import Missing
from market.settings.dated import setting
from market.work import Work

# What the record calls a hand in the text that somebody else then decides on; listings_0013.sql says the same.
PREPARING = ("listing.drafted", "listing.edited", "listing.submitted")


def office_listings(work: Work) -> Select[Listing]:
    """The listings of the actor's office, in every state."""
    return select(Listing).where(Listing.jurisdiction_id.in_(work.actor.serves(*READERS)))


def public_listings() -> Select[Listing]:
    """What has ever been released, whoever asks."""
    return select(Listing).where(Listing.status.in_([state.value for state in PUBLIC]))


def listing_for(work: Work, ref: str) -> Listing:
    """The office's listing at this address. Raises Missing."""
    return _one(work, office_listings(work), ref)


def public_listing_for(work: Work, ref: str) -> Listing:
    """The listing on the board at this address. Raises Missing for one that was never released."""
    return _one(work, public_listings(), ref)


def listings_page(work: Work, status: str, after: str | None) -> Page[Listing]:
    """One page of the office's listings, newest first; `status` may be TAKEN_BACK too, which any state can be beside.
    Raises Missing for a mark that is none."""
    statement = office_listings(work).options(joinedload(Listing.case), joinedload(Listing.place_town))
    if status == TAKEN_BACK:
        statement = statement.where(taken_back())
    elif status:
        statement = statement.where(Listing.status == status)
    return page_of(work.session, statement, [Listing.id], after)


def listings_of(work: Work, case: PetitionCase) -> list[Listing]:
    """All listings of a case, newest first."""
    return list(work.session.scalars(select(Listing).where(Listing.case_id == case.id).order_by(Listing.id.desc())))


def active_listing(work: Work, case: PetitionCase) -> Listing | None:
    """The one listing of the case that has not ended, if there is one."""
    states = [state.value for state in ACTIVE]
    return work.session.scalar(select(Listing).where(Listing.case_id == case.id, Listing.status.in_(states)))


def waiting_for_release(work: Work, jurisdictions: frozenset[str], limit: int) -> list[Listing]:
    """Listings in review whose text the actor has neither drafted, edited nor handed in, oldest first."""
    person_id = work.actor.person_id
    return list(
        work.session.scalars(
            select(Listing)
            .where(
                Listing.jurisdiction_id.in_(jurisdictions),
                Listing.status == ListingState.IN_REVIEW.value,
                Listing.drafted_by_id != person_id,
                Listing.edited_by_id != person_id,
                Listing.submitted_by_id.is_distinct_from(person_id),
                ~_prepared_by(person_id),
            )
            .order_by(Listing.id)
            .limit(limit)
        )
    )


def has_prepared(work: Work, listing: Listing) -> bool:
    """Whether the actor has drafted, edited or handed in this text at any time, though others have since."""
    person_id = work.actor.person_id
    return bool(work.session.scalar(select(Listing.id).where(Listing.id == listing.id, _prepared_by(person_id))))


def _prepared_by(person_id: int | None) -> ColumnElement[bool]:
    told = RecordEvent.subject_type == Listing.__tablename__, RecordEvent.subject_id == Listing.id
    return exists().where(*told, RecordEvent.name.in_(PREPARING), RecordEvent.actor_person_id == person_id)


def ready_to_draft(work: Work, jurisdictions: frozenset[str], limit: int) -> list[PetitionCase]:
    """Classified cases of these offices that never had a listing and that nothing bars for now: no answer to the gate
    and no party who refuses. The oldest first."""
    never_listed = ~select(Listing.id).where(Listing.case_id == PetitionCase.id).exists()
    not_barred = ~select(GateAnswer.id).where(GateAnswer.case_id == PetitionCase.id, GateAnswer.bars).exists()
    return list(
        work.session.scalars(
            select(PetitionCase)
            .where(
                PetitionCase.jurisdiction_id.in_(jurisdictions),
                PetitionCase.status == CaseState.CLASSIFIED.value,
                never_listed,
                not_barred,
                ~a_party_refuses(PetitionCase.id),
            )
            .order_by(PetitionCase.id)
            .limit(limit)
        )
    )


def refused_cases(work: Work, jurisdictions: frozenset[str], limit: int) -> list[PetitionCase]:
    """Classified cases of these offices that come to nothing on the board while a party refuses, and that nobody has
    proposed to close; the oldest first."""
    on_its_way = select(Listing.id).where(
        Listing.case_id == PetitionCase.id, Listing.status.in_([state.value for state in ACTIVE])
    )
    return list(
        work.session.scalars(
            select(PetitionCase)
            .where(
                PetitionCase.jurisdiction_id.in_(jurisdictions),
                PetitionCase.status == CaseState.CLASSIFIED.value,
                ~on_its_way.exists(),
                ~exists().where(Closing.case_id == PetitionCase.id, Closing.status == ClosingState.PROPOSED.value),
                a_party_refuses(PetitionCase.id),
            )
            .order_by(PetitionCase.id)
            .limit(limit)
        )
    )


def drafts(work: Work, jurisdictions: frozenset[str], limit: int) -> list[Listing]:
    """Drafts of these offices, the returned ones first."""
    return list(
        work.session.scalars(
            select(Listing)
            .where(Listing.jurisdiction_id.in_(jurisdictions), Listing.status == ListingState.DRAFT.value)
            .order_by(Listing.returned_at.is_(None), Listing.id)
            .limit(limit)
        )
    )


@dataclass(frozen=True)
class Promise:
    """What a listing offers: reward in fen, days after the grant, the last legal day for claims."""

    reward_fen: int
    days_allowed: int
    claim_by: date


def promise_for(work: Work, listing: Listing) -> Promise:
    """What was promised at the release; before it, what a release today would promise by today's settings."""
    if listing.released_at is not None and listing.reward_fen and listing.days_allowed and listing.claim_by:
        return Promise(listing.reward_fen, listing.days_allowed, listing.claim_by)
    letter, jurisdiction_id = listing.case_class.lower(), listing.jurisdiction_id
    return Promise(
        reward_fen=setting(work, f"reward_{letter}_fen", jurisdiction_id),
        days_allowed=setting(work, f"days_allowed_{letter}", jurisdiction_id),
        claim_by=work.today + timedelta(days=setting(work, "claim_window_days", jurisdiction_id)),
    )


def grounds_without_leaks(work: Work, case: PetitionCase) -> Grounds:
    """What a listing of this case rests on, all but the leak check, which reads the vault."""
    answers = answers_of(work.session, case.id)
    parties, consents = active_parties(work.session, case.id), latest_consents(work.session, case.id)
    return Grounds(
        gate_unanswered=unanswered(answers),
        gate_bars=bars(answers),
        petitioners_without_consent=petitioners_without_consent(parties, consents),
        a_party_refuses=bool(refused_among(work.session, [case.id])),
        case_class=_class_that_holds(case),
    )


def why_not_drafted(work: Work, case: PetitionCase) -> str | None:
    """What keeps a listing of the case from being begun, as a refusal's code; None where nothing does."""
    if case.status == CaseState.CLOSED:
        return "case_is_closed"
    if case.status == CaseState.REGISTERED:
        return "classify_first"
    if case.status != CaseState.CLASSIFIED or active_listing(work, case) is not None:
        return "case_has_listing"
    if waiting_closing(work.session, case) is not None:
        return "closing_waits"
    if bars(answers_of(work.session, case.id)):
        return "gate_bars"
    return "a_party_refuses" if refused_among(work.session, [case.id]) else None


def _class_that_holds(case: PetitionCase) -> str | None:
    if case.case_class is None or case.classified_on is None:
        return None
    proposed = proposed_class(case.arose_on, case.classified_on)
    return case.case_class if proposed.value == case.proposed_class else None


def _one(work: Work, visible: Select[Listing], ref: str) -> Listing:
    listing = work.session.scalar(visible.where(Listing.public_id == ref))
    if listing is None:
        raise Missing()
    return listing
