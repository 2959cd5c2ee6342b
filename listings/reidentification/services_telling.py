"""What a public text of a listing tells, its case's own values compared: the vault is read for it, and that is told."""

from collections.abc import Mapping

from listings.anonymisation.services import leaks_in, refuse_private
from listings.publication.models import Listing
from listings.reidentification.own_sum import own_sum_told
from listings.reidentification.queries import beside
from listings.reidentification.telling import MEASURE, Telling, leaked, tellings_in
from market.refusals import Invalid
from market.work import Work


def told_in(work: Work, listing: Listing, texts: Mapping[str, str]) -> tuple[Telling, ...]:
    """All that these texts (by field) of a listing tell and must not, its case's own values first."""
    return *leaked(leaks_in(work, listing.case, texts)), *_told_by_themselves(work, listing, texts)


def refuse_telling(work: Work, listing: Listing, texts: Mapping[str, str]) -> None:
    """Raise Invalid with the field and the words to take out, for the first thing that a text tells."""
    refuse_private(work, listing.case, texts)
    for telling in _told_by_themselves(work, listing, texts):
        raise Invalid(telling.code, field=telling.field, **telling.facts)


def _told_by_themselves(work: Work, listing: Listing, texts: Mapping[str, str]) -> list[Telling]:
    found = tellings_in(texts, beside(work, listing))
    for field, text in texts.items():
        if sums := own_sum_told(text, listing.case.amount_in_dispute_fen):
            found.append(Telling(MEASURE, field, tuple(sums), MEASURE))
    return found
