"""An upload is taken for what its first bytes say, its name must agree, and it is rebuilt before it is kept.

Taken in: pdf, png, jpeg, docx, xlsx. Pictures are drawn anew, PDFs and office files are written anew without
the metadata that names their makers; a file that is two kinds at once is refused.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import BinaryIO, Final

from market.files.office import rebuilt_office_file
from market.files.pdfs import rebuilt_pdf
from market.files.pictures import rebuilt_picture
from market.files.refusals import Limits, UploadRefused

LONGEST_NAME: Final = 100  # characters, the ending included
HEAD_BYTES: Final = 1024  # where readers look for a PDF's first line


class Kind(StrEnum):
    """The kinds of file that are taken in."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    DOCX = "docx"
    XLSX = "xlsx"


MEDIA_TYPES: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.PDF: "application/pdf",
        Kind.PNG: "image/png",
        Kind.JPEG: "image/jpeg",
        Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)
ENDINGS: Final[Mapping[str, Kind]] = MappingProxyType({kind.value: kind for kind in Kind} | {"jpg": Kind.JPEG})
REBUILD: Final[Mapping[Kind, Callable[[bytes, Limits], bytes]]] = MappingProxyType(
    {
        Kind.PDF: rebuilt_pdf,
        Kind.PNG: lambda content, limits: rebuilt_picture(content, "PNG", limits),
        Kind.JPEG: lambda content, limits: rebuilt_picture(content, "JPEG", limits),
        Kind.DOCX: lambda content, limits: rebuilt_office_file(content, "docx", limits),
        Kind.XLSX: lambda content, limits: rebuilt_office_file(content, "xlsx", limits),
    }
)


@dataclass(frozen=True)
class Accepted:
    """A file fit to be sealed and kept: its kind, its rebuilt content and a harmless name."""

    kind: Kind
    content: bytes
    clean_name: str

    @property
    def media_type(self) -> str:
        """The media type to serve it with."""
        return MEDIA_TYPES[self.kind]


def accept_upload(filename: str, stream: BinaryIO, limits: Limits | None = None) -> Accepted:
    """Check and rebuild one uploaded file. Raises UploadRefused with one of market.files.sentences."""
    bounds = limits or Limits()
    content = stream.read(bounds.file_bytes + 1)
    if not content:
        raise UploadRefused("file_empty")
    if len(content) > bounds.file_bytes:
        raise UploadRefused("file_too_large", limit_bytes=bounds.file_bytes)
    kind = _kind_of(content)
    clean_name = _clean_name(filename, kind)
    _demand_one_kind(content, kind)
    rebuilt = REBUILD[kind](content, bounds)
    if len(rebuilt) > bounds.file_bytes:
        raise UploadRefused("file_too_large", limit_bytes=bounds.file_bytes)
    return Accepted(kind, rebuilt, clean_name)


def _kind_of(content: bytes) -> Kind:
    if content.startswith(b"%PDF-"):
        return Kind.PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    raise UploadRefused("file_kind_unknown")


def _office_kind(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise UploadRefused("file_unreadable", kind="zip") from None
    main_parts = {Kind.DOCX: "word/document.xml", Kind.XLSX: "xl/workbook.xml"}
    found = [kind for kind, part in main_parts.items() if part in names]
    if len(found) > 1:
        raise UploadRefused("file_is_two_kinds")
    if not found or "[Content_Types].xml" not in names:
        raise UploadRefused("file_kind_unknown")
    return found[0]


def _demand_one_kind(content: bytes, kind: Kind) -> None:
    """Refuse what readers could open as another kind: they find a zip by its end, a PDF by its head."""
    is_archive = kind in {Kind.DOCX, Kind.XLSX}
    if not is_archive and zipfile.is_zipfile(io.BytesIO(content)):
        raise UploadRefused("file_is_two_kinds")
    if kind is not Kind.PDF and b"%PDF-" in content[:HEAD_BYTES]:
        raise UploadRefused("file_is_two_kinds")


def _clean_name(filename: str, kind: Kind) -> str:
    """The last part of the name without what could mislead a reader or a file system, ended by its kind."""
    last = PurePosixPath(filename.replace("\\", "/")).name
    shown = "".join(
        char for char in unicodedata.normalize("NFC", last) if unicodedata.category(char)[0] not in "CZ" or char == " "
    )
    safe = re.sub(r'[<>:"/\\|?*%$`\']+', "_", shown)
    stem, dot, ending = safe.rpartition(".")
    if not dot or not stem.strip(" ._"):
        raise UploadRefused("file_name_missing")
    if ENDINGS.get(ending.strip().lower()) is not kind:
        raise UploadRefused("file_name_differs", extension=ending.strip()[:10], kind=kind.value)
    return f"{stem.strip(' .')[: LONGEST_NAME - 5]}.{kind.value}"
