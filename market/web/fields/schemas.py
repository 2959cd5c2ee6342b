"""The API's picture of a form: its fields and their kinds; a field that is not there is refused."""

from functools import cache
from typing import Any

from flask_babel import lazy_gettext
from marshmallow import RAISE, Schema
from marshmallow import fields as api
from wtforms import Field

from market.text import N_
from market.web.fields.choices import Picks, Tick
from market.web.fields.form import WRONG_KIND, Form
from market.web.fields.rows import Rows
from market.web.fields.typed import Whole, Yuan
from market.web.fields.uploads import Upload
from market.web.values import ENTER


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
