"""A listing, or a page of the board, as an A4 notice. Text only as the board has it; the code holds its address."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import segno

from listings.board.cards import Published
from market.documents import amount_words, render_pdf
from market.documents.rendering import ROOT

NOTICE = "listings/documents/notice.typ"
BOARD = "listings/documents/board.typ"
FONTS = ROOT / "market" / "documents_fonts"


def notice_pdf(
    face: Published, words: dict[str, str], *, office: str, address: str, today: date, made_at: datetime, locale: str
) -> bytes:
    """One listing as a notice. `words` are its values in the language of the paper, `address` is absolute."""
    data = _listing(face, words) | {
        "body": face.body,
        "office": office,
        "address": address,
        "code": qr_svg(address),
        "posted_on": today,
        "open": face.takes_claims,
    }
    return render_pdf(NOTICE, data, locale, font_folder=FONTS, made_at=made_at.replace(microsecond=0))


def board_pdf(
    rows: Sequence[tuple[Published, dict[str, str], str]],
    *, office: str, view: Sequence[str], left_out: int, address: str, today: date, made_at: datetime, locale: str,
) -> bytes:  # fmt: skip
    """A page of the board, one listing after another, each with its own code. `view` says what it is narrowed to,
    `left_out` how many of the page cannot be claimed and are not printed."""
    listings = [_listing(face, words) | {"summary": face.summary, "code": qr_svg(url)} for face, words, url in rows]
    data = {
        "office": office, "view": list(view), "left_out": left_out, "address": address, "code": qr_svg(address),
        "posted_on": today, "listings": listings,
    }  # fmt: skip
    return render_pdf(BOARD, data, locale, font_folder=FONTS, made_at=made_at.replace(microsecond=0))


def qr_svg(address: str) -> str:
    """The address as a QR code (ISO/IEC 18004), drawn; a quarter of it may be torn or wet and it still reads."""
    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(out, kind="svg", border=2, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def _listing(face: Published, words: dict[str, str]) -> dict[str, Any]:
    return {
        "title": face.title,
        "case_class": face.case_class,
        "reward": amount_words(face.reward_fen or 0),
        "days_allowed": face.days_allowed or 0,
        "claims_until": face.claims_until,
        **words,
    }
