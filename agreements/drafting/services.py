"""Drafting an agreement, freezing it for signing, giving it up.

What is signed is exactly what was frozen: the names of the parties are copied into the text at that moment.
"""

from typing import Any

from agreements.drafting import standstill
from agreements.drafting.content import Content, content_from, faults, named, unnamed
from agreements.drafting.lifecycle import AGREEMENT
from agreements.drafting.models import Agreement
from agreements.drafting.private import FOR_A_DOCUMENT, content_of, named_parties, seal_content
from agreements.drafting.queries import last_version, open_agreement
from agreements.drafting.vocabulary import AGREEMENT_STATE_LABELS, UNSIGNED, AgreementState
from agreements.holding import hold
from agreements.signing.queries import standing_marks
from listings.anonymisation.services import refuse_private
from listings.cases.queries import active_parties
from market.actor import Role
from market.lifecycle import lock
from market.notifications.services import notify
from market.people.queries import serving
from market.policy import Can, demand
from market.refusals import Invalid, Refused, WrongState
from market.vault import services as vault
from market.work import Work
from mediators.claims.models import Claim
from mediators.claims.vocabulary import CLAIM_STATE_LABELS, ClaimState

PAGE = "agreements.show"


def draft(work: Work, claim: Claim, **values: Any) -> Agreement:
    """Draft the agreement of a granted claim; `values` as AgreementForm gives them.

    Raises WrongState unless the claim is granted, Refused agreement_already_open, Invalid for what cannot stand in
    an agreement.
    """
    lock(work, claim)
    demand(work, Can.DRAFT_AGREEMENT, claim)
    state = ClaimState(claim.status)
    if state is not ClaimState.GRANTED:
        raise WrongState(step="draft_agreement", state=state.value, state_label=CLAIM_STATE_LABELS[state])
    if open_agreement(work.session, claim.id) is not None:
        raise Refused("agreement_already_open")
    content = _sound(work, claim.case_id, content_from(values))
    agreement = Agreement(
        jurisdiction_id=claim.jurisdiction_id,
        case_id=claim.case_id,
        listing_id=claim.listing_id,
        claim_id=claim.id,
        version=last_version(work.session, claim.id) + 1,
        drafted_at=work.now,
        drafted_by_id=work.actor.person_id,
        edited_at=work.now,
    )
    work.session.add(agreement)
    work.session.flush()
    seal_content(work, agreement, content)
    work.tell("agreement.drafted", agreement, version=agreement.version)
    return agreement


def edit(work: Work, agreement: Agreement, **values: Any) -> Agreement:
    """Replace the text of a draft. Raises WrongState once it is open for signing, Invalid as `draft` does."""
    lock(work, agreement)
    demand(work, Can.DRAFT_AGREEMENT, agreement)
    demand_state(agreement, AgreementState.DRAFT, "edit_agreement")
    content = _sound(work, agreement.case_id, content_from(values))
    seal_content(work, agreement, content)
    agreement.edited_at = work.now
    work.session.flush()
    work.tell("agreement.edited", agreement, version=agreement.version)
    return agreement


def open_signing(work: Work, agreement: Agreement) -> Agreement:
    """Freeze the text with the parties' names in it; from now on it is signed or given up, never changed."""
    hold(work, AGREEMENT, "open_signing", agreement)
    content = _sound(work, agreement.case_id, content_of(work, agreement, purpose=FOR_A_DOCUMENT))
    parties = active_parties(work.session, agreement.case_id)
    frozen = named(content, named_parties(work, agreement.stream, parties, purpose=FOR_A_DOCUMENT))
    agreement.frozen_hash = seal_content(work, agreement, frozen)
    AGREEMENT.apply(work, "open_signing", agreement, version=agreement.version, hash=agreement.frozen_hash)
    clerks = serving(work, agreement.jurisdiction_id, Role.OFFICE_CLERK)
    notify(work, clerks, "agreement_to_sign", PAGE, agreement.public_id, listing=agreement.listing.public_id)
    return agreement


def redraft(work: Work, agreement: Agreement) -> Agreement:
    """Take it back while nobody has signed. Raises Refused agreement_has_marks."""
    hold(work, AGREEMENT, "redraft", agreement)
    content = content_of(work, agreement, purpose=FOR_A_DOCUMENT)
    marks = len(standing_marks(work.session, agreement.id))
    AGREEMENT.apply(work, "redraft", agreement, version=agreement.version, marks=marks)
    agreement.frozen_hash = None
    agreement.signing_opened_at = None
    seal_content(work, agreement, unnamed(content))
    work.session.flush()
    return agreement


def abandon(work: Work, agreement: Agreement, *, reason: str) -> Agreement:
    """Give up a draft, or a text that was not signed by all; the claim goes on and may be settled otherwise."""
    return _give_up(work, "abandon", agreement, reason)


def refuse(work: Work, agreement: Agreement, *, reason: str) -> Agreement:
    """Record that a party refuses to sign, or takes back its signature before the agreement took effect."""
    _give_up(work, "refuse", agreement, reason)
    mediator = agreement.claim.mediator.person_id
    notify(work, [mediator], "agreement_refused", PAGE, agreement.public_id, listing=agreement.listing.public_id)
    return agreement


def end_with_claim(work: Work, claim: Claim, facts: Any) -> None:
    """Hears the claim's ending events: an agreement that has not taken effect ends with the mediator's work."""
    agreement = open_agreement(work.session, claim.id)
    if agreement is not None and agreement.status in UNSIGNED:
        AGREEMENT.apply(work, "end_with_claim", agreement, version=agreement.version)


def open_private(work: Work, agreement: Agreement, *, purpose: str) -> Agreement:
    """State a purpose and open the case's personal data, the agreement's text among them, for 30 minutes."""
    demand(work, Can.OPEN_VAULT, agreement)
    vault.open_vault(work, agreement.stream, purpose, agreement.jurisdiction_id)
    return agreement


def demand_state(agreement: Agreement, wanted: AgreementState, step: str) -> None:
    """Raise WrongState unless the agreement is in that state."""
    state = AgreementState(agreement.status)
    if state is not wanted:
        raise WrongState(step=step, state=state.value, state_label=AGREEMENT_STATE_LABELS[state])


def _give_up(work: Work, step: str, agreement: Agreement, reason: str) -> Agreement:
    hold(work, AGREEMENT, step, agreement)
    refuse_private(work, agreement.case, {"reason": reason})
    agreement.end_reason = reason
    AGREEMENT.apply(work, step, agreement, version=agreement.version, reason=reason)
    standstill.run_again(work, agreement.claim)
    return agreement


def _sound(work: Work, case_id: int, content: Content) -> Content:
    parties = active_parties(work.session, case_id)
    for fault in faults(content, {party.public_id for party in parties}, work.today):
        raise Invalid(f"agreement_{fault.code}", field=fault.form_field, **fault.facts)
    return content
