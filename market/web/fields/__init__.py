"""The fields every form is made of: each cleans what was typed and words its own error, naming itself.

The JSON API fills the same forms, so both faces refuse the same things in the same words. Labels and
hints are English message ids, translated when the form is made for a request.
"""

from market.web.fields.choices import Pick, Picks, Tick
from market.web.fields.form import Form
from market.web.fields.rows import Rows
from market.web.fields.schemas import schema_of
from market.web.fields.typed import PARAGRAPHS_LIMIT, Day, Line, Paragraphs, Secret, Whole, Yuan
from market.web.fields.uploads import Upload

__all__ = [
    "PARAGRAPHS_LIMIT",
    "Day",
    "Form",
    "Line",
    "Paragraphs",
    "Pick",
    "Picks",
    "Rows",
    "Secret",
    "Tick",
    "Upload",
    "Whole",
    "Yuan",
    "schema_of",
]
