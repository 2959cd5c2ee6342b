"""What publishing may do to people, and the reviewer's reason where they consented to being recognisable."""

from listings.cases.models import REASON_LIMIT
from listings.reidentification.models import Risk
from market.text import N_
from market.web.fields import Form, Paragraphs, Pick

RISK_LABELS = {
    Risk.LOW: N_("Low: nobody outside the case could tell who it is about"),
    Risk.MEDIUM: N_("Medium: neighbours might guess, and little harm would follow"),
    Risk.HIGH: N_("High: somebody recognised could be put under pressure"),
}


class AssessmentForm(Form):
    """The assessment of PIPL articles 55 and 56, in three answers."""

    risk = Pick(N_("Risk to the people of the case"), [(risk.value, label) for risk, label in RISK_LABELS.items()])
    effects = Paragraphs(
        N_("What could happen to them if they were recognised"), limit=REASON_LIMIT, hint=N_("Name nobody.")
    )
    measures = Paragraphs(
        N_("What protects them"),
        limit=REASON_LIMIT,
        hint=N_("For instance what was left out of the text, and who has agreed."),
    )


class WidenForm(Form):
    """What of a public listing is to be said less exactly."""

    category = Pick(N_("Category"), required=False)
    place = Pick(N_("Town"), required=False)
    duration = Pick(N_("How long it has lasted"), required=False)
    amount = Pick(N_("Amount in dispute"), required=False)


class ReleaseForm(Form):
    """Nothing to fill in, unless the listing rests on the consent of everyone who could be recognised."""

    reason = Paragraphs(
        N_("Why it is released although people could be recognised"),
        limit=REASON_LIMIT,
        required=False,
        hint=N_("Only where too few cases are alike and everyone has given separate consent. Name nobody."),
    )
