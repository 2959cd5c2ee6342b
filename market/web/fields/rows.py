"""Rows are small forms of one kind in a list; more of them than may be are refused, never dropped in silence."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import gettext
from wtforms import FieldList, FormField
from wtforms.form import BaseForm

from market.web.fields.form import Form
from market.web.fields.typed import Typed

ROW_NUMBER_DIGITS = 6


def _row_numbers(prefix: str, names: Iterable[str]) -> Iterator[int]:
    """The row of every name such as parties-0-name; other names, and what is a digit to Unicode only, are no rows."""
    for name in names:
        number = name.removeprefix(prefix).partition("-")[0] if name.startswith(prefix) else ""
        if number.isascii() and number.isdigit() and len(number) <= ROW_NUMBER_DIGITS:
            yield int(number)


class Rows(FieldList):
    """A list of small forms of one kind, numbered in the field names (parties-0-name)."""

    def __init__(
        self, form_class: type[Form], *, label: str, smallest: int = 1, largest: int = 20, **kwargs: Any
    ) -> None:
        # No max_entries: wtforms would drop the rows beyond it in silence; validate says that they are too many.
        super().__init__(FormField(form_class), label=gettext(label), min_entries=smallest, **kwargs)
        self.form_class = form_class
        self.largest = largest

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        """The numbers of the rows that were sent: one more than may be at most, which is enough to be refused."""
        found = set(_row_numbers(f"{prefix}-", formdata))
        yield from sorted(found)[: self.largest + 1]

    def _drop_blank_rows(self) -> None:
        """Rows in which nothing was typed, beyond the fewest there must be, are as if they had not been added."""
        for entry in reversed(self.entries):
            typed = [field.typed for field in entry.form if isinstance(field, Typed)]
            if len(self.entries) > self.min_entries and not any((text or "").strip() for text in typed):
                self.entries.remove(entry)

    def refuse_within(self, place: str, sentence: str) -> None:
        """Put a sentence beside a field of one row (0.phone), or on top of the list where there is no such row."""
        number, _, name = place.partition(".")
        if number.isdecimal() and int(number) < len(self.entries):
            self.entries[int(number)].form.refuse(name, sentence)
        else:
            self.errors = [*self.errors, sentence]

    def validate(self, form: BaseForm, extra_validators: Any = ()) -> bool:
        self._drop_blank_rows()
        ok: bool = super().validate(form, extra_validators)
        if len(self.entries) > self.largest:
            self.errors = [gettext("There are too many rows; the most is %(largest)s.", largest=self.largest)]
            return False
        return ok
