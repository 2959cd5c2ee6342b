"""What is read from the signed paper, once by each of two people."""

from agreements.signing.vocabulary import MANNER_LABELS
from market.text import N_
from market.web.fields import Day, Form, Pick, Upload

MANNERS = [(manner.value, label) for manner, label in MANNER_LABELS.items()]


class MarkForm(Form):
    """One mark as it stands on the paper."""

    whose = Pick(N_("Whose mark"))
    manner = Pick(N_("How it was made"), MANNERS)
    signed_on = Day(N_("Date on the paper"))
    scan = Upload(N_("Scan of the page"), required=False, hint=N_("PDF, PNG or JPEG; it is kept encrypted."))


class VerifyMarkForm(Form):
    """The second person reads the date from the paper again."""

    signed_on = Day(N_("Date on the paper"), hint=N_("Type the date that you read on the paper."))
