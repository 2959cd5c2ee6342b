"""However 额尔敦巴雅尔 is transcribed, a text with his name is found out, and nobody else's is."""

import pytest

from listings.anonymisation import reasons
from listings.anonymisation.known import CaseKnowledge, Kind, Owner, PrivateValue
from listings.anonymisation.leaks import leaks
from listings.anonymisation.own_case import own_hits
from listings.anonymisation.sounds import sound_of, sounds


def named(name, *, minority=True):
    return PrivateValue(Kind.NAME, name, Owner("party:1", "petitioner", minority_name=minority))


ERDENE_BAYAR = named("额尔敦巴雅尔")
SPELLINGS = (
    "Erdene Bayar", "Erdun Bayar", "ERDENE-BAYAR", "erdenebayir", "Erdeni Bayir", "Erdengbayar", "Eerdunbayaer",
    "Эрдэнэбаяр", "Эрдэнэ-Баяр", "эрдэнэ баяр", "Ｅｒｄｅｎｅ　Ｂａｙａｒ", "Erdene\nBayar", "Érdene Bayár",
)  # fmt: skip
OTHERS = {
    "巴特尔": ("Baatar", "Bagatur", "Баатар", "Bater"),
    "特木尔": ("Temür", "Tömör", "Төмөр"),
    "乌兰其其格": ("Ulaantsetseg", "Ulan Qiqige", "Ulagan Čečeg", "Улаанцэцэг"),
    "娜仁图雅": ("Narantuya", "Naran Tuyaa", "Нарантуяа"),
    "包额尔敦": ("Bao Erdene",),
    "斯琴其木格": ("Tsetsenchimeg", "Sechen Qimuge", "Сэцэнчимэг"),
    "Эрдэнэбаяр": ("Erdenebayar", "Erdene Bayar"),
    "Erdenebayar": ("Эрдэнэбаярын",),
}


def possible(value, text):
    hits = own_hits(text, CaseKnowledge((value,)))
    return [text[hit.start : hit.end] for hit in hits if not hit.is_binding]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_two_parts_side_by_side_are_the_person(spelling):
    text = f"申请人{spelling}在场。"
    assert [leak.kind for leak in leaks({"body": text}, [ERDENE_BAYAR])] == [Kind.NAME]
    found = {text[hit.start : hit.end] for hit in own_hits(text, CaseKnowledge((ERDENE_BAYAR,))) if hit.is_binding}
    assert spelling in found, "all of it is masked, and nothing else"


@pytest.mark.parametrize(("name", "spelling"), [(name, one) for name, many in OTHERS.items() for one in many])
def test_the_usual_spellings_of_the_usual_parts_are_known(name, spelling):
    assert leaks({"body": f"证人{spelling} 作证"}, [named(name)])


def test_an_ending_hides_nobody():
    assert leaks({"body": "Эрдэнэбаярын хонь, Erdenebayariin"}, [ERDENE_BAYAR])


@pytest.mark.parametrize("text", ["只有Erdene在场", "问过 Bayar", "Баяр在场", "ERDENI说"])
def test_one_part_may_be_anybody_and_is_shown_to_the_clerk(text):
    assert leaks({"body": text}, [ERDENE_BAYAR]) == []
    assert possible(ERDENE_BAYAR, text)


@pytest.mark.parametrize(
    "text",
    [
        "Bayarmaa在场", "Erdenebat在场", "a red bear", "баярлалаа", "加 WeChat，用 Excel 表，KTV 旁", "Word文档和APP",
        "Erdene和Bayar", "Erdene3Bayar", "battery", "",
    ],
)  # fmt: skip
def test_nobody_else_is_refused(text):
    assert leaks({"body": text}, [ERDENE_BAYAR, named("巴图"), named("王桂兰", minority=False)]) == []


def test_a_short_name_of_one_part_is_doubtful_and_stands_as_a_word():
    assert possible(named("巴图"), "Bat在场，Бат也在") == ["Bat", "Бат"]
    assert possible(named("巴图"), "batch, баталгаа") == []


def test_a_name_that_nobody_called_mongolian_is_known_by_its_parts():
    assert leaks({"body": "Erdene Bayar"}, [named("额尔敦巴雅尔", minority=False)])
    leader = PrivateValue(Kind.NAME, "乌兰其其格")
    assert leaks({"body": "Улаанцэцэг"}, [leader])


def test_a_han_name_has_its_pinyin_alone():
    hits = own_hits("Wang Guilan, Wanggui", CaseKnowledge((named("王桂兰", minority=False),)))
    assert [hit.why for hit in hits] == [reasons.OWN_ROMAN]


def test_sounds_keep_where_they_stood():
    heard = sounds("请Čhimég 和 Цэцэг")
    assert heard.text == "|cimag|cacag"
    assert heard.span(1, 6) == (1, 7)
    assert heard.span(7, 12) == (10, 15)
    assert sounds("没有字母。123").text == ""
    assert sound_of("Сэцэн") == sound_of("tsetsen").replace("cac", "sac", 1)
