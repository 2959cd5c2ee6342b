"""Clerk Sarna (萨如拉) uploads her scans; Zhao Gang (赵刚) slips in what is not what it says."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from market.files import Kind, Limits, UploadRefused, accept_upload
from tests.unit.files_given import TYPES, office, pdf, picture, png_chunk, refusal, take


@pytest.mark.parametrize(
    ("name", "content", "kind", "clean_name"),
    [
        ("协议 第1页.png", picture("PNG"), Kind.PNG, "协议 第1页.png"),
        ("scan.JPG", picture("JPEG"), Kind.JPEG, "scan.jpeg"),
        ("C:\\Users\\sarna\\裁定书.pdf", pdf(), Kind.PDF, "裁定书.pdf"),
        ("../../etc/passwd.docx", office(), Kind.DOCX, "passwd.docx"),
        ("台账.xlsx", office("xl/workbook.xml"), Kind.XLSX, "台账.xlsx"),
        ("a\u202egnp.png", picture("PNG"), Kind.PNG, "agnp.png"),
        ("a\x00b<c>.png", picture("PNG"), Kind.PNG, "ab_c_.png"),
        ("名" * 300 + ".png", picture("PNG"), Kind.PNG, "名" * 95 + ".png"),
    ],
)
def test_sarna_s_scans_come_in_under_a_harmless_name(name: str, content: bytes, kind: Kind, clean_name: str) -> None:
    accepted = take(name, content)
    assert (accepted.kind, accepted.clean_name) == (kind, clean_name)
    assert accepted.media_type.split("/")[0] in {"image", "application"}
    # What was taken in once is taken in again: rebuilding leaves a file of the same kind.
    assert take(accepted.clean_name, accepted.content).kind is kind


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.png", b"", "file_empty"),
        ("a.exe", b"MZ\x90\x00", "file_kind_unknown"),
        ("a.html", b"<html><script>", "file_kind_unknown"),
        ("a.svg", b"<svg/>", "file_kind_unknown"),
        ("a.gif", picture("GIF"), "file_kind_unknown"),
        ("a.zip", office("other.xml"), "file_kind_unknown"),
        ("a.pdf", b" \n" + pdf(), "file_kind_unknown"),
        ("a.pdf", picture("PNG"), "file_name_differs"),
        ("a.docx", office("xl/workbook.xml"), "file_name_differs"),
        ("a.html", pdf(), "file_name_differs"),
        ("png", picture("PNG"), "file_name_missing"),
        (".png", picture("PNG"), "file_name_missing"),
        ("", picture("PNG"), "file_name_missing"),
        ("a.png", picture("PNG")[:60], "file_unreadable"),
        ("a.jpg", b"\xff\xd8\xff" + b"x" * 100, "file_unreadable"),
        ("a.pdf", b"%PDF-1.7\nnothing", "file_unreadable"),
        ("a.pdf", pdf(pages=0), "file_unreadable"),
        ("a.docx", b"PK\x03\x04nothing", "file_unreadable"),
        ("a.pdf", pdf(password="geheim"), "file_encrypted"),
        ("a.png", picture("PNG") + office(), "file_is_two_kinds"),
        ("a.pdf", pdf() + office(), "file_is_two_kinds"),
        (
            "a.docx",
            office(packing=zipfile.ZIP_STORED, **{"[Content_Types].xml": "%PDF-1.7" + TYPES}),
            "file_is_two_kinds",
        ),
        ("a.docx", office(**{"xl/workbook.xml": "<a/>"}), "file_is_two_kinds"),
        ("a.docx", office(**{"word/vbaProject.bin": b"macro"}), "file_has_active_content"),
        ("a.docx", office(**{"word/embeddings/oleObject1.bin": b"x"}), "file_has_active_content"),
        (
            "a.docx",
            office(**{"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}),
            "file_has_active_content",
        ),
        ("a.docx", office(**{"../evil.xml": "x"}), "file_unreadable"),
        ("a.docx", office(**{"/etc/evil.xml": "x"}), "file_unreadable"),
        ("a.docx", office(packing=zipfile.ZIP_BZIP2), "file_unreadable"),
    ],
)
def test_what_is_not_what_it_says_is_refused(name: str, content: bytes, code: str) -> None:
    assert refusal(name, content) == code


def test_no_file_is_larger_than_the_limit() -> None:
    content = picture("PNG")
    assert take("a.png", content, file_bytes=len(content)).kind is Kind.PNG
    assert refusal("a.png", content, file_bytes=len(content) - 1) == "file_too_large"


def test_a_large_upload_is_not_read_to_its_end() -> None:
    stream = io.BytesIO(b"x" * 10_000)
    with pytest.raises(UploadRefused, match="file_too_large"):
        accept_upload("a.png", stream, Limits(file_bytes=100))
    assert stream.tell() == 101


def test_a_photo_loses_where_and_with_what_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Zhao Gang's phone", 6  # maker; stands on its side
    content = picture("JPEG", exif=exif, comment=b"taken at home")
    assert b"Zhao Gang" in content
    accepted = take("photo.jpg", content)
    assert b"Zhao Gang" not in accepted.content
    assert b"taken at home" not in accepted.content
    with Image.open(io.BytesIO(accepted.content)) as shown:
        assert shown.size == (20, 40)  # turned upright before the note that says so was dropped
        assert not dict(shown.getexif())


def test_what_hangs_behind_a_picture_is_dropped() -> None:
    assert b"hidden" not in take("a.png", picture("PNG") + b"hidden").content


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_common_png_is_drawn_anew(mode: str) -> None:
    with Image.open(io.BytesIO(take("a.png", picture("PNG", mode=mode)).content)) as shown:
        assert shown.size == (40, 20)


def test_a_picture_bomb_is_judged_by_its_header() -> None:
    assert refusal("a.png", picture("PNG", size=(101, 100)), picture_pixels=10_000) == "picture_too_many_pixels"
    size = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", size) + png_chunk(b"IDAT", zlib.compress(bytes(1_000)))
    assert refusal("a.png", bomb) == "picture_too_many_pixels"


def test_a_pdf_loses_its_author_its_scripts_and_its_attachments() -> None:
    def arm(writer: PdfWriter) -> None:
        script = DictionaryObject(
            {
                NameObject("/S"): NameObject("/JavaScript"),
                NameObject("/JS"): TextStringObject("alertEverybody"),
            }
        )
        writer.root_object[NameObject("/OpenAction")] = script
        writer.add_attachment("list.txt", b"hidden list")
        action = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc")})
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
        writer.add_annotation(
            0, DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action})
        )

    content = pdf(2, arm)
    for word in (b"alertEverybody", b"/Launch", b"Zhao Gang"):
        assert word in content
    rebuilt = take("a.pdf", content).content
    for word in (
        b"alertEverybody",
        b"/Launch",
        b"Zhao Gang",
        b"secret",
        b"/EmbeddedFile",
        b"/JavaScript",
        b"/AA",
    ):
        assert word not in rebuilt
    assert len(PdfReader(io.BytesIO(rebuilt)).pages) == 2


def test_a_pdf_has_no_more_pages_than_the_limit() -> None:
    assert take("a.pdf", pdf(3), pdf_pages=3).kind is Kind.PDF
    assert refusal("a.pdf", pdf(4), pdf_pages=3) == "pdf_too_many_pages"


def test_an_office_file_loses_its_author_and_keeps_its_text() -> None:
    parts = {
        "docProps/core.xml": "<creator>Zhao Gang</creator>",
        "xl/printerSettings/printerSettings1.bin": "A4",
    }
    rebuilt = take("a.docx", office(**parts)).content
    with zipfile.ZipFile(io.BytesIO(rebuilt)) as archive:
        assert "Zhao Gang" not in archive.read("docProps/core.xml").decode()
        assert archive.read("word/document.xml").decode() == "<a>赔偿五千元</a>"
        assert archive.namelist()[-1] == "xl/printerSettings/printerSettings1.bin"


def test_an_office_file_that_fetches_a_template_from_outside_is_refused_and_a_plain_link_is_not() -> None:
    relation = (
        '<Relationship TargetMode="External" Target="http://example.cn/a.dotm" Type="http://x/relationships/{}"/>'
    )
    evil = office(**{"word/_rels/settings.xml.rels": relation.format("attachedTemplate")})
    assert refusal("a.docx", evil) == "file_has_active_content"
    own = relation.format("attachedTemplate").replace("External", "Internal")
    assert take("a.docx", office(**{"word/_rels/settings.xml.rels": own})).kind is Kind.DOCX
    link = office(**{"word/_rels/document.xml.rels": relation.format("hyperlink")})
    assert take("a.docx", link).kind is Kind.DOCX


def test_an_archive_is_bounded_in_entries_size_and_ratio() -> None:
    assert (
        refusal("a.docx", office(**{f"word/{n}.xml": "x" for n in range(9)}), archive_entries=10)
        == "archive_too_many_entries"
    )
    assert refusal("a.docx", office(**{"word/a.xml": bytes(9_000)}), archive_bytes=8_000) == "archive_too_large_inside"
    assert refusal("a.docx", office(**{"word/a.xml": bytes(9_000_000)})) == "archive_too_large_inside"


def test_two_parts_of_one_name_are_two_files_in_one() -> None:
    packed = io.BytesIO(office())
    with zipfile.ZipFile(packed, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", "<a>赔偿五万元</a>")
    assert refusal("a.docx", packed.getvalue()) == "file_is_two_kinds"


def test_an_encrypted_entry_is_refused() -> None:
    content = bytearray(office())
    for place in (content.rindex(b"PK\x01\x02") + 8, content.index(b"PK\x03\x04") + 6):
        content[place] |= 1
    assert refusal("a.docx", bytes(content)) == "file_encrypted"


def test_an_unknown_code_is_a_programming_error() -> None:
    with pytest.raises(LookupError):
        UploadRefused("file_smells")
