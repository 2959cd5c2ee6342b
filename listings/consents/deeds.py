"""Recording what a party says to the listing; a refusal takes effect at once."""

from listings.cases.closed import is_open_case
from listings.cases.models import Party
from listings.cases.queries import active_parties, party_for
from listings.cases.vocabulary import PARTY_ROLE_LABELS, PartyKind, PartyRole
from listings.consents import services
from listings.consents.forms import ConsentForm, SeparateConsentForm
from market.policy import Can
from market.refusals import Refused
from market.text import N_
from market.web.deeds import Deed
from market.work import Work


def the_party(work: Work, party: Party) -> list[tuple[str, str]]:
    """Which party it is, by its place in the case's list and without its name."""
    same = [one.id for one in active_parties(work.session, party.case_id) if one.role == party.role]
    return [
        (N_("Petition number"), party.case.petition_number),
        (PARTY_ROLE_LABELS[PartyRole(party.role)], f"{same.index(party.id) + 1}"),
    ]


def answers_count(work: Work, party: Party) -> bool:
    """The file of the party's case is not closed."""
    return is_open_case(work, party.case)


def is_a_person(work: Work, party: Party) -> bool:
    """Only natural persons can be recognised; the file of a closed case takes no answer any more."""
    return party.kind == PartyKind.PERSON and is_open_case(work, party.case)


def why_not_recognised(work: Work, party: Party) -> Refused:
    """The case is closed, or the party is an organisation."""
    return Refused("only_persons_are_recognised" if is_open_case(work, party.case) else "case_is_closed")


DEEDS = [
    Deed(
        "parties.consent", "/parties/<ref>/consent", Can.RECORD_CONSENT, ConsentForm, services.record_consent,
        title=N_("Record a party's answer to the listing"), submit=N_("Record the answer"), then="cases.show",
        load=party_for, on=Party, possible=answers_count, closed="case_is_closed", summary=the_party,
        done=N_("The answer is recorded."), hidden=True,
        lead=N_(
            "The petitioner must agree. Anyone's explicit refusal keeps the case off the board or takes "
            "it down; silence is noted."
        ),
    ),
    Deed(
        "parties.separate_consent", "/parties/<ref>/separate-consent", Can.RECORD_CONSENT, SeparateConsentForm,
        services.record_separate_consent, title=N_("Record separate consent to being recognisable"),
        submit=N_("Record the answer"), then="cases.show", load=party_for, on=Party, possible=is_a_person,
        closed=why_not_recognised, summary=the_party, done=N_("The answer is recorded."), hidden=True,
        lead=N_(
            "Needed only where too few cases are like this one, whatever is left out (Personal Information Protection "
            "Law, article 25). It is asked for on its own, and can be withdrawn at any time."
        ),
    ),
]  # fmt: skip
