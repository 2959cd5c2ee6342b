"""What each recogniser finds, and what it leaves alone: the examples are of the kind the banner's clerks write."""

import pytest

from listings.anonymisation.gate import strangers_told
from listings.anonymisation.known import CaseKnowledge
from listings.anonymisation.lexicon import FOLDER, lexicon
from listings.anonymisation.measures import measures_told
from listings.anonymisation.pipeline import find
from listings.anonymisation.recognisers.codes import codes
from listings.anonymisation.recognisers.days_and_sums import days_and_sums
from listings.anonymisation.recognisers.names import names_by_form
from listings.anonymisation.recognisers.numbers import numbers
from listings.anonymisation.recognisers.numbers_named import numbers_named
from listings.anonymisation.recognisers.organisations import organisations
from listings.anonymisation.recognisers.places import places
from listings.anonymisation.spans import settled
from listings.anonymisation.widening import time_without_measure


def shown(recogniser, text: str) -> list[tuple[str, str]]:  # type: ignore[no-untyped-def]
    return [(hit.kind.value, text[hit.start : hit.end]) for hit in recogniser(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("身份证15272619680512003X办理", [("id_number", "15272619680512003X")]),
        ("152726 19680512 003x", [("id_number", "152726 19680512 003x")]),
        ("号码152726680512003的", [("id_number", "152726680512003")]),
        ("我的13847712345打不通", [("phone", "13847712345")]),
        ("138 4771 2345", [("phone", "138 4771 2345")]),
        ("+86-138-4771-2345", [("phone", "+86-138-4771-2345")]),
        ("一三八四七七一二三四五", [("phone", "一三八四七七一二三四五")]),
        ("（0477）7654321转", [("phone", "（0477）7654321")]),
        ("座机7654321", [("phone", "7654321")]),
        ("卡号6228480402564890018", [("bank_card", "6228480402564890018")]),
        ("账号是05460120000123456", [("bank_card", "05460120000123456")]),
        ("手机尾号2345", [("number_ending", "2345")]),
        ("15272619680512003X 13847712345", [("id_number", "15272619680512003X"), ("phone", "13847712345")]),
    ],
)
def test_numbers(text: str, found: list[tuple[str, str]]) -> None:
    assert shown(numbers, text) == found


@pytest.mark.parametrize("text", ["共计7654321元", "1200亩", "2021年", "编号12345", "7" * 40, "A13847712345", ""])
def test_what_is_no_number_of_a_person(text: str) -> None:
    assert shown(numbers, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("合同编号HT-2017-055。", [("number", "HT-2017-055")]),
        ("合同编号：鄂前草承字〔2017〕第055号", [("number", "鄂前草承字〔2017〕第055号")]),
        ("发票号码01234567", [("number", "01234567")]),
        ("工号0317的职工", [("number", "0317")]),
        ("警号为A0317", [("number", "A0317")]),
        ("短号6688", [("phone", "6688")]),
        ("经度107.48, 纬度38.18", [("coordinates", "107.48"), ("coordinates", "38.18")]),
        ("北纬38°10′，东经107°29′", [("coordinates", "38°10′"), ("coordinates", "107°29′")]),
        ("在107.48123，38.18312处", [("coordinates", "107.48123，38.18312")]),
        ("座机0477-7625xxx", [("phone", "0477-7625xxx")]),
        ("打138****2345", [("phone", "138****2345")]),
        ("身份证152726********003X", [("id_number", "152726********003X")]),
    ],
)
def test_numbers_that_their_word_or_length_tells_are_found_and_refused(text: str, found: list[tuple[str, str]]) -> None:
    assert shown(numbers_named, text) == found
    assert [(hit.kind.value, text[hit.start : hit.end]) for hit in strangers_told(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "合同编号不清", "合同第3条", "2017年合同", "协议号码都没有", "施工号3", "编号为3的草场", "2017xx年", "3xx只",
        "工号牌", "经度、纬度都不清楚", "温度38.18", "分机没人接", "短号没人接", "坐标不准", "7" * 60 + "x" * 60,
    ],
)  # fmt: skip
def test_what_only_speaks_of_a_number_is_none(text: str) -> None:
    assert shown(numbers_named, text) == []


def test_a_position_is_no_sum() -> None:
    text = "草场在纬度38.18，经度107.48。"
    assert {hit.kind.value for hit in find(text, CaseKnowledge())} == {"coordinates"}
    assert shown(days_and_sums, text) == []


