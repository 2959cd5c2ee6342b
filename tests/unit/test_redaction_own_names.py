"""A party is found however the name is spelled: in variant characters, and in others that sound alike."""

import pytest

from listings.anonymisation import reasons
from listings.anonymisation.known import CaseKnowledge, Kind, Owner, PrivateValue
from listings.anonymisation.leaks import leaks
from listings.anonymisation.lexicon import lexicon
from listings.anonymisation.own_case import own_hits
from listings.anonymisation.pipeline import find, mask
from listings.anonymisation.replacing import with_parties

PETITIONER = Owner("party:1", "petitioner")
HERDER = Owner("party:1", "petitioner", minority_name=True)


def case_of(name: str, owner: Owner) -> CaseKnowledge:
    return CaseKnowledge((PrivateValue(Kind.NAME, name, owner),))


def is_refused(text: str, known: CaseKnowledge) -> bool:
    return leaks({"body": text}, known.values) != []


def proposed(text: str, known: CaseKnowledge) -> str:
    return mask(text, find(text, known), with_parties({}, known)).text


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("王德胜", "王徳胜"), ("高明亮", "髙明亮"), ("吴晓峰", "吳暁峯"), ("李哲", "李喆"), ("李喆", "李哲"),
        ("赵升", "趙昇"), ("王建勋", "王建勲"), ("刘清真", "劉淸眞"), ("陈坤", "陳堃"), ("王德胜", "王 徳·胜"),
    ],
)  # fmt: skip
def test_a_name_in_variant_characters_is_refused_and_masked(name: str, written: str) -> None:
    known = case_of(name, PETITIONER)
    assert is_refused(f"当时{written}不在家。", known)
    assert proposed(f"当时{written}不在家。", known) == "当时申请人甲不在家。"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("额尔敦巴雅尔", "额日敦巴雅尔"),
        ("额尔敦巴雅尔", "额尔登巴雅尔"),
        ("额尔敦巴雅尔", "额尔敦巴亚尔"),
        ("额尔敦巴雅尔", "额尔德尼巴依尔"),
        ("额尔登巴亚尔", "额尔敦巴雅尔"),
        ("琪琪格", "其其格"),
        ("乌云其木格", "乌云齐木格"),
        ("乌云其木格", "敖云琪木格"),
        ("阿拉腾敖其尔", "阿勒坦奥其尔"),
        ("斯琴高娃", "斯钦高华"),
        ("巴特尔", "巴图尔"),
        ("包斯琴", "包斯庆"),
    ],
)
def test_a_mongolian_name_that_sounds_the_same_throughout_is_refused_and_masked(name: str, written: str) -> None:
    known = case_of(name, HERDER)
    assert is_refused(f"当时{written}不在家。", known)
    assert proposed(f"当时{written}不在家。", known) == "当时申请人甲不在家。"


@pytest.mark.parametrize(("name", "written"), [("额尔敦巴雅尔", "巴亚尔"), ("乌云", "武云"), ("朝鲁", "楚鲁")])
def test_a_part_or_a_short_name_that_sounds_the_same_is_shown_and_refuses_nothing(name: str, written: str) -> None:
    known = case_of(name, HERDER)
    text = f"当时{written}不在家。"
    assert written in [text[hit.start : hit.end] for hit in own_hits(text, known)]
    assert not is_refused(text, known)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("额尔敦", "额尔德木图在场"),
        ("朝鲁", "朝鲁门在场时说"),
        ("琪琪格", "其其格玛在场"),
        ("乌力吉", "五里地以外"),
        ("达来", "羊群大来"),
    ],
)
def test_another_name_or_word_that_begins_so_is_not_refused(name: str, text: str) -> None:
    assert [
        hit for hit in own_hits(text, case_of(name, HERDER)) if hit.why == reasons.OWN_HEARD and hit.is_binding
    ] == []


@pytest.mark.parametrize(
    ("name", "written"), [("王德胜", "王得胜"), ("王桂兰", "王贵蓝"), ("司马志远", "司马致远"), ("李立国", "李力国")]
)
def test_a_han_name_as_it_was_only_heard_is_told_as_that(name: str, written: str) -> None:
    text, known = f"当时{written}不在家。", case_of(name, PETITIONER)
    assert reasons.OWN_HEARD in {hit.why for hit in own_hits(text, known)}
    assert is_refused(text, known)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("马尚志", "马上治疗"),
        ("王德胜", "老人王的生活费"),
        ("王德胜", "汪得胜在场"),
        ("程旭", "程序违法"),
        ("高苏", "高速公路"),
        ("万一凡", "万一翻车"),
    ],
)
def test_words_that_sound_like_a_name_refuse_no_text(name: str, text: str) -> None:
    assert not is_refused(text, case_of(name, PETITIONER))


def test_a_short_name_that_sounds_like_a_word_is_not_even_shown() -> None:
    assert own_hits("程序违法", case_of("程旭", PETITIONER)) == []
    assert [hit.why for hit in own_hits("当时程续不在家", case_of("程旭", PETITIONER))] == [reasons.OWN_HEARD]


def test_of_two_parties_whose_mongolian_names_sound_alike_each_is_who_is_written() -> None:
    other = Owner("party:2", "respondent", minority_name=True)
    two = CaseKnowledge((*case_of("额尔敦", HERDER).values, PrivateValue(Kind.NAME, "额日敦", other)))
    assert proposed("额日敦打了额尔敦", two) == "被申请人甲打了申请人甲"


def test_no_character_stands_for_two_sounds() -> None:
    characters = "".join(lexicon("mongolian_sounds"))
    assert len(characters) == len(set(characters))
    variants = [pair[0] for pair in lexicon("traditional")]
    assert len(variants) == len(set(variants))
