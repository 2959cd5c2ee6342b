"""What a text that is to be public must not say of anybody, known to the case or not.

Numbers, codes, exact days and sums, and places below the town refuse it: they have no place in a public text. What
only looks like somebody's name or an organisation's is shown to who decides, for a person to judge (doubts.py).
"""

from listings.anonymisation.pipeline import RECOGNISERS
from listings.anonymisation.recognisers.codes import codes
from listings.anonymisation.recognisers.days_and_sums import days_and_sums
from listings.anonymisation.recognisers.numbers import numbers
from listings.anonymisation.recognisers.numbers_named import numbers_named
from listings.anonymisation.recognisers.places import places
from listings.anonymisation.spans import DOUBTFUL, Hit, HitKind, settled

STRICT = (numbers, numbers_named, codes, days_and_sums, places)
NUMBERS_OF_SOMEBODY = frozenset(
    {
        HitKind.ID_NUMBER, HitKind.PHONE, HitKind.BANK_CARD, HitKind.PLATE, HitKind.MAIL, HitKind.WECHAT,
        HitKind.CREDIT_CODE, HitKind.ONLINE_NAME, HitKind.NUMBER, HitKind.NUMBER_ENDING, HitKind.COORDINATES,
    }
)  # fmt: skip
assert set(STRICT) <= set(RECOGNISERS)


def strangers_told(text: str) -> list[Hit]:
    """The numbers, codes, days, sums and places of a text, in order; any of them refuses it.

    What is doubtful is proposed to the clerk and refuses nothing, so that honest texts pass."""
    hits = (hit for recogniser in STRICT for hit in recogniser(text))
    return settled((hit for hit in hits if hit.confidence > DOUBTFUL), len(text))


def numbers_of_somebody(text: str) -> list[Hit]:
    """The numbers and addresses by which somebody is reached or known, whoever it is; days, sums and places stay."""
    return [hit for hit in strangers_told(text) if hit.kind in NUMBERS_OF_SOMEBODY]
