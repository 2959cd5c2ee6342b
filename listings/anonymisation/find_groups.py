"""The clerk's finds in the order of what there is to decide: names first, what is likely no name last of all."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from listings.anonymisation.doubts import DOUBTFUL_KINDS, everyday_places, is_known_by, may_be_everyday
from listings.anonymisation.review import Find, Review
from listings.anonymisation.spans import CERTAIN, Origin
from market.text import N_

NAMES = N_("Names: masked unless you leave them")
FIGURES = N_("Numbers, days, sums and places: masked unless you leave them")
KNOWN_BY = N_("What neighbours may know somebody by: masked unless you leave it")
EVERYDAY = N_("Likely everyday words, masked as if they were names: leave what names nobody")
ALWAYS = N_("The case's own names, numbers and places: always masked")
FEW = 6  # more of a kind are folded, so that the page stays one that a phone can scroll


@dataclass(frozen=True)
class FindGroup:
    """`label` is a message id; the finds stand in the order of the text. `is_folded`: nothing is to be decided."""

    label: str
    finds: tuple[Find, ...]
    is_folded: bool = False

    def is_open(self, left: Collection[str]) -> bool:
        """Whether the page shows its finds at once: a few to decide on, or some that were left in (by their keys)."""
        return not self.is_folded and (len(self.finds) <= FEW or any(find.key in left for find in self.finds))


def in_groups(shown: Review) -> list[FindGroup]:
    """The finds of a review, each in one group; groups without any are left out."""
    return [group for group in _groups(shown) if group.finds]


def _groups(shown: Review) -> Iterator[FindGroup]:
    text = "".join(piece.text for piece in shown.private)
    open_ones = [find for find in shown.finds if not find.hit.is_binding]
    names = [find for find in open_ones if find.hit.kind in DOUBTFUL_KINDS]
    places = everyday_places(text, (find.hit for find in names))
    everyday = [find for find in names if _is_everyday(find, (find.hit.start, find.hit.end) in places)]
    yield FindGroup(NAMES, tuple(find for find in names if find not in everyday))
    known_by = [find for find in open_ones if is_known_by(find.hit)]
    yield FindGroup(KNOWN_BY, tuple(known_by))
    yield FindGroup(FIGURES, tuple(find for find in open_ones if find not in names and find not in known_by))
    yield FindGroup(EVERYDAY, tuple(everyday))
    yield FindGroup(ALWAYS, tuple(find for find in shown.finds if find.hit.is_binding), is_folded=True)


def _is_everyday(find: Find, reads_so: bool) -> bool:
    """What the case knows to be everyday is asked about however it stands; what the clerk added is never one."""
    if find.hit.origin is Origin.OWN_CASE:
        return may_be_everyday(find.hit)
    return reads_so and find.hit.origin is not Origin.CLERK and find.hit.confidence < CERTAIN
