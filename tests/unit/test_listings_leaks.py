"""However Bold or Wang Guilan is spelt, a published text that carries them is found out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.anonymisation.leaks import Kind, Leak, PrivateValue, leaks, variants

WANG = PrivateValue(Kind.NAME, "王桂兰")
BATAR = PrivateValue(Kind.NAME, "巴特尔·孟克")
ID = PrivateValue(Kind.ID_NUMBER, "15272619680512003X")
PHONE = PrivateValue(Kind.PHONE, "13847712345")
ADDRESS = PrivateValue(Kind.ADDRESS, "鄂托克前旗昂素镇巴彦希泊日嘎查三社12号")
VILLAGE = PrivateValue(Kind.VILLAGE, "巴彦希泊日嘎查")
NUMBER = PrivateValue(Kind.PETITION_NUMBER, "XF-2021-0314")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (WANG, "申请人王桂兰反映草场被占"),
        (WANG, "申请人 王 桂 兰 反映"),
        (WANG, "王\n桂\u3000兰"),
        (WANG, "王\u200b桂兰"),
        (BATAR, "巴特尔孟克与邻居"),
        (BATAR, "巴特尔・孟克"),
        (BATAR, "巴 特 尔—孟 克"),
        (ID, "证件15272619680512003x。"),
        (ID, "１５２７２６ １９６８０５１２ ００３Ｘ"),
        (PHONE, "电话138-4771-2345"),
        (PHONE, "（138）4771 2345"),
        (PHONE, "一三八四七七一二三四五"),
        (PHONE, "１３８４７７１２３４５"),
        (ADDRESS, "住 巴彦希泊日嘎查三社12号"),
        (ADDRESS, "鄂托克前旗昂素镇 巴彦希泊日嘎查三社１２号"),
        (VILLAGE, "巴彦希泊日的牧户"),
        (NUMBER, "信访件 xf20210314"),
    ],
)
def test_a_private_value_is_found_however_it_is_spelt(value: PrivateValue, text: str) -> None:
    assert leaks({"body": text}, [value]) == [Leak(value.kind, "body")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (WANG, "申请人王某反映草场被占"),
        (WANG, "桂兰花开"),
        (BATAR, "巴某与邻居"),
        (ID, "152726号文件"),
        (PHONE, "涉及金额 138 元，4771 亩，2345 人"),
        (ADDRESS, "鄂托克前旗昂素镇一牧户"),
        (VILLAGE, "某嘎查"),
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
