"""Whatever looks like a number of somebody or a named place is refused in any question, be it the case's or not."""

import pytest

from listings.questions.gate import looks_of
from listings.questions.vocabulary import FINDING_LABELS, Finding
from listings.reidentification.telling import Beside

BESIDE = Beside("land", {7: "城川镇"})


@pytest.mark.parametrize(
    "text",
    [
        "申请人电话是13800000000吗？", "是不是 138 0000 0000？", "是不是１３８-００００-００００？",
        "编号一二三四五六七？",
        "150623 19680512 002X 是他吗", "十二万三千，即123456元？",
    ],
)  # fmt: skip
def test_a_long_number_is_found_however_it_is_written(text):
    assert Finding.NUMBER in looks_of(text, BESIDE)


@pytest.mark.parametrize("text", ["是阿日勒嘎查的吗？", "在幸福小区吗", "阿 日 勒 嘎 查？", "是不是和谐社区的案子"])
def test_a_named_place_is_found(text):
    assert Finding.PLACE in looks_of(text, BESIDE)


@pytest.mark.parametrize(
    "text",
    [
        "双方现在愿意面谈吗？", "某嘎查能否提供办公室？", "该嘎查有无调解室，你们嘎查同意吗？",
        "约200亩草场，3口井，还是2口？", "需要去几次？大概30天够不够？", "两个嘎查都要去吗？",
    ],
)  # fmt: skip
def test_what_a_mediator_needs_to_know_can_be_asked(text):
    assert looks_of(text, BESIDE) == {}


@pytest.mark.parametrize("text", ["2018年确权的图纸在吗？", "已经拖了八年吗？", "补偿款有三万多吧？"])
def test_neither_years_nor_sums_are_asked_for_by_saying_them(text):
    assert Finding.NUMBER in looks_of(text, BESIDE)


def test_every_finding_has_words():
    assert set(FINDING_LABELS) == set(Finding)


def test_what_is_published_wider_is_not_asked_for_by_its_name():
    wider = Beside("land_and_village", {})
    assert looks_of("是草 场还是征地？", wider) == {Finding.CATEGORY: ["草 场", "征地"]}
    assert looks_of("是草场还是征地？", BESIDE) == {}
    assert looks_of("在城川面谈吗？", BESIDE) == {Finding.TOWN: ["城川"]}
