"""What a clerk decides on the review page: which finds stay, which phrase goes, and the text itself."""

from listings.anonymisation.spans import HIT_LABELS, HitKind
from listings.cases.models import NARRATIVE_LIMIT
from listings.publication.forms import NO_NAMES
from listings.publication.models import BODY_LIMIT, TITLE_LIMIT
from market.text import N_
from market.web.fields import Form, Line, Paragraphs, Pick, Picks, Tick

PHRASE_LIMIT = 80
PHRASE_KINDS = [
    (kind.value, HIT_LABELS[kind])
    for kind in (
        HitKind.PERSON, HitKind.ORGANISATION, HitKind.VILLAGE, HitKind.ADDRESS, HitKind.DATE, HitKind.AMOUNT,
        HitKind.OTHER,
    )
]  # fmt: skip


class ReviewForm(Form):
    """The choices. A text that has not been changed goes on following the narrative."""

    left = Picks(N_("Leave as it is"), required=False)
    phrase = Line(
        N_("Mask this phrase everywhere"), limit=PHRASE_LIMIT, required=False, hint=N_("As it stands in the narrative.")
    )
    phrase_kind = Pick(N_("What the phrase is"), PHRASE_KINDS, required=False)
    title = Line(N_("Title"), limit=TITLE_LIMIT, required=False, hint=NO_NAMES)
    body = Paragraphs(
        N_("Text of the listing"),
        limit=2 * NARRATIVE_LIMIT,
        required=False,
        hint=N_("Once you have changed it, it no longer follows the narrative."),
        render_kw={"rows": 14},
    )
    anew = Tick(N_("Start again from the narrative; my changes to the text are given up"))


class SaveForm(ReviewForm):
    """The same, as the draft's text: now it needs a title, and is held to the limit of a listing."""

    title = Line(N_("Title"), limit=TITLE_LIMIT, hint=NO_NAMES)
    body = Paragraphs(
        N_("Text of the listing"),
        limit=BODY_LIMIT,
        hint=N_("Once you have changed it, it no longer follows the narrative."),
        render_kw={"rows": 14},
    )
