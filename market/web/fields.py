"""The fields every form is made of: each cleans what was typed and words its own error, naming itself.

The JSON API fills the same forms, so both faces refuse the same things in the same words. Labels and
hints are English message ids, translated when the form is made for a request.
"""

import base64
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from flask_babel import gettext, lazy_gettext
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovFileInput,
    GovPasswordInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from marshmallow import RAISE, Schema
from marshmallow import fields as api
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, Field, FieldList, FileField, FormField, SelectField, SelectMultipleField
from wtforms import Form as WTForm
from wtforms.fields.choices import Choice, SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from market.text import N_
from market.web.values import CHOOSE, ENTER, BadValue, clean_day, clean_text, clean_whole, clean_yuan

LINE_LIMIT = 200
PARAGRAPHS_LIMIT = 20_000
PASSWORD_LIMIT = 200
YUAN_LIMIT_FEN = 100_000_000_000  # one thousand million yuan: far beyond any banner's line
ROW_NUMBER_DIGITS = 6
NO_FILE = "no file"
RADIO_LIMIT = 6  # more choices than this read better as a list to drop down
WRONG_KIND = N_("%(field)s is not of the kind this field takes.")


class Form(WTForm):
    """A form of the house. CSRF and the submission key are the edge's business, not the form's."""

    def values(self) -> dict[str, Any]:
        """The cleaned values by field name, ready for a service call."""
        return dict(self.data)

    def refuse(self, field_name: str | None, sentence: str) -> None:
        """Put a sentence beside a field, or on top of the form when it concerns no single field."""
        if field_name is not None and field_name in self._fields:
            field = self._fields[field_name]
            field.errors = [*field.errors, sentence]
        else:
            self.form_errors.append(sentence)


def worded(error: BadValue, label: str) -> str:
    """The sentence for a bad value in the reader's language."""
    facts = dict(error.facts) | {"field": label}
    return gettext(error.message) % facts


class _Typed(Field):
    """A field of text that is cleaned by `clean`; what was typed is kept for showing again."""

    input_type = "text"

    def __init__(self, label: str, *, required: bool = True, hint: str = "", **kwargs: Any) -> None:
        super().__init__(gettext(label), description=gettext(hint) if hint else "", **kwargs)
        self.required = required
        self.typed: str | None = None

    def clean(self, raw: str) -> Any:
        raise NotImplementedError

    def blank(self) -> Any:
        return None

    def process_formdata(self, valuelist: list[Any]) -> None:
        if any(not isinstance(value, str) for value in valuelist):  # a file, sent where a text is wanted
            raise ValueError(worded(BadValue(WRONG_KIND), self.label.text))
        self.typed = valuelist[0] if valuelist else ""
        if not self.typed.strip():
            self.data = self.blank()
            return
        try:
            self.data = self.clean(self.typed)
        except BadValue as error:
            self.data = self.blank()
            raise ValueError(worded(error, self.label.text)) from error

    def pre_validate(self, form: BaseForm) -> None:
        if self.required and not self.process_errors and not (self.typed or "").strip():
            raise ValidationError(worded(BadValue(ENTER), self.label.text))

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else self.show(self.data)

    def show(self, value: Any) -> str:
        return str(value)

    def from_json(self, value: Any) -> Any:
        """How a JSON value reaches the form: as what a person would have typed."""
        return self.show(value)


