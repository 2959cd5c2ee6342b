"""Fields of choice: nothing counts but what was offered for this request."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovCheckboxInput, GovRadioInput, GovSelect
from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.fields.choices import Choice, SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from market.text import N_
from market.web.fields.form import worded
from market.web.values import CHOOSE, BadValue

RADIO_LIMIT = 6  # more choices than this read better as a list to drop down


def _labelled(choices: Sequence[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=gettext(label)) for value, label in choices]


class _PickInput:
    """Radio buttons for a few choices, a list to drop down for more."""

    def __call__(self, field: "Pick", **kwargs: Any) -> Any:
        return (GovSelect() if field.is_long else GovRadioInput())(field, **kwargs)


class _Offering(SelectField):
    """What both kinds of choice share: (value, words) that are translated, and may be set for one request."""

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


class Pick(_Offering):
    """One of a few. `choices` are (value, words); words are translated."""

    widget = _PickInput()

    @property
    def is_long(self) -> bool:
        return len(self.choices or ()) > RADIO_LIMIT

    def iter_choices(self) -> Any:
        wanting = self.is_long and "" not in self.offered
        nothing = [Choice(value="", label="—", selected=not self.data, render_kw={})] if wanting else []
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


class Picks(_Offering, SelectMultipleField):
    """Several of a few; at least one when required."""

    widget = GovCheckboxesInput()

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
