"""The text of a listing and the reasons with which it is returned or taken down."""

from listings.cases.models import REASON_LIMIT
from listings.publication.models import BODY_LIMIT, TITLE_LIMIT
from listings.publication.vocabulary import (
    END_CODE_LABELS,
    END_MEDIATION_CODES,
    LISTING_STATE_LABELS,
    PUBLISHED_AMOUNTS,
    PUBLISHED_CATEGORIES,
    PUBLISHED_DURATIONS,
    TAKEN_BACK,
    TAKEN_BACK_LABEL,
    WITHDRAW_CODES,
)
from market.text import N_
from market.web.fields import Form, Line, Paragraphs, Pick

__all__ = ["NOT_STATED", "EndMediationForm", "ReturnForm", "TextForm", "WithdrawForm"]

NOT_STATED = ("", N_("Not stated"))
NO_NAMES = N_("Name nobody: the surname and 某, 申请人甲, 某嘎查, 某合作社.")


class TextForm(Form):
    """All that the public will read."""

    title = Line(N_("Title"), limit=TITLE_LIMIT, hint=NO_NAMES)
    body = Paragraphs(
        N_("Text of the listing"),
        limit=BODY_LIMIT,
        hint=N_("What the dispute is about, what is asked, what a mediator needs to know."),
    )
    category = Pick(N_("Category"), [NOT_STATED, *PUBLISHED_CATEGORIES.items()], required=False)
    place_town = Pick(N_("Town"), required=False, hint=N_("Leave it out where the town would give the case away."))
    duration_band = Pick(N_("How long it has lasted"), [NOT_STATED, *PUBLISHED_DURATIONS.items()], required=False)
    amount_band = Pick(N_("Amount in dispute"), [NOT_STATED, *PUBLISHED_AMOUNTS.items()], required=False)


class ReturnForm(Form):
    return_reason = Paragraphs(N_("What has to be changed"), limit=REASON_LIMIT, hint=N_("Name nobody."))


class WithdrawForm(Form):
    end_code = Pick(
        N_("Reason"),
        [(code.value, END_CODE_LABELS[code]) for code in WITHDRAW_CODES],
        hint=N_(
            "The board tells only that the dispute was resolved otherwise, or that the office took the listing off."
        ),
    )
    end_note = Paragraphs(N_("Note"), limit=REASON_LIMIT, required=False, hint=N_("For the office; name nobody."))


class EndMediationForm(Form):
    end_code = Pick(
        N_("Reason"),
        [(code.value, END_CODE_LABELS[code]) for code in END_MEDIATION_CODES],
        hint=N_("The board tells only that the office took the listing off."),
    )
    end_note = Paragraphs(N_("Note"), limit=REASON_LIMIT, required=False, hint=N_("For the office; name nobody."))


class ListingFilterForm(Form):
    """What a list of listings is narrowed to."""

    status = Pick(
        N_("Status"),
        [*((s.value, label) for s, label in LISTING_STATE_LABELS.items()), (TAKEN_BACK, TAKEN_BACK_LABEL)],
        required=False,
    )
