"""What finance types about the budget."""

from market.text import N_
from market.web.fields import Day, Form, Line, Paragraphs, Pick, Whole, Yuan
from payouts.budget.models import DOCUMENT_NUMBER_LIMIT, NOTE_LIMIT, PAPER_KIND_LABELS
from payouts.ledger.vocabulary import KIND_LABELS, LINE_LABELS

KINDS = [(kind.value, words) for kind, words in PAPER_KIND_LABELS.items()]
LINES = [(line.value, words) for line, words in LINE_LABELS.items()]
ACCOUNTS = [(kind.value, words) for kind, words in KIND_LABELS.items()]


class OpenYearForm(Form):
    jurisdiction_id = Pick(N_("Banner"))
    year = Whole(N_("Year"), smallest=2000, largest=2200)


class PaperForm(Form):
    kind = Pick(N_("What the paper does"), KINDS)
    line = Pick(N_("Budget line"), LINES)
    amount_fen = Yuan(N_("Amount"))
    document_number = Line(
        N_("Document number"), limit=DOCUMENT_NUMBER_LIMIT, hint=N_("The number of the document that votes the money")
    )
    note = Paragraphs(N_("Note"), limit=NOTE_LIMIT, required=False)


class RejectForm(Form):
    reason = Paragraphs(N_("Reason"), limit=NOTE_LIMIT, hint=N_("Whoever prepared it reads the reason."))


class AsOfForm(Form):
    on = Day(N_("As it stood at the end of"), required=False)


class JournalForm(Form):
    line = Pick(N_("Budget line"), LINES, required=False)
    kind = Pick(N_("Ledger account"), ACCOUNTS, required=False)
