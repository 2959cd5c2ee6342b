"""How much of invented examples the pipeline finds, and that honest sentences pass the gate.

They are what the recognisers were written by; the evaluation set of the benchmark is another, which nobody reads.
"""

import re
from pathlib import Path

import pytest

from listings.anonymisation.doubts import doubts
from listings.anonymisation.gate import strangers_told
from listings.anonymisation.known import CaseKnowledge, Kind, Owner, PrivateValue
from listings.anonymisation.leaks import leaks
from listings.anonymisation.own_case import own_hits
from listings.anonymisation.pipeline import RECOGNISERS, find
from listings.anonymisation.spans import DOUBTFUL, HitKind
from listings.questions.gate import SURE_ENOUGH

EXAMPLES = Path(__file__).parent / "redaction_examples"
NOBODY = CaseKnowledge()
IN_A_SENTENCE = {
    "address": ("住在{}，", "搬到了{}。", "（{}）"),
    "date": ("于{}签合同", "从{}起，", "{}，"),
    "amount": ("欠了{}，", "共计{}。", "，{}的"),
    "petition_number": ("信访编号{}，", "见{}答复", "（{}）"),
    "wechat": ("微信号：{}，", "加微信{}联系", "微信（{}）"),
}
CHARACTERS_BEYOND = 4


def lines(name):
    return [line for line in (EXAMPLES / name).read_text("utf-8").splitlines() if not line.startswith("#")]


VALUES = [tuple(line.split("\t")) for line in lines("values.txt")]


def told(line):
    """The text without its brackets, and where what they enclose stands in it."""
    text, spans = "", []
    for number, piece in enumerate(re.split(r"[\[\]]", line)):
        if number % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    return text, spans


def covered(hits):
    return {place for hit in hits for place in range(hit.start, hit.end)}


@pytest.mark.parametrize(("name", "recall"), [("han_names.txt", 0.97), ("mongolian_names.txt", 0.97)])
def test_nearly_every_name_is_found_and_few_words_are_taken_for_one(name, recall):
    found = names = right = wrong = 0
    for line in lines(name):
        text, spans = told(line)
        hits = find(text, NOBODY)
        inside = {place for span in spans for place in range(*span)}
        names += len(spans)
        found += sum(covered(hits).issuperset(range(*span)) for span in spans)
        for hit in (hit for hit in hits if hit.kind is HitKind.PERSON):
            beyond = len(covered([hit]) - inside)
            is_right = beyond <= CHARACTERS_BEYOND and beyond < hit.end - hit.start
            right, wrong = right + is_right, wrong + (not is_right)
    assert found >= recall * names
    assert right >= 0.85 * (right + wrong)


@pytest.mark.parametrize(("kind", "value"), VALUES, ids=[f"{kind}-{value}" for kind, value in VALUES])
def test_a_value_is_found_in_every_sentence(kind, value):
    for sentence in IN_A_SENTENCE[kind]:
        text = sentence.format(value)
        start = text.index(value)
        hits = [hit for recogniser in RECOGNISERS for hit in recogniser(text)]
        missed = [at for at in range(start, start + len(value)) if text[at].isalnum() and at not in covered(hits)]
        assert "".join(text[at] for at in missed).strip("元块钱人民币日") == "", text


@pytest.mark.parametrize("text", lines("honest.txt"))
def test_the_gate_refuses_no_honest_sentence(text):
    assert strangers_told(text) == []


def test_few_words_of_honest_sentences_look_like_a_name():
    seen = [doubt.words for text in lines("honest.txt") for doubt in doubts(text)]
    assert len(seen) <= len(lines("honest.txt")) / 4, seen


def test_what_is_doubtful_refuses_neither_a_text_nor_a_question():
    assert DOUBTFUL < SURE_ENOUGH
    doubtful = "请到黄海子三组，下个月15号"
    assert {hit.confidence for hit in find(doubtful, NOBODY) if hit.kind is HitKind.DATE} == {DOUBTFUL}
    assert HitKind.DATE not in {hit.kind for hit in strangers_told(doubtful)}


@pytest.mark.parametrize(
    "text", ["王\n桂兰家", "王 桂 兰", "王·桂·兰", "2019年3月1\n4日", "蘇雅拉圖說", "昂素鎮巴音\u200b嘎查三社"]
)
def test_what_a_scan_has_parted_is_read_together(text):
    assert covered(find(text, NOBODY)) >= {at for at, one in enumerate(text.strip("家說")) if one.isalnum()} - set(
        range(3 if text.startswith("昂素") else 0)
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("他只给我垫了4350，剩下的不认", "4350"),
        ("羊圈在三道沟桥头，路西", "三道沟桥头"),
        ("经营场所：利民市场东门12号（二层）", "利民市场东门12号（二层）"),
        ("我家住金水名邸九号楼，随时来谈", "金水名邸九号楼"),
        ("7/14门诊拍片，8/2复查", "7/14"),
    ],
)
def test_what_only_its_surroundings_tell_is_proposed(text, value):
    places = {at for at in range(text.index(value), text.index(value) + len(value)) if text[at].isalnum()}
    assert covered(find(text, NOBODY)) >= places


@pytest.mark.parametrize(
    "text", ["王技术员来过", "姓王的那户", "王某某", "村里王家", "兰兰", "王工", "会议由王理事长主持"]
)
def test_a_party_is_shown_under_rarer_names_and_no_text_is_refused_for_them(text):
    wang = PrivateValue(Kind.NAME, "王兰", Owner("party:1", "petitioner"))
    assert own_hits(text, CaseKnowledge((wang,)))
    assert leaks({"body": text}, [wang]) == []
