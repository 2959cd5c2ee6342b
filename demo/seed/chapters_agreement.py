"""From the draft of the agreement to the court's ruling, and every way in which it is left unconfirmed."""

from datetime import date, timedelta
from typing import Any

from agreements.confirmation import services as court
from agreements.confirmation import services_ruling
from agreements.confirmation.services_conclusion import conclude
from agreements.drafting import services as drafting
from agreements.signing.queries import required_marks
from agreements.signing.services import record_mark, verify_mark
from demo.cast import JURISDICTIONS
from demo.scenarios.scenario import Who
from demo.seed import phrases
from demo.seed.script import Chronicle, Script
from listings.cases.queries import active_parties
from market.work import Work
from mediators.workspace.services import open_parties

GRACE_DAYS = 12  # between the draft's own days and the dates it promises


def draft_agreement(s: Script) -> None:
    """The mediator drafts the agreement of the case."""
    number = s.live
    manner, how = s.one_of(phrases.MANNERS), s.one_of(phrases.HOWS)

    def do(work: Work, c: Chronicle) -> None:
        open_parties(work, c.claim(work, number), purpose="draft_agreement")
        values = agreement_values(work, c, manner=manner, how=how)
        c.agreement_id = drafting.draft(work, c.claim(work, number), **values).id

    s.add(s.slow_days(1, 3), s.mediator, do)


def open_signing(s: Script) -> None:
    """The mediator freezes the text for signing."""
    s.add(s.days(0, 1), s.mediator, lambda work, c: drafting.open_signing(work, c.agreement(work)))


def record_marks(s: Script, *, but: int = 0, seal: bool = False) -> None:
    """The clerk records what stands on the paper: the parties and the mediator, `but` the last few; then the seal."""
    manners = [s.random.choices(("signature", "fingerprint"), (3, 1))[0] for _ in s.dispute.parties]

    def do(work: Work, c: Chronicle) -> None:
        agreement = c.agreement(work)
        required = [one for one in required_marks(work.session, agreement) if one.ref != "committee"]
        for place, one in enumerate(required[: len(required) - but]):
            organisation = one.party is not None and one.party.kind == "organisation"
            manner = "seal" if organisation else manners[place] if one.party is not None else "signature"
            record_mark(work, agreement, whose=one.ref, manner=manner, signed_on=work.today)

    s.add(s.days(1, 2), s.clerk, do)
    if seal:
        s.add(
            s.days(1, 3), s.clerk,
            lambda work, c: record_mark(
                work, c.agreement(work), whose="committee", manner="seal", signed_on=work.today
            ),
        )  # fmt: skip


def verify_marks(s: Script) -> None:
    """A reviewer checks every mark against the paper; with the last one the agreement takes effect."""

    def do(work: Work, c: Chronicle) -> None:
        for required in required_marks(work.session, c.agreement(work)):
            if required.mark is not None and not required.mark.is_checked:
                verify_mark(work, required.mark, signed_on=required.mark.signed_on)

    s.add(s.days(0, 2), s.reviewer, do)


def settle(s: Script) -> None:
    """Drafted, signed, sealed, verified: in effect."""
    draft_agreement(s)
    open_signing(s)
    record_marks(s, seal=True)
    verify_marks(s)


def party_refuses(s: Script) -> None:
    """A party refuses to sign; the paper is given up, and mediation goes on."""
    reason = s.one_of(phrases.ABANDON_REASONS)
    s.add(s.days(1, 3), s.clerk, lambda work, c: drafting.refuse(work, c.agreement(work), reason=reason))


def file_with_court(s: Script, gap: int | None = None) -> None:
    """The joint application is filed."""

    def do(work: Work, c: Chronicle) -> None:
        c.confirmation_id = court.file(work, c.agreement(work), filed_on=work.today).id

    s.add(s.days(2, 9) if gap is None else gap, s.clerk, do)


def court_accepts(s: Script) -> None:
    """The court accepts the application."""
    s.add(s.days(1, 2), s.clerk, lambda work, c: court.accept(work, c.confirmation(work), accepted_on=work.today))


def court_does_not_accept(s: Script) -> None:
    """The court wants papers that are missing."""
    s.add(
        s.days(2, 4), s.clerk,
        lambda work, c: court.refuse_acceptance(
                work, c.confirmation(work), ended_on=work.today, ground="incomplete", note=phrases.NOT_ACCEPTED_NOTE
            ),
    )  # fmt: skip


def record_ruling(s: Script, outcome: str = "effective") -> None:
    """The clerk records the ruling; one in twelve is returned once and recorded again."""
    serial = s.days(3, 240)
    returned = s.random.random() < 0.08

    def record(work: Work, c: Chronicle) -> None:
        services_ruling.record_ruling(
            work, c.confirmation(work), outcome=outcome, ruling_number=_number(work, c, serial),
            ruled_on=work.today - timedelta(days=1), served_on=work.today,
        )  # fmt: skip

    s.add(s.days(5, 11), s.clerk, record)
    if returned:
        s.add(
            1, s.second_reviewer,
            lambda work, c: services_ruling.return_ruling(
                work, c.confirmation(work), reason=phrases.RULING_RETURN_REASON
            ),
        )  # fmt: skip
        s.add(1, s.clerk, record)


def verify_ruling(s: Script) -> None:
    """A reviewer reads the ruling from the paper again."""

    def do(work: Work, c: Chronicle) -> None:
        confirmation = c.confirmation(work)
        services_ruling.verify_ruling(
            work, confirmation, outcome=confirmation.outcome or "", ruling_number=confirmation.ruling_number or ""
        )

    s.add(s.days(0, 2), s.reviewer, do)


def confirmed(s: Script, outcome: str = "effective") -> None:
    """Filed, accepted, ruled, verified."""
    file_with_court(s)
    court_accepts(s)
    record_ruling(s, outcome)
    verify_ruling(s)


def conclude_dismissal(s: Script, way: str) -> None:
    """How the parties go on after a dismissal."""
    note = phrases.DISMISSED_NOTES[0 if way == "agree_anew" else 1]
    s.add(s.days(2, 5), s.reviewer, lambda work, c: conclude(work, c.agreement(work), way=way, note=note))


def agreement_values(work: Work, c: Chronicle, *, manner: str, how: str) -> dict[str, Any]:
    """The values of the agreement's form; parties are named by their public ids."""
    parties = active_parties(work.session, c.case_id)
    refs = {Who.PETITIONER: parties[0].public_id, Who.RESPONDENT: parties[-1].public_id}
    last = max(term.days for term in c.tale.obligations)
    return {
        "facts": c.tale.facts,
        "issues": c.tale.dispute.scenario.issue,
        "responsibility": c.tale.dispute.scenario.duty,
        "terms": [
            {
                "who": refs[term.who],
                "what": term.what,
                "amount_fen": term.amount_fen,
                "by": _after(work, term.days),
                "how": how if term.amount_fen else "",
            }
            for term in c.tale.obligations
        ],
        "manner": manner,
        "time_limit": f"自本协议生效之日起，至{_after(work, last):%Y年%m月%d日}前全部履行完毕。",
        "copies": len(parties) + 2,
    }


def _after(work: Work, days: int) -> date:
    return work.today + timedelta(days=days + GRACE_DAYS)


def _number(work: Work, c: Chronicle, serial: int) -> str:
    return f"（{work.today.year}）{JURISDICTIONS[c.tale.dispute.jurisdiction_id][2]}诉前调确{serial}号"
