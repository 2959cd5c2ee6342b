"""What a public text of a listing tells, its case's own values compared: the vault is read for it, and that is told."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from listings.anonymisation.services import attempt, leaks_in, refuse_private
from listings.cases.models import PetitionCase
from listings.publication.models import Listing
from listings.reidentification.own_sum import own_sum_told
from listings.reidentification.queries import beside
from listings.reidentification.telling import MEASURE, Telling, as_leaks, each_once, leaked, tellings_in
from market.refusals import Invalid, Refused
from market.work import Work


def told_in(work: Work, listing: Listing, texts: Mapping[str, str]) -> tuple[Telling, ...]:
    """All that these texts (by field) of a listing tell and must not, its case's own values first."""
    return *leaked(leaks_in(work, listing.case, texts)), *told_by_themselves(work, listing, texts)


@contextmanager
def leaving_an_attempt(case: PetitionCase, told: Sequence[Telling], codes: Sequence[str]) -> Iterator[None]:
    """A step whose guards refuse what `told_in` found, by one of `codes`, leaves in the record that it was tried, and
    says at once all that was found."""
    found, first = as_leaks(told), told[0].code if told else ""
    try:
        yield
    except Refused as refused:
        if refused.code == first:
            refused.beside(Refused(one.code, **one.facts) for one in each_once(told)[1:])
        if found and refused.code in codes:
            refused.leaving(attempt(case, found))
        raise


def refuse_telling(work: Work, listing: Listing, texts: Mapping[str, str]) -> None:
    """Raise Invalid with the field and the words to take out, for all that the texts tell at once; for a value of the
    case itself first."""
    refuse_private(work, listing.case, texts)
    told = each_once(told_by_themselves(work, listing, texts))
    refused = [Invalid(telling.code, field=telling.field, **telling.facts) for telling in told]
    if refused:
        raise refused[0].beside(refused[1:])


def told_by_themselves(work: Work, listing: Listing, texts: Mapping[str, str]) -> list[Telling]:
    """What the texts (by field) of a listing tell without asking the vault; a page may ask this."""
    found = tellings_in(texts, beside(work, listing))
    for field, text in texts.items():
        if sums := own_sum_told(text, listing.case.amount_in_dispute_fen):
            found.append(Telling(MEASURE, field, tuple(sums), MEASURE))
    return found
