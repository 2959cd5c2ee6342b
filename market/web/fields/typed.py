"""Fields of text: what was typed is kept for showing again, what it means is cleaned or refused by name."""

from typing import Any

from flask_babel import gettext
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovTextArea, GovTextInput
from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from market.text import N_
from market.web.fields.form import WRONG_KIND, worded
from market.web.values import ENTER, BadValue, clean_day, clean_text, clean_whole, clean_yuan

LINE_LIMIT = 200
PARAGRAPHS_LIMIT = 20_000
PASSWORD_LIMIT = 200
YUAN_LIMIT_FEN = 100_000_000_000  # one thousand million yuan: far beyond any banner's line


class Typed(Field):
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


class Line(Typed):
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


class Secret(Typed):
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


class Day(Typed):
    """A legal day, as a date."""

    widget = _DayInput()

    def clean(self, raw: str) -> Any:
        return clean_day(raw)

    def _value(self) -> str:
        if self.data is not None:  # a day understood is shown as the browser's own date input wants it
            return str(self.data.isoformat())
        return self.typed or ""


class Whole(Typed):
    """A whole number."""

    widget = GovTextInput()

    def __init__(self, label: str, *, smallest: int = 0, largest: int = 1_000_000, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.smallest, self.largest = smallest, largest

    def clean(self, raw: str) -> int:
        return clean_whole(raw, self.smallest, self.largest)


class Yuan(Typed):
    """An amount typed in yuan and kept in fen; name such fields `..._fen`."""

    widget = GovTextInput()

    def clean(self, raw: str) -> int:
        return clean_yuan(raw, YUAN_LIMIT_FEN)

    def show(self, value: int) -> str:
        return f"{value // 100}.{value % 100:02d}"
