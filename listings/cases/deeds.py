"""What can be done to a case and its parties, each told once for the page and the API."""

from typing import Any

from listings.cases import services
from listings.cases.closed import is_open_case
from listings.cases.forms import (
    CASE_PURPOSES,
    AddedPartyForm,
    CorrectionForm,
    PartyCorrectionForm,
    RegistrationForm,
    RemovalForm,
)
from listings.cases.models import Party, PetitionCase
from listings.cases.queries import case_for, party_for, responsible_units, towns
from listings.starting_values import start_with
from market.actor import Role
from market.people.models import Department
from market.policy import Can
from market.refusals import Refused
from market.text import N_
from market.vault.queries import erased_at, has_opening
from market.web.deeds import Deed
from market.web.forms import purpose_form
from market.work import Work


def _choices(departments: list[Department]) -> list[tuple[str, str]]:
    return [(department.public_id, department.name_zh) for department in departments]


def _offer_units(work: Work, form: Any, jurisdictions: frozenset[str]) -> None:
    form.place_town.offer(_choices(towns(work, jurisdictions)))
    form.responsible_department.offer(_choices(responsible_units(work, jurisdictions)))


def offer_for_registration(work: Work, subject: None, form: Any) -> None:
    """The towns and units of the jurisdictions the actor registers for."""
    _offer_units(work, form, work.actor.serves(Role.OFFICE_CLERK))


def offer_for_correction(work: Work, case: PetitionCase, form: Any) -> None:
    """The case as it stands, without its private texts."""
    _offer_units(work, form, frozenset({case.jurisdiction_id}))
    start_with(
        form,
        petition_number=case.petition_number,
        category=case.category,
        place_town=case.place_town.public_id,
        responsible_department=case.responsible_department.public_id,
        arose_on=case.arose_on,
        first_petition_on=case.first_petition_on,
        languages=case.languages,
        amount_in_dispute_fen=case.amount_in_dispute_fen,
    )


def offer_party(work: Work, party: Party, form: Any) -> None:
    """The party's role and kind; what names it stays in the vault."""
    start_with(form, role=party.role, kind=party.kind, minority_name=party.minority_name)


def is_correctable(work: Work, case: PetitionCase) -> bool:
    """Nothing of the case stands on the board."""
    return case.status in services.CORRECTABLE


def why_not_corrected(work: Work, case: PetitionCase) -> Refused:
    """The case is closed, or stands on the board."""
    return Refused("case_is_listed" if is_open_case(work, case) else "case_is_closed")


def is_closed(work: Work, case: PetitionCase) -> bool:
    """The actor has no opening of this case in force, and its data has not been erased."""
    return not has_opening(work, case) and erased_at(work.session, case.stream) is None


def why_not_opened(work: Work, case: PetitionCase) -> Refused:
    """Nothing is left to open, or it is open already."""
    return Refused("deed_closed" if erased_at(work.session, case.stream) is None else "vault_key_destroyed")


DEEDS = [
    Deed(
        "cases.register", "/cases/new", Can.REGISTER_CASE, RegistrationForm, services.register,
        title=N_("Register a case"), submit=N_("Register the case"), then="cases.show",
        lead=N_(
            "Names, numbers, phones, addresses, the village and the narrative are sealed and read only "
            "for a stated purpose."
        ),
        prepare=offer_for_registration, done=N_("The case is registered. Give it its class next."),
    ),
    Deed(
        "cases.correct", "/cases/<ref>/correct", Can.EDIT_CASE, CorrectionForm, services.correct,
        title=N_("Correct the case"), submit=N_("Save the correction"), then="cases.show", load=case_for,
        on=PetitionCase, possible=is_correctable, closed=why_not_corrected, prepare=offer_for_correction,
        lead=N_(
            "Village, leader, narrative and prior handling are private and not shown here; nothing of them is lost. "
            "Leave them empty to keep what is stored. To read them, state a purpose on the case page."
        ),
        done=N_("The case is corrected."),
    ),
    Deed(
        "cases.open", "/cases/<ref>/open", Can.OPEN_VAULT, purpose_form("Case", CASE_PURPOSES), services.open_private,
        title=N_("Open the private details"), submit=N_("Open for 30 minutes"), then="cases.show", load=case_for,
        lead=N_("Say what you need them for. The opening is written in the record with your name."),
        on=PetitionCase, possible=is_closed, closed=why_not_opened, hidden=True,
    ),
    Deed(
        "parties.add", "/cases/<ref>/parties/new", Can.EDIT_CASE, AddedPartyForm, services.add_party,
        title=N_("Add a party"), submit=N_("Add the party"), then="cases.show", load=case_for, on=PetitionCase,
        possible=is_correctable, closed=why_not_corrected, done=N_("The party is added."),
    ),
    Deed(
        "parties.correct", "/parties/<ref>/correct", Can.EDIT_CASE, PartyCorrectionForm, services.correct_party,
        title=N_("Correct the party"), submit=N_("Save the correction"), then="cases.show", load=party_for, on=Party,
        prepare=offer_party, done=N_("The party is corrected."), hidden=True,
    ),
    Deed(
        "parties.remove", "/parties/<ref>/remove", Can.EDIT_CASE, RemovalForm, services.remove_party,
        title=N_("Remove the party"), submit=N_("Remove the party"), then="cases.show", load=party_for, on=Party,
        lead=N_("The party no longer belongs to the case. What was recorded about it stays in the file."),
        danger=True, done=N_("The party is removed."), hidden=True,
    ),
]  # fmt: skip
