"""A hit is a piece of a text that may give somebody away: where, what, how sure, who says so, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from market.text import N_

CERTAIN = 1.0
ALMOST_CERTAIN = 0.95
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
    ONLINE_NAME = "online_name"
    NUMBER = "number"
    NUMBER_ENDING = "number_ending"
    COORDINATES = "coordinates"
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
    HitKind.ONLINE_NAME: N_("Name online"),
    HitKind.NUMBER: N_("Number of a contract, a paper or a member of staff"),
    HitKind.NUMBER_ENDING: N_("Last digits of a number"),
    HitKind.COORDINATES: N_("Position on the map"),
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
    beyond the winners stays a hit, so that nothing found is left uncovered by a shorter find within it. But a party
    who is called in two ways that overlap (老王 in 老王某某) is one hit, and so stands once in what is proposed; so are
    two guesses that overlap (老郝 and 郝作证).
    """
    taken, sure = bytearray(length), bytearray(length)
    parties: dict[int, str] = {}  # place -> the party of this case who is called there
    kept: list[tuple[Hit, bool]] = []  # each with whether it is what another has left of it
    for hit in sorted(set(_known_to_the_case(list(hits))), key=_precedence):
        for piece in _free_pieces(hit, taken):
            is_rest = (piece.start, piece.end) != (hit.start, hit.end)
            if _is_left_over(piece, sure) or (is_rest and _is_of_nobody(piece, parties)):
                continue
            taken[piece.start : piece.end] = b"\x01" * (piece.end - piece.start)
            if hit.origin in (Origin.OWN_CASE, Origin.CLERK):
                sure[piece.start : piece.end] = taken[piece.start : piece.end]
            if _calls_a_party(piece):
                parties.update(dict.fromkeys(range(piece.start, piece.end), piece.of))
            kept.append((piece, is_rest))
    return _joined(sorted(kept, key=lambda one: one[0].start))


def _known_to_the_case(hits: list[Hit]) -> Iterator[Hit]:
    """The hits, of which those of names that the case knows by a doubtful hit of the very same place are its own: as
    sure as who saw them, and of the party whom the case means. Nothing becomes binding so."""
    own = {(hit.start, hit.end, hit.kind): hit for hit in hits if _calls_a_party(hit)}
    for hit in hits:
        known = own.get((hit.start, hit.end, hit.kind))
        if hit.origin is Origin.NAMES and known is not None and not known.is_binding:
            yield replace(known, confidence=max(known.confidence, min(hit.confidence, ALMOST_CERTAIN)))
        else:
            yield hit


def _calls_a_party(hit: Hit) -> bool:
    return hit.origin is Origin.OWN_CASE and hit.kind is HitKind.PERSON


def _is_of_nobody(rest: Hit, parties: Mapping[int, str]) -> bool:
    """What is left of a way in which a party may be called, and touches only what calls another."""
    beside = {parties.get(rest.start - 1), parties.get(rest.end)} - {None}
    return _calls_a_party(rest) and not rest.is_binding and bool(beside) and rest.of not in beside


def _joined(kept: list[tuple[Hit, bool]]) -> list[Hit]:
    """The hits in order, each rest of one joined to what it touches that calls the same party, or is a guess too."""
    joined: list[tuple[Hit, bool]] = []
    for hit, is_rest in kept:
        before, was_rest = joined[-1] if joined else (None, False)
        touches = before is not None and before.end == hit.start and before.of == hit.of
        if before and touches and _are_one(before, hit, was_rest=was_rest, is_rest=is_rest):
            whole = hit if was_rest and not is_rest else before
            joined[-1] = replace(whole, start=before.start, end=hit.end), was_rest and is_rest
        else:
            joined.append((hit, is_rest))
    return [hit for hit, _ in joined]


def _are_one(one: Hit, other: Hit, *, was_rest: bool, is_rest: bool) -> bool:
    """Both call a party and one is a rest; or both are guesses, and 老 is what 郝作证 has left of the one before; or
    both are of one place, and 社 is what 塔拉村供销 has left of 供销社."""
    if _calls_a_party(one) and _calls_a_party(other):
        return was_rest or is_rest
    if one.origin is other.origin is Origin.RECOGNISER and one.kind is other.kind is HitKind.ADDRESS:
        return was_rest or is_rest
    guesses = one.origin is other.origin is Origin.NAMES and one.kind is other.kind is HitKind.PERSON
    return guesses and was_rest


def _precedence(hit: Hit) -> tuple[float | str, ...]:
    """Binding before all; a doubtful own hit no better than a recogniser's, so that a longer one covers it, but no
    worse either: of two of the same length and sureness the case knows whom it means.

    Of two that say the same of one place, a village is told as a village and not as part of an address.
    """
    rank = 3 if hit.is_binding else _RANK[hit.origin]
    return (
        -rank,
        -(hit.end - hit.start),
        -hit.confidence,
        hit.origin is not Origin.OWN_CASE,
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
