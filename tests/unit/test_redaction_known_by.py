"""A nickname, a rare injury, the tree at a door or a son's shop is proposed to the clerk, in words true of many."""

import pytest

from listings.anonymisation import reasons
from listings.anonymisation.find_groups import KNOWN_BY, in_groups
from listings.anonymisation.gate import strangers_told
from listings.anonymisation.known import CaseKnowledge, Kind, Owner, PrivateValue
from listings.anonymisation.recognisers.known_by import known_by
from listings.anonymisation.review import Decisions, review
from listings.anonymisation.spans import HitKind
from tests.unit.test_redaction_examples import lines, told

NOBODY = CaseKnowledge()
BATU = CaseKnowledge((PrivateValue(Kind.NAME, "巴图孟克", Owner("party:1", "respondent", minority_name=True)),))


@pytest.mark.parametrize("line", lines("known_by.txt"))
def test_what_neighbours_know_somebody_by_is_proposed_and_refuses_nothing(line: str) -> None:
    text, spans = told(line)
    assert [(hit.start, hit.end) for hit in known_by(text)] == spans
    assert not [hit for hit in strangers_told(text) if hit.kind is HitKind.OTHER]
    groups = {group.label: group.finds for group in in_groups(review(text, NOBODY, Decisions()))}
    assert [find.text for find in groups[KNOWN_BY]] == [text[start:end] for start, end in spans]


@pytest.mark.parametrize("text", lines("known_by_nobody.txt"))
def test_what_is_alike_and_tells_of_nobody_stays(text: str) -> None:
    assert [text[hit.start : hit.end] for hit in known_by(text)] == []


@pytest.mark.parametrize(
    ("narrative", "proposed"),
    [
        ("羊走到他家门口的大榆树", "羊走到他家附近"),
        ("界线是村口那棵百年老榆树", "界线是某处"),
        ("申请人是镇上唯一的兽医", "申请人是当地的兽医"),
        ("她是全旗第一个女驾驶员", "她是当地的女驾驶员"),
        ("外号“铁公鸡”的人", "外号“某某”的人"),
        ("断了右臂的牧民", "身有残疾的牧民"),
        ("独眼巴图在场", "身有残疾的被申请人甲在场"),
        ("其子患有尿毒症", "其子患有重病"),
        ("在他弟弟开的饭馆吃饭", "在他弟弟经营的某店吃饭"),
        ("其父是原村主任", "其父担任某职"),
    ],
)
def test_what_stands_instead_is_true_of_many_and_reads(narrative: str, proposed: str) -> None:
    assert review(narrative, BATU, Decisions()).text == proposed


def test_the_clerk_may_leave_it_in_and_reads_why_it_was_found() -> None:
    narrative = "断了右臂的牧民"
    (find,) = review(narrative, NOBODY, Decisions()).finds
    assert find.hit.why == reasons.RARE_CONDITION
    assert not find.hit.is_binding
    assert review(narrative, NOBODY, Decisions(left=(find.key,))).text == narrative
