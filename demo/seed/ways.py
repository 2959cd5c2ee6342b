"""The ways that cases go, each written from chapters; a longer way begins with a shorter one."""

from demo.seed import chapters_agreement as agreement
from demo.seed import chapters_case as case
from demo.seed import chapters_claim as claim
from demo.seed import chapters_payout as payout
from demo.seed import chapters_review as review
from demo.seed import phrases
from demo.seed.script import Script


def registered(s: Script) -> None:
    case.register(s)


def classified(s: Script) -> None:
    case.classified(s)


def barred(s: Script) -> None:
    case.classified(s, barred=True)


def closed_unlisted(s: Script) -> None:
    case.classified(s, barred=True)
    case.close_unlisted(s)


def consent_refused(s: Script) -> None:
    case.classified(s)
    case.consents(s, refused=True)


def draft(s: Script) -> None:
    case.classified(s)
    case.consents(s)
    case.draft(s)


def redaction_begun(s: Script) -> None:
    draft(s)
    review.begin_to_redact(s)


def in_review(s: Script) -> None:
    draft(s)
    case.submit(s)


def returned(s: Script) -> None:
    in_review(s)
    case.send_back(s)


def discarded(s: Script) -> None:
    draft(s)
    case.discard(s)


def published(s: Script) -> None:
    case.to_the_board(s)


def with_claims(s: Script) -> None:
    case.to_the_board(s)
    claim.claim(s, len(s.mediators))


def declined(s: Script) -> None:
    with_claims(s)
    claim.decline(s, 0)
    claim.withdraw_claim(s, 1)


def withdrawn(s: Script) -> None:
    case.to_the_board(s)
    if s.mediators and s.random.random() < 0.5:
        claim.claim(s)
    case.withdraw(s, s.days(6, 16))


def proposed(s: Script) -> None:
    with_claims(s)
    claim.propose(s)
    if s.random.random() < 0.5:
        claim.some_answers(s)


def all_accepted(s: Script) -> None:
    with_claims(s)
    claim.propose(s)
    claim.answers(s)


def not_accepted(s: Script) -> None:
    with_claims(s)
    claim.propose(s)
    claim.answers(s, last="chooses_another", note=phrases.CHOOSES_ANOTHER_NOTE)


def unanswered(s: Script) -> None:
    with_claims(s)
    claim.propose(s)


def party_refused(s: Script) -> None:
    with_claims(s)
    claim.propose(s)
    claim.answers(s, last="refuses_mediation", note=phrases.REFUSES_NOTE)


def granted(s: Script) -> None:
    with_claims(s)
    claim.proposed_and_granted(s)


def in_mediation(s: Script) -> None:
    granted(s)
    claim.mediate(s, s.days(0, 4))


def consent_withdrawn(s: Script) -> None:
    granted(s)
    claim.mediate(s, 2)
    case.consent_withdrawn(s, s.days(2, 5))


def relinquished(s: Script) -> None:
    granted(s)
    claim.mediate(s, 1)
    claim.relinquish(s)


def lapsed(s: Script) -> None:
    granted(s)
    claim.mediate(s, 2)


def replaced(s: Script) -> None:
    granted(s)
    claim.mediate(s, 2)
    claim.replace(s)


def suspended(s: Script) -> None:
    granted(s)
    claim.mediate(s, 1)
    claim.suspend_mediator(s)


def agreement_drafted(s: Script) -> None:
    granted(s)
    claim.mediate(s, 3)
    agreement.draft_agreement(s)


def signing(s: Script) -> None:
    agreement_drafted(s)
    agreement.open_signing(s)
    kind = s.random.randrange(3)
    if kind:
        agreement.record_marks(s, but=2 - kind, seal=kind == 2)


def party_will_not_sign(s: Script) -> None:
    agreement_drafted(s)
    agreement.open_signing(s)
    agreement.record_marks(s, but=2)
    agreement.party_refuses(s)


def in_effect(s: Script) -> None:
    granted(s)
    claim.mediate(s, s.days(2, 4))
    agreement.settle(s)


def filed(s: Script) -> None:
    in_effect(s)
    agreement.file_with_court(s)


def accepted(s: Script) -> None:
    filed(s)
    agreement.court_accepts(s)


def ruling_to_verify(s: Script) -> None:
    accepted(s)
    agreement.record_ruling(s)


def filed_again(s: Script) -> None:
    filed(s)
    agreement.court_does_not_accept(s)
    agreement.file_with_court(s, s.days(2, 4))


def dismissed(s: Script) -> None:
    in_effect(s)
    agreement.confirmed(s, "dismissed")


def agreeing_anew(s: Script) -> None:
    dismissed(s)
    agreement.conclude_dismissal(s, "agree_anew")


def suing(s: Script) -> None:
    dismissed(s)
    agreement.conclude_dismissal(s, "sue")


def due(s: Script) -> None:
    in_effect(s)
    agreement.confirmed(s)


def refusal_proposed(s: Script) -> None:
    due(s)
    payout.propose_refusal(s, phrases.REFUSAL_REASONS[1])


def refused(s: Script) -> None:
    due(s)
    payout.propose_refusal(s, phrases.REFUSAL_REASONS[0])
    payout.refuse(s)


def kept_and_paid(s: Script) -> None:
    refusal_proposed(s)
    payout.keep(s)
    payout.paid(s)


def prepared(s: Script) -> None:
    due(s)
    payout.prepare(s)


def payout_rejected(s: Script) -> None:
    prepared(s)
    payout.reject(s)


def on_its_way(s: Script) -> None:
    prepared(s)
    payout.approve(s)


def failed(s: Script) -> None:
    prepared(s)
    payout.approve(s, before="fail")
    payout.settled_by_bank(s)


def failed_then_paid(s: Script) -> None:
    failed(s)
    payout.send_again(s)
    payout.settled_by_bank(s)


def lost_then_paid(s: Script) -> None:
    prepared(s)
    payout.approve(s, before="lose_reply")
    payout.settled_by_bank(s)


def paid(s: Script) -> None:
    due(s)
    payout.paid(s)


def second_round_paid(s: Script) -> None:
    relinquished(s)
    s.live = 1
    claim.proposed_and_granted(s)
    claim.mediate(s, 3)
    agreement.settle(s)
    agreement.confirmed(s)
    payout.paid(s)
