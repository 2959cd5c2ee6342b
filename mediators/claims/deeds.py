"""What can be done with a claim, each told once for the page and the API."""

from typing import Any

from listings.cases.queries import active_parties
from listings.publication.models import Listing
from listings.publication.queries import public_listing_for
from listings.publication.vocabulary import TAKING_CLAIMS
from listings.showing import called
from listings.starting_values import start_with
from market.clocks.queries import run_for
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.web.forms import NothingForm, ReasonForm
from market.web.showing import worded, yuan
from market.work import Work
from mediators.claims import services, services_ending, services_parties
from mediators.claims.forms import AnswerForm, OptionalReasonForm, PlanForm, ReplaceForm
from mediators.claims.lifecycle import CLAIM
from mediators.claims.models import Claim
from mediators.claims.parts import parts
from mediators.claims.queries import (
    claim_for,
    every_party_accepts,
    latest_answers,
    own_open_claim,
)
from mediators.claims.vocabulary import ClaimState
from mediators.vetting.queries import own_mediator_of


def takes_my_claim(work: Work, listing: Listing) -> bool:
    """The listing receives claims today and the actor has none open on it."""
    mediator = own_mediator_of(work)
    return (
        mediator is not None
        and listing.status in TAKING_CLAIMS
        and listing.claim_by is not None
        and work.today <= listing.claim_by
        and own_open_claim(work.session, listing.id, mediator.id) is None
    )


def nobody_is_proposed(work: Work, claim: Claim) -> bool:
    """No other claim on the listing lives."""
    return services.refusal_of_a_second(work, claim) is None


def is_before_the_parties(work: Work, claim: Claim) -> bool:
    """The parties are being asked."""
    return claim.status == ClaimState.PROPOSED


def all_accept(work: Work, claim: Claim) -> bool:
    """Every party's latest answer is its acceptance."""
    return every_party_accepts(work.session, claim)


def second_date_is_past(work: Work, claim: Claim) -> bool:
    """The parties have had both dates, and not all of them have accepted."""
    run = run_for(work, "parties_answer", claim)
    return run is not None and run.overdue_at <= work.now and not all_accept(work, claim)


def offer_parties(work: Work, claim: Claim, form: Any) -> None:
    """The parties of the case by their part, beginning with one that has not answered; who they are stays sealed."""
    answers = latest_answers(work.session, claim.id)
    named = parts(active_parties(work.session, claim.case_id))
    form.party.offer([(part.party.public_id, part.shown(worded(part.label))) for part in named])
    silent = [part.party.public_id for part in named if part.party.id not in answers]
    start_with(form, answered_on=work.today, party=silent[0] if silent else None)


def what_is_offered(work: Work, listing: Listing) -> list[tuple[str, Any]]:
    """What a plan has to fit into: the title, the reward, the days after the grant."""
    assert listing.reward_fen is not None, "a released listing has its reward"
    return [
        (N_("Title"), called(listing)),
        (N_("Reward"), yuan(listing.reward_fen)),
        (N_("Days allowed once granted"), listing.days_allowed),
    ]


DEEDS = [
    Deed(
        "claims.make", "/board/<ref>/claim", Can.CLAIM_LISTING, PlanForm, services.make,
        title=N_("Claim this listing"), submit=N_("Hand in the claim"), then="claims.show", load=public_listing_for,
        lead=N_("Others may claim it too. The office chooses by the plans and proposes one mediator to the parties."),
        on=Listing, possible=takes_my_claim, summary=what_is_offered, primary=True, back="board.show",
        done=N_("Your claim has been received."),
    ),
    Deed(
        "claims.propose", "/claims/<ref>/propose", Can.PROPOSE_CLAIM, NothingForm, services.propose,
        title=N_("Propose to the parties"), submit=N_("Propose this mediator"), then="claims.show", load=claim_for,
        lead=N_("Only one mediator is proposed at a time. Every party is asked; each must accept before the grant."),
        lifecycle=CLAIM, step="propose", possible=nobody_is_proposed, closed=services.refusal_of_a_second, primary=True,
        done=N_("Proposed. Ask every party and record what each says."),
    ),
    Deed(
        "claims.record_answer", "/claims/<ref>/answers/new", Can.RECORD_ANSWER, AnswerForm,
        services_parties.record_answer, title=N_("Record a party's answer"), submit=N_("Record the answer"),
        then="claims.show", load=claim_for, on=Claim, possible=is_before_the_parties, prepare=offer_parties,
        lead=N_(
            "Silence is never consent. “Wants another mediator” ends this claim. “Refuses mediation” takes the listing "
            "off the board at once, gives its reserve back and ends every other claim (People's Mediation Law 17)."
        ),
        primary=True, done=N_("The answer is recorded."),
    ),
    Deed(
        "claims.grant", "/claims/<ref>/grant", Can.GRANT_CLAIM, NothingForm, services_parties.grant,
        title=N_("Grant the claim"), submit=N_("Grant"), then="claims.show", load=claim_for,
        lead=N_("The time limit starts today, and the mediator may open the parties' details from now on."),
        lifecycle=CLAIM, step="grant", possible=all_accept, closed="claim_not_all_accepted", primary=True,
        done=N_("Granted. The time limit has started."),
    ),
    Deed(
        "claims.end_unanswered", "/claims/<ref>/unanswered", Can.RECORD_ANSWER, NothingForm,
        services_ending.end_unanswered, title=N_("End the proposal: not every party answered"),
        submit=N_("End the proposal"), then="claims.show", load=claim_for, lifecycle=CLAIM, step="end_unanswered",
        possible=second_date_is_past, closed="claim_second_date_not_passed", danger=True,
        done=N_("The proposal has ended; the listing is open."),
    ),
    Deed(
        "claims.decline", "/claims/<ref>/decline", Can.DECLINE_CLAIM, ReasonForm, services_ending.decline,
        title=N_("Decline the claim"), submit=N_("Decline"), then="claims.show", load=claim_for, lifecycle=CLAIM,
        step="decline", danger=True, done=N_("The claim is declined."),
    ),
    Deed(
        "claims.withdraw", "/claims/<ref>/withdraw", Can.WITHDRAW_CLAIM, OptionalReasonForm, services_ending.withdraw,
        title=N_("Withdraw my claim"), submit=N_("Withdraw"), then="claims.show", load=claim_for, lifecycle=CLAIM,
        step="withdraw", danger=True, done=N_("Your claim is withdrawn."),
    ),
    Deed(
        "claims.relinquish", "/claims/<ref>/relinquish", Can.RELINQUISH_CLAIM, ReasonForm, services_ending.relinquish,
        title=N_("Give the case back"), submit=N_("Give it back"), then="claims.show", load=claim_for,
        lead=N_("The listing opens again and the parties' details close for you."), lifecycle=CLAIM,
        step="relinquish", danger=True, done=N_("You have given the case back."),
    ),
    Deed(
        "claims.replace", "/claims/<ref>/replace", Can.REPLACE_CLAIM, ReplaceForm, services_ending.replace,
        title=N_("Replace the mediator"), submit=N_("Replace"), then="claims.show", load=claim_for,
        lead=N_("The parties may ask for another mediator (People's Mediation Law 23). The listing opens again."),
        lifecycle=CLAIM, step="replace", danger=True, done=N_("The claim has ended; the listing is open again."),
    ),
]  # fmt: skip
