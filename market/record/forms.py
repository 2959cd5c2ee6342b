"""What the record is narrowed to."""

from market.text import N_
from market.web.fields import Day, Form, Line, Pick


class RecordFilterForm(Form):
    """By event, by stream, by day."""

    event = Pick(N_("Event"), required=False)
    stream = Line(N_("Stream"), limit=80, required=False, hint=N_("For example case:12 or office:150623."))
    day = Day(N_("Day"), required=False)
