"""Every upload refused is refused by a code, which the edge words in the reader's language."""

from dataclasses import dataclass
from typing import Final

CODES: Final = frozenset(
    {
        "file_empty",
        "file_too_large",  # limit_bytes
        "file_kind_unknown",  # none of pdf, png, jpeg, docx, xlsx
        "file_name_differs",  # extension, kind: the name's ending says another kind than the content
        "file_name_missing",
        "file_is_two_kinds",  # a polyglot
        "file_unreadable",  # kind
        "file_encrypted",  # kind
        "file_has_active_content",  # kind: macros, embedded programs
        "picture_too_many_pixels",  # limit_pixels
        "pdf_too_many_pages",  # limit_pages
        "archive_too_many_entries",  # limit_entries
        "archive_too_large_inside",  # limit_bytes
    }
)


@dataclass(frozen=True)
class Limits:
    """How much of a file is taken in; the settings give the figures."""

    file_bytes: int = 20 * 1024 * 1024
    picture_pixels: int = 50_000_000
    pdf_pages: int = 500
    archive_entries: int = 2_000
    archive_bytes: int = 200 * 1024 * 1024  # unpacked, all entries together
    archive_ratio: int = 100  # unpacked to packed, of the whole


class UploadRefused(Exception):
    """A file that is not taken in: one of CODES, with its facts."""

    def __init__(self, code: str, **facts: object):
        if code not in CODES:
            raise LookupError(f"{code} is no code of a refused upload")
        super().__init__(code)
        self.code = code
        self.facts = facts
