"""Everything that an answer or a file says, in whatever it is wrapped: what a search looks through.

A PDF is read as people read it and as a program does (pages, metadata, every stream unpacked, every string); a zip,
a workbook or a text document part by part, however deep; a text as it stands and with its escapes undone.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject, TextStringObject

DEEPEST = 5  # one packed in another
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_SPELLED = re.compile("〔U\\+([0-9A-F]{4,6})〕")  # how a document says what its fonts cannot draw
_TAG = re.compile(r"<[^<>]*>")


def words_in(content: bytes, deep: int = DEEPEST) -> str:
    """All the words of some bytes, each reading of them on lines of its own. Raises AssertionError when packed too
    deep to be looked through."""
    assert deep, "packed in itself"
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = [name + "\n" + words_in(packed.read(name), deep - 1) for name in packed.namelist()]
        return "\n".join([*parts, packed.comment.decode("utf-8", "replace")])
    if content.startswith(b"%PDF-"):
        return "\n".join(_of_pdf(content, deep))
    return readings(content.decode("utf-8", "replace"))


def readings(text: str) -> str:
    """A text as it stands, then with the escapes of HTML, JSON and addresses undone, and with its marks taken out, as
    the reader of a page sees it, who does not know that a name is cut by a mark of emphasis."""
    found = {text: None}
    if "&" in text:
        found[html.unescape(text)] = None
    if "\\u" in text:
        found[_ESCAPED.sub(lambda escape: chr(int(escape.group(1), 16)), text)] = None
    if "%" in text:
        found[unquote(text)] = None
    if "<" in text:
        found[_TAG.sub("", html.unescape(text))] = None
    return "\n".join(found)


def _of_pdf(content: bytes, deep: int) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(content))
    for page in reader.pages:
        shown = _SPELLED.sub(lambda spelled: chr(int(spelled.group(1), 16)), page.extract_text())
        yield shown
        yield "".join(shown.split())  # a name may be broken over two lines
    yield str(reader.metadata)
    for number in range(1, int(reader.trailer["/Size"])):
        one = reader.get_object(IndirectObject(number, 0, reader))
        yield from _strings(one)
        if isinstance(one, StreamObject):
            yield words_in(one.get_data(), deep - 1)


def _strings(one: Any) -> Iterator[str]:
    """The texts directly within an object; those it refers to come by themselves."""
    if isinstance(one, DictionaryObject):
        for key, value in one.items():
            yield str(key)
            yield from _strings(dict.__getitem__(one, key) if isinstance(value, IndirectObject) else value)
    elif isinstance(one, ArrayObject):
        for value in list.__iter__(one):
            yield from _strings(value)
    elif isinstance(one, TextStringObject | bytes):
        yield readings(one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one))
