"""What a question or an answer would give away, by kind: the case's own values, towns that are not published, and
whatever has the look of a name, a number, a measure or a place below the town, be it the case's or not.

Whoever asks is refused by looks alone: a guessed name is refused like the right one, and what has no look of its own is
taken in whether it is right or not, so that neither answer tells the asker anything. The case's own values are compared
before anything is public. An everyday word may be taken for a name once in a while; then it is asked anew.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from listings.anonymisation.gate import strangers_told
from listings.anonymisation.known import CaseKnowledge
from listings.anonymisation.measures import measures_told
from listings.anonymisation.pipeline import find
from listings.anonymisation.services import leaks_in
from listings.anonymisation.spans import HitKind
from listings.anonymisation.spelling import digits, plain
from listings.cases.queries import towns
from listings.publication.models import Listing
from listings.questions.vocabulary import Finding
from listings.reidentification.places import towns_told, without_towns
from market.work import Work

SURE_ENOUGH = 0.6
NAMES = (HitKind.PERSON, HitKind.ORGANISATION)
LONGEST_NUMBER = 4  # a year, a sum in thousands; five figures may be a number of somebody
_LONG = re.compile(rf"\d{{{LONGEST_NUMBER + 1},}}")
_PLACE = re.compile(r"(?![某本该各这那个们的在同两几一双])[\u4e00-\u9fff](?:嘎查|社区|小区|行政村|自然村)")


def findings_in(work: Work, listing: Listing, texts: Mapping[str, str]) -> list[Finding]:
    """What the texts (by field) give away, each kind once, in the order of the kinds."""
    found = {Finding(leak.kind.value) for leak in leaks_in(work, listing.case, texts)}
    for text in texts.values():
        found.update(looks_in(work, listing, text))
    return [one for one in Finding if one in found]


def looks_in(work: Work, listing: Listing, text: str) -> list[Finding]:
    """What a question is refused for: looks alone, and any town but the published one. No value of the case is read."""
    found = set(shapes_in([text]))
    if other_towns_in(work, listing, text):
        found.add(Finding.TOWN)
    return [one for one in Finding if one in found]


def shapes_in(texts: Iterable[str]) -> list[Finding]:
    """What has the look of something private, whoever's it is."""
    found = []
    for text in texts:
        if any(hit.kind in NAMES and hit.confidence >= SURE_ENOUGH for hit in find(text, CaseKnowledge())):
            found.append(Finding.NAME)
        if _PLACE.search(plain(text)):
            found.append(Finding.PLACE)
        if any(_LONG.search(run) for run in digits(text).split("|")) or strangers_told(text) or measures_told(text):
            found.append(Finding.NUMBER)
    return found


def as_published(work: Work, listing: Listing) -> Callable[[str], str]:
    """How texts of this listing may be read today: a town that a wider version has left out since is left out here."""
    names = {town.id: town.name_zh for town in towns(work, [listing.jurisdiction_id])}

    def shown(text: str) -> str:
        left_out = towns_told(text, names) - {listing.place_town_id}
        return without_towns(text, [names[town_id] for town_id in left_out]) if left_out else text

    return shown


def other_towns_in(work: Work, listing: Listing, text: str) -> bool:
    """Whether the text names a town of the banner that is not published beside it."""
    names = {town.id: town.name_zh for town in towns(work, [listing.jurisdiction_id])}
    return bool(towns_told(text, names) - {listing.place_town_id})
