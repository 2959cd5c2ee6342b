"""Sums of money and days, as people write them in petitions."""

from datetime import date, timedelta
from random import Random

_SMALL = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "十", "百", "千")
_FORMAL_PLACES = ("", "拾", "佰", "仟")


def amount(draw: Random, *, small: bool) -> str:
    """A sum between some hundred yuan and a million in one of nine spellings; a small one is below 5,000."""
    steps = draw.choice((10, 50) if small else (50, 100, 100, 1000, 1000, 10_000))
    yuan = draw.randrange(12, 98) * steps
    match draw.randrange(9):
        case 0 | 1:
            return f"{yuan}元"
        case 2:
            return f"{yuan:,}元"
        case 3:
            return f"{yuan}.{draw.randrange(1, 10)}{draw.randrange(10)}元"
        case 4 | 5:
            tenths = draw.randrange(11, 990)
            return f"{yuan}元" if small else f"{tenths / 10:g}万元"
        case 6:
            return in_characters(yuan, _SMALL, _PLACES) + draw.choice(("元", "块钱"))
        case 7:
            return draw.choice(("", "人民币")) + in_characters(yuan, _FORMAL, _FORMAL_PLACES) + "元整"
        case _:
            return f"{draw.choice('￥¥')}{yuan:,}.00"


def in_characters(number: int, figures: str, places: tuple[str, ...]) -> str:
    """A whole number below a hundred million in Chinese characters."""
    high, low = divmod(number, 10_000)
    if not high:
        return _below_ten_thousand(low, figures, places)
    text = _below_ten_thousand(high, figures, places) + "万"
    if low:
        text += (figures[0] if low < 1000 else "") + _below_ten_thousand(low, figures, places)
    return text


def _below_ten_thousand(number: int, figures: str, places: tuple[str, ...]) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        figure = number // 10**place % 10
        if figure:
            text += (figures[0] if gap and text else "") + figures[figure] + places[place]
            gap = False
        else:
            gap = True
    return text


def day(draw: Random) -> str:
    """A day between 2005 and 2025 in one of eleven spellings."""
    when = date(2005, 1, 1) + timedelta(days=draw.randrange(7500))
    year, month, of_month = when.year, when.month, when.day
    spellings = (
        f"{year}年{month}月{of_month}日",
        f"{year}年{month}月{of_month}日",
        f"{year}年{month:02d}月{of_month:02d}日",
        f"{year}.{month}.{of_month}",
        f"{when.isoformat()}",
        f"{year}/{month}/{of_month}",
        f"{month}月{of_month}日",
        f"{month}月{of_month}号",
        f"{year % 100:02d}年{month}月{of_month}号",
        f"{year}年 {month} 月 {of_month} 日",
        f"{year}年{month}月{of_month}日".translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}),
        _in_words(when),
    )
    return draw.choice(spellings)


def _in_words(when: date) -> str:
    year = "".join("〇一二三四五六七八九"[int(figure)] for figure in str(when.year))
    return f"{year}年{_tens(when.month)}月{_tens(when.day)}日"


def _tens(number: int) -> str:
    return (
        in_characters(number, _SMALL, _PLACES).removeprefix("一")
        if 9 < number < 20
        else in_characters(number, _SMALL, _PLACES)
    )
