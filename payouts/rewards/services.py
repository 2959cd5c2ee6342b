"""What happens to a reward because something happened below, and what finance decides about it.

The subscribers run in the transaction of their event and may refuse: no listing is released unfunded.
"""

from collections.abc import Iterable
from typing import Any

from listings.access.services import end_access
from listings.publication.lifecycle import LISTING
from listings.publication.models import Listing
from market.database import public_id
from market.lifecycle import lock
from market.notifications.services import notify
from market.refusals import Refused
from market.work import Work
from mediators.claims.lifecycle import CLAIM
from payouts.budget.queries import open_year
from payouts.ledger.postings import post
from payouts.ledger.vocabulary import reward_line
from payouts.notices import approvers, preparers
from payouts.payees.queries import is_ready
from payouts.rewards.grounds import claim_of_confirmation
from payouts.rewards.lifecycle import REWARD
from payouts.rewards.models import Reward
from payouts.rewards.queries import reward_of_dispute, reward_of_listing
from payouts.rewards.vocabulary import RewardState

PAGE = "rewards.show"
OWN_PAGE = "rewards.own"


def reserve(work: Work, listing: Listing, facts: Any) -> None:
    """Hears "listing.released": the reward is reserved on the line of its class, or the release is refused.

    Raises Refused budget.no_year, budget.not_enough (available_fen, needed_fen), reward.dispute_has_one.
    """
    assert listing.reward_fen, "a released listing has its reward"
    year = work.today.year
    if open_year(work, listing.jurisdiction_id, year) is None:
        raise Refused("budget.no_year", year=year)
    dispute_id = listing.case.dispute_id
    if reward_of_dispute(work, listing.jurisdiction_id, dispute_id) is not None:
        raise Refused("reward.dispute_has_one")
    reward = Reward(
        public_id=public_id(),
        jurisdiction_id=listing.jurisdiction_id,
        listing_id=listing.id,
        case_id=listing.case_id,
        dispute_id=dispute_id,
        fiscal_year=year,
        line=reward_line(listing.case_class).value,
        amount_fen=listing.reward_fen,
        reserved_at=work.now,
    )
    _post(work, reward, "listing.released", "reserved")  # first the money: what is refused leaves nothing behind
    work.session.add(reward)
    work.session.flush()
    work.tell("reward.reserved", reward, reward_fen=reward.amount_fen, fiscal_year=year, line=reward.line)


def release_with_listing(work: Work, listing: Listing, facts: Any) -> None:
    """Hears a listing's ending events: what was reserved and not earned goes back to the budget."""
    reward = reward_of_listing(work, listing.id)
    if reward is None:
        return
    lock(work, reward)
    if reward.status == RewardState.RESERVED:
        REWARD.apply(work, "release", reward, reward_fen=reward.amount_fen)


def tell_text_taken_back(work: Work, listing: Listing, facts: Any) -> None:
    """Hears "listing.taken_back": whose reward is promised or due still is told to those who prepare its payout, for
    they know it by its title no longer."""
    reward = reward_of_listing(work, listing.id)
    if reward is not None and reward.status not in (RewardState.PAID, RewardState.RELEASED):
        _tell(work, reward, preparers(work, reward.jurisdiction_id), "reward_text_taken_back")


def fall_due(work: Work, confirmation: Any, facts: Any) -> None:
    """Hears "confirmation.made_effective": the reward is due to the mediator of the claim that was settled."""
    claim = claim_of_confirmation(work, confirmation)
    reward = reward_of_listing(work, claim.listing_id)
    if reward is None:
        raise Refused("reward.none_reserved")
    lock(work, reward)
    if reward.status == RewardState.RESERVED:
        reward.claim_id = claim.id
        reward.mediator_id = claim.mediator_id
        reward.confirmation_id = confirmation.id
    REWARD.apply(work, "fall_due", reward, reward_fen=reward.amount_fen)
    _tell(work, reward, preparers(work, reward.jurisdiction_id), "reward_to_prepare")
    code = "reward_due" if is_ready(work, reward.mediator_id) else "reward_due_open_account"
    _tell(work, reward, [claim.mediator.person_id], code, OWN_PAGE, amount_fen=reward.amount_fen)


def propose_refusal(work: Work, reward: Reward, *, reason: str) -> Reward:
    """Propose that a due reward is never paid; another person decides."""
    lock(work, reward)
    if reward.status == RewardState.DUE:
        reward.refusal_reason = reason
        reward.refusal_decided_by_id = None
        reward.decision_note = ""
    REWARD.apply(work, "propose_refusal", reward, reason=reason)
    _tell(work, reward, approvers(work, reward.jurisdiction_id), "refusal_to_decide")
    return reward


def keep(work: Work, reward: Reward, *, note: str) -> Reward:
    """Turn a proposed refusal down: the reward is due again."""
    lock(work, reward)
    reward.decision_note = note
    REWARD.apply(work, "keep", reward)
    _tell(work, reward, [reward.refusal_proposed_by_id], "refusal_turned_down")
    return reward


def refuse(work: Work, reward: Reward, *, note: str) -> Reward:
    """Refuse a reward for good: its money goes back to the budget and the listing ends without a reward."""
    lock(work, reward)
    reward.decision_note = note
    REWARD.apply(work, "refuse", reward, reward_fen=reward.amount_fen)
    _tell(work, reward, [reward.payee_person_id, reward.refusal_proposed_by_id], "reward_refused")
    return reward


def give_back(work: Work, reward: Reward, facts: Any) -> None:
    """Hears "reward.released" and "reward.refused": the money is available again."""
    _post(work, reward, "reward.released", "released")


def end_listing_unrewarded(work: Work, reward: Reward, facts: Any) -> None:
    """Hears "reward.refused": the listing ends without a reward, and with it the claim."""
    LISTING.apply(work, "close_unrewarded", reward.listing)


def conclude(work: Work, reward: Reward, facts: Any) -> None:
    """Hears "reward.paid": the listing is rewarded, the claim complete, and the case closed by the listing's event."""
    assert reward.claim is not None, "a reward that is paid was earned by a claim"
    LISTING.apply(work, "reward", reward.listing)
    CLAIM.apply(work, "complete", reward.claim)
    end_access(work, person_id=reward.claim.mediator.person_id, case=reward.case)


def _tell(work: Work, reward: Reward, people: Iterable[int | None], code: str, page: str = PAGE, **facts: Any) -> None:
    ref = reward.public_id if page == PAGE else None
    notify(work, people, code, page, ref, listing=reward.listing.public_id, **facts)


def _post(work: Work, reward: Reward, name: str, key: str) -> None:
    post(
        work,
        name,
        jurisdiction_id=reward.jurisdiction_id,
        fiscal_year=reward.fiscal_year,
        line=reward.line,
        promise=reward.listing_id,
        amounts={"reward": reward.amount_fen},
        key=f"reward:{reward.public_id}:{key}",
    )
