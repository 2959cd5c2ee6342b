"""What the clerk is proposed reads like a text: no label without its value, nobody his own son."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listings.anonymisation.known import CaseKnowledge, Kind, Owner, PrivateValue
from listings.anonymisation.leaks import leaks
from listings.anonymisation.pipeline import mask
from listings.anonymisation.replacing import with_parties
from listings.anonymisation.review import Decisions, review
from listings.anonymisation.wording import readable
from tests.unit.test_redaction_pipeline import KNOWN as WANGS
from tests.unit.test_redaction_pipeline import by_form

PEOPLE = (
    ("王桂兰", Owner("party:1", "petitioner")),
    ("高建军", Owner("party:2", "respondent")),
    ("李国家", Owner("party:3", "respondent")),
    ("巴特尔", Owner("party:4", "other", minority_name=True)),
    ("鄂托克前旗昌隆种养殖专业合作社", Owner("party:6", "respondent", is_person=False)),
)
KNOWN = CaseKnowledge(tuple(PrivateValue(Kind.NAME, name, owner) for name, owner in PEOPLE))
RELATIONS = {
    "王桂兰的儿子小王去理论": "申请人甲的儿子去理论",
    "王桂兰和儿子小王去理论": "申请人甲和儿子去理论",
    "王桂兰之子王某去理论": "申请人甲之子去理论",
    "老王的儿子小王去理论": "申请人甲的儿子去理论",
    "老王的父亲王桂兰去理论": "王某的父亲申请人甲去理论",
    "巴特尔的儿子小巴作证": "其他当事人甲的儿子作证",
    "王桂兰的儿子王志强作证": "申请人甲的儿子王某作证",
    "王桂兰的邻居老高作证": "申请人甲的邻居被申请人甲作证",
    "王桂兰，老王说": "申请人甲，申请人甲说",
}
SURNAMES = {
    "老高媳妇打了王桂兰": "被申请人甲媳妇打了申请人甲",
    "老李头劝架": "被申请人乙劝架",
    "老李头疼不来": "被申请人乙头疼不来",
    "高家与王桂兰协商": "被申请人甲家与申请人甲协商",
    "王、高两家多年不和": "申请人甲、被申请人甲两家多年不和",
    "姓高的动了手": "被申请人甲动了手",
    "高某某欠款未还": "被申请人甲欠款未还",
    "高姓邻居作证": "高某邻居作证",
    "李国家认账": "被申请人乙认账",
    "问：谁在场？王：我在。": "问：谁在场？申请人甲：我在。",
    "王出资三成，盈亏自理": "申请人甲出资三成，盈亏自理",
    "王某兰在场": "申请人甲在场",
    "记录（王）": "记录（申请人甲）",
    "找到王要求赔偿": "找到申请人甲要求赔偿",
    "款项由高承担": "款项由被申请人甲承担",
    "协议书已经寄给王": "协议书已经寄给申请人甲",
    "由高到低，与王牌无关": "由高到低，与王牌无关",
    "王贵兰在场": "申请人甲在场",
    "兰兰在场": "申请人甲在场",
    "大家等了几小时，住小高层": "大家等了几小时，住小高层",
}
CALLED_IN_TWO_WAYS_AT_ONCE = {
    "老王家的羊进了老高的草场": "申请人甲家的羊进了被申请人甲的草场",
    "王家的孩子": "申请人甲家的孩子",
    "高家媳妇在场": "被申请人甲家媳妇在场",
    "大高同学说": "被申请人甲说",
    "老王某某": "申请人甲",
    "老王女婿": "申请人甲女婿",
    "老高女婿": "被申请人甲女婿",
    "老高动手打人": "被申请人甲动手打人",
    "老高先动手，老高儿子也动手": "被申请人甲先动手，被申请人甲儿子也动手",
    "老高两口子": "被申请人甲两口子",
    "高大姐家的牛": "被申请人甲家的牛",
    "王桂兰老王说": "申请人甲说",
    "高技术员说": "被申请人甲说",
    "高姓男子": "高某男子",
    "小高层": "小高层",
    "老高原": "老高原",
    "老高家在小高层": "被申请人甲家在小高层",
}
PARTIES_SET_APART = {
    "王桂兰被高建军打伤": "申请人甲遭被申请人甲打伤",
    "高建军被王桂兰打伤": "被申请人甲遭申请人甲打伤",
    "车被老高借走": "车由被申请人甲借走",
    "王桂兰被高建军雇用": "申请人甲由被申请人甲雇用",
    "欠条不被高建军承认": "欠条不为被申请人甲承认",
    "羊被巴特尔赶走": "羊被其他当事人甲赶走",
    "信访人王桂兰反映": "申请人甲反映",
    "被反映人高建军否认": "被申请人甲否认",
    "申请人高建军另行起诉": "被申请人甲另行起诉",
    "申请人：王桂兰，女": "申请人甲，女",
    "被申请人（高建军）否认": "被申请人甲否认",
    "被申请人高建军否认": "被申请人甲否认",
    "当事人巴特尔": "其他当事人甲",
    "双方当事人王桂兰、高建军": "双方当事人申请人甲、被申请人甲",
    "高书记建军来过": "被申请人甲来过",
    "王桂兰（老王）来过": "申请人甲来过",
    "王桂兰（老王的女儿）来过": "申请人甲（申请人甲的女儿）来过",
}
CUT_ACROSS = {
    "有老郝作证": "有郝某作证",
    "说老郝偷牧": "说郝某",
    "老赵家的羊": "赵某家的羊",
    "老郝媳妇也在场": "郝某媳妇也在场",
    "我问过小张本人": "我问过张某本人",
    "和老薛商量好": "和薛某商量好",
    "小张师傅修车": "张某师傅修车",
    "赵家老二打人": "赵某家老二打人",
    "听老高讲": "听被申请人甲讲",
    "跟老高媳妇要钱": "跟被申请人甲媳妇要钱",
}
LABELS = {
    "申请人王桂兰，电话13847712345，身份证号15272619680512003X，住镇上。": "申请人甲，住镇上。",
    "王桂兰（电话：13847712345）反映": "申请人甲反映",
    "王桂兰（女，电话：13847712345）反映": "申请人甲（女）反映",
    "王桂兰电话13847712345、13947712346，住镇上。": "申请人甲，住镇上。",
    "电话：13847712345。王桂兰反映": "申请人甲反映",
    "驾驶车牌号为蒙K12345的货车": "驾驶货车",
    "请拨打电话13847712345联系": "请拨打电话联系",
    "他的电话是13847712345。": "他的电话是（略）。",
    "王桂兰，联系电话：13847712345": "申请人甲",
}
PLACES_AND_WHAT_FOLLOWS = {
    "三社边的草场": "某社附近的草场",
    "塔拉村二社旁有井": "某村某社附近有井",
    "三社边界不清": "某社边界不清",
    "二社旁边有井": "某社旁边有井",
    "去三社边走边说": "去某社边走边说",
    "我村供销社边有井": "我村某处附近有井",
    "塔拉村供销社门前": "某村门前",
    "在昌隆合作社边放羊": "在某合作社附近放羊",
    "昌隆社边的草场": "某合作社附近的草场",
    "昌隆社没有付款": "某合作社没有付款",
    "昌隆社会关系广": "某合作社社会关系广",
}
SIDE_BY_SIDE = {
    "（2020）内0623民初12号（2021）内0623民初13号已结": "（略）已结",
    "案号（2020）内0623民初12号（2021）内0623民初13号已结": "案号已结",
    "手机13847712345 13947712346都打不通": "手机都打不通",
    "他的电话是13847712345、13947712346。": "他的电话是（略）、（略）。",
}


@pytest.mark.parametrize(
    "narrative", [*RELATIONS, *SURNAMES, *CALLED_IN_TWO_WAYS_AT_ONCE, *PARTIES_SET_APART, *CUT_ACROSS, *LABELS,
                  *PLACES_AND_WHAT_FOLLOWS, *SIDE_BY_SIDE]
)  # fmt: skip
def test_a_proposal_reads_like_a_text(narrative: str) -> None:
    told = RELATIONS | SURNAMES | CALLED_IN_TWO_WAYS_AT_ONCE | PARTIES_SET_APART | CUT_ACROSS | LABELS
    told |= PLACES_AND_WHAT_FOLLOWS | SIDE_BY_SIDE
    expected = told[narrative]
    shown = review(narrative, KNOWN, Decisions())
    assert shown.text == expected
    assert "".join(piece.text for piece in shown.public) == expected
    assert "".join(piece.text for piece in shown.private) == narrative


@pytest.mark.parametrize(
    ("kind", "proposed"),
    [("other", "外号某某的人"), ("address", "外号某处的人"), ("date", "外号某日的人"), ("amount", "外号若干元的人")],
)
def test_two_further_phrases_side_by_side_are_masked_once_and_both_are_seen_there(kind: str, proposed: str) -> None:
    """黑蛋铁柱: the one word stands for both finds, and each of them is numbered where it stands."""
    narrative = "外号黑蛋铁柱的人"
    shown = review(narrative, KNOWN, Decisions(added=(("黑蛋", kind), ("铁柱", kind))))
    assert shown.text == proposed
    assert [(piece.number, piece.also) for piece in shown.public] == [(None, ()), (1, (2,)), (None, ())]
    assert [find.text for find in shown.finds] == ["黑蛋", "铁柱"]


def test_two_people_side_by_side_stay_two() -> None:
    shown = review("外号黑蛋铁柱的人", KNOWN, Decisions(added=(("黑蛋", "person"), ("铁柱", "person"))))
    assert shown.text == "外号黑某铁某的人"


def test_the_clerk_sees_how_each_find_is_replaced_and_may_leave_a_surname() -> None:
    narrative = "姓高的动了手，电话13847712345，老王的父亲王桂兰在场"
    finds = {find.text: find for find in review(narrative, KNOWN, Decisions()).finds}
    assert finds["13847712345"].instead == "（略）"
    assert not finds["姓高的"].hit.is_binding
    left = Decisions(left=(finds["姓高的"].key,))
    assert review(narrative, KNOWN, left).text.startswith("姓高的动了手")


@pytest.mark.parametrize(
    ("surname", "narrative"),
    [
        ("曾", "双方曾签协议"), ("付", "请求补付差额"), ("费", "安置费未付"), ("季", "作业季过后结清"),
        ("时", "签字时未提出"), ("单", "维修单没有写明"), ("牛", "变卖牛未付款"),
        ("车", "，车已卖"), ("金", "押金未退"),
    ],
)  # fmt: skip
def test_a_word_is_no_party_who_bears_it_as_a_surname(surname: str, narrative: str) -> None:
    known = CaseKnowledge((PrivateValue(Kind.NAME, f"{surname}桂兰", Owner("party:1", "petitioner")),))
    assert review(narrative, known, Decisions()).text == narrative


def test_a_surname_that_two_bear_is_said_of_neither() -> None:
    both = CaseKnowledge((*KNOWN.values, PrivateValue(Kind.NAME, "高桂兰", Owner("party:5", "petitioner"))))
    assert review("姓高的动了手", both, Decisions()).text == "高某动了手"


PIECES = (
    "王桂兰", "老王", "小王", "的儿子", "和妻子", "之", "电话", "手机号：", "身份证号为", "13847712345", "，", "、",
    "。", "15272619680512003X", "蒙K·A1234", "（", "）", "的", "头", "巴特尔", "昌隆公司", "2019年3月14日", "案号",
    "（2020）内0623民初12号",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14))
@settings(deadline=None)
def test_wording_loses_no_mark_and_brings_back_nothing_private(pieces: list[str]) -> None:
    text = "".join(pieces)
    masked = mask(text, by_form(text), with_parties({}, WANGS))
    worded = readable(masked, text)
    assert [mark.hit for mark in worded.marks] == [mark.hit for mark in masked.marks]
    place, same = 0, (0, 0)
    for before, mark in zip(masked.marks, worded.marks, strict=True):
        assert place <= mark.start <= mark.end <= len(worded.text) or (mark.start, mark.end) == same
        place, same = mark.end, (mark.start, mark.end)
        now, then = worded.text[mark.start : mark.end], masked.text[before.start : before.end]
        assert now in ("", then) or now.endswith("某")
    assert leaks({"body": worded.text}, WANGS.values) == []
