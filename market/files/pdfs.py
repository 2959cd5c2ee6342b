"""A PDF is written anew page by page: no metadata, no script, no attached file, no action comes along."""

import io
from typing import Final

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from market.files.refusals import Limits, UploadRefused

PAGE_KEYS_LEFT_OUT: Final = ("/AA", "/Metadata", "/PieceInfo", "/Thumb", "/LastModified")
# Annotations that only show something stay; those that carry or do something do not.
SHOWN_ANNOTATIONS: Final = frozenset(
    {"/Link", "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight"}
    | {"/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/Widget"}
)
HARMLESS_ACTIONS: Final = frozenset({"/GoTo", "/URI", "/Named"})
ANNOTATION_KEYS_LEFT_OUT: Final = ("/AA", "/T", "/M", "/CreationDate", "/NM", "/FS", "/RichMediaContent")


def rebuilt_pdf(content: bytes, limits: Limits) -> bytes:
    """The pages of a PDF, written anew.

    Raises UploadRefused: file_encrypted, pdf_too_many_pages, file_unreadable (also a PDF without pages). A
    digital signature in the file does not outlive this: a signed original belongs on paper or in its own
    system.
    """
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise UploadRefused("file_encrypted", kind="pdf")
        count = len(reader.pages)
        if count > limits.pdf_pages:
            raise UploadRefused("pdf_too_many_pages", limit_pages=limits.pdf_pages)
        if count == 0:
            raise UploadRefused("file_unreadable", kind="pdf")
        return _written_anew(reader)
    except UploadRefused:
        raise
    except Exception:
        # A hostile file makes a parser fail in any way at all; whichever it is, the file is not readable.
        raise UploadRefused("file_unreadable", kind="pdf") from None


def _written_anew(reader: PdfReader) -> bytes:
    writer = PdfWriter()
    for page in reader.pages:
        for key in PAGE_KEYS_LEFT_OUT:
            if key in page:
                del page[key]
        _clean_annotations(page)
        writer.add_page(page)
    writer.metadata = None
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _clean_annotations(page: PageObject) -> None:
    listed = page.get("/Annots")
    annotations = listed.get_object() if listed is not None else None
    if not isinstance(annotations, ArrayObject):
        page.pop("/Annots", None)
        return
    kept = ArrayObject()
    for reference in annotations:
        annotation = reference.get_object()
        if isinstance(annotation, DictionaryObject) and _is_harmless(annotation):
            for key in ANNOTATION_KEYS_LEFT_OUT:
                annotation.pop(key, None)
            kept.append(reference)
    page[NameObject("/Annots")] = kept


def _is_harmless(annotation: DictionaryObject) -> bool:
    if annotation.get("/Subtype") not in SHOWN_ANNOTATIONS:
        return False
    if "/A" not in annotation:
        return True
    action = annotation["/A"].get_object()
    return isinstance(action, DictionaryObject) and action.get("/S") in HARMLESS_ACTIONS and "/Next" not in action
