"""A hit is a piece of a text that may give somebody away: where, what, how sure, who says so, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from market.text import N_

CERTAIN = 1.0
DOUBTFUL = 0.5  # proposed to the clerk; no text is refused for it


class HitKind(StrEnum):
    """What was found; each kind has its own way of being replaced."""

    PERSON = "person"
    ORGANISATION = "organisation"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    BANK_CARD = "bank_card"
    PLATE = "plate"
    MAIL = "mail"
    WECHAT = "wechat"
    CREDIT_CODE = "credit_code"
    COURT_NUMBER = "court_number"
    PETITION_NUMBER = "petition_number"
    DATE = "date"
    AMOUNT = "amount"
    VILLAGE = "village"
    ADDRESS = "address"
    OTHER = "other"


HIT_LABELS = {
    HitKind.PERSON: N_("Person"),
    HitKind.ORGANISATION: N_("Organisation"),
    HitKind.ID_NUMBER: N_("ID number"),
    HitKind.PHONE: N_("Phone"),
    HitKind.BANK_CARD: N_("Bank card or account"),
    HitKind.PLATE: N_("Number plate"),
    HitKind.MAIL: N_("Mail address"),
    HitKind.WECHAT: N_("WeChat or QQ"),
    HitKind.CREDIT_CODE: N_("Social credit code"),
    HitKind.COURT_NUMBER: N_("Court case number"),
    HitKind.PETITION_NUMBER: N_("Petition number"),
    HitKind.DATE: N_("Date"),
    HitKind.AMOUNT: N_("Amount"),
    HitKind.VILLAGE: N_("Village"),
    HitKind.ADDRESS: N_("Place below the town"),
    HitKind.OTHER: N_("Something else"),
}


class Origin(StrEnum):
    """Who says that it is one, the most binding first."""

    OWN_CASE = "own_case"
    CLERK = "clerk"
    RECOGNISER = "recogniser"
    NAMES = "names"


@dataclass(frozen=True)
class Hit:
    """text[start:end] is of `kind`; `confidence` from 0 to 1; `why` is a message id of reasons.py.

    `of` says whose it is where the case knows ("party:12"), so that the same person stays the same.
    """

    start: int
    end: int
    kind: HitKind
    confidence: float
    origin: Origin
    why: str
    of: str = ""

    def __post_init__(self) -> None:
        assert 0 <= self.start < self.end
        assert 0 < self.confidence <= CERTAIN

    @property
    def is_binding(self) -> bool:
        """The case's own value, beyond doubt: nobody may leave it in, and the gate refuses a text with it."""
        return self.origin is Origin.OWN_CASE and self.confidence == CERTAIN


_RANK = {Origin.OWN_CASE: 1, Origin.CLERK: 2, Origin.RECOGNISER: 1, Origin.NAMES: 1}
# Of a name that another find cuts, one character left over is still part of it, unless a sure find is beside it.
_WORTH_KEEPING = {HitKind.ORGANISATION: 2, HitKind.VILLAGE: 2}


def settled(hits: Iterable[Hit], length: int) -> list[Hit]:
    """Hits that do not overlap, in the order of the text of `length` characters.

    The case's own values come first, then the clerk's, then the longest and surest. What a hit that loses covers
    beyond the winners stays a hit, so that nothing found is left uncovered by a shorter find within it.
    """
    taken, sure = bytearray(length), bytearray(length)
    kept: list[Hit] = []
    for hit in sorted(set(hits), key=_precedence):
        for piece in _free_pieces(hit, taken):
            if _is_left_over(piece, sure):
                continue
            taken[piece.start : piece.end] = b"\x01" * (piece.end - piece.start)
            if hit.origin in (Origin.OWN_CASE, Origin.CLERK):
                sure[piece.start : piece.end] = taken[piece.start : piece.end]
            kept.append(piece)
    return sorted(kept, key=lambda hit: hit.start)


def _precedence(hit: Hit) -> tuple[float | str, ...]:
    """Binding before all; a doubtful own hit no better than a recogniser's, so that a longer one covers it.

    Of two that say the same of one place, a village is told as a village and not as part of an address.
    """
    rank = 3 if hit.is_binding else _RANK[hit.origin]
    return (
        -rank,
        -(hit.end - hit.start),
        -hit.confidence,
        hit.start,
        hit.kind is HitKind.ADDRESS,
        hit.kind.value,
        hit.of,
    )


def _is_left_over(piece: Hit, sure: bytearray) -> bool:
    """One character of a guessed name beside what the case or the clerk knows: 家 of 王桂兰家."""
    if piece.origin is not Origin.NAMES or piece.end - piece.start > 1:
        return False
    before = piece.start > 0 and sure[piece.start - 1]
    return bool(before or (piece.end < len(sure) and sure[piece.end]))


def _free_pieces(hit: Hit, taken: bytearray) -> list[Hit]:
    """The hit itself where nothing of it is taken, else its remainders that still say something."""
    if not taken.find(1, hit.start, hit.end) >= 0:
        return [hit]
    pieces, start = [], hit.start
    while start < hit.end:
        free = taken.find(0, start, hit.end)
        if free < 0:
            break
        after = taken.find(1, free, hit.end)
        start = hit.end if after < 0 else after
        if start - free >= _WORTH_KEEPING.get(hit.kind, 1):
            pieces.append(replace(hit, start=free, end=start))
    return pieces
