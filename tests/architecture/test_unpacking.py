"""What the canary test looks through is really taken apart: a name is found in every wrapping, and only its own."""

import io
import json
import zipfile
from collections.abc import Callable
from html import escape
from urllib.parse import quote

import pytest
import xlsxwriter
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from tests.architecture.unpacking import readings, words_in

NAME = "鹓鶵鷟鸑鹔"


def pdf(change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 300)
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def with_a_packed_stream(writer: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(f"a note about {NAME}".encode())
    writer._add_object(stream.flate_encode())


def with_a_remark(writer: PdfWriter) -> None:
    remark = {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/Text"), "/Contents": TextStringObject(NAME)}
    writer.add_annotation(0, DictionaryObject({NameObject(key): value for key, value in remark.items()}))


def zipped(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def workbook() -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written)
    book.add_worksheet().write_rich_string(0, 0, "a", book.add_format({"bold": True}), NAME[:2], NAME[2:])
    book.close()
    return written.getvalue()


WRAPPINGS: dict[str, Callable[[], bytes]] = {
    "a text": lambda: NAME.encode(),
    "an escape of HTML": lambda: "".join(f"&#x{ord(char):x};" for char in NAME).encode(),
    "a mark of emphasis": lambda: f"<p>{NAME[:2]}<mark>{NAME[2:]}</mark></p>".encode(),
    "Atom within Atom": lambda: f"<content>{escape(f'<b>{NAME[0]}</b>{NAME[1:]}')}</content>".encode(),
    "JSON": lambda: json.dumps({"title": NAME}).encode(),
    "an address": lambda: quote(NAME).encode(),
    "a PDF's author": lambda: pdf(lambda writer: writer.add_metadata({"/Author": NAME})),
    "a PDF's packed stream": lambda: pdf(with_a_packed_stream),
    "a PDF's remark": lambda: pdf(with_a_remark),
    "a PDF's attachment": lambda: pdf(lambda writer: writer.add_attachment("a.zip", zipped("a.txt", NAME.encode()))),
    "a PDF's bookmark": lambda: pdf(lambda writer: writer.add_outline_item(title=NAME, page_number=0)),
    "a workbook": workbook,
    "a name in an archive": lambda: zipped(f"{NAME}.txt", b""),
    "an archive in an archive": lambda: zipped("a.zip", zipped("a.zip", NAME.encode())),
    "a PDF in an archive": lambda: zipped("a.pdf", pdf(lambda writer: writer.add_metadata({"/Title": NAME}))),
}


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_a_name_is_found_in_every_wrapping_and_no_other_is(wrapping: str) -> None:
    words = words_in(WRAPPINGS[wrapping]())
    assert NAME in words
    assert NAME[::-1] not in words


def test_what_is_packed_in_itself_too_deep_is_no_silent_pass() -> None:
    content = b"x"
    for _ in range(9):
        content = zipped("a.zip", content)
    with pytest.raises(AssertionError, match="packed in itself"):
        words_in(content)


def test_a_head_says_its_file_s_name() -> None:
    assert NAME in readings(f"Content-Disposition: attachment; filename*=UTF-8''{quote(NAME)}.png")
