"""A category that is published wider, or not at all, is not named in the text either.

Each category has the words of the field by which a reader knows it, and no others: a word is here only if it names
the matter by itself. It counts where the dictionary cuts the text so: 公开采购 is no 开采, nor 最低保障 低保. What many
matters share (补偿, 合同, 承包, 安置, 欠款) is not here, nor are the kinds of companies (某矿业公司), which the naming
rule leaves in. Whose case it is plays no part: only what is published does, so that a refusal tells nobody anything
about the case.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from listings.anonymisation.lexicon import Prefixes
from listings.anonymisation.spelling import Stream, folded, plain
from listings.cases.vocabulary import Category
from listings.dictionary import dictionary
from listings.reidentification.ladders import Attribute, ladder

PLACE, MONEY, MATTER, THING, PAPER, SOMEBODY = "某处", "某款", "某事", "某物", "某据", "某人"

# category -> what stands in their place -> the words by which it is known
WORDS: Final[Mapping[Category, Mapping[str, str]]] = MappingProxyType(
    {
        Category.LAND: {
            PLACE: (
                "土地 草场 草牧场 打草场 牧场 草原 草地 耕地 农田 农用地 承包地 责任田 口粮田 口粮地 机动地 开荒地 "
                "荒地 林地 草库伦"
            ),
            MATTER: "草畜平衡 禁牧 林权",
            THING: "网围栏",
        },
        Category.EXPROPRIATION: {
            MATTER: "征地 征收 征用 征占 征拆 拆迁 强拆 拆除房屋 回迁 补偿安置 安置补偿 动迁",
            PLACE: "安置房",
        },
        Category.WAGES: {
            MONEY: "工资 薪酬 劳动报酬 劳务费 劳务报酬 工钱 加班费 经济补偿金",
            MATTER: "欠薪 讨薪 劳动关系",
            PAPER: "劳动合同",
            SOMEBODY: "农民工",
        },
        Category.LOANS: {
            MONEY: "借款 贷款 本金 利息 债务 债权 高利贷",
            MATTER: "借贷 放贷 还款",
            PAPER: "借条 欠条 借据",
            SOMEBODY: "担保人",
        },
        Category.CONTRACTS: {
            MONEY: "工程款 货款 定金 订金 违约金",
            MATTER: "建设工程 工程质量 承揽 供货 分包 转包",
            PAPER: "施工合同 买卖合同 租赁合同",
        },
        Category.NEIGHBOURS: {
            MATTER: "邻里 相邻 采光 通行权 滴水",
            PLACE: "院墙 共用墙",
            SOMEBODY: "邻居 邻家",
        },
        Category.INHERITANCE: {
            MATTER: "继承 析产 分家 赡养",
            THING: "遗产 家产",
            MONEY: "彩礼",
            PAPER: "遗嘱",
        },
        Category.INJURY: {
            MONEY: "医疗费 误工费 护理费 死亡赔偿",
            MATTER: "人身损害 人身伤害 伤残 工伤 打伤 致伤 受伤 致残 交通事故 医疗事故 医疗纠纷",
        },
        Category.ENVIRONMENT: {
            MATTER: "污染 排污 开采 塌陷 采矿权 探矿权",
            THING: "污水 粉尘 扬尘 噪声 噪音 尾矿",
            PLACE: "采空区 井场",
        },
        Category.VILLAGE_AFFAIRS: {
            MATTER: "村务 换届 村民自治 成员资格 账目公开 财务公开 集体经济",
            MONEY: "集体资产 集体资金 集体收益 分红",
            PAPER: "村规民约",
            SOMEBODY: "村集体",
        },
        Category.BENEFITS: {
            MONEY: "养老金 退休金 退休待遇 低保 五保 抚恤 优抚 救助金 残疾补贴",
            MATTER: "养老保险 医疗保险 医保 社会保险 社保 工龄",
            SOMEBODY: "退役军人",
        },
        Category.OTHER: {},
    }
)
_GENERAL: Final = {
    plain(word): general for words in WORDS.values() for general, each in words.items() for word in each.split()
}
# The end of one word of the dictionary, and another thing there.
_NOT_AFTER: Final = {"本金": "资"}
BOTH: Final = 2  # ends of a word
AROUND: Final = 10  # characters on each side that say how a word is cut
_STOP = re.compile(r"[，。；：！？、,.;:!?\n]")


def category_words_told(text: str, published: str | None) -> list[tuple[int, int]]:
    """Where a text names a category finer than the published one (None: left out), however it is spaced, in order."""
    return [(start, end) for start, end, _ in _found(text, published)]


def without_category_words(text: str, published: str | None) -> str:
    """The text with something general in place of each of those words (某处, 某款, 某事); it never grows.

    What stands beside a word that is taken out may be cut otherwise then, so it is looked for until none is left."""
    while found := _joined(_found(text, published)):
        for start, end, general in reversed(found):
            text = text[:start] + general + text[end:]
    return text


def _found(text: str, published: str | None) -> list[tuple[int, int, str]]:
    """Where such a word stands, and what may stand in its place."""
    known = _known_by(published)
    if known is None:
        return []
    stream, at, found = folded(text), 0, []
    while at < len(stream.text):
        word = known.longest_at(stream.text, at)
        if word is not None and _stands(text, stream, at, word):
            found.append((*stream.span(at, at + len(word)), _GENERAL[word]))
            at += len(word)
        else:
            at += 1
    return found


def _stands(text: str, stream: Stream, at: int, word: str) -> bool:
    """Whether what reads like the word is it: not across a stop, and not made of parts of other words."""
    start, end = stream.span(at, at + len(word))
    before = stream.text[at - 1] if at else ""
    if _STOP.search(text, start, end) or (before and before in _NOT_AFTER.get(word, "")):
        return False
    return _is_cut_so(*_surroundings(text, stream, at, at + len(word)))


def _surroundings(text: str, stream: Stream, at: int, end: int) -> tuple[str, int, int]:
    """The characters around a word up to the next stop, and where it begins and ends among them."""
    first, last = at, end
    while first > max(0, at - AROUND) and not _STOP.search(text, stream.places[first - 1], stream.places[first]):
        first -= 1
    while last < min(len(stream.text), end + AROUND) and not _STOP.search(
        text, stream.places[last - 1], stream.places[last]
    ):
        last += 1
    return "".join(_written(text, stream, place) for place in range(first, last)), at - first, end - first


def _written(text: str, stream: Stream, place: int) -> str:
    """A plain character, but a figure as it is written: the dictionary knows 统一, not 统1."""
    return text[stream.places[place]] if stream.text[place].isdecimal() else stream.text[place]


def _is_cut_so(text: str, start: int, end: int) -> bool:
    """Whether the word is more than the end of one word of the dictionary with the beginning of the next: 公开|采购.

    Crossed at one end alone (在承包|地上, 回|迁户) it still says what it says. In the midst of a longer word it counts
    where that is made of it: 环境污染问题, but not 桂林地区.
    """
    words, at, crossed = dictionary(), 0, 0
    for token in words.cut(text, HMM=False):
        before, beyond = start - at, at + len(token) - end
        at += len(token)
        if at <= start:
            continue
        if before > 0 and beyond > 0:
            return before > 1 and bool(words.FREQ.get(token[:before]))
        crossed += (before > 0 > beyond) or (before < 0 < beyond)
        if at >= end:
            break
    return crossed < BOTH


@cache
def _known_by(published: str | None) -> Prefixes | None:
    """The words of every category finer than the published one; None where there is none."""
    finer = [one for one in Category if one.value != published and published in ladder(Attribute.CATEGORY, one.value)]
    words = [plain(word) for one in finer for each in WORDS[one].values() for word in each.split()]
    return Prefixes(words) if words else None


def _joined(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Words side by side as one."""
    joined: list[tuple[int, int, str]] = []
    for start, end, general in found:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((start, end, general))
    return joined