class Line(_Typed):
    """One line of text."""

    widget = GovTextInput()

    def __init__(self, label: str, *, limit: int = LINE_LIMIT, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.limit = limit

    def blank(self) -> str:
        return ""

    def clean(self, raw: str) -> str:
        return clean_text(raw, self.limit, lines=False)


class Paragraphs(Line):
    """Several lines of text."""

    widget = GovTextArea()

    def __init__(self, label: str, *, limit: int = PARAGRAPHS_LIMIT, **kwargs: Any) -> None:
        super().__init__(label, limit=limit, **kwargs)

    def clean(self, raw: str) -> str:
        return clean_text(raw, self.limit, lines=True)


class Secret(_Typed):
    """A password: not trimmed, not normalised, never shown again."""

    widget = GovPasswordInput()

    def clean(self, raw: str) -> str:
        if len(raw) > PASSWORD_LIMIT:
            raise BadValue(N_("%(field)s must be %(limit)s characters or fewer; it has %(length)s."),
                           limit=PASSWORD_LIMIT, length=len(raw))  # fmt: skip
        if not raw.isprintable() and any("\ud800" <= character <= "\udfff" for character in raw):
            raise BadValue(N_("%(field)s contains a character that cannot be stored. Type it again without it."))
        return raw

    def _value(self) -> str:
        return ""


class _DayInput(GovTextInput):
    input_type = "date"


class Day(_Typed):
    """A legal day, as a date."""

    widget = _DayInput()

    def clean(self, raw: str) -> Any:
        return clean_day(raw)

    def _value(self) -> str:
        if self.data is not None:  # a day understood is shown as the browser's own date input wants it
            return str(self.data.isoformat())
        return self.typed or ""


class Whole(_Typed):
    """A whole number."""

    widget = GovTextInput()

    def __init__(self, label: str, *, smallest: int = 0, largest: int = 1_000_000, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.smallest, self.largest = smallest, largest

    def clean(self, raw: str) -> int:
        return clean_whole(raw, self.smallest, self.largest)


class Yuan(_Typed):
    """An amount typed in yuan and kept in fen; name such fields `..._fen`."""

    widget = GovTextInput()

    def clean(self, raw: str) -> int:
        return clean_yuan(raw, YUAN_LIMIT_FEN)

    def show(self, value: int) -> str:
        return f"{value // 100}.{value % 100:02d}"


def _labelled(choices: Sequence[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=gettext(label)) for value, label in choices]


class _PickInput:
    """Radio buttons for a few choices, a list to drop down for more."""

    def __call__(self, field: "Pick", **kwargs: Any) -> Any:
        return (GovSelect() if field.is_long else GovRadioInput())(field, **kwargs)


class Pick(SelectField):
    """One of a few. `choices` are (value, words); words are translated."""

    widget = _PickInput()

    def __init__(self, label: str, choices: Sequence[tuple[str, str]] = (), *, required: bool = True,
                 hint: str = "", **kwargs: Any) -> None:  # fmt: skip
        super().__init__(
            gettext(label), choices=_labelled(choices), description=gettext(hint) if hint else "",
            validate_choice=False, **kwargs,
        )  # fmt: skip
        self.required = required
        self.offered = {value for value, _ in choices}

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Set the choices for this request."""
        self.choices = _labelled(choices)
        self.offered = {value for value, _ in choices}

    @property
    def is_long(self) -> bool:
        return len(self.choices or ()) > RADIO_LIMIT

    def iter_choices(self) -> Any:
        nothing = [Choice(value="", label="—", selected=not self.data, render_kw={})] if self.is_long else []
        return [*nothing, *super().iter_choices()]

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = str(valuelist[0]) if valuelist and valuelist[0] else None

    def pre_validate(self, form: BaseForm) -> None:
        if self.data is None:
            if self.required:
                raise ValidationError(worded(BadValue(CHOOSE), self.label.text))
        elif self.data not in self.offered:
            raise ValidationError(worded(BadValue(N_("%(field)s: choose one of those offered.")), self.label.text))

    def from_json(self, value: Any) -> Any:
        return value


class Picks(SelectMultipleField):
    """Several of a few; at least one when required."""

    widget = GovCheckboxesInput()

    def __init__(self, label: str, choices: Sequence[tuple[str, str]] = (), *, required: bool = True,
                 hint: str = "", **kwargs: Any) -> None:  # fmt: skip
        super().__init__(
            gettext(label), choices=_labelled(choices), description=gettext(hint) if hint else "",
            validate_choice=False, **kwargs,
        )  # fmt: skip
        self.required = required
        self.offered = {value for value, _ in choices}

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Set the choices for this request."""
        self.choices = _labelled(choices)
        self.offered = {value for value, _ in choices}

    def pre_validate(self, form: BaseForm) -> None:
        if self.required and not self.data:
            raise ValidationError(worded(BadValue(CHOOSE), self.label.text))
        if any(value not in self.offered for value in self.data or ()):
            raise ValidationError(worded(BadValue(N_("%(field)s: choose from those offered.")), self.label.text))

    def from_json(self, value: Any) -> Any:
        return value


class Tick(BooleanField):
    """A box to tick; `must` makes it a declaration that has to be given."""

    widget = GovCheckboxInput()

    def __init__(self, label: str, *, must: bool = False, hint: str = "", **kwargs: Any) -> None:
        super().__init__(gettext(label), description=gettext(hint) if hint else "", **kwargs)
        self.must = must

    def pre_validate(self, form: BaseForm) -> None:
        if self.must and not self.data:
            raise ValidationError(worded(BadValue(N_("Tick “%(field)s” to go on.")), self.label.text))

    def from_json(self, value: Any) -> Any:
        return "y" if value else None


class Upload(FileField):
    """A file; its bytes are judged by the service that keeps it, not here."""

    widget = GovFileInput()

    def __init__(self, label: str, *, required: bool = True, hint: str = "", **kwargs: Any) -> None:
        super().__init__(gettext(label), description=gettext(hint) if hint else "", **kwargs)
        self.required = required

    def process_formdata(self, valuelist: list[Any]) -> None:
        if any(isinstance(item, str) and item for item in valuelist):  # a text, sent where a file is wanted
            raise ValueError(worded(BadValue(WRONG_KIND), self.label.text))
        given = [item for item in valuelist if isinstance(item, FileStorage) and item.filename]
        self.data = given[0] if given else None

    def pre_validate(self, form: BaseForm) -> None:
        if self.required and self.data is None:
            raise ValidationError(worded(BadValue(N_("Choose a file for %(field)s.")), self.label.text))

    def from_json(self, value: Any) -> Any:
        try:
            content = base64.b64decode(value["content_base64"], validate=True)
        except ValueError:  # no base64, or not even ASCII: refused as the text that it is
            return NO_FILE
        if not value["filename"]:
            return NO_FILE
        return FileStorage(io.BytesIO(content), filename=value["filename"])


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
            typed = [field.typed for field in entry.form if isinstance(field, _Typed)]
            if len(self.entries) > self.min_entries and not any((text or "").strip() for text in typed):
                self.entries.remove(entry)

    def validate(self, form: BaseForm, extra_validators: Any = ()) -> bool:
        self._drop_blank_rows()
        ok: bool = super().validate(form, extra_validators)
        if len(self.entries) > self.largest:
            self.errors = [gettext("There are too many rows; the most is %(largest)s.", largest=self.largest)]
            return False
        return ok


class _ApiSchema(Schema):
    class Meta:
        unknown = RAISE

    error_messages = {"unknown": lazy_gettext(N_("There is no such field."))}


class _UploadSchema(_ApiSchema):
    filename = api.String(required=True)
    content_base64 = api.String(required=True)


def api_field(field: Field) -> api.Field:
    """The API's picture of a form field, for the schema and for refusing a wrong type."""
    required = bool(getattr(field, "required", False) or getattr(field, "must", False))
    label = str(field.label.text)
    named = lazy_gettext(label)
    absent = lazy_gettext(ENTER, field=named)
    wrong = lazy_gettext(WRONG_KIND, field=named)
    options: dict[str, Any] = {
        "required": required,
        "allow_none": not required,
        "metadata": {"description": label},
        "error_messages": {"required": absent, "null": absent, "invalid": wrong, "too_large": wrong},
    }
    match field:
        case Rows():
            return api.List(
                api.Nested(schema_of(field.form_class)), **options | {"required": True, "allow_none": False}
            )
        case Yuan() | Whole():
            return api.Integer(strict=True, **options)
        case Tick():
            return api.Boolean(truthy={True}, falsy={False}, **options)
        case Picks():
            return api.List(api.String(), **options)
        case Upload():
            return api.Nested(_UploadSchema, **options)
        case _:
            return api.String(**options)


@cache
def schema_of(form_class: type[Form]) -> Any:
    """A marshmallow schema with the form's fields, made once a form; unknown fields are refused."""
    from_form = {name: api_field(field) for name, field in form_class()._fields.items()}
    feature = form_class.__module__.split(".")[-2].title().replace("_", "")
    name = form_class.__name__.removesuffix("Form")
    return type(f"{feature}{name}Input", (_ApiSchema,), from_form)
