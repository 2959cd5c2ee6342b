"""Where the cases of the demonstration stand today: each fate is a row, how often it comes, and how it came about."""

from collections.abc import Callable
from dataclasses import dataclass

from demo.seed import ways
from demo.seed.script import Script

ANY = "ABC"
SWIFT = "BC"  # whose time limits have passed within a story of some months
SUSPENDED, PUBLIC_EMPLOYEE = "hanzhiguo", "renshouyi"


@dataclass(frozen=True)
class Fate:
    """`count` of two hundred; `rests`: how many days ago the last act lies; `first` names the first claimant."""

    name: str
    count: int
    write: Callable[[Script], None]
    rests: tuple[int, int]
    classes: str = ANY
    claimants: int = 0
    first: str = ""


FATES = (
    Fate("paid", 18, ways.paid, (3, 130), claimants=2),
    Fate("with_claims", 12, ways.with_claims, (1, 9), claimants=3),
    Fate("published", 10, ways.published, (1, 30)),
    Fate("in_mediation", 10, ways.in_mediation, (1, 9), claimants=2),
    Fate("proposed", 7, ways.proposed, (1, 4), claimants=2),
    Fate("in_review", 5, ways.in_review, (1, 3)),
    Fate("in_effect", 5, ways.in_effect, (1, 16), claimants=1),
    Fate("reward_due", 4, ways.due, (1, 7), claimants=2),
    Fate("payout_prepared", 3, ways.prepared, (1, 3), claimants=1),
    Fate("signing", 5, ways.signing, (1, 3), claimants=1),
    Fate("expired", 5, ways.published, (52, 120)),
    Fate("withdrawn", 5, ways.withdrawn, (5, 90), claimants=1),
    Fate("ruling_to_verify", 3, ways.ruling_to_verify, (1, 2), claimants=1),
    Fate("all_accepted", 3, ways.all_accepted, (1, 2), claimants=2),
    Fate("relinquished", 3, ways.relinquished, (2, 20), claimants=2),
    Fate("party_refused", 3, ways.party_refused, (4, 60), claimants=1),
    Fate("consent_withdrawn", 3, ways.consent_withdrawn, (4, 60), claimants=2),
    Fate("never_filed", 3, ways.in_effect, (50, 90), claimants=1),
    Fate("reward_refused", 2, ways.refused, (3, 40), claimants=1, first=PUBLIC_EMPLOYEE),
    Fate("payout_failed", 2, ways.failed, (1, 4), claimants=1),
    Fate("registered", 7, ways.registered, (1, 6)),
    Fate("classified", 5, ways.classified, (1, 12)),
    Fate("draft", 5, ways.redaction_begun, (1, 6)),
    Fate("court_filed", 3, ways.filed, (1, 2), claimants=1),
    Fate("court_accepted", 4, ways.accepted, (1, 9), claimants=1),
    Fate("lapsed", 3, ways.lapsed, (48, 62), "C", claimants=2),
    Fate("not_accepted", 3, ways.not_accepted, (2, 14), claimants=1),
    Fate("unanswered", 2, ways.unanswered, (18, 24), claimants=1),
    Fate("replaced", 3, ways.replaced, (3, 18), SWIFT, claimants=2),
    Fate("suspended", 1, ways.suspended, (5, 18), claimants=1, first=SUSPENDED),
    Fate("agreement_drafted", 4, ways.agreement_drafted, (1, 3), claimants=1),
    Fate("will_not_sign", 2, ways.party_will_not_sign, (1, 5), "AB", claimants=1),
    Fate("gate_barred", 2, ways.barred, (4, 100)),
    Fate("closed_unlisted", 2, ways.closed_unlisted, (4, 60)),
    Fate("consent_refused", 2, ways.consent_refused, (6, 60)),
    Fate("discarded", 2, ways.discarded, (6, 70)),
    Fate("returned", 3, ways.returned, (1, 5)),
    Fate("refusal_proposed", 2, ways.refusal_proposed, (1, 4), claimants=1),
    Fate("dismissed", 2, ways.dismissed, (1, 4), claimants=1),
    Fate("agreeing_anew", 2, ways.agreeing_anew, (1, 6), claimants=1),
    Fate("suing", 2, ways.suing, (6, 50), claimants=1),
    Fate("filed_again", 2, ways.filed_again, (1, 2), claimants=1),
    Fate("failed_then_paid", 2, ways.failed_then_paid, (4, 60), claimants=1),
    Fate("payout_rejected", 2, ways.payout_rejected, (1, 4), claimants=1),
    Fate("lost_then_paid", 1, ways.lost_then_paid, (5, 30), claimants=1),
    Fate("kept_and_paid", 1, ways.kept_and_paid, (5, 40), claimants=1),
    Fate("payout_on_its_way", 1, ways.on_its_way, (1, 1), claimants=1),
    Fate("declined", 2, ways.declined, (1, 8), claimants=2),
    Fate("second_round_paid", 3, ways.second_round_paid, (4, 60), claimants=2),
)

OTHER_FATES = (
    Fate("published", 3, ways.published, (1, 30)),
    Fate("paid", 2, ways.paid, (5, 60), claimants=1),
    Fate("with_claims", 2, ways.with_claims, (1, 9), claimants=2),
    Fate("in_mediation", 2, ways.in_mediation, (1, 9), claimants=1),
    Fate("in_review", 1, ways.in_review, (1, 3)),
    Fate("in_effect", 1, ways.in_effect, (1, 16), claimants=1),
    Fate("expired", 1, ways.published, (52, 90)),
    Fate("withdrawn", 1, ways.withdrawn, (5, 60)),
    Fate("registered", 1, ways.registered, (1, 6)),
)
