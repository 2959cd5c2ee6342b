"""Surina registers Wulan's case; who the parties are is sealed, and nobody of another banner sees anything."""

import pytest
from sqlalchemy import select

from listings.access.services import end_access, give_access
from listings.cases.models import Party, PetitionCase
from listings.cases.private import case_details, party_details
from listings.cases.queries import CaseFilter, active_parties, case_for, cases_page
from listings.cases.services import add_party, correct, correct_party, open_private, remove_party
from listings.consents.services import record_consent
from market.actor import Actor
from market.refusals import Forbidden, Invalid, Missing, Refused
from market.vault import NeedsOpening
from market.vault.models import VaultCell
from tests.integration.listings.stories import (
    ID_NUMBER,
    PETITIONER,
    PHONE,
    case_values,
    drafted,
    on_the_board,
    party_of,
    petitioner,
    registered,
    respondent,
)

pytestmark = pytest.mark.empty_register


def test_surina_registers_a_case_and_its_private_data_is_sealed(work, actors):
    clerk = work(actors.clerk)
    case = registered(clerk)
    assert (case.status, case.jurisdiction_id, case.petition_number) == ("registered", "150623", "XF-2019-0314")
    parties = active_parties(clerk.session, case.id)
    assert [party.role for party in parties] == ["petitioner", "respondent"]
    with pytest.raises(NeedsOpening):
        party_details(clerk, case, parties)
    open_private(clerk, case, purpose="prepare_case")
    details = party_details(clerk, case, parties)
    assert details[parties[0].id]["name"] == PETITIONER
    assert details[parties[0].id]["phone"] == PHONE
    assert PETITIONER in case_details(clerk, case)["narrative"]
    assert [told.name for told in clerk.told] == ["case.registered", "vault.opened"]


def test_nothing_private_stands_in_a_column_or_in_the_record(work, actors):
    clerk = work(actors.clerk)
    case = registered(clerk)
    rows = [*clerk.session.execute(select(PetitionCase.__table__)), *clerk.session.execute(select(Party.__table__))]
    for secret in (PETITIONER, PHONE, ID_NUMBER):
        assert secret not in str(rows)
        assert secret not in str(clerk.told)
        cells = clerk.session.scalars(select(VaultCell.ciphertext)).all()
        assert all(secret.encode() not in cell for cell in cells)
    assert case.stream == f"case:{case.id}"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"parties": [petitioner(), petitioner(name="巴雅尔")]}, "case_needs_respondent", "parties"),
        ({"parties": [respondent(), respondent()]}, "case_needs_petitioner", "parties"),
        (
            {"parties": [petitioner(id_number="150623196805120025"), respondent()]},
            "id_number_wrong",
            "parties.0.id_number",
        ),
        ({"parties": [petitioner(phone="123"), respondent()]}, "phone_wrong", "parties.0.phone"),
        (
            {"parties": [petitioner(), respondent(id_number="91150623MA0N000000")]},
            "credit_code_wrong",
            "parties.1.id_number",
        ),
        ({"parties": [petitioner(), respondent(name="")]}, "party_needs_name", "parties.1.name"),
        ({"place_town": "nowhere"}, "unit_unknown", "place_town"),
    ],
)
def test_what_does_not_check_is_refused_with_its_field(work, actors, changes, code, field):
    with pytest.raises(Invalid) as refused:
        registered(work(actors.clerk), **changes)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_who_leads_the_case_and_how_it_was_handled_is_sealed_and_corrected(work, actors):
    clerk = work(actors.clerk)
    case = registered(clerk, responsible_leader="巴特尔", prior_handling="2021年调解两次未果。", languages=["dialect"])
    assert (case.languages, "巴特尔" in str(clerk.told)) == (["dialect"], False)
    values = {key: value for key, value in case_values(clerk).items() if key != "parties"}
    kept = {"narrative": "", "place_village": "", "responsible_leader": "", "prior_handling": "2024年再次调解。"}
    correct(clerk, case, **(values | kept | {"languages": ["dialect"]}))
    assert clerk.told[-1].payload == {"columns": ["prior_handling"]}
    open_private(clerk, case, purpose="prepare_case")
    found = case_details(clerk, case)
    assert (found["leader"], found["prior_handling"]) == ("巴特尔", "2024年再次调解。")


