"""What a party said to the listing, on which day and in which form."""

from listings.cases.vocabulary import CONSENT_LABELS, EVIDENCE_LABELS
from market.text import N_
from market.web.fields import Day, Form, Pick


class ConsentForm(Form):
    answer = Pick(N_("The party's answer"), [(a.value, label) for a, label in CONSENT_LABELS.items()])
    evidence = Pick(N_("How it was given"), [(e.value, label) for e, label in EVIDENCE_LABELS.items()])
    answered_on = Day(N_("Day of the answer"))
