"""However Bold or Wang Guilan is spelt or called, a published text that carries them is found out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.anonymisation.known import Kind, Owner, PrivateValue
from listings.anonymisation.leaks import Leak, leaks, variants

WANG = PrivateValue(Kind.NAME, "王桂兰")
BAO = PrivateValue(Kind.NAME, "包志强")
BATAR = PrivateValue(Kind.NAME, "巴特尔·孟克")
WUYUN = PrivateValue(Kind.NAME, "乌兰其木格", Owner("party:2", "respondent", minority_name=True))
GAO = PrivateValue(Kind.NAME, "高建国", Owner("party:3", "respondent"))
CHANGLONG = PrivateValue(Kind.NAME, "鄂托克前旗昌隆商贸有限责任公司", Owner("party:4", "respondent", is_person=False))
ANGQIN = PrivateValue(Kind.NAME, "昂沁塔拉风力发电有限公司", Owner("party:4", "respondent", is_person=False))
XINYUAN = PrivateValue(Kind.NAME, "鑫源道路运输有限责任公司", Owner("party:4", "respondent", is_person=False))
TONGXIN = PrivateValue(Kind.NAME, "昂素镇同心养殖专业合作社", Owner("party:5", "respondent", is_person=False))
BUREAU = PrivateValue(Kind.NAME, "鄂托克前旗农牧局", Owner("party:6", "respondent", is_person=False))
ID = PrivateValue(Kind.ID_NUMBER, "15272619680512003X")
CODE = PrivateValue(Kind.ID_NUMBER, "91150623MA0N3X7K0R")
PHONE = PrivateValue(Kind.PHONE, "13847712345")
LANDLINE = PrivateValue(Kind.PHONE, "04777654321")
ADDRESS = PrivateValue(Kind.ADDRESS, "鄂托克前旗昂素镇巴彦希泊日嘎查三社12号")
FLAT = PrivateValue(Kind.ADDRESS, "敖勒召其镇阳光小区3号楼2单元501室")
VILLAGE = PrivateValue(Kind.VILLAGE, "巴彦希泊日嘎查")
NAMESAKE = PrivateValue(Kind.VILLAGE, "昂素嘎查")
NUMBER = PrivateValue(Kind.PETITION_NUMBER, "XF-2021-0314")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (WANG, "申请人王桂兰反映草场被占"),
        (WANG, "申请人 王 桂 兰 反映"),
        (WANG, "王\n桂\u3000兰"),
        (WANG, "王\u200b桂兰"),
        (WANG, "王桂蘭"),
        (WANG, "桂兰的草场"),
        (WANG, "老王家的羊"),
        (WANG, "找到王大姐说"),
        (WANG, "王\u00a0书记"),
        (WANG, "王氏"),
        (WANG, "Wang Guilan"),
        (WANG, "Wáng Guìlán"),
        (WANG, "Guilan WANG"),
        (BATAR, "巴特尔孟克与邻居"),
        (BATAR, "巴特尔・孟克"),
        (BATAR, "巴 特 尔—孟 克"),
        (BATAR, "巴特尔大哥"),
        (BATAR, "孟克说"),
        (WUYUN, "烏蘭其木格"),
        (WUYUN, "其木格的女儿"),
        (WUYUN, "老乌说"),
        (WUYUN, "乌主任"),
        (WUYUN, "Wulan Qimuge"),
        (GAO, "高建国"),
        (GAO, "找老高要钱"),
        (CHANGLONG, "昌隆公司"),
        (CHANGLONG, "昌 隆 商 贸"),
        (CHANGLONG, "昌隆商贸有限责任公司"),
        (CHANGLONG, "在昌隆干活"),
        (CHANGLONG, "昌隆集团"),
        (ANGQIN, "昂沁塔拉风电认账"),
        (ANGQIN, "塔拉风电认账"),
        (XINYUAN, "鑫源运输"),
        (TONGXIN, "同心合作社"),
        (TONGXIN, "同心养殖"),
        (BUREAU, "鄂托克前旗农牧局"),
        (BAO, "包老板失去联系"),
        (ID, "证件15272619680512003x。"),
        (ID, "１５２７２６ １９６８０５１２ ００３Ｘ"),
        (ID, "一五二七二六一九六八〇五一二〇〇三X"),
        (CODE, "9115 0623 ma0n 3x7k 0r"),
        (PHONE, "电话138-4771-2345"),
        (PHONE, "（138）4771 2345"),
        (PHONE, "+86 138.4771.2345"),
        (PHONE, "一三八四七七一二三四五"),
        (PHONE, "幺三八四七七幺二三四五"),
        (PHONE, "１３８４７７１２３４５"),
        (PHONE, "١٣٨٤٧٧١٢٣٤٥"),
        (LANDLINE, "0477-765 4321"),
        (LANDLINE, "座机7654321"),
        (ADDRESS, "住 巴彦希泊日嘎查三社12号"),
        (ADDRESS, "鄂托克前旗昂素镇 巴彦希泊日嘎查三社１２号"),
        (ADDRESS, "巴彦希泊日嘎查3社十二号"),
        (ADDRESS, "家在三社十二号"),
        (FLAT, "阳光小区的住户"),
        (FLAT, "3号楼2单元501室"),
        (VILLAGE, "巴彦希泊日的牧户"),
        (NAMESAKE, "昂素嘎查的牧户"),
        (NUMBER, "信访件 xf20210314"),
    ],
)
def test_a_private_value_is_found_however_it_is_spelt(value: PrivateValue, text: str) -> None:
    assert leaks({"body": text}, [value]) == [Leak(value.kind, "body")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (WANG, "申请人王某反映草场被占"),
        (WANG, "国王归来"),
        (WANG, "桂花和兰花"),
        (BATAR, "巴某与邻居"),
        (BAO, "包工头失去联系，包产到户"),
        (WUYUN, "乌兰镇的牧户"),
        (GAO, "新中国建国以来，老高速公路旁，提高书记员待遇"),
        (CHANGLONG, "某公司经营商贸，昌盛兴隆"),
        (XINYUAN, "双方签订道路运输合同"),
        (TONGXIN, "大家同心协力"),
        (BUREAU, "农牧局答复"),
        (ID, "152726号文件"),
        (PHONE, "涉及金额 138 元，4771 亩，2345 人"),
        (ADDRESS, "鄂托克前旗昂素镇一牧户"),
        (FLAT, "敖勒召其镇的小区"),
        (VILLAGE, "某嘎查"),
        (NAMESAKE, "昂素镇的牧户"),
    ],
)
def test_an_anonymised_text_passes(value: PrivateValue, text: str) -> None:
    assert leaks({"title": text, "body": text}, [value]) == []


def test_each_field_and_kind_is_told_once_and_the_value_is_never_shown() -> None:
    found = leaks({"title": "王桂兰", "body": "王桂兰，王桂兰，13847712345"}, [WANG, PHONE])
    assert found == [Leak(Kind.NAME, "title"), Leak(Kind.NAME, "body"), Leak(Kind.PHONE, "body")]
    assert "王" not in repr([found, WANG])


def test_values_too_short_to_mean_anything_are_not_looked_for() -> None:
    assert variants(PrivateValue(Kind.NAME, "王")) == frozenset()
    assert variants(PrivateValue(Kind.PHONE, "110")) == frozenset()
    assert variants(PrivateValue(Kind.ADDRESS, "")) == frozenset()


@given(st.text(max_size=60), st.text(max_size=60), st.text(alphabet=" \t\u3000\u200b-·.", max_size=3))
def test_a_name_is_found_in_any_surroundings(before: str, after: str, between: str) -> None:
    text = before + between.join("乌云其其格") + after
    assert leaks({"body": text}, [PrivateValue(Kind.NAME, "乌云其其格")]) == [Leak(Kind.NAME, "body")]


@given(st.text(max_size=40), st.text(max_size=40), st.data())
def test_every_binding_variant_of_a_name_is_found_where_a_word_may_stand(
    before: str, after: str, data: st.DataObject
) -> None:
    value = data.draw(st.sampled_from([WANG, BATAR, WUYUN, GAO, CHANGLONG, TONGXIN, ID, PHONE, ADDRESS, VILLAGE]))
    spelling = data.draw(st.sampled_from(sorted(variants(value))))
    assert Leak(value.kind, "body") in leaks({"body": f"{before}，{spelling}，{after}"}, [value])
