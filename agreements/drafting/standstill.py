"""While a paper signed by the parties and the mediator waits for the office or the committee, the claim's time
limit stands still; the mediator does not pay for days that others take.
"""

from datetime import date

from market import calendar
from market.calendar import Holidays
from market.clocks import services as clocks
from market.clocks.models import ClockState
from market.work import Work
from mediators.claims.models import Claim

CLAIM_LIMIT = "claim_limit"
REASON = "agreement_waits_for_office_or_committee"


def stand_still(work: Work, claim: Claim) -> None:
    """Let the claim's limit stand still from today, unless it does already or has ended."""
    run = clocks.run_for(work, CLAIM_LIMIT, claim)
    if run is not None and run.status == ClockState.RUNNING.value:
        clocks.pause(work, CLAIM_LIMIT, claim, reason=REASON)


def run_again(work: Work, claim: Claim) -> None:
    """Let the claim's limit run again if it stands still, lengthened by the days it stood still."""
    run = clocks.run_for(work, CLAIM_LIMIT, claim)
    if run is not None and run.status == ClockState.PAUSED.value:
        clocks.resume(work, CLAIM_LIMIT, claim)


def limit_last_day(last_day: date, complete_on: date, effect_on: date, holidays: Holidays) -> date:
    """The claim's last day for an agreement that took effect on `effect_on`.

    `complete_on` is the day by which the parties and the mediator had signed: when that was within the limit, the
    limit stood still from then until the committee's seal (`effect_on`), whenever that was recorded.
    """
    if complete_on > last_day or effect_on <= complete_on:
        return last_day
    return calendar.resume(last_day, complete_on, effect_on, holidays).last_day
