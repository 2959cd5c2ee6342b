"""What is masked word by word is made to read: a relation keeps its one end, a label goes with the value it announced.

申请人甲的儿子申请人甲 becomes 申请人甲的儿子, “，电话（略），” a comma, 某某某某 a single 某某 that stands for both
finds, and 某社边 is 某社附近. What a clerk has written is left alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from listings.anonymisation import reasons
from listings.anonymisation.labels import Edit, labels_apart
from listings.anonymisation.pipeline import Mark, Masked
from listings.anonymisation.replacing import LEFT_OUT, NEARBY, STEMS, by_surname
from listings.anonymisation.segmenting import is_everyday
from listings.anonymisation.spans import HitKind

_CALLED = (reasons.ADDRESSED, reasons.OWN_ADDRESSED, reasons.OWN_SHORTENED)
_RELATION = re.compile(
    r"(?:[，、]?(?:的|之|其|和|与|及|跟|同|和其|与其|及其))?"
    r"(?:长子|次子|三子|独子|儿子|长女|次女|独女|女儿|子女|孩子|妻子|老婆|爱人|老伴|媳妇|丈夫|对象|父亲|母亲|父母|爸爸|妈妈"
    r"|哥哥|弟弟|姐姐|妹妹|大哥|二哥|兄长|兄弟|胞兄|胞弟|儿媳|女婿|孙子|孙女|外孙|侄子|侄女|外甥|岳父|岳母|公公|婆婆"
    r"|叔叔|伯父|舅舅|姑姑|姑父|姨父|堂兄|堂弟|表兄|表弟|亲家|(?<=[其之])[父母妻夫子女兄弟])"
)
_AFTER_FAMILIAR = re.compile(r"(?:头(?![疼痛上部发破晕昏皮顶])|汉|爷子|太太)")
_LABEL = re.compile(
    r"(?:联系|本人|家庭|固定|移动|办公|常用|居民|公民|银行|开户|电子|统一社会|合同|协议|发票|收据|证书|信访|信访件|案件|登记|车辆)?"
    r"(?:电话|手机|座机|号码|身份证|身份证件|证件|账号|帐号|账户|卡号|银行卡|存折|微信|邮箱|邮件|车牌|信用代码|案号|文号|编号|工号|警号|短号|分机|网名|昵称|(?:快手|抖音)名?)"
    r"(?:号码|号|地址)?(?P<link>为|是|系|[:：]|\s)*$"
)
_LONGEST_LABEL = 20
_BETWEEN_VALUES = re.compile(r"[、，,/和或及；;\s]{0,2}")
_PARTING = "，、；,;"
_ENDING = "。！？!?\n"
_OF_A_PLACE = (HitKind.ADDRESS, HitKind.VILLAGE, HitKind.ORGANISATION)
_BESIDE = re.compile("边(?![上界境缘沿远疆陲防框角线款际]|.{1,4}边)|旁(?![边侧人听证观])")
_GENERIC = re.compile(f"某.{{1,6}}?(?=[{STEMS}]?$)")


def readable(masked: Masked, narrative: str) -> Masked:
    """The masked text with relations and labels worded; marks point to where their words stand now."""
    edits = [
        *_relations(masked, narrative),
        *_endings(masked, narrative),
        *_labels(masked),
        *labels_apart(masked),
        *_twice_alike(masked),
        *_after_a_place(masked),
    ]
    apart: list[Edit] = []
    for edit in sorted(edits, key=lambda one: one.start):
        if not apart or edit.start >= apart[-1].end:
            apart.append(edit)
    return _with_a_place(_edited(masked, apart), masked)


def _relations(masked: Masked, narrative: str) -> Iterator[Edit]:
    """Nobody is his own son: of two that became the same party, the one called by surname alone is somebody else."""
    for one, other in zip(masked.marks, masked.marks[1:], strict=False):
        if one.hit.kind is not HitKind.PERSON or other.hit.kind is not HitKind.PERSON:
            continue
        is_same = bool(one.hit.of) and one.hit.of == other.hit.of
        if not is_same or not _RELATION.fullmatch(masked.text, one.end, other.start):
            continue
        if one.hit.why in _CALLED and other.hit.why not in _CALLED:
            yield Edit(one.start, one.end, by_surname(narrative[one.hit.start : one.hit.end]))
        else:
            yield Edit(other.start, other.end)


def _endings(masked: Masked, narrative: str) -> Iterator[Edit]:
    """老李头 is one person: what is left of the way of calling goes too."""
    begun = {mark.start for mark in masked.marks}
    for mark in masked.marks:
        called = narrative[mark.hit.start : mark.hit.end]
        is_short = mark.hit.kind is HitKind.PERSON and len(called) == len("老李") and called[0] in "老小"
        if is_short and mark.end not in begun:
            rest = _AFTER_FAMILIAR.match(masked.text, mark.end)
            if rest:
                yield Edit(mark.end, rest.end())


def _labels(masked: Masked) -> Iterator[Edit]:
    text, ends = masked.text, {mark.end for mark in masked.marks}
    for start, end in _values_left_out(masked):
        label = _LABEL.search(text, max(0, start - _LONGEST_LABEL), start)
        if label is not None:
            yield from _without_label(text, label.start(), start, end, bool(label["link"]), label.start() in ends)


def _twice_alike(masked: Masked) -> Iterator[Edit]:
    """某处某处 and （略）（略） say no more than one of them."""
    for one, other in pairwise(masked.marks):
        if other.hit.kind is not HitKind.PERSON and _are_alike(masked, one, other):
            yield Edit(one.end, other.end)


def _are_alike(masked: Masked, one: Mark, other: Mark) -> bool:
    """Whether the same word stands for two finds side by side."""
    touch = not masked.text[one.end : other.start].strip()
    return touch and masked.text[one.start : one.end] == masked.text[other.start : other.end]


def _with_a_place(worded: Masked, masked: Masked) -> Masked:
    """Of two alike of which the second has gone, it stands where the first does."""
    marks = list(worded.marks)
    for number in range(1, len(marks)):
        before, mark = marks[number - 1], marks[number]
        if mark.start == mark.end and _are_alike(masked, *masked.marks[number - 1 : number + 1]):
            marks[number] = replace(mark, start=before.start, end=before.end)
    return replace(worded, marks=tuple(marks))


def _after_a_place(masked: Masked) -> Iterator[Edit]:
    """三社边 is near the third group, but 某社边 would read as one word; and 塞上红社 is 某合作社, its 社 with it."""
    begun = {mark.start for mark in masked.marks}
    for mark in masked.marks:
        if mark.hit.kind in _OF_A_PLACE and mark.end not in begun:
            end = mark.end + _kind_said_again(masked.text, mark)
            beside = _BESIDE.match(masked.text, end)
            if beside or end > mark.end:
                yield Edit(mark.end, beside.end() if beside else end, NEARBY if beside else "")


def _kind_said_again(text: str, mark: Mark) -> int:
    """How many characters behind an organisation say its kind once more, and begin no other word (店主 behind 某店)."""
    word = _GENERIC.match(text[mark.start : mark.end]) if mark.hit.kind is HitKind.ORGANISATION else None
    again = text[mark.end : mark.end + 1]
    return int(bool(word and again and word.group().endswith(again) and not is_everyday(text[mark.end : mark.end + 2])))


def _values_left_out(masked: Masked) -> Iterator[tuple[int, int]]:
    """Where values were left out; several in a row are one."""
    places = [(m.start, m.end) for m in masked.marks if masked.text[m.start : m.end] == LEFT_OUT]
    while places:
        start, end = places.pop(0)
        while places and _BETWEEN_VALUES.fullmatch(masked.text, end, places[0][0]):
            end = places.pop(0)[1]
        yield start, end


def _without_label(text: str, label: int, value: int, end: int, is_linked: bool, after_name: bool) -> Iterator[Edit]:
    """What goes: the label with its value and one of the signs around them, or the value alone where that reads."""
    before, after = text[label - 1 : label], text[end : end + 1]
    if before in ("（", "(") and after in ("）", ")"):
        yield Edit(label - 1, end + 1)
    elif (not before or before in _ENDING or before in "（(") and after and after in _PARTING + _ENDING:
        yield Edit(label, end + 1)
    elif before and before in _PARTING and (not after or after in _PARTING + _ENDING + "）)"):
        yield Edit(label - 1, end)
    elif after_name and (not after or after in _PARTING + _ENDING + "）)"):
        yield Edit(label, end)
    elif after == "的":
        yield Edit(label, end + 1)
    elif not is_linked:
        yield Edit(value, end)


def _edited(masked: Masked, edits: Iterable[Edit]) -> Masked:
    """The text with what is edited (in order, apart) in place."""
    pieces, read, grown = [], 0, 0
    moved: list[tuple[Edit, int]] = []  # each with where it begins in the new text
    for edit in edits:
        moved.append((edit, edit.start + grown))
        pieces += [masked.text[read : edit.start], edit.word]
        grown += len(edit.word) - (edit.end - edit.start)
        read = edit.end
    marks = tuple(_moved(mark, moved) for mark in masked.marks)
    return Masked("".join([*pieces, masked.text[read:]]), masked.mapping, marks)


def _moved(mark: Mark, moved: Iterable[tuple[Edit, int]]) -> Mark:
    start, end = mark.start, mark.end
    for edit, begins in moved:
        shift = begins + len(edit.word) - edit.end
        if edit.end <= mark.start:
            start, end = mark.start + shift, mark.end + shift
        elif edit.start <= mark.start and edit.end >= mark.end:
            return replace(mark, start=begins, end=begins + len(edit.word) if edit.start == mark.start else begins)
    return replace(mark, start=start, end=end)
