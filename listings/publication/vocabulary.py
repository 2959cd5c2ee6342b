"""The words of a listing that are chosen, never typed; bands are the only way a number reaches the board."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from listings.cases.vocabulary import CATEGORY_LABELS
from listings.classification.classes import full_years
from market.text import N_


class ListingState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    DISCARDED = "discarded"
    PUBLISHED = "published"
    PROPOSED = "proposed"
    CLAIMED = "claimed"
    SETTLED = "settled"
    CONFIRMED = "confirmed"
    REWARDED = "rewarded"
    WITHDRAWN = "withdrawn"
    MEDIATION_ENDED = "mediation_ended"
    EXPIRED = "expired"
    UNCONFIRMED = "unconfirmed"
    UNREWARDED = "unrewarded"


LISTING_STATE_LABELS = {
    ListingState.DRAFT: N_("Draft"),
    ListingState.IN_REVIEW: N_("Waiting for release"),
    ListingState.DISCARDED: N_("Discarded"),
    ListingState.PUBLISHED: N_("Open to claims"),
    ListingState.PROPOSED: N_("Mediator proposed"),
    ListingState.CLAIMED: N_("Claimed, in mediation"),
    ListingState.SETTLED: N_("Settled"),
    ListingState.CONFIRMED: N_("Confirmed by the court"),
    ListingState.REWARDED: N_("Reward paid"),
    ListingState.WITHDRAWN: N_("Withdrawn from the board"),
    ListingState.MEDIATION_ENDED: N_("Mediation ended"),
    ListingState.EXPIRED: N_("Expired without a claim"),
    ListingState.UNCONFIRMED: N_("Ended without confirmation"),
    ListingState.UNREWARDED: N_("Ended without a reward"),
}

# Beside its state: its last version says that nothing of it is public any longer.
TAKEN_BACK = "taken_back"
TAKEN_BACK_LABEL = N_("Text taken back")

UNRELEASED = frozenset({ListingState.DRAFT, ListingState.IN_REVIEW, ListingState.DISCARDED})
PUBLIC = frozenset(ListingState) - UNRELEASED
ENDED = frozenset(
    {
        ListingState.DISCARDED,
        ListingState.REWARDED,
        ListingState.WITHDRAWN,
        ListingState.MEDIATION_ENDED,
        ListingState.EXPIRED,
        ListingState.UNCONFIRMED,
        ListingState.UNREWARDED,
    }
)
ACTIVE = frozenset(ListingState) - ENDED
TAKING_CLAIMS = frozenset({ListingState.PUBLISHED, ListingState.PROPOSED})


class EndCode(StrEnum):
    """Why a listing left the board before its time."""

    RESOLVED_OTHERWISE = "resolved_otherwise"
    ENTERED_COURT = "entered_court"
    WRONGLY_LISTED = "wrongly_listed"
    OTHER = "other"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    PARTY_REFUSED = "party_refused"


END_CODE_LABELS = {
    EndCode.RESOLVED_OTHERWISE: N_("The dispute was resolved in another way"),
    EndCode.ENTERED_COURT: N_("The matter has gone to court"),
    EndCode.WRONGLY_LISTED: N_("It should not have been listed"),
    EndCode.OTHER: N_("Another reason"),
    EndCode.CONSENT_WITHDRAWN: N_("The petitioner withdrew consent"),
    EndCode.PARTY_REFUSED: N_("A party refused mediation"),
}
WITHDRAW_CODES = (EndCode.RESOLVED_OTHERWISE, EndCode.ENTERED_COURT, EndCode.WRONGLY_LISTED, EndCode.OTHER)
END_MEDIATION_CODES = (EndCode.PARTY_REFUSED, EndCode.CONSENT_WITHDRAWN)


class DurationBand(StrEnum):
    UNDER_3 = "under_3"
    FROM_3 = "from_3"
    FROM_5 = "from_5"
    FROM_10 = "from_10"


DURATION_LABELS = {
    DurationBand.UNDER_3: N_("Less than 3 years"),
    DurationBand.FROM_3: N_("3 to under 5 years"),
    DurationBand.FROM_5: N_("5 to under 10 years"),
    DurationBand.FROM_10: N_("10 years or longer"),
}


class AmountBand(StrEnum):
    NONE = "none"
    UNDER_10K = "under_10k"
    FROM_10K = "from_10k"
    FROM_100K = "from_100k"
    FROM_1M = "from_1m"


AMOUNT_LABELS = {
    AmountBand.NONE: N_("No money in dispute"),
    AmountBand.UNDER_10K: N_("Under 10,000 yuan"),
    AmountBand.FROM_10K: N_("10,000 to under 100,000 yuan"),
    AmountBand.FROM_100K: N_("100,000 to under 1,000,000 yuan"),
    AmountBand.FROM_1M: N_("1,000,000 yuan or more"),
}


class WideCategory(StrEnum):
    """A group of categories, published where the category alone would fit too few petitioners."""

    LAND_AND_VILLAGE = "land_and_village"
    MONEY_AND_WORK = "money_and_work"
    PEOPLE_AND_FAMILY = "people_and_family"


class WideDuration(StrEnum):
    """Two bands of duration in one."""

    UNDER_5 = "under_5"
    OVER_5 = "over_5"


class WideAmount(StrEnum):
    """Two bands of the amount in one, or only that there is one."""

    UNDER_100K = "under_100k"
    OVER_100K = "over_100k"
    SOME = "some"


PUBLISHED_CATEGORIES = {
    **{one.value: label for one, label in CATEGORY_LABELS.items()},
    WideCategory.LAND_AND_VILLAGE.value: N_("Land, villages and environment"),
    WideCategory.MONEY_AND_WORK.value: N_("Money, contracts and work"),
    WideCategory.PEOPLE_AND_FAMILY.value: N_("Family, neighbours and entitlements"),
}
PUBLISHED_DURATIONS = {
    **{one.value: label for one, label in DURATION_LABELS.items()},
    WideDuration.UNDER_5.value: N_("Less than 5 years"),
    WideDuration.OVER_5.value: N_("5 years or longer"),
}
PUBLISHED_AMOUNTS = {
    **{one.value: label for one, label in AMOUNT_LABELS.items()},
    WideAmount.UNDER_100K.value: N_("Under 100,000 yuan"),
    WideAmount.OVER_100K.value: N_("100,000 yuan or more"),
    WideAmount.SOME.value: N_("Money in dispute, amount not stated"),
}


@dataclass(frozen=True)
class RewardBand:
    """A band of the reward for filtering the board; both ends in fen, `below_fen` excluded."""

    code: str
    label: str
    from_fen: int
    below_fen: int | None


REWARD_BANDS = (
    RewardBand("under_3000", N_("Under 3,000 yuan"), 0, 300_000),
    RewardBand("from_3000", N_("3,000 to under 6,000 yuan"), 300_000, 600_000),
    RewardBand("from_6000", N_("6,000 yuan or more"), 600_000, None),
)


def duration_band(arose_on: date, today: date) -> DurationBand:
    """How long the dispute has lasted, as the board may say it."""
    years = full_years(arose_on, today)
    if years >= 10:
        return DurationBand.FROM_10
    if years >= 5:
        return DurationBand.FROM_5
    return DurationBand.FROM_3 if years >= 3 else DurationBand.UNDER_3


def amount_band(amount_fen: int | None) -> AmountBand:
    """The amount in dispute (fen), as the board may say it."""
    if not amount_fen:
        return AmountBand.NONE
    for band, below_fen in (
        (AmountBand.UNDER_10K, 1_000_000),
        (AmountBand.FROM_10K, 10_000_000),
        (AmountBand.FROM_100K, 100_000_000),
    ):
        if amount_fen < below_fen:
            return band
    return AmountBand.FROM_1M