@pytest.mark.parametrize(
    ("text", "name", "is_refused"),
    [
        ("快手名“草原雄鹰”的人", "草原雄鹰", True),
        ('抖音号"大漠孤烟"', "大漠孤烟", True),
        ("微信昵称叫草原雄鹰，", "草原雄鹰", True),
        ("网名：风吹草低，", "风吹草低", False),
    ],
)
def test_names_online_are_found(text: str, name: str, is_refused: bool) -> None:
    assert ("online_name", name) in shown(codes, text)
    assert bool(strangers_told(text)) is is_refused


@pytest.mark.parametrize(
    "text",
    ["快手名", "微信名没有改", "微信号是他妻子的。", "网上的名声“不好”", "昵称不清楚", "微信“转账”", "在抖音“曝光”"],
)
def test_what_only_speaks_of_names_online_is_none(text: str) -> None:
    assert shown(codes, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("车牌蒙K·A1234的", [("plate", "蒙K·A1234")]),
        ("驾驶蒙KD12345", [("plate", "蒙KD12345")]),
        ("邮箱wang.gl@163.com。", [("mail", "wang.gl@163.com")]),
        ("微信号：lyf_8866", [("wechat", "lyf_8866")]),
        ("加微信wxid_abc123", [("wechat", "wxid_abc123")]),
        ("QQ12345678", [("wechat", "12345678")]),
        ("代码91350100M000100Y43", [("credit_code", "91350100M000100Y43")]),
        ("判决（2020）内0623民初1234号", [("court_number", "（2020）内0623民初1234号")]),
        ("【2021】内06民终12号之一", [("court_number", "【2021】内06民终12号之一")]),
        ("作出鄂前劳人仲字〔2021〕第12号裁决", [("court_number", "鄂前劳人仲字〔2021〕第12号")]),
        ("信访件XF-2021-0314", [("petition_number", "XF-2021-0314")]),
        ("收到鄂前信访〔2021〕123号", [("petition_number", "鄂前信访〔2021〕123号")]),
        ("查询码：2021A88321", [("petition_number", "2021A88321")]),
    ],
)
def test_codes(text: str, found: list[tuple[str, str]]) -> None:
    assert shown(codes, text) == found


@pytest.mark.parametrize(
    "text", ["@", "a@b", "鄂前政发〔2021〕12号文件", "微信转账", "依据（2021）年度计划", "内蒙古A级景区"]
)
def test_what_is_no_code(text: str) -> None:
    assert shown(codes, text) == []


@pytest.mark.parametrize(
    ("text", "found", "instead"),
    [
        ("2019年3月14日", "2019年3月14日", "某年3月"),
        ("，2019-03-14起", "2019-03-14", "某年3月"),
        ("２０１９．３．１４", "２０１９．３．１４", "某年3月"),
        ("于20190314签", "20190314", "某年3月"),
        ("3月14号", "3月14号", "3月"),
        ("二〇一九年三月十四日", "二〇一九年三月十四日", "某年三月"),
        ("农历八月十五", "农历八月十五", "农历八月"),
        ("腊月二十三", "腊月二十三", "腊月"),
    ],
)
def test_days_become_months(text: str, found: str, instead: str) -> None:
    assert shown(days_and_sums, text) == [("date", found)]
    assert time_without_measure(found) == instead
    assert measures_told(instead) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("，35000元", "35000元"),
        ("共1,200,000.00元", "1,200,000.00元"),
        ("欠5万元", "5万元"),
        ("１３８４７７１２３４５，35000元", "35000元"),
        ("１２，５００元", "１２，５００元"),
        ("3万5千元", "3万5千元"),
        ("三万五千元", "三万五千元"),
        ("八千块钱", "八千块钱"),
        ("￥980.50", "￥980.50"),
        ("人民币壹拾贰万元整", "人民币壹拾贰万元整"),
        ("二十万零五百元", "二十万零五百元"),
        ("1.2亿元", "1.2亿元"),
        ("要了3.5万，", "3.5万"),
    ],
)
def test_amounts_are_seen(text: str, found: str) -> None:
    hits = settled(days_and_sums(text), len(text))
    assert [(hit.kind.value, text[hit.start : hit.end]) for hit in hits] == [("amount", found)]


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        ("七年", "多年"),
        ("2019年", "某年"),
        ("二〇一九年", "某年"),
        ("三四年", "多年"),
        ("前年", "早前"),
        ("八个月前", "一段时间"),
    ],
)
def test_a_span_of_time_becomes_a_word_without_a_number(told: str, instead: str) -> None:
    assert time_without_measure(told) == instead
    assert measures_told(instead) == []


