"""What stands for a party (申请人甲, 被申请人乙) is kept apart from words that make another label of it.

被申请人甲 is a respondent: a passive 被 before either label becomes 遭, 由 or 为, as a court's clerk would write.
A role that the text gave itself (信访人王桂兰, 被申请人：高建军) goes, as the label says it; so does a label that
repeats the one before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from listings.anonymisation.pipeline import Mark, Masked
from listings.anonymisation.spans import HitKind

_PARTY = re.compile(r"(?:被?申请人|其他当事人|当事人)")
_ENDS_LIKE_ONE = re.compile(r"被?申请人")
_ROLE = re.compile(
    r"(?:(?:被?(?:申请|信访|上访|来访|反映|投诉|举报)|其他当事|对方当事|(?<!双方)当事)人)(?P<apart>[：:（(]|\s{1,2})?$"
)
_LONGEST_ROLE = 8
_CLOSING = {"（": "）", "(": ")"}
# After these 由 reads better than 遭: nothing bad is done to anybody.
_DONE_BY = re.compile(
    r"(?:一家|夫妇|等人|公司)?(?:雇|聘|招|录用|派|安排|指派|推荐|介绍|委托|请|叫|带|领|接|送|找|选|任命|收养|抚养|照顾|照料|借|租|买|拉|取|保管|代管"
    r"|登记|通知|告知|邀请|说服|劝|转|移交|开|牵|赶回|救|认可|承认|接受)"
)
_BY, _SUFFERING, _ACCEPTED_BY = "由", "遭", "为"


@dataclass(frozen=True)
class Edit:
    """What a piece of a masked text becomes; nothing, where no word is given."""

    start: int
    end: int
    word: str = ""


def labels_apart(masked: Masked) -> Iterator[Edit]:
    """What is to be changed around the labels of a masked text."""
    text = masked.text
    for mark in masked.marks:
        label = text[mark.start : mark.end]
        if mark.hit.kind is HitKind.PERSON and _PARTY.match(label):
            yield from _role_before(text, mark)
            if _ENDS_LIKE_ONE.match(label) and text[mark.start - 1 : mark.start] == "被":
                yield Edit(mark.start - 1, mark.start, _passive(text, mark))
    for one, other in pairwise(masked.marks):
        yield from _said_twice(text, one, other)


def _role_before(text: str, mark: Mark) -> Iterator[Edit]:
    """The role that the text itself gives the party, and the signs that part it from the label."""
    role = _ROLE.search(text, max(0, mark.start - _LONGEST_ROLE), mark.start)
    if role is None:
        return
    closing = _CLOSING.get(role["apart"] or "")
    if closing and text[mark.end : mark.end + 1] != closing:
        return
    yield Edit(role.start(), mark.start)
    if closing:
        yield Edit(mark.end, mark.end + 1)


def _passive(text: str, mark: Mark) -> str:
    if text[mark.start - 2 : mark.start - 1] == "不":
        return _ACCEPTED_BY
    return _BY if _DONE_BY.match(text, mark.end) else _SUFFERING


def _said_twice(text: str, one: Mark, other: Mark) -> Iterator[Edit]:
    """高书记建军 and 王桂兰（老王） are one person, called twice."""
    if one.hit.kind is not HitKind.PERSON or not one.hit.of or one.hit.of != other.hit.of:
        return
    if one.end == other.start:
        yield Edit(other.start, other.end)
    closing = _CLOSING.get(text[one.end : other.start])
    if closing and text[other.end : other.end + 1] == closing:
        yield Edit(one.end, other.end + 1)
