"""Where the cases of the demonstration stand today: each fate is a row, how often it comes, and how it came about."""

from collections.abc import Callable
from dataclasses import dataclass

from demo.seed import chapters_agreement as agreement
from demo.seed import chapters_case as case
from demo.seed import chapters_claim as claim
from demo.seed import chapters_payout as payout
from demo.seed import phrases
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


def _registered(s: Script) -> None:
    case.register(s)


def _classified(s: Script) -> None:
    case.classified(s)


def _barred(s: Script) -> None:
    case.classified(s, barred=True)


def _consent_refused(s: Script) -> None:
    case.classified(s)
    case.consents(s, refused=True)


def _draft(s: Script) -> None:
    case.classified(s)
    case.consents(s)
    case.draft(s)


def _in_review(s: Script) -> None:
    _draft(s)
    case.submit(s)


def _returned(s: Script) -> None:
    _in_review(s)
    case.send_back(s)


def _discarded(s: Script) -> None:
    _draft(s)
    case.discard(s)


def _published(s: Script) -> None:
    case.to_the_board(s)


def _with_claims(s: Script) -> None:
    case.to_the_board(s)
    claim.claim(s, len(s.mediators))


def _declined(s: Script) -> None:
    _with_claims(s)
    claim.decline(s, 0)
    claim.withdraw_claim(s, 1)


def _withdrawn(s: Script) -> None:
    case.to_the_board(s)
    if s.mediators and s.random.random() < 0.5:
        claim.claim(s)
    case.withdraw(s, s.days(6, 16))


def _proposed(s: Script) -> None:
    _with_claims(s)
    claim.propose(s)
    if s.random.random() < 0.5:
        claim.some_answers(s)


def _all_accepted(s: Script) -> None:
    _with_claims(s)
    claim.propose(s)
    claim.answers(s)


def _not_accepted(s: Script) -> None:
    _with_claims(s)
    claim.propose(s)
    claim.answers(s, last="chooses_another", note=phrases.CHOOSES_ANOTHER_NOTE)


def _unanswered(s: Script) -> None:
    _with_claims(s)
    claim.propose(s)


def _party_refused(s: Script) -> None:
    _with_claims(s)
    claim.propose(s)
    claim.answers(s, last="refuses_mediation", note=phrases.REFUSES_NOTE)


def _granted(s: Script) -> None:
    _with_claims(s)
    claim.proposed_and_granted(s)


def _in_mediation(s: Script) -> None:
    _granted(s)
    claim.mediate(s, s.days(0, 4))


def _consent_withdrawn(s: Script) -> None:
    _granted(s)
    claim.mediate(s, 2)
    case.consent_withdrawn(s, s.days(2, 5))


def _relinquished(s: Script) -> None:
    _granted(s)
    claim.mediate(s, 1)
    claim.relinquish(s)


def _lapsed(s: Script) -> None:
    _granted(s)
    claim.mediate(s, 2)


def _replaced(s: Script) -> None:
    _granted(s)
    claim.mediate(s, 2)
    claim.replace(s)


def _suspended(s: Script) -> None:
    _granted(s)
    claim.mediate(s, 1)
    claim.suspend_mediator(s)


def _agreement_drafted(s: Script) -> None:
    _granted(s)
    claim.mediate(s, 3)
    agreement.draft_agreement(s)


def _signing(s: Script) -> None:
    _agreement_drafted(s)
    agreement.open_signing(s)
    kind = s.random.randrange(3)
    if kind:
        agreement.record_marks(s, but=2 - kind, seal=kind == 2)


def _party_will_not_sign(s: Script) -> None:
    _agreement_drafted(s)
    agreement.open_signing(s)
    agreement.record_marks(s, but=2)
    agreement.party_refuses(s)


def _in_effect(s: Script) -> None:
    _granted(s)
    claim.mediate(s, s.days(2, 4))
    agreement.settle(s)


def _filed(s: Script) -> None:
    _in_effect(s)
    agreement.file_with_court(s)


def _accepted(s: Script) -> None:
    _filed(s)
    agreement.court_accepts(s)


def _ruling_to_verify(s: Script) -> None:
    _accepted(s)
    agreement.record_ruling(s)


def _filed_again(s: Script) -> None:
    _filed(s)
    agreement.court_does_not_accept(s)
    agreement.file_with_court(s, s.days(2, 4))


def _dismissed(s: Script) -> None:
    _in_effect(s)
    agreement.confirmed(s, "dismissed")


def _agreeing_anew(s: Script) -> None:
    _dismissed(s)
    agreement.conclude_dismissal(s, "agree_anew")


def _suing(s: Script) -> None:
    _dismissed(s)
    agreement.conclude_dismissal(s, "sue")


def _due(s: Script) -> None:
    _in_effect(s)
    agreement.confirmed(s)


def _refusal_proposed(s: Script) -> None:
    _due(s)
    payout.propose_refusal(s, phrases.REFUSAL_REASONS[1])


def _refused(s: Script) -> None:
    _due(s)
    payout.propose_refusal(s, phrases.REFUSAL_REASONS[0])
    payout.refuse(s)


def _kept_and_paid(s: Script) -> None:
    _refusal_proposed(s)
    payout.keep(s)
    payout.paid(s)


def _prepared(s: Script) -> None:
    _due(s)
    payout.prepare(s)


def _payout_rejected(s: Script) -> None:
    _prepared(s)
    payout.reject(s)


