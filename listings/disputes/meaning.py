"""What linking two cases means, or taking them apart, told before it is done, on whichever page it is done."""

from datetime import datetime

from listings.cases.models import PetitionCase
from listings.disputes.models import Separation
from listings.disputes.queries import (
    cases_with_draft,
    holding_case,
    joining_and_kept,
    reward_is_due,
    was_released,
    with_reward,
)
from listings.disputes.queries_candidates import both_compared, both_open, compared, numbered
from listings.disputes.queries_separation import comparison_of, found_in_common
from market.refusals import Refused
from market.text import N_
from market.web.showing import worded
from market.work import Work

LINK_BINDS = N_(
    "Link only what is one dispute: it earns one reward. You can take the link back yourself until one of the cases is "
    "on the board. From then on it takes two persons."
)
LINK_BINDS_NOW = N_(
    "Link only what is one dispute: it earns one reward. This dispute has been on the board, so only two persons "
    "together can take the link back."
)
REWARD_IS_PROMISED = N_("A listing of this dispute is on the board or in mediation, and the reward is promised to it.")
REWARD_IS_DUE = N_("The reward of this dispute is due or paid already.")
EARNS_NOTHING = N_(
    "Once linked, %(number)s is not put on the board while that listing stands, and earns no reward of its own. Only "
    "two persons together can take it out again."
)
DRAFT_WAITS = N_(
    "A draft of %(number)s is on its way to the board. Once linked, it is not released while another case of the "
    "dispute is on the board, in mediation or rewarded. Ask who prepares it before you link the cases."
)
PARTY_IN_COMMON = N_("The comparison found a party with the same ID number or phone in both cases.")
NOBODY_IN_COMMON = N_("The comparison found nobody with the same ID number or phone in both cases.")
READ_BOTH = N_(
    "The reward is that of %(number)s. Open the personal data of both cases, and let a clerk look for cases with the "
    "same parties: what was found is told here then."
)
TWO_REWARDS = N_(
    "The reward of the dispute that this case leaves is due or paid. Taken out, the case can be listed and rewarded by "
    "itself: if it is the same dispute after all, that dispute earns two rewards."
)


def what_linking_means(work: Work, case: PetitionCase) -> str:
    """What to know before cases are linked."""
    if was_released(work.session, case.dispute_id):
        return worded(LINK_BINDS_NOW)
    return worded(LINK_BINDS)


def what_linking_costs(work: Work, case: PetitionCase, typed: str | None) -> list[str]:
    """What a link to the case of this number gives up, where the reward of the dispute is promised or paid; sentences,
    none where it costs nothing or the number leads nowhere."""
    other = numbered(work, case, typed or "")
    if other is None or other.dispute_id == case.dispute_id:
        return []
    try:
        joining, kept = joining_and_kept(work.session, case, other)
    except Refused:
        return []
    if not with_reward(work.session, [kept]):
        return []
    loses = case if case.dispute_id == joining else other
    told = [
        worded(REWARD_IS_DUE if reward_is_due(work.session, kept) else REWARD_IS_PROMISED),
        worded(EARNS_NOTHING) % {"number": loses.petition_number},
    ]
    if both_compared(work, case, other):
        told.append(worded(PARTY_IN_COMMON if _share(work, case, other) else NOBODY_IN_COMMON))
    return told


def which_drafts_wait(work: Work, case: PetitionCase, typed: str | None = None) -> list[str]:
    """A sentence for each draft that a link to the case of this number would concern, on either side of it."""
    other = numbered(work, case, typed or "")
    concerned = {case.dispute_id} | ({other.dispute_id} if other is not None else set())
    return [worded(DRAFT_WAITS) % {"number": one.petition_number} for one in cases_with_draft(work.session, concerned)]


def what_separating_means(work: Work, case: PetitionCase) -> str:
    """What to know before a case leaves a dispute whose reward is promised, due or paid; "" for nothing."""
    return " ".join(_told_of_separating(work, case, work.now))


def what_confirming_means(work: Work, separation: Separation) -> str:
    """The same for whoever decides it."""
    return " ".join(_told_of_separating(work, separation.case, separation.proposed_at))


def _told_of_separating(work: Work, case: PetitionCase, at: datetime) -> list[str]:
    holding = holding_case(work.session, case.dispute_id)
    if holding is None:
        return []
    told = [worded(TWO_REWARDS)] if reward_is_due(work.session, case.dispute_id) else []
    found = comparison_of(work, case, holding, at)
    if found is None or not both_open(work, case, holding):
        return [*told, worded(READ_BOTH) % {"number": holding.petition_number}]
    return [*told, worded(PARTY_IN_COMMON if found_in_common(found, case, holding) else NOBODY_IN_COMMON)]


def _share(work: Work, case: PetitionCase, other: PetitionCase) -> bool:
    return other.id in (compared(work, case) or {}) or case.id in (compared(work, other) or {})
