"""A name is found however it is typed; a password that is guessed at once is not taken."""

import pytest

from demo.cast import DEMO_PASSWORD
from market.people.passwords import demand_password
from market.people.sign_in_names import new_name, plain_name
from market.refusals import Invalid


@pytest.mark.parametrize("typed", ["ＡＢＣxinren", " abcxinren ", "ABCxinren", "abcxinren"])
def test_a_name_has_one_spelling_whatever_the_input_method_makes_of_it(typed: str) -> None:
    assert new_name(typed) == plain_name(typed) == "abcxinren"


@pytest.mark.parametrize("typed", ["", "  ", "a b", "a\u3000b", "su\u200brina", "su\u202erina"])
def test_a_name_that_nobody_can_type_again_is_not_taken(typed: str) -> None:
    with pytest.raises(Invalid, match=r"people\.name_unfit"):
        new_name(typed)


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("short", "people.password_short"),
        ("aaaaaaaaaa", "people.password_plain"),
        ("abababababab", "people.password_plain"),
        ("1234567890", "people.password_plain"),
        ("9876543210", "people.password_plain"),
        ("abcdefghijkl", "people.password_plain"),
        ("surina-office", "people.password_plain"),
    ],
)
def test_what_is_guessed_at_once_is_no_password(password: str, refusal: str) -> None:
    with pytest.raises(Invalid, match=refusal):
        demand_password(password, "surina-office")


@pytest.mark.parametrize("password", [DEMO_PASSWORD, "a long enough password", "草原上的风很大很大呀你好"])
def test_words_are_a_password(password: str) -> None:
    demand_password(password, "surina")