def _on_its_way(s: Script) -> None:
    _prepared(s)
    payout.approve(s)


def _failed(s: Script) -> None:
    _prepared(s)
    payout.approve(s, before="fail")
    payout.settled_by_bank(s)


def _failed_then_paid(s: Script) -> None:
    _failed(s)
    payout.send_again(s)
    payout.settled_by_bank(s)


def _lost_then_paid(s: Script) -> None:
    _prepared(s)
    payout.approve(s, before="lose_reply")
    payout.settled_by_bank(s)


def _paid(s: Script) -> None:
    _due(s)
    payout.paid(s)


def _second_round_paid(s: Script) -> None:
    _relinquished(s)
    s.live = 1
    claim.proposed_and_granted(s)
    claim.mediate(s, 3)
    agreement.settle(s)
    agreement.confirmed(s)
    payout.paid(s)


FATES = (
    Fate("paid", 18, _paid, (3, 130), claimants=2),
    Fate("with_claims", 12, _with_claims, (1, 9), claimants=3),
    Fate("published", 10, _published, (1, 30)),
    Fate("in_mediation", 10, _in_mediation, (1, 9), claimants=2),
    Fate("proposed", 7, _proposed, (1, 4), claimants=2),
    Fate("in_review", 5, _in_review, (1, 3)),
    Fate("in_effect", 5, _in_effect, (1, 16), claimants=1),
    Fate("reward_due", 4, _due, (1, 7), claimants=2),
    Fate("payout_prepared", 3, _prepared, (1, 3), claimants=1),
    Fate("signing", 5, _signing, (1, 3), claimants=1),
    Fate("expired", 5, _published, (52, 120)),
    Fate("withdrawn", 5, _withdrawn, (5, 90), claimants=1),
    Fate("ruling_to_verify", 3, _ruling_to_verify, (1, 2), claimants=1),
    Fate("all_accepted", 3, _all_accepted, (1, 2), claimants=2),
    Fate("relinquished", 3, _relinquished, (2, 20), claimants=2),
    Fate("party_refused", 3, _party_refused, (4, 60), claimants=1),
    Fate("consent_withdrawn", 3, _consent_withdrawn, (4, 60), claimants=2),
    Fate("never_filed", 3, _in_effect, (50, 90), claimants=1),
    Fate("reward_refused", 2, _refused, (3, 40), claimants=1, first=PUBLIC_EMPLOYEE),
    Fate("payout_failed", 2, _failed, (1, 4), claimants=1),
    Fate("registered", 7, _registered, (1, 6)),
    Fate("classified", 5, _classified, (1, 12)),
    Fate("draft", 5, _draft, (1, 6)),
    Fate("court_filed", 3, _filed, (1, 2), claimants=1),
    Fate("court_accepted", 4, _accepted, (1, 9), claimants=1),
    Fate("lapsed", 3, _lapsed, (48, 62), "C", claimants=2),
    Fate("not_accepted", 3, _not_accepted, (2, 14), claimants=1),
    Fate("unanswered", 2, _unanswered, (18, 24), claimants=1),
    Fate("replaced", 3, _replaced, (3, 18), SWIFT, claimants=2),
    Fate("suspended", 1, _suspended, (5, 18), claimants=1, first=SUSPENDED),
    Fate("agreement_drafted", 4, _agreement_drafted, (1, 3), claimants=1),
    Fate("will_not_sign", 2, _party_will_not_sign, (1, 5), "AB", claimants=1),
    Fate("gate_barred", 4, _barred, (4, 100)),
    Fate("consent_refused", 2, _consent_refused, (6, 60)),
    Fate("discarded", 2, _discarded, (6, 70)),
    Fate("returned", 3, _returned, (1, 5)),
    Fate("refusal_proposed", 2, _refusal_proposed, (1, 4), claimants=1),
    Fate("dismissed", 2, _dismissed, (1, 4), claimants=1),
    Fate("agreeing_anew", 2, _agreeing_anew, (1, 6), claimants=1),
    Fate("suing", 2, _suing, (6, 50), claimants=1),
    Fate("filed_again", 2, _filed_again, (1, 2), claimants=1),
    Fate("failed_then_paid", 2, _failed_then_paid, (4, 60), claimants=1),
    Fate("payout_rejected", 2, _payout_rejected, (1, 4), claimants=1),
    Fate("lost_then_paid", 1, _lost_then_paid, (5, 30), claimants=1),
    Fate("kept_and_paid", 1, _kept_and_paid, (5, 40), claimants=1),
    Fate("payout_on_its_way", 1, _on_its_way, (1, 1), claimants=1),
    Fate("declined", 2, _declined, (1, 8), claimants=2),
    Fate("second_round_paid", 3, _second_round_paid, (4, 60), claimants=2),
)

OTHER_FATES = (
    Fate("published", 3, _published, (1, 30)),
    Fate("paid", 2, _paid, (5, 60), claimants=1),
    Fate("with_claims", 2, _with_claims, (1, 9), claimants=2),
    Fate("in_mediation", 2, _in_mediation, (1, 9), claimants=1),
    Fate("in_review", 1, _in_review, (1, 3)),
    Fate("in_effect", 1, _in_effect, (1, 16), claimants=1),
    Fate("expired", 1, _published, (52, 90)),
    Fate("withdrawn", 1, _withdrawn, (5, 60)),
    Fate("registered", 1, _registered, (1, 6)),
)
