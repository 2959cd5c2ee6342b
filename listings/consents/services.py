"""A party's word is recorded with its day and its form; a refusal takes the listing down in the same transaction.

People's Mediation Law 17 and 23: no mediation against an explicit refusal. Until the agreement takes effect.
"""

from datetime import date

from sqlalchemy import select

from listings.cases.closed import refuse_closed
from listings.cases.models import Party, PartyConsent, PetitionCase
from listings.cases.vocabulary import ConsentAnswer, ConsentEvidence, PartyKind, PartyRole
from listings.consents.queries import REFUSALS, latest_consents
from listings.publication.models import Listing
from listings.publication.services import end_mediation
from listings.publication.vocabulary import PUBLIC, EndCode, ListingState
from listings.reidentification.queries import rests_on_consent
from listings.reidentification.services import take_back
from market.lifecycle import lock
from market.policy import Can, demand
from market.refusals import Invalid, Refused
from market.work import Work

TOO_LATE = (ListingState.SETTLED, ListingState.CONFIRMED)


def record_consent(work: Work, party: Party, *, answer: str, evidence: str, answered_on: date) -> PetitionCase:
    """Record what a party said. A refusal or a withdrawal ends the listing that is on the board.

    Silence is known from a notice without an answer, and nothing else is. Raises Invalid day_in_future,
    answered_before_dispute, evidence_does_not_fit; Refused case_is_closed, nothing_to_withdraw,
    agreement_in_effect.
    """
    _lock_for_answer(work, party, answered_on)
    given = ConsentAnswer(answer)
    if (given is ConsentAnswer.SILENT) != (evidence == ConsentEvidence.NOTICE_UNANSWERED):
        raise Invalid("evidence_does_not_fit", field="evidence")
    last = latest_consents(work.session, party.case_id).get(party.id)
    if given is ConsentAnswer.WITHDRAWN and (last is None or last.answer != ConsentAnswer.GIVEN):
        raise Refused("nothing_to_withdraw")
    _add(work, party, "listing", given, evidence, answered_on)
    work.tell("case.consent_recorded", party, party_id=party.id, answer=given.value, answered_on=answered_on)
    if given in REFUSALS:
        _take_down(work, party, given)
    return party.case


def record_separate_consent(work: Work, party: Party, *, answer: str, evidence: str, answered_on: date) -> PetitionCase:
    """Record what a natural person says to being recognisable on the board, separately from all else (PIPL 25).

    What was published on it alone ends and is taken back when it is withdrawn; once the agreement has taken effect
    the text alone is taken back. Raises Invalid day_in_future, answered_before_dispute; Refused
    case_is_closed, only_persons_are_recognised, nothing_to_withdraw.
    """
    _lock_for_answer(work, party, answered_on)
    given = ConsentAnswer(answer)
    if party.kind != PartyKind.PERSON:
        raise Refused("only_persons_are_recognised")
    last = latest_consents(work.session, party.case_id, "publication").get(party.id)
    if given is ConsentAnswer.WITHDRAWN and (last is None or last.answer != ConsentAnswer.GIVEN):
        raise Refused("nothing_to_withdraw")
    _add(work, party, "publication", given, evidence, answered_on)
    work.tell("case.separate_consent_recorded", party, party_id=party.id, answer=given.value, answered_on=answered_on)
    listing = _public_listing(work, party.case_id)
    if given is ConsentAnswer.WITHDRAWN and listing and rests_on_consent(work, party.jurisdiction_id, party.case_id):
        if listing.status not in TOO_LATE:
            end_mediation(work, listing, end_code=EndCode.CONSENT_WITHDRAWN)
        take_back(work, listing)
    return party.case


def _lock_for_answer(work: Work, party: Party, answered_on: date) -> None:
    lock(work, party)
    demand(work, Can.RECORD_CONSENT, party)
    refuse_closed(party.case)
    if answered_on > work.today:
        raise Invalid("day_in_future", field="answered_on")
    if answered_on < party.case.arose_on:
        raise Invalid("answered_before_dispute", field="answered_on", arose_on=party.case.arose_on)


def _add(work: Work, party: Party, kind: str, answer: ConsentAnswer, evidence: str, answered_on: date) -> None:
    work.session.add(
        PartyConsent(
            jurisdiction_id=party.jurisdiction_id,
            party_id=party.id,
            kind=kind,
            answer=answer.value,
            evidence=ConsentEvidence(evidence).value,
            answered_on=answered_on,
            recorded_at=work.now,
            recorded_by_id=work.actor.person_id,
        )
    )
    work.session.flush()


def _take_down(work: Work, party: Party, answer: ConsentAnswer) -> None:
    listing = _public_listing(work, party.case_id)
    if listing is None:
        return
    if listing.status in TOO_LATE:
        raise Refused("agreement_in_effect")
    withdrawn = party.role == PartyRole.PETITIONER and answer is ConsentAnswer.WITHDRAWN
    end_mediation(work, listing, end_code=EndCode.CONSENT_WITHDRAWN if withdrawn else EndCode.PARTY_REFUSED)
    if answer is ConsentAnswer.WITHDRAWN:
        take_back(work, listing)


def _public_listing(work: Work, case_id: int) -> Listing | None:
    return work.session.scalar(
        select(Listing).where(
            Listing.case_id == case_id,
            Listing.status.in_([state.value for state in PUBLIC]),
            Listing.ended_at.is_(None),
        )
    )
