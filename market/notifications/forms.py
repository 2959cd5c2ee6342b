"""Reading an inbox asks nothing."""

from market.web.fields import Form


class ReadForm(Form):
    """Nothing to fill in."""
