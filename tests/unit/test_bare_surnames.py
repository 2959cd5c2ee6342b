"""高建军 is meant by 高 alone: told by the signs around it, or by the words; each finder has cases of its own."""

import pytest

from listings.anonymisation import bare_surnames as finders
from listings.anonymisation.bare_surnames import bare_surnames
from listings.anonymisation.known import CaseKnowledge, Kind, Owner, PrivateValue

BY_SIGNS = {"高建军": "高说他没有打人", "付秀英": "付承认欠款", "侯宝林": "“侯：我没有收到”", "巴特尔": "巴称羊丢了"}
BY_WORDS = {"侯宝林": "找到侯要求赔偿", "高建军": "款项由高承担", "王桂兰": "寄给王一份"}


def found_in(text: str, name: str) -> list[str]:
    owner = Owner("party:1", "petitioner", minority_name=name == "巴特尔")
    known = CaseKnowledge((PrivateValue(Kind.NAME, name, owner),))
    return [text[hit.start : hit.end] for hit in bare_surnames(text, known)]


@pytest.mark.parametrize(("name", "text"), BY_SIGNS.items())
def test_signs_tell_a_surname_that_is_a_word_too_and_a_mongolian_first_character(
    name: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finders, "_among_words", lambda text, surnames: iter(()))
    assert found_in(text, name) == [name[0]]


@pytest.mark.parametrize(("name", "text"), BY_WORDS.items())
def test_words_tell_a_surname_in_the_midst_of_a_sentence(name: str, text: str) -> None:
    [surname] = found_in(text, name)
    assert surname == name[0]
    assert not finders._pattern((surname,)).search(text)


@pytest.mark.parametrize("text", ["由高到低排列", "住在高家村", "提高了价钱", "高原上放牧"])
def test_a_surname_within_a_word_means_nobody(text: str) -> None:
    assert found_in(text, "高建军") == []