def test_days_out_of_order_are_refused(work, actors):
    clerk = work(actors.clerk)
    values = case_values(clerk)
    with pytest.raises(Invalid) as refused:
        registered(clerk, first_petition_on=values["arose_on"], arose_on=values["first_petition_on"])
    assert refused.value.code == "petition_before_dispute"
    with pytest.raises(Invalid) as refused:
        registered(clerk, arose_on=clerk.today.replace(year=clerk.today.year + 1))
    assert refused.value.code == "day_in_future"


def test_a_petition_number_is_registered_once_in_a_banner_and_again_in_another(work, actors):
    clerk = work(actors.clerk)
    registered(clerk)
    with pytest.raises(Invalid, match="petition_number_taken"):
        registered(clerk, petition_number=" xf-2019-0314 ")
    other = work(actors.other_clerk)
    assert registered(other, jurisdiction_id="150624").jurisdiction_id == "150624"


def test_only_a_clerk_of_the_town_registers(work, actors):
    for actor in (actors.reviewer, actors.other_clerk, actors.auditor, Actor("visitor")):
        with pytest.raises(Forbidden):
            registered(work(actor))


def test_another_banner_a_mediator_and_an_administrator_find_nothing(work, actors):
    case = registered(work(actors.clerk))
    assert case_for(work(actors.reviewer), case.public_id) is case
    assert case_for(work(actors.auditor), case.public_id) is case
    for actor in (actors.other_clerk, actors.system_admin, actors.preparer, Actor("visitor")):
        with pytest.raises(Missing):
            case_for(work(actor), case.public_id)
    assert cases_page(work(actors.other_clerk), CaseFilter(), None).rows == []


def test_an_access_opens_one_case_to_one_person_until_it_ends(work, actors):
    clerk, stranger = work(actors.clerk), work(actors.other_clerk)
    case = registered(clerk)
    give_access(clerk, person_id=actors.other_clerk.person_id, case=case)
    assert give_access(clerk, person_id=actors.other_clerk.person_id, case=case).valid_until is None
    assert case_for(stranger, case.public_id) is case
    open_private(stranger, case, purpose="mediate")
    end_access(clerk, person_id=actors.other_clerk.person_id, case=case)
    with pytest.raises(Missing):
        case_for(stranger, case.public_id)
    assert [told.name for told in clerk.told[-2:]] == ["case.access_given", "case.access_ended"]


def test_an_administrator_with_an_access_still_opens_nothing(work, actors):
    clerk = work(actors.clerk)
    case = registered(clerk)
    for key in ("system_admin", "security_admin", "audit_admin"):
        administrator = work(getattr(actors, key))
        give_access(clerk, person_id=administrator.actor.person_id, case=case)
        with pytest.raises(Refused, match="vault_not_for_administrators"):
            open_private(administrator, case, purpose="mediate")


def test_a_case_is_corrected_until_it_is_on_the_board(work, actors):
    clerk, reviewer = work(actors.clerk), work(actors.reviewer)
    listing = drafted(clerk)
    case = listing.case
    values = {key: value for key, value in case_values(clerk).items() if key != "parties"}
    correct(clerk, case, **(values | {"category": "environment", "narrative": "", "place_village": ""}))
    assert case.category == "environment"
    assert clerk.told[-1].payload == {"columns": ["category"]}
    with pytest.raises(Forbidden):
        correct(reviewer, case, **values)


def test_a_listed_case_stays_as_it_is(work, actors):
    clerk, reviewer = work(actors.clerk), work(actors.reviewer)
    case = on_the_board(clerk, reviewer).case
    values = {key: value for key, value in case_values(clerk).items() if key != "parties"}
    for deed in (
        lambda: correct(clerk, case, **values),
        lambda: add_party(clerk, case, **respondent()),
        lambda: correct_party(clerk, party_of(clerk, case, "respondent"), **respondent(name="")),
        lambda: remove_party(clerk, party_of(clerk, case, "respondent"), removal_reason="与本案无关"),
    ):
        with pytest.raises(Refused, match="case_is_listed"):
            deed()


