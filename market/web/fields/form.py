"""A form says what is wrong beside the field that it concerns, or on top where it concerns none."""

import re
from typing import Any

from flask_babel import gettext
from wtforms import Form as WTForm

from market.text import N_
from market.web.values import BadValue

_AT_THE_HEAD = re.compile(r"%\(field\)s|Tick ")  # a tick is called by its whole label, in quotes
WRONG_KIND = N_("%(field)s is not of the kind this field takes.")


class Form(WTForm):
    """A form of the house. CSRF and the submission key are the edge's business, not the form's."""

    def values(self) -> dict[str, Any]:
        """The cleaned values by field name, ready for a service call."""
        return dict(self.data)

    def refuse(self, field_name: str | None, sentence: str) -> None:
        """Put a sentence beside a field, or on top of the form when it concerns no single field.

        A field of a row is named with its list and its place: parties.0.phone.
        """
        name, _, within = (field_name or "").partition(".")
        field = self._fields.get(name)
        if field is None:
            self.form_errors.append(sentence)
        elif within:
            field.refuse_within(within, sentence)  # type: ignore[attr-defined]  # Rows alone have fields within
        else:
            field.errors = [*field.errors, sentence]


def worded(error: BadValue, label: str) -> str:
    """The sentence for a bad value in the reader's language; where it has begun before the label, that begins small."""
    named = label if _AT_THE_HEAD.match(error.message) else _as_within(label)
    return gettext(error.message) % (dict(error.facts) | {"field": named})


def _as_within(label: str) -> str:
    """“Why it is kept” as “why it is kept”; “ID number” as it is."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label
