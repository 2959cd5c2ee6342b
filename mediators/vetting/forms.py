"""What an applicant tells, and what a reviewer adds."""

from market.text import N_
from market.vault.purposes import PURPOSES
from market.web.fields import Form, Line, Paragraphs, Pick, Picks, Secret, Tick
from mediators.vetting.vocabulary import CATEGORY_LABELS, LANGUAGE_LABELS

YES_NO = [("yes", N_("Yes")), ("no", N_("No"))]


class AccountForm(Form):
    """What a newcomer needs to sign in later; told first, so it stands first."""

    display_name = Line(N_("Your name"), limit=80)
    sign_in_name = Line(N_("Name to sign in with"), limit=80, hint=N_("You choose it; you need it to come back"))
    password = Secret(N_("Password"), hint=N_("10 characters or more"))


class ApplicationForm(Form):
    """The application of somebody who can sign in already."""

    committee = Pick(
        N_("People's mediation committee that engages you"),
        hint=N_("By law every mediator belongs to a committee. Ask the office if yours is missing."),
    )
    languages = Picks(N_("Languages in which you can mediate"), list(LANGUAGE_LABELS.items()))
    categories = Picks(N_("Matters you know about"), list(CATEGORY_LABELS.items()))
    experience = Paragraphs(
        N_("Your experience"), limit=2000, hint=N_("What you have worked on and settled, and where people know you")
    )
    id_number = Line(
        N_("ID number"), limit=30, hint=N_("Kept sealed; opened only by those who vet you, with a stated purpose")
    )
    phone = Line(N_("Mobile phone"), limit=30, hint=N_("Kept sealed like the ID number"))
    public_employee = Pick(
        N_("Are you a public employee?"), YES_NO, hint=N_("You may mediate all the same, but receive no reward.")
    )
    convictions = Paragraphs(
        N_("Convictions or disciplinary measures"),
        limit=2000,
        required=False,
        hint=N_("Kept sealed like the ID number. Leave empty if there are none."),
    )
    relations = Paragraphs(
        N_("Relatives or business partners in the offices of this banner"),
        limit=2000,
        required=False,
        hint=N_("Kept sealed like the ID number. Leave empty if there are none."),
    )
    truthful = Tick(N_("What I have told is true and complete"), must=True)

    def values(self) -> dict[str, object]:
        return super().values() | {"public_employee": self.public_employee.data == "yes"}


class NewcomerForm(AccountForm, ApplicationForm):
    """The application of a visitor, who gets an account with it."""


OPENING_PURPOSES = [(code, PURPOSES[code]) for code in ("vet_mediator", "pay_reward", "answer_person", "audit")]
