"""Zhao Gang sends what would fill the memory or stop the clock: each is refused within 2 seconds and 100 MB.

Every attack is taken in by a process of its own, whose whole memory the operating system counts.
"""

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
SECONDS, KILOBYTES = 2.0, 100_000
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
TAKE_IN = """
import io, json, resource, sys, time
from market.files import UploadRefused, accept_upload
name, content = sys.argv[1], open(sys.argv[2], "rb").read()
before, began, code = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic(), "taken in"
try:
    accept_upload(name, io.BytesIO(content))
except UploadRefused as refused:
    code = refused.code
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps([code, time.monotonic() - began, grown]))
"""


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 20)).save(drawn, "PNG")
    return drawn.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def flood() -> bytes:
    """A picture of 3,600 million pixels in a few bytes."""
    size = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(bytes(1_000)))


def text_flood() -> bytes:
    """A small picture with a compressed remark of 200 MB."""
    whole = picture()
    remark = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200_000_000)))
    return whole[:33] + remark + whole[33:]


def office(part: str, content: bytes, copies: int = 1) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", "<a/>")
        for number in range(copies):
            archive.writestr(f"{number}{part}" if copies > 1 else part, content)
    return packed.getvalue()


def entities() -> bytes:
    nested = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE a [<!ENTITY a0 "laugh">{nested}]><a>&a11;</a>'.encode()


def pdf_flood() -> bytes:
    """A PDF whose table of objects unpacks to 400 MB."""
    packed = zlib.compress(bytes(400_000_000))
    return (
        b"%PDF-1.7\n1 0 obj\n<</Type/XRef/W[1 4 2]/Size 50000000/Root 1 0 R/Filter/FlateDecode/Length "
        + str(len(packed)).encode() + b">>\nstream\n" + packed + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"
    )  # fmt: skip


ATTACKS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "pixel flood": ("a.png", flood, "picture_too_many_pixels"),
    "remark flood": ("a.png", text_flood, "file_unreadable"),
    "zip bomb": ("a.docx", lambda: office("word/a.xml", bytes(400_000_000)), "archive_too_large_inside"),
    "many parts": ("a.docx", lambda: office("word/a.xml", b"x", 30_000), "archive_too_many_entries"),
    "entities": ("a.docx", lambda: office("word/a.xml", entities()), "file_has_document_type"),
    "entities in UTF-16": (
        "a.docx", lambda: office("word/a.xml", entities().decode().encode("utf-16")), "file_has_document_type"
    ),
    "picture and archive": ("a.png", lambda: picture() + office("word/a.xml", b"x"), "file_is_two_kinds"),
    "PDF and archive": ("a.pdf", lambda: b"%PDF-1.7\n" + office("word/a.xml", b"x"), "file_is_two_kinds"),
    "PDF flood": ("a.pdf", pdf_flood, "file_unreadable"),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_in_little_time_and_memory(attack: str, tmp_path: Path) -> None:
    name, make, code = ATTACKS[attack]
    (tmp_path / "upload").write_bytes(make())
    said = subprocess.run(
        [sys.executable, "-c", TAKE_IN, name, str(tmp_path / "upload")], cwd=ROOT, check=True, capture_output=True
    )
    found, seconds, kilobytes = json.loads(said.stdout)
    assert found == code
    assert (seconds < SECONDS, kilobytes < KILOBYTES) == (True, True), (seconds, kilobytes)
