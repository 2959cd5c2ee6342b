"""巴图孟克 is named by a part of the name too; 乌兰其木格 is not named by everything that is called 乌兰."""

import pytest

from listings.anonymisation import reasons
from listings.anonymisation.known import CaseKnowledge, Kind, Owner, PrivateValue
from listings.anonymisation.leaks import leaks
from listings.anonymisation.own_case import own_hits
from listings.anonymisation.review import Decisions, key_of, review


def party(name: str) -> PrivateValue:
    return PrivateValue(Kind.NAME, name, Owner("party:1", "petitioner", minority_name=True))


def refused(name: str, text: str) -> bool:
    return leaks({"body": text}, [party(name)]) != []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("巴图孟克", "独眼巴图在场"),
        ("巴图孟克", "大巴图欠钱未还"),
        ("巴图孟克", "巴图家的羊进了地"),
        ("巴图孟克", "孟克大哥说"),
        ("巴图孟克", "小孟克在外打工"),
        ("巴图孟克", "巴 图和邻居争执"),
        ("额尔敦其木格", "额尔敦不同意"),
        ("都冷达来", "都冷把门锁了"),
        ("都冷达来", "达来借走一万元"),
        ("包巴雅尔", "巴雅尔作证"),
        ("都冷达来", "羊卖给达来了"),
        ("哈斯朝鲁", "在朝鲁门口吵了起来"),
        ("乌恩宝音", "宝音图便宜，买了病羊"),
        ("斯琴高娃", "斯琴不同意"),
        ("那顺孟克", "那顺大哥作证"),
        ("那顺孟克", "那顺利用职权"),
    ],
)
def test_a_part_of_a_partys_name_refuses_a_text_and_cannot_be_left_in(name: str, text: str) -> None:
    assert refused(name, text)
    known = CaseKnowledge((party(name),))
    keys = tuple(key_of(hit, text) for hit in own_hits(text, known))
    assert not refused(name, review(text, known, Decisions(left=keys)).text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("乌兰其木格", "乌兰牧骑来演出"),
        ("巴音孟克", "巴音一带的草场"),
        ("呼和达来", "去呼和办事"),
    ],
)
def test_an_ordinary_word_is_shown_and_refuses_nothing(name: str, text: str) -> None:
    assert not refused(name, text)
    assert own_hits(text, CaseKnowledge((party(name),)))


@pytest.mark.parametrize("text", ["证人巴图巴雅尔在场", "巴图嘎查的草场", "与哈斯巴图协商", "巴图音高勒一带"])
def test_anothers_longer_name_and_a_place_are_not_the_partys(text: str) -> None:
    assert not refused("巴图孟克", text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("都冷达来", "答复意见已送达来访人"),
        ("都冷达来", "转达来信人的意见"),
        ("都冷达来", "到达来访大厅以后"),
        ("都冷达来", "双方都冷静下来"),
        ("巴图孟克", "巴图湾水库的水"),
        ("巴图孟克", "巴图河两岸"),
        ("哈斯朝鲁", "朝鲁门水库下游"),
        ("斯琴高娃", "在斯琴图书馆借书"),
        ("吉日嘎拉", "双方择吉日开工"),
        ("纳贡毕力格", "向王府纳贡的旧账"),
        ("那顺孟克", "在那顺便问了一句"),
        ("那顺孟克", "那顺序排错了"),
        ("乌恩宝音", "证人宝音图在场"),
        ("吴宝音", "证人宝音图在场"),
        ("李达来", "答复意见已送达来访人"),
    ],
)
def test_a_part_across_words_or_in_a_place_is_shown_and_refuses_nothing(name: str, text: str) -> None:
    assert not refused(name, text)
    assert own_hits(text, CaseKnowledge((party(name),)))


def test_a_syllable_within_a_part_names_nobody() -> None:
    assert not refused("额尔敦其木格", "额尔多的事")
    assert not refused("巴特尔", "巴特的事")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("包志强", "志强不同意"),
        ("包志强", "包志刚和志强在场"),
        ("包志强", "包治强在场"),
        ("包志强", "Zhiqiang Bao"),
        ("白秀英", "秀英说"),
        ("韩金山", "韩书记说"),
        ("何桂梅", "找桂梅要钱"),
    ],
)
def test_a_minority_name_put_together_as_a_han_one_is_known_by_the_given_name_too(name: str, text: str) -> None:
    assert refused(name, text)


@pytest.mark.parametrize(
    ("name", "text"), [("包志强", "小强也在场"), ("韩金花", "金花婶家的羊"), ("包建国", "建国以来的草场")]
)
def test_how_a_han_name_may_be_shortened_is_shown_for_a_minority_one_too(name: str, text: str) -> None:
    assert not refused(name, text)
    assert own_hits(text, CaseKnowledge((party(name),)))


@pytest.mark.parametrize(("name", "text"), [("乌日娜", "日娜的事"), ("苏日娜", "小日子"), ("那木拉", "木拉的事")])
def test_a_mongolian_name_that_begins_with_a_surname_is_not_taken_apart(name: str, text: str) -> None:
    assert own_hits(text, CaseKnowledge((party(name),))) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("额尔敦巴雅尔", "巴雅尔 额尔敦在场"),
        ("额尔敦巴雅尔", "巴雅尔额尔敦在场"),
        ("额尔敦巴雅尔", "Баяр Эрдэнэ在场"),
        ("额尔敦巴雅尔", "Bayar Erdene在场"),
        ("额尔敦 巴雅尔", "巴雅尔·额尔敦在场"),
        ("Эрдэнэ Баяр", "Баяр Эрдэнэ在场"),
        ("Эрдэнэ Баяр", "Bayar Erdene在场"),
        ("Erdene Bayar", "Баяр-Эрдэнэ在场"),
        ("乌云其木格", "其木格 乌云在场"),
    ],
)
def test_a_name_whose_parts_are_turned_round_is_one_find_and_the_partys_own(name: str, text: str) -> None:
    """额尔敦巴雅尔 is bound under 巴雅尔 额尔敦 as a whole, so that he stands once in what is proposed."""
    known = CaseKnowledge((party(name),))
    shown = review(text, known, Decisions())
    assert [(find.hit.is_binding, find.hit.of) for find in shown.finds] == [(True, "party:1")]
    assert shown.text == "申请人甲在场"
    assert refused(name, text)


def test_two_who_bear_the_same_parts_in_either_order_are_told_apart() -> None:
    """Father and son: whoever is written so is meant."""
    father = PrivateValue(Kind.NAME, "巴雅尔额尔敦", Owner("party:2", "respondent", minority_name=True))
    shown = review("额尔敦巴雅尔与巴雅尔额尔敦协商", CaseKnowledge((party("额尔敦巴雅尔"), father)), Decisions())
    assert shown.text == "申请人甲与被申请人甲协商"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("李 明", "证明李某在场"),
        ("青山巴音", "去巴音青山放羊"),
        ("呼和达来", "已送达来呼和的人"),
        ("额尔敦巴雅尔", "巴雅尔额尔敦镇"),
    ],
)
def test_what_only_reads_like_the_parts_turned_round_refuses_nothing(name: str, text: str) -> None:
    own = [hit for hit in own_hits(text, CaseKnowledge((party(name),))) if hit.why == reasons.OWN_TURNED]
    assert not [hit for hit in own if hit.is_binding]
