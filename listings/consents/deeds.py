"""Recording what a party says to the listing; a refusal takes effect at once."""

from collections.abc import Sequence
from typing import Any

from listings.cases.closed import is_open_case
from listings.cases.models import Party
from listings.cases.queries import active_parties, party_for
from listings.cases.vocabulary import (
    CONSENT_LABELS,
    EVIDENCE_LABELS,
    OBJECTS_LABEL,
    PARTY_ROLE_LABELS,
    ConsentAnswer,
    ConsentEvidence,
    PartyKind,
    PartyRole,
)
from listings.consents import services
from listings.consents.forms import ConsentForm, SeparateConsentForm
from listings.consents.queries import standing_consent
from listings.consents.queries_texts import (
    TOO_LATE,
    may_object,
    public_texts,
    standing_listing,
    texts_on_separate_consent,
)
from listings.publication.models import Listing
from market.policy import Can
from market.refusals import Refused
from market.text import N_
from market.web.deeds import Deed
from market.web.showing import worded
from market.work import Work

THE_TEXT_GOES = N_(
    "The case is closed. Its text is taken off the board at once and cannot be put back; claim, agreement and reward "
    "stay as they are."
)
TOO_LATE_FOR_MEDIATION = N_(
    "The agreement has taken effect, so mediation can no longer be refused: the party may object before the court. A "
    "refusal or withdrawal takes the text off the board at once and for good; agreement and reward stay as they are."
)
THE_TEXT_STAYS = N_(
    "The case is closed. Its text stays public, for it does not rest on this consent: enough cases are like it. It is "
    "taken off once a withdrawal of consent to the listing itself is recorded."
)
THERE_IS_NO_TEXT = N_("The case is closed and no text of it is public. The withdrawal is kept in the file, no more.")


def the_party(work: Work, party: Party) -> list[tuple[str, str]]:
    """Which party it is, by its place in the case's list and without its name."""
    same = [one.id for one in active_parties(work.session, party.case_id) if one.role == party.role]
    return [
        (N_("Petition number"), party.case.petition_number),
        (PARTY_ROLE_LABELS[PartyRole(party.role)], f"{same.index(party.id) + 1}"),
    ]


def may_be_answered(work: Work, party: Party) -> bool:
    """The file of the party's case is open, or the party has consent to withdraw or a text to object to."""
    says_no = standing_consent(work.session, party) is not None or may_object(work, party)
    return says_no or is_open_case(work, party.case)


def may_be_answered_separately(work: Work, party: Party) -> bool:
    """The same of being recognisable, which only natural persons can be."""
    is_a_person = party.kind == PartyKind.PERSON
    return is_a_person and (
        is_open_case(work, party.case) or standing_consent(work.session, party, "publication") is not None
    )


def why_not_recognised(work: Work, party: Party) -> Refused:
    """The case is closed, or the party is an organisation."""
    return Refused("only_persons_are_recognised" if is_open_case(work, party.case) else "case_is_closed")


def offer_what_counts(work: Work, party: Party, form: Any) -> None:
    """Of a closed case consent is withdrawn, or its text objected to by who gave none, and nothing else is said."""
    if standing_consent(work.session, party) is not None:
        offer_withdrawal(work, party, form)
    elif not is_open_case(work, party.case):
        form.answer.offer([(ConsentAnswer.REFUSED.value, OBJECTS_LABEL)])
    if not is_open_case(work, party.case):
        spoken = [one for one in EVIDENCE_LABELS if one is not ConsentEvidence.NOTICE_UNANSWERED]
        form.evidence.offer([(one.value, EVIDENCE_LABELS[one]) for one in spoken])


def offer_withdrawal(work: Work, party: Party, form: Any) -> None:
    """Of a closed case consent is withdrawn, and nothing else is said."""
    if not is_open_case(work, party.case):
        form.answer.offer([(ConsentAnswer.WITHDRAWN.value, CONSENT_LABELS[ConsentAnswer.WITHDRAWN])])


def what_a_no_does(work: Work, party: Party) -> str:
    """What to know before a party says no to the listing when it no longer ends the mediation."""
    standing = standing_listing(work, party.case_id)
    if standing is not None and standing.status in TOO_LATE and public_texts(work, party.case_id):
        return worded(TOO_LATE_FOR_MEDIATION)
    return _what_goes(work, party, public_texts(work, party.case_id))


def what_a_separate_withdrawal_does(work: Work, party: Party) -> str:
    """The same of separate consent, on which not every public text rests."""
    return _what_goes(work, party, texts_on_separate_consent(work, party))


def _what_goes(work: Work, party: Party, texts: Sequence[Listing]) -> str:
    if is_open_case(work, party.case):
        return ""
    if texts:
        return worded(THE_TEXT_GOES)
    return worded(THE_TEXT_STAYS if public_texts(work, party.case_id) else THERE_IS_NO_TEXT)


DEEDS = [
    Deed(
        "parties.consent", "/parties/<ref>/consent", Can.RECORD_CONSENT, ConsentForm, services.record_consent,
        title=N_("Record a party's answer to the listing"), submit=N_("Record the answer"), then="cases.show",
        load=party_for, on=Party, possible=may_be_answered, closed="case_is_closed", summary=the_party,
        prepare=offer_what_counts, notice=what_a_no_does,
        done=N_("The answer is recorded."), hidden=True,
        lead=N_(
            "The petitioner must agree. Anyone's explicit refusal keeps the case off the board, or takes "
            "it down and its text with it; silence is noted."
        ),
    ),
    Deed(
        "parties.separate_consent", "/parties/<ref>/separate-consent", Can.RECORD_CONSENT, SeparateConsentForm,
        services.record_separate_consent, title=N_("Record separate consent to being recognisable"),
        submit=N_("Record the answer"), then="cases.show", load=party_for, on=Party,
        possible=may_be_answered_separately,
        closed=why_not_recognised, summary=the_party, prepare=offer_withdrawal, notice=what_a_separate_withdrawal_does,
        done=N_("The answer is recorded."), hidden=True,
        lead=N_(
            "Needed only where too few cases are like this one, whatever is left out (Personal Information Protection "
            "Law, article 25). It is asked for on its own, and can be withdrawn at any time."
        ),
    ),
]  # fmt: skip
