"""What counts as found, right and wrong when the anonymising pipeline is measured."""

import pytest

from benchmarks.anonymisation.reading import Paragraph, Value
from benchmarks.anonymisation.scores import Found, Tally

TEXT = "王建国大哥的电话138 1234 5678，住城川镇黄海子村，欠3.5万元，问了旗水利局。"


def labelled(text, kind, form="plain", own=""):
    start = TEXT.index(text)
    return Value(start, start + len(text), kind, form, own)


def hit(text, kind):
    start = TEXT.index(text)
    return Found(start, start + len(text), kind)


PARAGRAPH = Paragraph(
    TEXT,
    (
        labelled("王建国", "person_han", "full", own="person_han-1"),
        labelled("138 1234 5678", "phone", "sp"),
        labelled("黄海子村", "address", "full"),
        labelled("3.5万元", "amount"),
        labelled("旗水利局", "public_body"),
    ),
)


def counted(*hits):
    tally = Tally()
    tally.add(PARAGRAPH, hits)
    return tally


def test_a_value_is_found_when_nothing_of_it_can_be_read():
    tally = counted(hit("王建国", "person"), hit("138 1234", "phone"))
    assert (tally.recall("person_han"), tally.recall("own_person_han")) == (100, 100)
    assert tally.recall("phone") == 0
    assert counted(hit("138 1234", "phone"), hit("5678", "phone")).recall("phone") == 100


def test_spaces_signs_and_units_need_not_be_covered():
    assert counted(hit("138", "phone"), hit("1234", "phone"), hit("5678", "phone")).recall("phone") == 100
    assert counted(hit("3.5万", "amount")).recall("amount") == 100


def test_a_country_code_need_not_be_covered():
    tally = Tally()
    tally.add(Paragraph("电话+86 13812345678", (Value(2, 17, "phone", "country"),)), [Found(6, 17, "phone")])
    assert tally.recall("phone") == 100


def test_whatever_kind_covers_it_a_value_is_found_but_the_kind_is_not_praised():
    tally = counted(hit("138 1234 5678", "bank_card"))
    assert tally.recall("phone") == 100
    assert (tally.right["bank_card"], tally.wrong["bank_card"], tally.mistaken_in_kind["bank_card"]) == (0, 0, 1)


@pytest.mark.parametrize("text", ["王建国", "王建国大哥", "建国大哥的"])
def test_a_hit_with_a_title_or_kin_term_is_right(text):
    assert counted(hit(text, "person")).precision("person") == 100


@pytest.mark.parametrize("text", ["旗水利局", "大哥的电话", "问了", "王建国大哥的电话138 1234 5678，住城川"])
def test_a_hit_on_a_public_body_on_nothing_or_on_half_a_sentence_is_wrong(text):
    assert counted(hit(text, "organisation")).wrong["organisation"] == 1


def test_what_may_be_masked_or_not_counts_neither_way():
    tally = Tally()
    tally.add(Paragraph("三万多", (Value(0, 3, "arguable"),)), [Found(0, 2, "amount")])
    assert (tally.wrong["amount"], tally.right["amount"], tally.values) == (0, 0, {})


@pytest.mark.parametrize("form", ["surname with title", "kin of 某", "short with kin term", "surname"])
def test_people_named_in_part_are_counted_apart(form):
    tally = Tally()
    tally.add(Paragraph("王书记", (Value(0, 1, "person_han", form),)), [])
    assert (tally.values["person_han"], tally.values["person_han_in_part"]) == (0, 1)


def test_nothing_looked_for_is_nothing_missed():
    assert (Tally().recall("phone"), Tally().precision("phone")) == (100, 100)
