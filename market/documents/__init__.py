"""A document says what its data says: text travels as data and is never read as markup."""

from market.documents.rendering import DocumentError, amount_words, render_pdf

__all__ = ["DocumentError", "amount_words", "render_pdf"]
