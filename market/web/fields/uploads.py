"""A file is taken as it comes; its bytes are judged by the service that keeps it, not by the form."""

import base64
import io
from typing import Any

from flask_babel import gettext
from govuk_frontend_wtf.wtforms_widgets import GovFileInput
from werkzeug.datastructures import FileStorage
from wtforms import FileField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from market.text import N_
from market.web.fields.form import WRONG_KIND, worded
from market.web.values import BadValue

NO_FILE = "no file"


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
