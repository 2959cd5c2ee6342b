"""A party's word is recorded with its day and its form; a refusal takes the listing down in the same transaction.

People's Mediation Law 17 and 23: no mediation against an explicit refusal, until the agreement takes effect. Consent to
publishing is withdrawn at any time, and who never gave any objects at any time (Personal Information Protection Law 15,
44), on a closed case too: what is public serves no mediation then, and the text goes, and nothing else.
"""

from datetime import date

from listings.cases.closed import refuse_closed
from listings.cases.models import Party, PartyConsent, PetitionCase
from listings.cases.vocabulary import ConsentAnswer, ConsentEvidence, PartyKind, PartyRole
from listings.consents.queries import REFUSALS, standing_consent
from listings.consents.queries_texts import (
    TOO_LATE,
    may_object,
    public_texts,
    standing_listing,
    texts_on_separate_consent,
)
from listings.publication.services import end_mediation
from listings.publication.vocabulary import EndCode
from listings.reidentification.services import take_back
from market.lifecycle import lock
from market.policy import Can, demand
from market.refusals import Invalid, Refused
from market.work import Work


def record_consent(work: Work, party: Party, *, answer: str, evidence: str, answered_on: date) -> PetitionCase:
    """Record what a party said. A refusal or a withdrawal ends the listing that is on the board, until the agreement
    has taken effect, and takes back every text of the case that is still read, however its listing ended.

    Silence is known from a notice without an answer, and nothing else is. Raises Invalid day_in_future,
    answered_before_dispute, withdrawn_before_given, evidence_does_not_fit; Refused nothing_to_withdraw, case_is_closed
    for all but a withdrawal and an objection to what is still public.
    """
    given = ConsentAnswer(answer)
    _lock_for_answer(work, party, answered_on)
    if given is ConsentAnswer.WITHDRAWN:
        _demand_consent(work, party, "listing", answered_on)
    elif given is not ConsentAnswer.REFUSED or not may_object(work, party):
        refuse_closed(party.case)
    if (given is ConsentAnswer.SILENT) != (evidence == ConsentEvidence.NOTICE_UNANSWERED):
        raise Invalid("evidence_does_not_fit", field="evidence")
    _add(work, party, "listing", given, evidence, answered_on)
    work.tell("case.consent_recorded", party, party_id=party.id, answer=given.value, answered_on=answered_on)
    if given in REFUSALS:
        _take_down(work, party, given)
    return party.case


def record_separate_consent(work: Work, party: Party, *, answer: str, evidence: str, answered_on: date) -> PetitionCase:
    """Record what a natural person says to being recognisable on the board, separately from all else (PIPL 25).

    What was published on it, or fits too few without it, ends and is taken back when it is withdrawn; once the
    agreement has taken effect the text alone is taken back. Raises Invalid day_in_future, answered_before_dispute;
    Refused case_is_closed for all but a withdrawal, only_persons_are_recognised, nothing_to_withdraw.
    """
    given = ConsentAnswer(answer)
    _lock_for_answer(work, party, answered_on)
    if given is not ConsentAnswer.WITHDRAWN:
        refuse_closed(party.case)
    if party.kind != PartyKind.PERSON:
        raise Refused("only_persons_are_recognised")
    if given is ConsentAnswer.WITHDRAWN:
        _demand_consent(work, party, "publication", answered_on)
    _add(work, party, "publication", given, evidence, answered_on)
    work.tell("case.separate_consent_recorded", party, party_id=party.id, answer=given.value, answered_on=answered_on)
    if given is ConsentAnswer.WITHDRAWN:
        for listing in texts_on_separate_consent(work, party):
            lock(work, listing)
            if listing.ended_at is None and listing.status not in TOO_LATE:
                end_mediation(work, listing, end_code=EndCode.CONSENT_WITHDRAWN)
            take_back(work, listing)
    return party.case


def _lock_for_answer(work: Work, party: Party, answered_on: date) -> None:
    lock(work, party)
    demand(work, Can.RECORD_CONSENT, party)
    if answered_on > work.today:
        raise Invalid("day_in_future", field="answered_on")
    if answered_on < party.case.arose_on:
        raise Invalid("answered_before_dispute", field="answered_on", arose_on=party.case.arose_on)


def _demand_consent(work: Work, party: Party, kind: str, withdrawn_on: date) -> None:
    """A withdrawal withdraws the party's last word, which is consent, on its day or later."""
    consent = standing_consent(work.session, party, kind)
    if consent is None:
        raise Refused("nothing_to_withdraw")
    if withdrawn_on < consent.answered_on:
        raise Invalid("withdrawn_before_given", field="answered_on", given_on=consent.answered_on)


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
    listing = standing_listing(work, party.case_id)
    if listing is not None and listing.status not in TOO_LATE:
        by_petitioner = party.role == PartyRole.PETITIONER and answer is ConsentAnswer.WITHDRAWN
        end_mediation(work, listing, end_code=EndCode.CONSENT_WITHDRAWN if by_petitioner else EndCode.PARTY_REFUSED)
    for text in public_texts(work, party.case_id):
        lock(work, text)
        take_back(work, text)
