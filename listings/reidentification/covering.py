"""How many different petitioners of the banner's whole register a published combination fits.

Cases that share a petitioner's name, number or phone, or their dispute, count as one petitioner: counting too few
is safe, counting too many is not. A case whose personal data was erased, or that was registered by mistake, counts
for nobody, and one that was registered today only for itself: nobody raises the number on the spot.

A case whose petitioners were added, corrected or removed today adds nobody to any count until tomorrow, and joins
nobody to anybody. Whatever name is tried in it, every count of the day stays the same, so that none answers a guess.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from listings.classification.classes import proposed_class
from listings.publication.vocabulary import amount_band, duration_band
from listings.reidentification.ladders import Attribute, Told, is_within


@dataclass(frozen=True)
class Registered:
    """One case of the register, with its own values. `known_by` are the marks by which its petitioners are told apart:
    keyed hashes of names, numbers and phones, and the dispute; never a value itself. `is_new` is registered today;
    `is_changed` says that its petitioners were added, corrected or removed today, after it was registered."""

    case_id: int
    case_class: str | None
    category: str
    town_id: int
    arose_on: date
    amount_fen: int | None
    known_by: frozenset[Hashable]
    is_new: bool = False
    is_changed: bool = False


class Register:
    """All cases of one banner, each with the petitioner it belonged to when the day began; today's stand apart."""

    def __init__(self, cases: Iterable[Registered]) -> None:
        self._cases = [case for case in cases if case.known_by]
        self._standing = [case for case in self._cases if not (case.is_new or case.is_changed)]
        self._petitioner = _petitioners(self._standing)
        self._marked = {mark: self._petitioner[case.case_id] for case in self._standing for mark in case.known_by}
        self._new = {case.case_id: case for case in self._cases if case.is_new and not case.is_changed}

    def __len__(self) -> int:
        return len(self._cases)

    def covered(self, versions: Sequence[Told], own: int | None = None) -> int:
        """How many different petitioners fit every one of these versions, published of the case `own`, at once."""
        found = {self._petitioner[case.case_id] for case in self._standing if all(fits(case, t) for t in versions)}
        return self._with_own(found, own, versions)

    def covered_at_most(self, versions: Sequence[Told], own: int | None = None) -> int:
        """The same if tomorrow every case whose petitioners were changed today turned out to be somebody else's."""
        changed = [case for case in self._cases if case.is_changed and not case.is_new]
        return self.covered(versions, own) + sum(all(fits(case, told) for told in versions) for case in changed)

    def first_covering(
        self, candidates: Sequence[Told], versions: Sequence[Told], needed: int, own: int | None = None
    ) -> "Covered | None":
        """The first candidate that, together with the versions published before, fits `needed` petitioners.

        The candidates are of one class and one day. Cases alike are looked at once, so that a register of
        thousands costs what its different combinations cost.
        """
        alike: dict[tuple[str | int, ...], set[int]] = {}
        for case in self._standing if candidates else ():
            of_class = case.case_class or proposed_class(case.arose_on, candidates[0].as_of).value
            if of_class == candidates[0].case_class and all(fits(case, told) for told in versions):
                cell = tuple(_own(case, attribute, candidates[0]) for attribute in Attribute)
                alike.setdefault(cell, set()).add(self._petitioner[case.case_id])
        for told in candidates:
            found: set[int] = set()
            for cell, petitioners in alike.items():
                if all(is_within(a, value, told.of(a)) for a, value in zip(Attribute, cell, strict=True)):
                    found |= petitioners
            count = self._with_own(found, own, [*versions, told])
            if count >= needed:
                return Covered(told, count)
        return None

    def _with_own(self, found: set[int], own: int | None, versions: Sequence[Told]) -> int:
        """How many petitioners were found, with that of the case `own` where it was registered today: nobody more if
        it shares a mark with one of them, and those whom it joins are one."""
        case = self._new.get(own) if own is not None else None
        if case is None:
            return len(found)
        same = {self._marked[mark] for mark in case.known_by if mark in self._marked}
        own_fits = all(fits(case, told) for told in versions)
        return len(found - same) + (own_fits or not found.isdisjoint(same))


@dataclass(frozen=True)
class Covered:
    """A combination and how many different petitioners it fits."""

    told: Told
    found: int


def fits(case: Registered, told: Told) -> bool:
    """Whether a reader who knows this case could take the published combination for it."""
    if (case.case_class or proposed_class(case.arose_on, told.as_of).value) != told.case_class:
        return False
    return all(is_within(attribute, _own(case, attribute, told), told.of(attribute)) for attribute in Attribute)


def _own(case: Registered, attribute: Attribute, told: Told) -> str | int:
    match attribute:
        case Attribute.CATEGORY:
            return case.category
        case Attribute.PLACE:
            return case.town_id
        case Attribute.DURATION:
            return duration_band(case.arose_on, told.as_of).value
        case Attribute.AMOUNT:
            return amount_band(case.amount_fen).value


def _petitioners(cases: Sequence[Registered]) -> dict[int, int]:
    """For each case the number of its petitioner: cases that share a mark, directly or through others, have one."""
    leader: dict[int, int] = {case.case_id: case.case_id for case in cases}

    def led_by(case_id: int) -> int:
        while leader[case_id] != case_id:
            leader[case_id] = leader[leader[case_id]]
            case_id = leader[case_id]
        return case_id

    first_with: dict[Hashable, int] = {}
    for case in cases:
        for mark in case.known_by:
            leader[led_by(case.case_id)] = led_by(first_with.setdefault(mark, case.case_id))
    return {case.case_id: led_by(case.case_id) for case in cases}
