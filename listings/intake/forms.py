"""The uploaded workbook and the banner it is for."""

from market.text import N_
from market.web.fields import Form, Pick, Upload


class WorkbookForm(Form):
    """A filled template."""

    jurisdiction = Pick(N_("Banner"))
    workbook = Upload(
        N_("Filled template"),
        hint=N_("An .xlsx workbook of up to 20,000 cases. It is sealed, and erased once it is imported or discarded."),
    )
