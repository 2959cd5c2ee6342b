"""A Mongolian name ends where the sentence goes on: what stands beside it is no part of it."""

from listings.anonymisation.recognisers.names_mongolian import names_of_parts


def test_a_verb_behind_the_name_is_left_in_the_sentence() -> None:
    text = "账户扣划三万元。朝克图吉雅写过还款保证，说卖了羊就还。"
    assert [text[hit.start : hit.end] for hit in names_of_parts(text)] == ["朝克图吉雅"]
