"""What a public text of a listing tells, its case's own values compared: the vault is read for it, and that is told."""

from collections.abc import Mapping

from listings.anonymisation.services import leaks_in, refuse_private
from listings.publication.models import Listing
from listings.reidentification.queries import beside
from listings.reidentification.telling import Telling, leaked, tellings_in
from market.refusals import Invalid
from market.work import Work


def told_in(work: Work, listing: Listing, texts: Mapping[str, str]) -> tuple[Telling, ...]:
    """All that these texts (by field) of a listing tell and must not, its case's own values first."""
    return *leaked(leaks_in(work, listing.case, texts)), *tellings_in(texts, beside(work, listing))


def refuse_telling(work: Work, listing: Listing, texts: Mapping[str, str]) -> None:
    """Raise Invalid with the field and the words to take out, for the first thing that a text tells."""
    refuse_private(work, listing.case, texts)
    for telling in tellings_in(texts, beside(work, listing)):
        raise Invalid(telling.code, field=telling.field, **telling.facts)
