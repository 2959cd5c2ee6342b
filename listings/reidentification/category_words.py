"""A category that is published wider, or not at all, is not named in the text either, and the text still reads.

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

# category -> what stands in their place -> the words by which it is known. What stands there is true of the thing, no
# longer than the word, and an everyday word of matters of every kind, so that the sentence still reads and says less.
WORDS: Final[Mapping[Category, Mapping[str, str]]] = MappingProxyType(
    {
        Category.LAND: {
            "场地": (
                "土地 草场 草牧场 打草场 牧场 草原 草地 耕地 农田 农用地 承包地 责任田 口粮田 口粮地 机动地 开荒地 "
                "荒地 林地 草库伦"
            ),
            "管理要求": "草畜平衡",
            "限制": "禁牧",
            "权属": "林权",
            "设施": "网围栏",
        },
        Category.EXPROPRIATION: {
            "占用": "征地 征收 征用 征占 征拆",
            "处置": "拆迁 强拆 动迁",
            "处置房屋": "拆除房屋",
            "入住": "回迁",
            "补偿": "补偿安置 安置补偿",
            "住房": "安置房",
        },
        Category.WAGES: {
            "款项": "工资 薪酬 劳动报酬 劳务费 劳务报酬 工钱 加班费 经济补偿金",
            "欠款": "欠薪",
            "讨要": "讨薪",
            "关系": "劳动关系",
            "合同": "劳动合同",
            "人员": "农民工",
        },
        Category.LOANS: {
            "款项": "借款 贷款 本金 债务 债权 高利贷",
            "收益": "利息",
            "往来": "借贷 放贷",
            "付款": "还款",
            "字据": "借条 欠条 借据",
            "相关人": "担保人",
        },
        Category.CONTRACTS: {
            "款项": "工程款 货款 定金 订金 违约金",
            "项目": "建设工程",
            "质量": "工程质量",
            "承接": "承揽 分包",
            "交付": "供货",
            "转交": "转包",
            "合同": "施工合同 买卖合同 租赁合同",
        },
        Category.NEIGHBOURS: {
            "双方": "邻里",
            "有关": "相邻",
            "使用": "采光",
            "使用权": "通行权",
            "流水": "滴水",
            "墙体": "院墙 共用墙",
            "他人": "邻居 邻家",
        },
        Category.INHERITANCE: {
            "取得": "继承",
            "分配": "析产 分家",
            "照料": "赡养",
            "财产": "遗产 家产",
            "款项": "彩礼",
            "字据": "遗嘱",
        },
        Category.INJURY: {
            "费用": "医疗费 误工费 护理费",
            "赔偿": "死亡赔偿",
            "损害": "人身损害 人身伤害 伤残 打伤",
            "意外": "工伤",
            "出事": "致伤 受伤 致残",
            "事故": "交通事故 医疗事故",
            "纠纷": "医疗纠纷",
        },
        Category.ENVIRONMENT: {
            "影响": "污染",
            "排放": "排污",
            "作业": "开采",
            "受损": "塌陷",
            "权利": "采矿权 探矿权",
            "水流": "污水",
            "灰土": "粉尘 扬尘",
            "声响": "噪声 噪音",
            "物料": "尾矿",
            "场地": "采空区 井场",
        },
        Category.VILLAGE_AFFAIRS: {
            "事务": "村务",
            "调整": "换届",
            "有关事务": "村民自治",
            "资格": "成员资格",
            "公开": "账目公开 财务公开",
            "有关事业": "集体经济",
            "资产": "集体资产",
            "资金": "集体资金",
            "收益": "集体收益",
            "分配": "分红",
            "约定": "村规民约",
            "有关方": "村集体",
        },
        Category.BENEFITS: {
            "待遇": "养老金 退休金 退休待遇",
            "补助": "低保 五保 抚恤 救助金",
            "优待": "优抚",
            "补贴": "残疾补贴",
            "保险": "养老保险 医疗保险 医保 社会保险 社保",
            "年限": "工龄",
            "有关人员": "退役军人",
        },
        Category.OTHER: {},
    }
)
_GENERAL: Final = {
    plain(word): general for words in WORDS.values() for general, each in words.items() for word in each.split()
}
# Where a word does something else in its sentence, something else stands for it: 向对方借款 lends, 是邻居 is one.
_SOMEBODY: Final = r"(?:被?申请人[甲乙丙丁]?|对方|他人|亲戚|亲友|朋友|熟人|其|银行|信用社|某[^，。；、\s]{1,5})"
_OTHERWISE: Final = (
    (("借款", "贷款"), re.compile(rf"[向找跟]{_SOMEBODY}\Z"), "拿钱"),
    (("邻居", "邻家"), re.compile(r"[是为系]\Z"), "熟人"),
)
# What follows a word and belongs to it: 医疗费|用, 工程款|项, 工资|款.
_TAIL: Final = re.compile(r"款项?(?!目)|项(?!目)|用(?![于在来作])")
# What may stand between two words that are told by one.
_BETWEEN: Final = re.compile(r"(?:和|与|及|以及|或|或者|、|的)?")
# The end of one word of the dictionary, and another thing there.
_NOT_AFTER: Final = {"本金": "资"}
BOTH: Final = 2  # ends of a word
AROUND: Final = 10  # characters on each side that say how a word is cut
_STOP = re.compile(r"[，。；：！？、,.;:!?\n]")


def category_words_told(text: str, published: str | None) -> list[tuple[int, int]]:
    """Where a text names a category finer than the published one (None: left out), however it is spaced, in order."""
    return [(start, end) for start, end, _ in _found(text, published)]


def without_category_words(text: str, published: str | None) -> str:
    """The text with something general in place of each of those words (场地, 款项, 出事); it never grows.

    What stands beside a word that is taken out may be cut otherwise then, so it is looked for until none is left."""
    while found := _joined(text, _found(text, published)):
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
            start, end = stream.span(at, at + len(word))
            found.append((start, end, _general(word, text[:start])))
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


def _general(word: str, before: str) -> str:
    """What stands in the place of a word after these words."""
    return next((said for words, place, said in _OTHERWISE if word in words and place.search(before)), _GENERAL[word])


def _joined(text: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """What is told alike side by side (借款本金及利息) as one, and each with what belongs to it behind it."""
    joined: list[tuple[int, int, str]] = []
    for start, end, general in found:
        before = joined[-1] if joined else None
        if before and before[2] == general and _BETWEEN.fullmatch(text, before[1], start):
            joined[-1] = (before[0], end, general)
        else:
            joined.append((start, end, general))
    return [(start, _with_its_tail(text, end, general), general) for start, end, general in joined]


def _with_its_tail(text: str, end: int, general: str) -> int:
    """Where a word ends with what would say its general word twice: 医疗费|用, 污染|影响."""
    if text.startswith(general, end) and not text.startswith("款项目", end):
        return end + len(general)
    tail = _TAIL.match(text, end) if general in {"款项", "费用"} else None
    return tail.end() if tail else end
