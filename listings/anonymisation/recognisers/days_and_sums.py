"""Exact days and exact amounts: a neighbour knows by them whose case it is."""

import re
from collections.abc import Iterator

from listings.anonymisation import reasons
from listings.anonymisation.recognisers.found import found
from listings.anonymisation.spans import Hit, HitKind
from listings.anonymisation.spelling import half_width

_CHINESE_NUMBER = "〇零○一二三四五六七八九十"
_WRITTEN_DAY = re.compile(
    rf"(?<![0-9{_CHINESE_NUMBER}])"
    rf"(?:(?P<year>(?:19|20)[0-9]{{2}}|[0-9]{{2}}|[一二][九〇零○][{_CHINESE_NUMBER[:12]}]{{2}})\s?年\s?(?:农历|阴历|公历)?)?"
    rf"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月(?:份)?\s?"
    rf"(?P<day>3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号](?![楼院])"
)
_FIGURED_DAY = re.compile(
    r"(?<![0-9.\-/])(?P<year>(?:19|20)[0-9]{2})\s?(?P<mark>[.\-/])\s?(?P<month>1[0-2]|0?[1-9])\s?(?P=mark)\s?"
    r"(?P<day>3[01]|[12][0-9]|0?[1-9])日?(?![0-9])(?![.\-/][0-9])"
)
_PACKED_DAY = re.compile(
    r"(?<![0-9A-Za-z.\-])(?P<year>19[3-9][0-9]|20[0-4][0-9])(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z])(?!\s?(?:元|号))"
)
_LUNAR_DAY = re.compile(
    r"(?P<month>(?:农历|阴历)(?:正|腊|冬|闰?[一二三四五六七八九十]{1,2})月|[正腊冬]月)(?P<day>初[一二三四五六七八九十]|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)(?:日)?"
)

_CHINESE_SUM = "一二两三四五六七八九十百千万亿零〇壹贰叁肆伍陆柒捌玖拾佰仟半"
_YUAN = r"(?:元(?![月旦宝素])|圆|块钱|块(?![地儿石草木砖田]))"
_SUM_IN_FIGURES = re.compile(
    r"(?<![0-9])(?<![0-9][.,])(?:人民币|RMB|CNY|[¥￥])?\s?"
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}|[0-9]{{1,12}})(?:\.[0-9]{{1,6}})?\s?[余多]?\s?(?:百亿|十亿|亿|千万|百万|十万|万[0-9]{{1,4}}[千百]?|万|千|百)?\s?[余多]?\s?"
    rf"(?:{_YUAN}(?:整|[0-9]{{1,2}}角(?:[0-9]分)?)?|人民币)"
)
_SUM_WITH_SIGN = re.compile(
    r"[¥￥]\s?(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?:\.[0-9]{1,6})?\s?(?:亿|万)?(?:元)?"
)
_SUM_OF_TEN_THOUSANDS = re.compile(
    r"(?<![0-9])(?<![0-9][.,])[0-9]{1,6}(?:\.[0-9]{1,6})?\s?[余多]?(?:万|亿)(?![0-9亩人只头吨户平公里册次字斤棵株米方立元多余匹口家名件箱套台辆条份度分之千瓦块一二三四五六七八九])"
)
_SUM_IN_CHINESE = re.compile(
    rf"(?<![{_CHINESE_SUM}数几上近第成])(?:人民币)?[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾半][{_CHINESE_SUM}]{{0,20}}[多余来]?{_YUAN}(?:整|[{_CHINESE_SUM}]{{1,3}}角)?"
)
_WIDE_THOUSANDS = re.compile("(?<=[０-９])，(?=[０-９]{3})")
_TOO_PLAIN = frozenset({"一元", "二元", "一块", "两块", "三元", "二块", "三块", "四块", "五块", "几块", "半块"})


def days_and_sums(text: str) -> Iterator[Hit]:
    """Days that are told to the day, amounts that are told to the yuan or the ten thousand."""
    plain = half_width(_WIDE_THOUSANDS.sub(",", text))
    for pattern in (_WRITTEN_DAY, _FIGURED_DAY, _PACKED_DAY, _LUNAR_DAY):
        for match in pattern.finditer(plain):
            yield found(*match.span(), HitKind.DATE, reasons.EXACT_DATE)
    for pattern in (_SUM_IN_FIGURES, _SUM_WITH_SIGN, _SUM_OF_TEN_THOUSANDS, _SUM_IN_CHINESE):
        for match in pattern.finditer(plain):
            if match.group() not in _TOO_PLAIN:
                yield found(*match.span(), HitKind.AMOUNT, reasons.EXACT_AMOUNT)
