"""What a party said to the listing, on which day and in which form."""

from listings.cases.vocabulary import CONSENT_LABELS, EVIDENCE_LABELS, ConsentAnswer, ConsentEvidence
from market.text import N_
from market.web.fields import Day, Form, Pick

RECOGNISABLE_LABELS = {
    ConsentAnswer.GIVEN: N_("Consents to being recognisable on the board"),
    ConsentAnswer.WITHDRAWN: N_("Withdrew consent"),
}


class SeparateConsentForm(Form):
    """Separate consent (PIPL 25): given for this one purpose, on its own, and withdrawn at any time."""

    answer = Pick(N_("The person's answer"), [(a.value, label) for a, label in RECOGNISABLE_LABELS.items()])
    evidence = Pick(
        N_("How it was given"),
        [(e.value, EVIDENCE_LABELS[e]) for e in (ConsentEvidence.WRITTEN, ConsentEvidence.ORAL)],
    )
    answered_on = Day(N_("Day of the answer"))


class ConsentForm(Form):
    answer = Pick(N_("The party's answer"), [(a.value, label) for a, label in CONSENT_LABELS.items()])
    evidence = Pick(N_("How it was given"), [(e.value, label) for e, label in EVIDENCE_LABELS.items()])
    answered_on = Day(N_("Day of the answer"))
