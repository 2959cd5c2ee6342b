"""A template and its data make a PDF; only fonts of ours are used, nothing is fetched, no data becomes
markup.

The engine is typst. Data travels as one JSON text in `sys.inputs`; a template shows a string as a string,
whatever stands in it. Templates are the product's own files, named from its root:
"agreements/documents/agreement.typ".
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

import typst

from market.capitals import capitals
from market.documents.glyphs import fonts_in, spelled_out
from market.money import format_yuan

ROOT: Final = Path(__file__).resolve().parents[2]
TEMPLATE: Final = re.compile(r"(?:[a-z_]+/)*documents/[a-z_]+\.typ")
LONGEST_DATA: Final = 2_000_000  # characters of JSON
DEEPEST_DATA: Final = 12

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


class DocumentError(Exception):
    """A document that cannot be made: a template, font or datum is missing, or of a kind no document takes."""


def render_pdf(
    template: str,
    data: Mapping[str, object],
    locale: object = "zh_Hans_CN",
    *,
    font_folder: Path,
    made_at: datetime | None = None,
) -> bytes:
    """The PDF (A4) of a template filled with `data`, in Chinese or, for another locale, in English.

    `data` holds texts, whole numbers, truth values, dates, lists and mappings of these: no floats (money is
    fen, see `amount_words`), no instants. `made_at` (aware) fixes the creation date in the file: equal input,
    equal bytes. Raises DocumentError.
    """
    path = _template_path(template)
    fonts = fonts_in(font_folder)
    if not fonts:
        raise DocumentError(f"no font in {font_folder}: run make assets")
    text = json.dumps(_plain(data, fonts, DEEPEST_DATA), ensure_ascii=False)
    if len(text) > LONGEST_DATA:
        raise DocumentError(f"more than {LONGEST_DATA} characters of data")
    try:
        return typst.compile(
            str(path),
            root=str(ROOT),
            font_paths=[str(font_folder)],
            ignore_system_fonts=True,
            sys_inputs={"data": text, "locale": "zh" if str(locale).startswith("zh") else "en"},
            timestamp=made_at,
        )
    except typst.TypstError as error:
        # The message names the template's line, never the data: a datum that is missing is named by its key only.
        raise DocumentError(f"{template}: {error.message}") from None


def amount_words(fen: int) -> dict[str, str]:
    """An amount as a document shows it: in figures and in capitals. Raises MoneyError."""
    return {"figures": format_yuan(fen, "zh_Hans_CN"), "capitals": capitals(fen)}


def _template_path(template: str) -> Path:
    path = ROOT / template
    if not TEMPLATE.fullmatch(template) or not path.is_file():
        raise DocumentError(f"no template {template}")
    return path


def _plain(value: object, fonts: tuple[Path, ...], depth: int) -> "Plain":
    if depth == 0:
        raise DocumentError("the data is nested too deeply")
    if isinstance(value, str):
        return spelled_out(value, fonts)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(part, fonts, depth - 1) for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_plain(part, fonts, depth - 1) for part in value]
    raise DocumentError(f"a document takes no {type(value).__name__}")
