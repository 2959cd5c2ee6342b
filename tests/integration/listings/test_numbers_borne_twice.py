"""信〔2026〕0012号 and 信〔2026〕12号 were two cases before one number was one case: each is still named by its own."""

import pytest
from sqlalchemy import create_engine, text

from listings.cases.models import PetitionCase
from listings.cases.services import correct
from listings.disputes.queries import linked_cases
from listings.disputes.services import link
from listings.intake.queries import known_numbers
from market.refusals import Invalid
from tests.integration.listings.stories import case_values, registered

FIRST, LATER, THIRD = "信〔2026〕0012号", "信〔2026〕12号", "信〔2026〕3号"
BY_HAND = "信 (2026) 12号"


@pytest.fixture
def carried(database, commit_work):
    """苏日娜 registered the three cases; the numbers are as an earlier release left them, as the owner, past the rule.

    Answers with the registered case of a number.
    """
    for number in ("XF-1", "XF-2", THIRD):
        commit_work("clerk", lambda work, number=number: registered(work, petition_number=number) and None)
    carry(database, "XF-1", FIRST, "''")
    carry(database, "XF-2", LATER, "' ' || id")

    def named(work, number):
        return work.session.query(PetitionCase).filter_by(petition_number=number).one()

    return named


def carry(database, number, spelt, behind):
    owner = create_engine(database.addresses.superuser_url)
    with owner.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        kept = f"petition_number = :spelt, number_key = petition_number_key(:spelt) || {behind}"
        connection.execute(
            text(f"UPDATE petition_case SET {kept} WHERE petition_number = :number"), {"spelt": spelt, "number": number}
        )
    owner.dispose()


def corrections(work, number):
    return {name: value for name, value in case_values(work, petition_number=number).items() if name != "parties"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (FIRST, FIRST),
        (LATER, LATER),
        ("信（２０２６） 12号", LATER),
        ("信 [2026] 0012号", FIRST),
        ("信〔2026〕012号", FIRST),
    ],
)
def test_a_link_goes_to_the_case_whose_number_was_typed(carried, commit_work, typed, meant):
    def joined(work):
        case = link(work, carried(work, THIRD), petition_number=typed)
        return [other.petition_number for other in linked_cases(work.session, case)]

    assert commit_work("clerk", joined) == [meant]


def test_a_number_of_an_older_shape_is_typed_as_it_stands(carried, commit_work, database):
    carry(database, LATER, BY_HAND, "' ' || id")
    carry(database, FIRST, LATER, "''")

    def joined(work):
        case = link(work, carried(work, THIRD), petition_number=BY_HAND)
        return [other.petition_number for other in linked_cases(work.session, case)]

    assert commit_work("clerk", joined) == [BY_HAND]


def test_the_later_case_does_not_link_to_itself_and_both_can_be_corrected(carried, commit_work):
    def itself(work):
        with pytest.raises(Invalid, match="link_to_itself"):
            link(work, carried(work, LATER), petition_number=LATER)

    commit_work("clerk", itself)
    for number in (FIRST, LATER):
        changed = commit_work(
            "clerk",
            lambda work, number=number: (
                correct(work, carried(work, number), **corrections(work, number)).petition_number
            ),
        )
        assert changed == number


def test_a_number_stays_taken_while_the_later_case_alone_bears_it(carried, commit_work):
    """The first is corrected to another number, which leaves its key free in the table."""
    commit_work("clerk", lambda work: correct(work, carried(work, FIRST), **corrections(work, "XF-9")) and None)

    def again(work):
        for typed in (LATER, FIRST):
            with pytest.raises(Invalid, match="petition_number_taken"):
                registered(work, petition_number=typed)
            with pytest.raises(Invalid, match="petition_number_taken"):
                correct(work, carried(work, THIRD), **corrections(work, typed))
        assert known_numbers(work.session, "150623", [LATER, FIRST, "信〔2026〕2号"]) == {LATER, FIRST}

    commit_work("clerk", again)
