"""The class of a case with its two grades and, where it departs from the age, the reason."""

from listings.cases.models import REASON_LIMIT
from listings.cases.vocabulary import CLASS_LABELS, DIFFICULTY_LABELS, MERIT_LABELS
from market.text import N_
from market.web.fields import Form, Paragraphs, Pick

NAMELESS = N_("In a sentence or two; name nobody.")


class ClassForm(Form):
    case_class = Pick(N_("Class"), [(c.value, label) for c, label in CLASS_LABELS.items()])
    difficulty = Pick(N_("Difficulty"), [(d.value, label) for d, label in DIFFICULTY_LABELS.items()])
    difficulty_reason = Paragraphs(N_("Why this difficulty"), limit=REASON_LIMIT, hint=NAMELESS)
    merit = Pick(N_("How reasonable the claim is"), [(m.value, label) for m, label in MERIT_LABELS.items()])
    merit_reason = Paragraphs(N_("Why the claim is this reasonable"), limit=REASON_LIMIT, hint=NAMELESS)
    class_reason = Paragraphs(
        N_("Reason for another class"), limit=REASON_LIMIT, required=False,
        hint=N_(
            "Needed when the class is not the one proposed by age; name nobody. Only a reviewer may "
            "depart from it."
        ),
    )  # fmt: skip
