"""A public text names nothing finer than what is published beside it, and whoever is refused reads their own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.anonymisation.known import Kind, Owner, PrivateValue
from listings.anonymisation.leaks import leaks
from listings.anonymisation.quoting import LONGEST, MOST, quoted
from listings.cases.vocabulary import Category
from listings.publication.vocabulary import WideCategory
from listings.reidentification.category_words import category_words_told, without_category_words
from listings.reidentification.ladders import Attribute, ladder
from listings.reidentification.telling import CATEGORY, MEASURE, STRANGER, TOWN, Beside, leaked, tellings_in
from listings.reidentification.words_of_categories import WORDS

LAND = Beside("land", {2: "城川镇"})
LEFT_OUT = Beside(None, {2: "城川镇"})
WULAN = Owner("party:1", "petitioner")


def codes(text: str, beside: Beside) -> list[str]:
    return [telling.code for telling in tellings_in({"body": text}, beside)]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("请拨打138 4771-2345联系", STRANGER, ("138 4771-2345",)),
        ("在城 川面谈", TOWN, ("城 川",)),
        ("拖了七年，数年未付", MEASURE, ("七年", "数年")),
        ("因土地承包发生争议", CATEGORY, ("土地",)),
    ],
)
def test_what_a_text_tells_is_told_in_its_own_words(text: str, code: str, words: tuple[str, ...]) -> None:
    [telling] = tellings_in({"body": text}, LEFT_OUT)
    assert (telling.code, telling.field, telling.words) == (code, "body", words)
    assert telling.facts["words"] == quoted(words)


def test_a_leak_is_told_in_the_words_of_the_text_and_never_in_those_of_the_vault() -> None:
    value = PrivateValue(Kind.NAME, "乌兰其其格")
    [telling] = leaked(leaks({"title": "乌 兰 其其格的草场"}, [value]))
    assert (telling.code, telling.words) == ("leak_name", ("乌 兰 其其格",))


@pytest.mark.parametrize(
    ("field", "label"), [("title", "The title"), ("body", "The text"), ("end_note", "What you wrote")]
)
def test_the_field_that_tells_is_told(field: str, label: str) -> None:
    [telling] = tellings_in({field: "请拨打138 4771-2345联系"}, LEFT_OUT)
    assert telling.facts["where_label"] == label


def test_the_name_of_who_leads_the_case_is_told_as_no_partys() -> None:
    """敖特根 leads it and is no party; where a word is both's it is told once, as the party's."""
    leader, party = PrivateValue(Kind.NAME, "王建军"), PrivateValue(Kind.NAME, "乌兰其其格", WULAN)
    told = leaked(leaks({"body": "王建军协调，乌兰其其格不同意"}, [party, leader]))
    assert [(one.words, one.facts["whom_label"]) for one in told] == [
        (("乌兰其其格",), "a party of the case"), (("王建军",), "somebody of the case"),
    ]  # fmt: skip
    [both] = leaked(leaks({"body": "王建军协调"}, [PrivateValue(Kind.NAME, "王建军", WULAN), leader]))
    assert both.facts["whom_label"] == "a party of the case"


def test_a_category_is_named_only_where_it_is_published() -> None:
    text = "申请人的草场被占用"
    assert codes(text, LAND) == []
    assert codes(text, Beside("land_and_village", {})) == [CATEGORY]
    assert codes(text, LEFT_OUT) == [CATEGORY]
    assert codes(text, Beside("money_and_work", {})) == [], "a word of another group narrows nothing"


@pytest.mark.parametrize("category", [one for one in Category if one is not Category.OTHER])
def test_each_word_tells_its_category_until_it_is_taken_out(category: Category) -> None:
    for general, words in WORDS[category].items():
        for word in words.split():
            text = f"双方因{' '.join(word)}发生争议。"
            for published in ladder(Attribute.CATEGORY, category.value)[1:]:
                assert category_words_told(text, published), (word, published)
                assert without_category_words(text, published) == f"双方因{general}发生争议。"
            assert not category_words_told(text, category.value)


@pytest.mark.parametrize(
    "text",
    [
        "部分家庭不同意", "按规定金额支付", "固定金额的款项", "退还款项", "问题出在各分。家里有老人",
        "部分包括在内", "某矿业公司", "补偿问题", "双方签有合同", "某合作社", "多次上访", "希望有经验的调解员领办",
        "若干款项未结清", "部分红线图已遗失", "申请人要求公开采购记录，收入在最低保障线以下",
        "基本金额未定", "资本金不足", "充分包容", "十分家喻户晓",
        "返还款项", "归还款项", "特定金额", "成本金额", "最低保护价",
        "桂林地区", "森林地带", "大部分家里有人", "收入库存",
        "申请人要求账目公开，财务公开", "工程师到场", "某物业公司", "某担保公司", "职务变动，人员不足",
        "物流转运", "押金未退", "没有分户水表", "打井的收入", "双方签字确认，责任说不清", "办理手续", "退回款项后休息",
    ],
)  # fmt: skip
def test_what_many_matters_share_names_none(text: str) -> None:
    assert category_words_told(text, None) == []


@pytest.mark.parametrize(
    ("text", "wider"),
    [
        ("社区分红未发", "社区分配未发"), ("偿还借款本金及利息", "偿还款项及收益"), ("被拖欠工资", "被拖欠款项"),
        ("环境污染问题", "环境影响问题"), ("发放贷款", "发放款项"), ("统一开采", "统一作业"), ("低保户", "补助户"),
        ("在承包地上", "在场地上"), ("回迁户", "入住户"), ("死亡赔偿金", "赔偿金"), ("劳动合同纠纷", "合同纠纷"),
        ("把草场流转给他人放牧", "把场地出租给他人使用"), ("机械费和尾款", "机械费和余款"),
        ("被散养的狗咬伤", "被散养的狗损害"), ("弟兄分户时", "弟兄分配时"),
        ("退休时补缴社保", "到龄时补付保险"), ("替人担保后代偿", "替人承诺后代付"),
        ("离职后工人讨薪", "离开后人员讨要"),
        ("屋顶漏水，墙基受潮", "屋顶水患，墙体受潮"), ("赡养费由兄弟分担", "费用由兄弟分担"),
        ("运煤车扬尘", "运输车灰土"), ("搬迁后过渡费未付", "搬家后费用未付"), ("村民大会选举", "会议产生"),
        ("公开采矿权，公开开采", "公开权利，公开作业"), ("征地方案", "占用方案"), ("退休金、低 保", "待遇、补助"),
    ],
)  # fmt: skip
def test_a_word_that_the_dictionary_cuts_so_is_taken_out(text: str, wider: str) -> None:
    assert without_category_words(text, None) == wider


@pytest.mark.parametrize(
    ("text", "wider"),
    [
        ("自付医疗费用", "自付费用"), ("护理费用于看护", "费用用于看护"), ("拖欠工资款两年", "拖欠款项两年"),
        ("尚有工程款项未付", "尚有款项未付"), ("工资款项目不清", "款项项目不清"), ("已还款项的认定", "已付款项的认定"),
        ("扬尘、粉尘污染影响草场", "灰土影响场地"), ("三个月工资和加班费", "三个月款项"), ("借款的本金", "款项"),
        ("工资，加班费", "款项，款项"), ("草场和工资", "场地和款项"), ("农民工工资", "人员款项"),
        ("向申请人借款未还", "向申请人拿钱未还"), ("向某信用社贷款", "向某信用社拿钱"), ("找亲戚借款", "找亲戚拿钱"),
        ("向法院主张借款", "向法院主张款项"), ("两家是邻居", "两家是熟人"), ("与邻居协商", "与他人协商"),
        ("被打伤后受伤住院", "被损害后出事住院"),
    ],
)  # fmt: skip
def test_what_is_left_still_reads(text: str, wider: str) -> None:
    assert without_category_words(text, None) == wider


def test_no_word_that_stands_for_another_tells_anything_even_beside_one_of_its_kind() -> None:
    said = {general for each in WORDS.values() for general in each} | {"拿钱", "熟人"}
    assert [a + b for a in said for b in said if category_words_told(a + b, None)] == []


@pytest.mark.parametrize(
    "told", ["在{}上", "的{}被占", "拖欠{}款", "从{}中", "未{}", "{}人", "{}户", "{}费", "{}方", "村民{}分配"]
)
def test_each_word_is_found_whatever_the_dictionary_makes_of_its_neighbours(told: str) -> None:
    words = [word for each in WORDS.values() for general in each.values() for word in general.split()]
    assert [word for word in words if not category_words_told(told.format(word), None)] == []


def test_what_is_published_wider_later_mauls_no_honest_text() -> None:
    text = "申请人要求公开采购记录，领取最低保障线以下的补助"
    assert LEFT_OUT.shown(text) == text
    assert codes(text, LEFT_OUT) == []


@given(
    st.text("草场土地工资借款还款某钱医疗费用公开采购最低保障本金，。 因、12一", max_size=60),
    st.sampled_from([None, *(w.value for w in WideCategory)]),
)
def test_a_text_made_wider_tells_no_category_and_never_grows(text: str, published: str | None) -> None:
    wider = without_category_words(text, published)
    assert category_words_told(wider, published) == []
    assert len(wider) <= len(text)


def test_words_side_by_side_become_one() -> None:
    assert without_category_words("因土地草场占用，拖欠工资和借款。", None) == "因场地占用，拖欠款项。"


def test_what_is_quoted_is_short() -> None:
    assert quoted(["草场", "草场", "土地"]) == "“草场” “土地”"
    assert quoted(["长" * 200]) == f"“{'长' * LONGEST}…”"
    assert quoted([str(number) for number in range(9)]).count("“") == MOST
