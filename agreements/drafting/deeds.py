"""What the mediator does with an agreement, each told once for the page and the API."""

from collections.abc import Sequence
from typing import Any

from agreements.drafting import services
from agreements.drafting.content import NamedParty
from agreements.drafting.forms import AgreementForm
from agreements.drafting.lifecycle import AGREEMENT
from agreements.drafting.models import Agreement
from agreements.drafting.private import content_of, named_parties
from agreements.drafting.queries import agreement_for, open_agreement
from agreements.drafting.vocabulary import AgreementState
from agreements.signing.queries import standing_marks
from listings.cases.queries import active_parties
from listings.starting_values import start_with
from market.policy import Can
from market.text import N_
from market.vault.purposes import PURPOSES
from market.vault.queries import has_opening
from market.web.deeds import Deed
from market.web.forms import NothingForm, ReasonForm, purpose_form
from market.work import Work
from mediators.claims.models import Claim
from mediators.claims.queries import claim_for
from mediators.claims.vocabulary import ClaimState


def party_choices(parties: Sequence[NamedParty]) -> list[tuple[str, str]]:
    """Public ids and names; two parties of one name are told apart by their place in the case."""
    names = [party.name for party in parties]
    return [
        (party.ref, party.name if names.count(party.name) == 1 else f"{party.name} ({place})")
        for place, party in enumerate(parties, start=1)
    ]


def _offer_parties(work: Work, subject: Claim | Agreement, form: Any) -> list[NamedParty]:
    parties = named_parties(work, subject.stream, active_parties(work.session, subject.case_id))
    form.terms.offer(party_choices(parties))
    return parties


def begin_with_the_parties(work: Work, claim: Claim, form: Any) -> None:
    """The parties to choose from; a copy for each, one for the committee and one for the court."""
    parties = _offer_parties(work, claim, form)
    start_with(form, copies=len(parties) + 2)


def begin_with_the_text(work: Work, agreement: Agreement, form: Any) -> None:
    """The draft as it stands. Raises NeedsOpening."""
    content = content_of(work, agreement)
    _offer_parties(work, agreement, form)
    form.terms.begin_with(content.terms)
    start_with(
        form, facts=content.facts, issues=content.issues, responsibility=content.responsibility,
        manner=content.manner, time_limit=content.time_limit, copies=content.copies,
    )  # fmt: skip


def may_be_drafted(work: Work, claim: Claim) -> bool:
    """The claim is granted and has no open agreement."""
    return claim.status == ClaimState.GRANTED and open_agreement(work.session, claim.id) is None


def may_be_edited(work: Work, agreement: Agreement) -> bool:
    """It is a draft still."""
    return agreement.status == AgreementState.DRAFT


def is_unsigned(work: Work, agreement: Agreement) -> bool:
    """Nobody has signed yet."""
    return not standing_marks(work.session, agreement.id)


def is_closed(work: Work, agreement: Agreement) -> bool:
    """The actor has no opening of this case in force."""
    return not has_opening(work, agreement)


DEEDS = [
    Deed(
        "agreements.draft", "/claims/<ref>/agreement", Can.DRAFT_AGREEMENT, AgreementForm, services.draft,
        title=N_("Draft the agreement"), submit=N_("Save the draft"), then="agreements.show", load=claim_for, on=Claim,
        lead=N_(
            "What the law asks an agreement to state (People's Mediation Law, article 29). It is sealed and read "
            "only for a stated purpose."
        ),
        possible=may_be_drafted, within_opening=True, prepare=begin_with_the_parties, primary=True,
        back="workspace.show", done=N_("The draft is saved. Open it for signing when all agree with it."),
    ),
    Deed(
        "agreements.edit", "/agreements/<ref>/edit", Can.DRAFT_AGREEMENT, AgreementForm, services.edit,
        title=N_("Edit the draft"), submit=N_("Save the draft"), then="agreements.show", load=agreement_for,
        on=Agreement, possible=may_be_edited, within_opening=True, prepare=begin_with_the_text,
        done=N_("The draft is saved."),
    ),
    Deed(
        "agreements.open_signing", "/agreements/<ref>/open-signing", Can.DRAFT_AGREEMENT, NothingForm,
        services.open_signing, title=N_("Open it for signing"), submit=N_("Open it for signing"),
        then="agreements.show",
        lead=N_(
            "The text is frozen with the parties' names in it. Print it, have it signed by all parties, sign it, "
            "and have the committee seal it."
        ),
        load=agreement_for, lifecycle=AGREEMENT, step="open_signing", primary=True,
        done=N_("The agreement is open for signing. Download it and print it."),
    ),
    Deed(
        "agreements.redraft", "/agreements/<ref>/redraft", Can.DRAFT_AGREEMENT, NothingForm, services.redraft,
        title=N_("Take back for redrafting"), submit=N_("Take it back"), then="agreements.show", load=agreement_for,
        lead=N_(
            "As long as nobody has signed, the text can be changed again. Printed copies are then no longer the "
            "agreement."
        ),
        lifecycle=AGREEMENT, step="redraft", possible=is_unsigned, done=N_("The agreement is a draft again."),
    ),
    Deed(
        "agreements.abandon", "/agreements/<ref>/abandon", Can.DRAFT_AGREEMENT, ReasonForm, services.abandon,
        title=N_("Abandon this agreement"), submit=N_("Abandon"), then="agreements.show", load=agreement_for,
        lead=N_("Mediation goes on, and another agreement can be drafted."),
        lifecycle=AGREEMENT, step="abandon", danger=True, done=N_("The agreement is abandoned. Mediation goes on."),
    ),
    Deed(
        "agreements.refuse", "/agreements/<ref>/refuse", Can.RECORD_MARK, ReasonForm, services.refuse,
        title=N_("A party refuses to sign"), submit=N_("Record the refusal"), then="agreements.show",
        lead=N_(
            "A party does not sign, or takes back its signature before the agreement took effect. Mediation goes "
            "on."
        ),
        load=agreement_for, lifecycle=AGREEMENT, step="refuse", danger=True, done=N_("The refusal is recorded."),
    ),
    Deed(
        "agreements.open", "/agreements/<ref>/open", Can.OPEN_VAULT, purpose_form("Agreement", list(PURPOSES.items())),
        services.open_private,
        title=N_("Open the text and the parties' details"), submit=N_("Open for 30 minutes"), then="agreements.show",
        lead=N_("Say what you need them for. The opening is written in the record with your name."),
        load=agreement_for, on=Agreement, possible=is_closed, hidden=True,
    ),
]  # fmt: skip