def test_parties_are_added_corrected_and_removed_but_never_the_last_of_a_side(work, actors):
    clerk = work(actors.clerk)
    case = registered(clerk)
    add_party(clerk, case, **respondent(name="昂素镇人民政府"))
    correct_party(clerk, party_of(clerk, case, "petitioner"), **petitioner(name="", phone="0477-6212345"))
    open_private(clerk, case, purpose="prepare_case")
    first = party_of(clerk, case, "petitioner")
    details = party_details(clerk, case, [first])[first.id]
    assert (details["name"], details["phone"]) == (PETITIONER, "04776212345")
    remove_party(clerk, party_of(clerk, case, "respondent"), removal_reason="与本案无关")
    assert len(active_parties(clerk.session, case.id)) == 2
    with pytest.raises(Refused, match="case_needs_respondent"):
        remove_party(clerk, party_of(clerk, case, "respondent"), removal_reason="与本案无关")
    with pytest.raises(Refused, match="case_needs_petitioner"):
        correct_party(clerk, party_of(clerk, case, "petitioner"), **petitioner(role="other"))


def test_a_second_party_of_one_name_and_role_is_added_only_when_it_is_said_again(work, actors):
    """高建国 the father and 高建国 the son; however the name is spaced, and of another case nothing is told."""
    clerk = work(actors.clerk)
    other = registered(clerk, petition_number="XF-2019-0315")
    add_party(clerk, other, **respondent(kind="person", name="高建国"))
    case = registered(clerk)
    add_party(clerk, case, **respondent(kind="person", name="高建国"))
    for again in ("高建国", "高 建 国"):
        with pytest.raises(Invalid, match="party_there_already") as refused:
            add_party(clerk, case, **respondent(kind="person", name=again))
        assert (refused.value.field, refused.value.facts) == ("same_name", {})
    add_party(clerk, case, **respondent(kind="person", name="高建国", role="other"))
    add_party(clerk, case, same_name=True, **respondent(kind="person", name="高建国"))
    assert len(active_parties(clerk.session, case.id)) == 5
    assert len(active_parties(clerk.session, other.id)) == 3


def test_who_was_removed_may_come_back_under_their_name(work, actors):
    clerk = work(actors.clerk)
    case = registered(clerk)
    add_party(clerk, case, **respondent(name="昂素镇人民政府"))
    remove_party(clerk, party_of(clerk, case, "respondent"), removal_reason="与本案无关")
    add_party(clerk, case, **respondent())
    assert len(active_parties(clerk.session, case.id)) == 3


def test_nobody_unsays_a_refusal_by_removing_who_refused(work, actors):
    clerk = work(actors.clerk)
    case = registered(clerk)
    add_party(clerk, case, **respondent(name="昂素镇人民政府"))
    refusing = party_of(clerk, case, "respondent")
    record_consent(clerk, refusing, answer="refused", evidence="oral", answered_on=clerk.today)
    with pytest.raises(Refused, match="party_refusal_stays"):
        remove_party(clerk, refusing, removal_reason="与本案无关")
    assert refusing.removed_at is None


def test_why_a_party_was_removed_is_kept_and_names_nobody(work, actors):
    clerk = work(actors.clerk)
    case = registered(clerk)
    other = add_party(clerk, case, **respondent(name="昂素镇人民政府"))
    with pytest.raises(Invalid, match="leak_name"):
        remove_party(clerk, party_of(clerk, case, "respondent"), removal_reason=f"{PETITIONER}说与其无关")
    remove_party(clerk, party_of(clerk, case, "respondent"), removal_reason="经核实与本案无关")
    removed = clerk.session.scalars(select(Party).where(Party.removed_at.is_not(None))).one()
    assert (removed.removal_reason, removed.removed_by_id) == ("经核实与本案无关", actors.clerk.person_id)
    assert other is not None


def test_the_list_is_filtered_and_paged_by_its_key(work, actors):
    clerk = work(actors.clerk)
    for number in range(25):
        registered(clerk, petition_number=f"XF-{number}", category="wages" if number % 2 else "land")
    first = cases_page(clerk, CaseFilter(category="land"), None)
    assert len(first.rows) == 13
    assert first.after is None
    whole = cases_page(clerk, CaseFilter(), None)
    rest = cases_page(clerk, CaseFilter(), whole.after)
    numbers = [case.petition_number for case in (*whole.rows, *rest.rows)]
    assert numbers == [f"XF-{number}" for number in reversed(range(25))]
    assert rest.after is None
    with pytest.raises(Missing):
        cases_page(clerk, CaseFilter(), "no mark of ours")


def corrections(work, **changes):
    """The case as the form shows it, but for these changes."""
    return {name: value for name, value in case_values(work, **changes).items() if name != "parties"}
