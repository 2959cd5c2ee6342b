"""Files as they are handed in: honest ones, and what it takes to make dishonest ones."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from PIL import Image
from pypdf import PdfWriter

from market.files import Accepted, Limits, UploadRefused, accept_upload
from market.files.sentences import SENTENCES

NAME_KEY = bytes(range(32))
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def picture(format_name: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object) -> bytes:
    drawn = io.BytesIO()
    Image.new(mode, size, 0).save(drawn, format_name, **options)
    return drawn.getvalue()


def pdf(pages: int = 1, change: Callable[[PdfWriter], object] = lambda writer: None, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=200, height=300)
    writer.add_metadata({"/Author": "Zhao Gang", "/Title": "secret"})
    change(writer)
    if password:
        writer.encrypt(password)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def png_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def office(main: str = "word/document.xml", packing: int = zipfile.ZIP_DEFLATED, **parts: str | bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        for name, part in ({"[Content_Types].xml": TYPES, main: "<a>赔偿五千元</a>"} | parts).items():
            archive.writestr(name, part)
    return packed.getvalue()


def take(name: str, content: bytes, **limits: int) -> Accepted:
    return accept_upload(name, io.BytesIO(content), Limits(**limits))


def refusal(name: str, content: bytes, **limits: int) -> str:
    with pytest.raises(UploadRefused) as refused:
        take(name, content, **limits)
    assert SENTENCES[refused.value.code] % refused.value.facts  # the sentence finds every fact it names
    return refused.value.code
