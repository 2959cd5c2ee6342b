"""In no proposal does a label stand within another or beside its like, and no title is left without its bearer.

Told of all that the recognisers were written by, and of the demonstration's narratives with all that a case knows.
"""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from demo.seed.plan import plan
from listings.anonymisation.known import CaseKnowledge, Kind, Owner, PrivateValue
from listings.anonymisation.lexicon import lexicon
from listings.anonymisation.review import Decisions, Find, Piece, Review, review
from listings.anonymisation.spans import Hit, HitKind, Origin
from tests.unit.test_redaction_examples import lines
from tests.unit.test_redaction_word_borders import known_of

TODAY = date(2026, 11, 24)
PARTY = ("申请人", "被申请人")
ROLES = ("申请人", "信访人", "反映人", "当事人", "申请人：", "申请人（")
TITLES = lexicon("titles") | lexicon("titles_rare") | lexicon("kin_of")


def garbled(shown: Review) -> list[str]:
    """What reads wrongly in a proposal, in its own words."""
    kinds = {find.number: find.hit.kind for find in shown.finds}
    wrong = [find.text for find in shown.finds if find.hit.kind is HitKind.PERSON and find.text in TITLES]
    for one, other in pairwise(piece for piece in shown.public if piece.text):
        is_label = kinds.get(other.number or 0) is HitKind.PERSON
        is_party = is_label and other.text.startswith(PARTY)
        twice = is_label and kinds.get(one.number or 0) is HitKind.PERSON
        within = is_party and one.text.endswith(("被", *ROLES)) and not one.text.endswith("双方当事人")
        if twice or within or (is_label and one.text.endswith(("老", "小"))):
            wrong.append(one.text[-4:] + other.text)
    return wrong


@pytest.mark.parametrize("name", ["han_names.txt", "mongolian_names.txt", "honest.txt"])
def test_no_example_is_garbled(name: str) -> None:
    texts = [re.sub(r"[\[\]]", "", line) for line in lines(name)]
    assert {text: wrong for text in texts if (wrong := garbled(review(text, CaseKnowledge(), Decisions())))} == {}


def test_no_narrative_of_the_demonstration_is_garbled() -> None:
    tales = {one.chronicle.tale.dispute.scenario.key: one.chronicle.tale for one in plan(200, TODAY)}
    wrong = {
        key: found
        for key, tale in tales.items()
        if (found := garbled(review(tale.narrative, known_of(tale.dispute), Decisions())))
    }
    assert len(tales) > 40
    assert wrong == {}


@pytest.mark.parametrize("before", ["", "我说", "昨天", "被", "和", "有", "邻居", "信访人", "（"])
@pytest.mark.parametrize("called", ["王桂兰", "老高", "高家", "老郝", "小张师傅", "巴特尔大哥", "高书记建军"])
def test_whatever_stands_around_a_way_of_calling_reads(before: str, called: str) -> None:
    people = (("王桂兰", "petitioner"), ("高建军", "respondent"), ("巴特尔", "other"))
    known = CaseKnowledge(
        tuple(
            PrivateValue(Kind.NAME, name, Owner(f"party:{number}", role, minority_name=role == "other"))
            for number, (name, role) in enumerate(people)
        )
    )
    for after in ("作证", "的儿子", "媳妇在场", "欠钱不还", "打人", "家的羊", "被王桂兰打伤", "、高建军", "。"):
        shown = review(before + called + after, known, Decisions())
        assert garbled(shown) == [], (before + called + after, shown.text)


@pytest.mark.parametrize(
    ("narrative", "proposed"),
    [
        ("近一年来趋于平和", "近一段时间来趋于平和"),
        ("第三年要收回自用", "某年要收回自用"),
        ("干了两年多，入住一年后漏雨", "干了多年，入住一段时间后漏雨"),
        ("尚欠212,500元一直未付", "尚欠若干元一直未付"),
        ("共5元一角，一次付清", "共若干元，一次付清"),
    ],
)
def test_what_stands_for_a_time_or_a_sum_reads_in_its_sentence(narrative: str, proposed: str) -> None:
    assert review(narrative, CaseKnowledge(), Decisions()).text == proposed


def test_the_check_would_see_what_is_garbled() -> None:
    find = Find(1, "key", "王桂兰", Hit(0, 3, HitKind.PERSON, 1.0, Origin.OWN_CASE, "why", "party:1"), 1, "", False)
    title = replace(find, number=2, text="大哥")
    for before in ("甲被", "信访人", "申请人（", "老"):
        shown = Review((), (Piece(before), Piece("申请人甲", 1)), (find,), "", False, {})
        assert garbled(shown) == [before[-4:] + "申请人甲"]
    assert garbled(Review((), (Piece("老某", 1), Piece("郝某", 1)), (find,), "", False, {})) == ["老某郝某"]
    assert garbled(Review((), (Piece("大某", 2),), (title,), "", False, {})) == ["大哥"]
