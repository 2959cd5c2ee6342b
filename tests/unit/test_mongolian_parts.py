"""A Mongolian name ends where the sentence goes on: what stands beside it is no part of it."""

import pytest

from listings.anonymisation.recognisers.names_mongolian import names_of_parts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("账户扣划三万元。朝克图吉雅写过还款保证，说卖了羊就还。", "朝克图吉雅"),
        ("到期未还。朝克图吉雅打过欠条。", "朝克图吉雅"),
    ],
)
def test_a_verb_behind_the_name_is_left_in_the_sentence(text: str, name: str) -> None:
    assert [text[hit.start : hit.end] for hit in names_of_parts(text)] == [name]
