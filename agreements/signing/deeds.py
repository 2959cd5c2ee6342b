"""Recording marks and checking them, each told once for the page and the API."""

from datetime import timedelta
from typing import Any

from agreements.drafting.models import Agreement
from agreements.drafting.private import named_parties
from agreements.drafting.queries import agreement_for
from agreements.drafting.vocabulary import AgreementState
from agreements.signing import services
from agreements.signing.forms import MarkForm, VerifyMarkForm
from agreements.signing.models import AgreementMark
from agreements.signing.queries import mark_for, required_marks
from agreements.signing.services_effect import filing_so_far
from agreements.signing.vocabulary import MANNER_LABELS, MARK_KIND_LABELS, Manner, MarkKind
from listings.cases.queries import active_parties
from market import calendar
from market.policy import Can, allowed
from market.settings.dated import setting
from market.text import N_
from market.vault.queries import has_opening
from market.web.deeds import Deed
from market.web.forms import ReasonForm
from market.web.showing import day, worded, worded_steps
from market.work import Work
from mediators.claims.parts import parts

DAYS_FOR_THE_COURT_ARE_OVER = N_(
    "By the dates recorded, the 30 days to apply to the court ended on %(day)s (%(how)s). The agreement still takes "
    "effect; an application that was filed in time can be recorded until %(until)s."
)
DAYS_FOR_THE_COURT_ARE_FEW = N_(
    "By the dates recorded, the 30 days to apply to the court end on %(day)s (%(how)s). Verify now, so that the "
    "parties can file in time."
)
NEARLY_OVER_DAYS = 6  # a fifth of the 30 days, as the clock of the filing reminds


def offer_missing(work: Work, agreement: Agreement, form: Any) -> None:
    """Whose marks are missing: parties by their part, and by their names within an opening."""
    missing = {one.ref for one in required_marks(work.session, agreement) if one.mark is None}
    named = party_words(work, agreement.stream, agreement.case_id, opened=may_read_names(work, agreement))
    choices = [(ref, words) for ref, words in named if ref in missing]
    others = [(kind.value, MARK_KIND_LABELS[kind]) for kind in MarkKind if kind.value in missing]
    form.whose.offer(choices + others)


def may_read_names(work: Work, subject: Agreement | AgreementMark) -> bool:
    """The actor may read the agreement, and has it open for a stated purpose."""
    return allowed(work, Can.READ_AGREEMENT, subject) and has_opening(work, subject)


def party_words(work: Work, stream: str, case_id: int, *, opened: bool) -> list[tuple[str, str]]:
    """Public id and words of each party of a case: its part, and its name where the actor has it open."""
    parties = active_parties(work.session, case_id)
    names = {one.ref: one.name for one in named_parties(work, stream, parties)} if opened else {}
    words = []
    for part in parts(parties):
        shown = part.shown(worded(part.label))
        name = names.get(part.party.public_id)
        words.append((part.party.public_id, f"{shown} · {name}" if name else shown))
    return words


def marks_are_missing(work: Work, agreement: Agreement) -> bool:
    """It is open for signing and some mark has not been recorded."""
    return agreement.status == AgreementState.SIGNING and any(
        one.mark is None for one in required_marks(work.session, agreement)
    )


def is_unchecked(work: Work, mark: AgreementMark) -> bool:
    """Nobody has verified or returned it."""
    return not mark.is_checked and mark.agreement.status == AgreementState.SIGNING


def what_was_recorded(work: Work, mark: AgreementMark) -> list[tuple[str, Any]]:
    """Whose mark it is, but not its date, which is read from the paper."""
    whose = worded(MARK_KIND_LABELS[MarkKind(mark.kind)])
    if mark.party is not None:
        named = party_words(work, mark.stream, mark.case_id, opened=may_read_names(work, mark))
        whose = dict(named)[mark.party.public_id]
    return [
        (N_("Whose mark"), whose),
        (N_("How it was made"), worded(MANNER_LABELS[Manner(mark.manner)])),
        (N_("Recorded by"), mark.recorded_by.display_name),
    ]


def how_long_to_file(work: Work, mark: AgreementMark) -> str:
    """Before the last marks are verified: whether the days for the court, which run already, are over or nearly so."""
    filing = filing_so_far(work, mark.agreement)
    if filing is None or (filing.last_day - work.today).days > NEARLY_OVER_DAYS:
        return ""
    how = " ".join(worded_steps(calendar.explain(filing)))
    until = work.today + timedelta(days=setting(work, "filing_recording_grace_days", mark.jurisdiction_id))
    if filing.last_day < work.today:
        return worded(DAYS_FOR_THE_COURT_ARE_OVER) % {"day": day(filing.last_day), "how": how, "until": day(until)}
    return worded(DAYS_FOR_THE_COURT_ARE_FEW) % {"day": day(filing.last_day), "how": how}


DEEDS = [
    Deed(
        "agreements.record_mark", "/agreements/<ref>/marks", Can.RECORD_MARK, MarkForm, services.record_mark,
        title=N_("Record a signature or the seal"), submit=N_("Record it"), then="agreements.show",
        lead=N_(
            "Read the date from the paper: the agreement takes effect by the latest one, not by the day of "
            "recording."
        ),
        load=agreement_for, on=Agreement, possible=marks_are_missing, prepare=offer_missing, primary=True,
        done=N_("Recorded. Another person verifies it against the paper."),
    ),
    Deed(
        "marks.verify", "/marks/<ref>/verify", Can.VERIFY_MARK, VerifyMarkForm, services.verify_mark,
        title=N_("Verify against the paper"), submit=N_("It stands on the paper"), then="agreements.show",
        load=mark_for, on=AgreementMark, possible=is_unchecked, summary=what_was_recorded,
        notice=how_long_to_file, primary=True,
        done=N_("Verified."),
    ),
    Deed(
        "marks.return", "/marks/<ref>/return", Can.VERIFY_MARK, ReasonForm, services.return_mark,
        title=N_("Return for correction"), submit=N_("Return it"), then="agreements.show", load=mark_for,
        lead=N_("It does not stand on the paper as it was recorded. It stays in the file, and is recorded again."),
        on=AgreementMark, possible=is_unchecked, summary=what_was_recorded, danger=True, done=N_("Returned."),
    ),
]  # fmt: skip