@pytest.mark.parametrize(
    "text", ["2019年3月", "一块草场", "一元化", "5万亩", "元月", "数万元", "几百元", "2019年", "12号楼", "百万元以上"]
)
def test_what_is_wide_enough_stays(text: str) -> None:
    assert shown(days_and_sums, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("家住昂素镇塔拉音高勒嘎查二社15号", [("village", "塔拉音高勒嘎查"), ("address", "二社15号")]),
        ("在伊和淖尔图嘎查放牧", [("village", "伊和淖尔图嘎查")]),
        ("申请人查阅巴彦希泊日嘎查账目", [("village", "巴彦希泊日嘎查")]),
        ("牧民反映塔拉音高勒嘎查分配不公", [("village", "塔拉音高勒嘎查")]),
        ("支持前进村调解", [("village", "前进村")]),
        ("反映阳光小区3号楼漏水", [("address", "阳光小区3号楼")]),
        ("反映小区3号楼漏水", [("address", "小区3号楼")]),
        ("欠两角钱", []),
        ("阳光小区3号楼2单元501室", [("address", "阳光小区3号楼2单元501室")]),
        ("3号楼2单元", [("address", "3号楼2单元")]),
        ("幸福巷12号", [("address", "幸福巷12号")]),
        ("三社的牧户", [("address", "三社")]),
        ("本嘎查三社", [("address", "三社")]),
    ],
)
def test_places_below_the_town(text: str, found: list[tuple[str, str]]) -> None:
    hits = settled(places(text), len(text))
    assert [(hit.kind.value, text[hit.start : hit.end]) for hit in hits] == found


@pytest.mark.parametrize(
    "text", ["鄂托克前旗昂素镇", "本嘎查", "该村村民", "农村合作医疗", "某嘎查", "邻村", "社会保险", "村民小组长"]
)
def test_what_is_no_place_below_the_town(text: str) -> None:
    assert shown(places, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("拖欠鄂托克前旗天骄建筑工程有限公司的", ["鄂托克前旗天骄建筑工程有限公司"]),
        ("在鑫源砂石厂干活", ["鑫源砂石厂"]),
        ("与绿野农牧民专业合作社签合同", ["绿野农牧民专业合作社"]),
        ("鄂托克前旗第二小学门口", ["鄂托克前旗第二小学"]),
        ("到老马饭店吃饭", ["老马饭店"]),
    ],
)
def test_organisations(text: str, found: list[str]) -> None:
    assert [words for _, words in shown(organisations, text)] == found


@pytest.mark.parametrize(
    "text",
    ["该公司", "某公司", "一家建筑公司", "鄂托克前旗农牧局", "人民法院", "本合作社", "工厂", "嘎查委员会", "学校"],
)
def test_public_bodies_and_words_for_any_organisation_stay(text: str) -> None:
    assert shown(organisations, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("其父那顺巴雅尔去世", "那顺巴雅尔"),
        ("乌云其其格、", "乌云其其格"),
        ("其木格说", "其木格"),
        ("包·斯琴在场", "包·斯琴"),
        ("其子特木其乐。", "特木其乐"),
        ("其妻达胡巴雅尔常年在外", "达胡巴雅尔"),
        ("苏亚拉图和会计", "苏亚拉图"),
        ("额日勒和说", "额日勒和"),
        ("与包图古斯争执", "包图古斯"),
        ("达胡巴雅尔和阿拉腾敖其尔是兄弟", "阿拉腾敖其尔"),
        ("，折满仓称", "折满仓"),
        ("会计方浩然交账", "方浩然"),
        ("申请人刘改莲，", "刘改莲"),
        ("找老李要钱", "老李"),
        ("李大爷说", "李大爷"),
    ],
)
def test_names_that_need_no_segmenter(text: str, name: str) -> None:
    assert name in [words for _, words in shown(names_by_form, text)]


@pytest.mark.parametrize(
    "text",
    [
        "乌兰镇",
        "特布音希里嘎查",
        "他们都来和好",
        "于平和路",
        "呼和浩特市",
        "李某说",
        "申请人甲",
        "担任书记",
        "老百姓",
        "嘎查达",
        "鄂托克前旗",
        "巴音嘎查",
        "蒙古族",
    ],
)
def test_what_is_nobodys_name(text: str) -> None:
    assert shown(names_by_form, text) == []


def test_a_name_in_latin_letters_is_proposed() -> None:
    text = "向Zhao Siwa借款"
    assert [text[hit.start : hit.end] for hit in find(text, CaseKnowledge())] == ["Zhao Siwa"]


def test_the_segmenters_add_names_that_stand_in_a_sentence() -> None:
    text = "后来陈永红和贺世荣合伙，由刘永福记账。"
    assert [text[hit.start : hit.end] for hit in find(text, CaseKnowledge())] == ["陈永红", "贺世荣", "刘永福"]


def test_every_lexicon_says_what_it_is_and_holds_each_entry_once() -> None:
    for path in sorted(FOLDER.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# "), path.name
        assert len(lines) == len(set(lines)), path.name
        assert lexicon(path.stem)
