"""Whoever types the last figures of the petition number names the case: long ones are refused, short ones proposed."""

import pytest

from listings.anonymisation import reasons
from listings.anonymisation.known import CaseKnowledge, Kind, PrivateValue
from listings.anonymisation.leaks import Leak, leaks
from listings.anonymisation.own_case import own_hits
from listings.anonymisation.review import Decisions, review

LONG = PrivateValue(Kind.PETITION_NUMBER, "WX15062320260127001234")
OFFICE = PrivateValue(Kind.PETITION_NUMBER, "150623-2021-0012345")
BRACKETED = PrivateValue(Kind.PETITION_NUMBER, "信访〔2021〕12345号")
LIKE_A_DAY = PrivateValue(Kind.PETITION_NUMBER, "内前旗信〔2026〕0901号")
SHORT = PrivateValue(Kind.PETITION_NUMBER, "XF-2021-0314")


def possible(value, text):
    hits = own_hits(text, CaseKnowledge((value,)))
    return [text[hit.start : hit.end] for hit in hits if not hit.is_binding]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (LONG, "编号15062320260127001234"),
        (LONG, "20260127001234在办"),
        (LONG, "查 0127 001234 即可"),
        (LONG, "127001234"),
        (OFFICE, "流水0012345的件"),
        (OFFICE, "２０２１００１２３４５"),
        (OFFICE, "零零一二三四五"),
        (BRACKETED, "2021-12345"),
        (SHORT, "xf 2021 0314"),
        (LIKE_A_DAY, "见内前旗信2026-0901"),
        (LIKE_A_DAY, "见内前旗信（2026）901号"),
        (SHORT, "XF-2021-314"),
    ],
)
def test_the_number_without_its_letters_and_a_long_serial_are_refused(value, text):
    assert leaks({"body": text}, [value]) == [Leak(Kind.PETITION_NUMBER, "body")]


@pytest.mark.parametrize(("value", "text"), [(OFFICE, "12345"), (BRACKETED, "12345号件"), (LONG, "001234")])
def test_a_short_serial_is_proposed_and_refuses_nothing(value, text):
    assert leaks({"body": f"办理{text}"}, [value]) == []
    assert possible(value, f"办理{text}")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (BRACKETED, "欠款312345元，电话后面是123456"),
        (OFFICE, "10012345和00123456"),
        (SHORT, "0314"),
        (SHORT, "2021年3月14日之后"),
        (LONG, "34"),
    ],
)
def test_a_piece_of_another_number_means_nothing(value, text):
    assert own_hits(text, CaseKnowledge((value,))) == []


def test_what_reads_as_a_day_is_only_possible():
    assert leaks({"body": "20210314"}, [SHORT]) == []
    assert possible(SHORT, "20210314") == ["20210314"]


def test_the_clerk_sees_why_and_may_leave_it():
    narrative = "他说12345打了三次。"
    (find,) = (f for f in review(narrative, CaseKnowledge((BRACKETED,)), Decisions()).finds if f.text == "12345")
    assert (find.hit.why, find.hit.is_binding) == (reasons.OWN_PETITION_SERIAL, False)
    assert "12345" not in review(narrative, CaseKnowledge((BRACKETED,)), Decisions()).text
    assert "12345" in review(narrative, CaseKnowledge((BRACKETED,)), Decisions(left=(find.key,))).text
