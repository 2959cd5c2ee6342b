"""An exact day becomes its month without the year, any other span of time or sum a word without a number.

How long a dispute has lasted and how much it is about stand beside the text, in the widths that were counted.
"""

from listings.anonymisation.spelling import half_width

SOME_MONEY = "若干元"
SOME_YEAR, SOME_YEARS, BEFORE, SOME_MONTHS, SOME_DAY = "某年", "多年", "早前", "一段时间", "某日"
_HARDLY_YEARS = ("一", "半", "1", "一个")
_MONTHS = {f"{number:02d}": str(number) for number in range(1, 13)}


def time_without_measure(told: str) -> str:
    """2021-03-14 and 2021年3月14日 become 某年3月, 3月14日 3月, 农历八月十五 农历八月, 2021年 and 第三年 某年;
    七年 becomes 多年, and 一年 一段时间, for one year is not many."""
    text = "".join(half_width(told).split())
    if "个月" in text:
        return SOME_MONTHS
    year, _, rest = text.rpartition("年")
    if "月" in rest:
        month = rest[: rest.find("月") + 1]
        return f"{SOME_YEAR}{month}" if year else month
    if year in ("前", "去", "大前"):
        return BEFORE
    if year in _HARDLY_YEARS:
        return SOME_MONTHS
    if year.startswith("第"):
        return SOME_YEAR
    if year:
        return SOME_YEAR if len(year) == len("2021") else SOME_YEARS
    figures = "".join(character if character.isdigit() else " " for character in text).split()
    if figures and len(figures[0]) == len("20210314"):
        figures = [figures[0][:4], figures[0][4:6]]
    if len(figures) > 1 and figures[1].zfill(2) in _MONTHS:
        return f"{SOME_YEAR}{_MONTHS[figures[1].zfill(2)]}月"
    return SOME_DAY
