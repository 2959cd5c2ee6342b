"""A refusal quotes the words it is about, as they stand in the text that was sent, and says which field has them;
nothing else is ever quoted."""

from collections.abc import Iterable

from market.text import N_

MOST = 5
LONGEST = 40
FIELD_LABELS = {
    "title": N_("The title"),
    "body": N_("The text"),
    "question": N_("The question"),
    "answer": N_("The answer"),
}
OTHER_FIELD = N_("What you wrote")
PARTY = N_("a party of the case")
SOMEBODY = N_("somebody of the case")


def quoted(words: Iterable[str]) -> str:
    """The words in quotation marks, each once: a few of them, and of a long one its beginning."""
    each = [word if len(word) <= LONGEST else f"{word[:LONGEST]}…" for word in dict.fromkeys(words)]
    return " ".join(f"“{word}”" for word in each[:MOST]) + (" …" if len(each) > MOST else "")


def where_label(field: str) -> str:
    """The field of a text at the beginning of a sentence, as a message id."""
    return FIELD_LABELS.get(field, OTHER_FIELD)


def whom_label(*, of_party: bool) -> str:
    """Whose name was found, as a message id: a party's, or that of somebody else of the case (who leads it)."""
    return PARTY if of_party else SOMEBODY
