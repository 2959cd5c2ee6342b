"""Texts that stand in tables of data are marked where they are written and translated only at the edge.

The English sentence is the message id; each floor carries the Chinese in its own catalogue.
"""


def N_(message: str) -> str:  # noqa: N802 - the field's usual name for "mark, do not translate yet"
    """Mark `message` for the catalogues and return it unchanged."""
    return message
