"""What the office types about a case and its parties. Choices that stand in tables are offered by the deeds."""

from listings.cases.models import ADDRESS_LIMIT, NAME_LIMIT, NARRATIVE_LIMIT, NUMBER_LIMIT, REASON_LIMIT
from listings.cases.vocabulary import (
    CASE_STATE_LABELS,
    CATEGORY_LABELS,
    CLASS_LABELS,
    LANGUAGE_LABELS,
    PARTY_KIND_LABELS,
    PARTY_ROLE_LABELS,
)
from market.text import N_
from market.vault.purposes import PURPOSES
from market.web.fields import Day, Form, Line, Paragraphs, Pick, Picks, Rows, Tick, Yuan

ROLES = [(role.value, label) for role, label in PARTY_ROLE_LABELS.items()]
KINDS = [(kind.value, label) for kind, label in PARTY_KIND_LABELS.items()]
CATEGORIES = [(category.value, label) for category, label in CATEGORY_LABELS.items()]
LANGUAGES = [(language.value, label) for language, label in LANGUAGE_LABELS.items()]
# The office's own reasons: mediating is the mediator's, paying is finance's, auditing is the auditor's.
OFFICE_PURPOSES = (
    "prepare_case",
    "contact_parties",
    "draft_agreement",
    "check_marks",
    "file_with_court",
    "answer_person",
)
CASE_PURPOSES = [(code, PURPOSES[code]) for code in OFFICE_PURPOSES]
KEEP = N_("Leave empty to keep what is stored.")


class PartyForm(Form):
    """One party. All but role, kind and the tick goes to the vault."""

    role = Pick(N_("Role in the case"), ROLES)
    kind = Pick(N_("Kind of party"), KINDS, default="person")
    name = Line(N_("Name"), limit=NAME_LIMIT)
    minority_name = Tick(N_("This is an ethnic-minority name"), hint=N_("It is then shortened by its first character."))
    id_number = Line(N_("ID number or social credit code"), limit=40, required=False)
    phone = Line(N_("Phone"), limit=40, required=False)
    address = Line(N_("Address"), limit=ADDRESS_LIMIT, required=False)


class AddedPartyForm(PartyForm):
    """A party that comes to a case with parties."""

    same_name = Tick(
        N_("Add all the same"),
        hint=N_(
            "Tick this only where the case has a party of the same name in the same role already, and this is somebody "
            "else, such as father and son of one name."
        ),
    )


class PartyCorrectionForm(PartyForm):
    """A party that is already there: what is left empty stays."""

    name = Line(N_("Name"), limit=NAME_LIMIT, required=False, hint=KEEP)
    id_number = Line(N_("ID number or social credit code"), limit=40, required=False, hint=KEEP)
    phone = Line(N_("Phone"), limit=40, required=False, hint=KEEP)
    address = Line(N_("Address"), limit=ADDRESS_LIMIT, required=False, hint=KEEP)


class RemovalForm(Form):
    """Why a party does not belong to the case."""

    removal_reason = Paragraphs(
        N_("Why the party does not belong to the case"), limit=REASON_LIMIT, hint=N_("Name nobody; the reason is kept.")
    )


class RegistrationForm(Form):
    """A whole case with its parties."""

    petition_number = Line(N_("Petition number"), limit=NUMBER_LIMIT, hint=N_("As it stands in the petition system."))
    category = Pick(N_("Category"), CATEGORIES)
    place_town = Pick(N_("Town"))
    place_village = Line(N_("Village"), limit=80, required=False, hint=N_("The gacha or village; never published."))
    responsible_department = Pick(N_("Responsible unit"))
    responsible_leader = Line(
        N_("Responsible leader"), limit=NAME_LIMIT, required=False,
        hint=N_("Who leads the case to its end (包案领导), if anybody does. Sealed like any name."),
    )  # fmt: skip
    arose_on = Day(N_("Day the dispute arose"))
    first_petition_on = Day(N_("Day of the first petition"))
    languages = Picks(N_("Languages needed"), LANGUAGES, default=["zh"])
    amount_in_dispute_fen = Yuan(
        N_("Amount in dispute"), required=False, hint=N_("Leave empty when no money is at stake.")
    )
    narrative = Paragraphs(
        N_("Narrative"),
        limit=NARRATIVE_LIMIT,
        hint=N_("What happened and what is asked for. Private."),
    )
    prior_handling = Paragraphs(
        N_("Prior handling"), limit=NARRATIVE_LIMIT, required=False,
        hint=N_("Who has handled it so far, when, and with what result. Private."),
    )  # fmt: skip
    parties = Rows(PartyForm, label=N_("Party"), smallest=2, largest=20)


class CorrectionForm(Form):
    """A case before it is listed; the private texts are not shown here, and stay when left empty."""

    petition_number = Line(N_("Petition number"), limit=NUMBER_LIMIT)
    category = Pick(N_("Category"), CATEGORIES)
    place_town = Pick(N_("Town"))
    place_village = Line(N_("Village"), limit=80, required=False, hint=KEEP)
    responsible_department = Pick(N_("Responsible unit"))
    responsible_leader = Line(N_("Responsible leader"), limit=NAME_LIMIT, required=False, hint=KEEP)
    arose_on = Day(N_("Day the dispute arose"))
    first_petition_on = Day(N_("Day of the first petition"))
    languages = Picks(N_("Languages needed"), LANGUAGES)
    amount_in_dispute_fen = Yuan(N_("Amount in dispute"), required=False)
    narrative = Paragraphs(
        N_("New narrative"), limit=NARRATIVE_LIMIT, required=False,
        hint=N_("The stored narrative is kept as it is. Write here only what is to stand in its place, as a whole."),
    )  # fmt: skip
    prior_handling = Paragraphs(N_("Prior handling"), limit=NARRATIVE_LIMIT, required=False, hint=KEEP)


class CaseFilterForm(Form):
    """What a list of cases is narrowed to; nothing chosen narrows nothing."""

    number = Line(N_("Petition number, or a part of it"), limit=40, required=False)
    status = Pick(N_("Status"), [(s.value, label) for s, label in CASE_STATE_LABELS.items()], required=False)
    case_class = Pick(N_("Class"), [(c.value, label) for c, label in CLASS_LABELS.items()], required=False)
    category = Pick(N_("Category"), CATEGORIES, required=False)
    town = Pick(N_("Town"), required=False)
