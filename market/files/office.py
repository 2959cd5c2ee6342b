"""An office file is a bounded archive, repacked without its maker's name and refused with programs in it."""

import io
import re
import zipfile
import zlib
from typing import Final

from market.files.refusals import Limits, UploadRefused

PACKED_BY: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED_FLAG: Final = 0x1
FIXED_DATE: Final = (1980, 1, 1, 0, 0, 0)
PROGRAM_PART: Final = re.compile(r"vbaproject|vbadata|/activex/|/embeddings/|\.(exe|js|vbs)$", re.IGNORECASE)
# Relations that make the office program fetch or run something as soon as the file is opened.
FETCHING_RELATION: Final = re.compile(rb"relationships/(attachedTemplate|oleObject|frame|subDocument)\b")
OUTSIDE: Final = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
# Entities grow or fetch; no office program writes a document type. Also where each character takes two bytes.
DOCUMENT_TYPE: Final = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
MARKUP: Final = (".xml", ".rels", ".vml")
PLAIN_PART: Final = re.compile(r"[^/\\\x00-\x1f:][^\\\x00-\x1f:]*")

OFFICE: Final = "http://schemas.openxmlformats.org"
BLANK_PROPERTIES: Final = {
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{OFFICE}/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": f'<Properties xmlns="{OFFICE}/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": f'<Properties xmlns="{OFFICE}/officeDocument/2006/custom-properties"/>',
}


def rebuilt_office_file(content: bytes, kind: str, limits: Limits) -> bytes:
    """The archive repacked: same parts, properties blanked, no comment, nothing before, between or behind.

    Raises UploadRefused: archive_too_many_entries, archive_too_large_inside (size or ratio), file_encrypted,
    file_has_active_content, file_has_document_type, file_is_two_kinds, file_unreadable.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _demand_bounded(entries, len(content), kind, limits)
            return _repacked(archive, entries, kind)
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        NotImplementedError,
        EOFError,
        OverflowError,
        OSError,
    ):
        raise UploadRefused("file_unreadable", kind=kind) from None


def _demand_bounded(entries: list[zipfile.ZipInfo], packed_bytes: int, kind: str, limits: Limits) -> None:
    if len(entries) > limits.archive_entries:
        raise UploadRefused("archive_too_many_entries", limit_entries=limits.archive_entries)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > min(limits.archive_bytes, packed_bytes * limits.archive_ratio):
        raise UploadRefused("archive_too_large_inside", limit_bytes=limits.archive_bytes)
    names = [entry.filename.lower() for entry in entries]
    claimed = sum(entry.compress_size for entry in entries)
    if len(set(names)) < len(names) or claimed > packed_bytes:
        # Two parts of one name, or parts that overlap: readers would not agree on what the file says.
        raise UploadRefused("file_is_two_kinds")
    for entry in entries:
        if entry.flag_bits & ENCRYPTED_FLAG:
            raise UploadRefused("file_encrypted", kind=kind)
        unsafe = not PLAIN_PART.fullmatch(entry.filename) or ".." in entry.filename.split("/")
        if unsafe or entry.compress_type not in PACKED_BY:
            raise UploadRefused("file_unreadable", kind=kind)
        if PROGRAM_PART.search("/" + entry.filename):
            raise UploadRefused("file_has_active_content", kind=kind)


def _repacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], kind: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as fresh:
        for entry in entries:
            if entry.is_dir():
                continue
            # zipfile reads no more than the size declared, which is bounded, and checks it against the sum.
            part = archive.read(entry)
            _demand_quiet(entry.filename, part, kind)
            blank = BLANK_PROPERTIES.get(entry.filename)
            header = zipfile.ZipInfo(entry.filename, FIXED_DATE)
            header.compress_type = zipfile.ZIP_DEFLATED
            fresh.writestr(header, f'<?xml version="1.0" encoding="UTF-8"?>{blank}' if blank else part)
    return packed.getvalue()


def _demand_quiet(name: str, part: bytes, kind: str) -> None:
    if DOCUMENT_TYPE.search(part) and name.lower().endswith(MARKUP):
        raise UploadRefused("file_has_document_type")
    macros = name == "[Content_Types].xml" and re.search(rb"macroEnabled|vbaProject", part, re.IGNORECASE)
    relations = re.findall(rb"<Relationship\b[^>]*>", part) if name.endswith(".rels") else []
    fetches = any(FETCHING_RELATION.search(relation) and OUTSIDE.search(relation) for relation in relations)
    if macros or fetches:
        raise UploadRefused("file_has_active_content", kind=kind)
