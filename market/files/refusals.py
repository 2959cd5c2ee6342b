"""Every file is refused by a code with its facts, which the edge words in the reader's language."""

from dataclasses import dataclass
from typing import Any

from market.files.sentences import SENTENCES
from market.refusals import Invalid


@dataclass(frozen=True)
class Limits:
    """How much of a file is taken in; the settings give the figures."""

    file_bytes: int = 20 * 1024 * 1024
    picture_pixels: int = 50_000_000
    pdf_pages: int = 500
    archive_entries: int = 2_000
    archive_bytes: int = 200 * 1024 * 1024  # unpacked, all entries together
    archive_ratio: int = 100  # unpacked to packed, of the whole


class UploadRefused(Invalid):
    """A file that is not taken in: a code of this package's SENTENCES, with the facts that it names."""

    def __init__(self, code: str, **facts: Any):
        if code not in SENTENCES:
            raise LookupError(f"{code} is no code of a refused upload")
        super().__init__(code, **facts)
