"""Structured values, drawn by seed and given to nobody, and the ways people write them.

Every maker returns the canonical spelling; `written` turns it into one of the spellings of its type.
Identity numbers carry the order code 000, with which no numbering begins.
"""

from datetime import date, timedelta
from random import Random

from stdnum import luhn
from stdnum.cn import ric, uscc

FULL_WIDTH = {ord(figure): chr(ord(figure) + 0xFEE0) for figure in "0123456789ABCDEFGHJKLMNPQRTUWXY"}
CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")
REGIONS = ("150623", "150624", "152724", "152723", "150626", "612726", "610825", "642123", "640323", "640181")
MOBILE = ("130", "131", "134", "135", "136", "137", "138", "139", "147", "150", "151", "152", "153", "155", "156")
MOBILE += ("157", "158", "159", "166", "173", "176", "177", "178", "180", "182", "183", "187", "188", "189", "199")
BANKS = (("621797", 19), ("622848", 19), ("621700", 19), ("622202", 19), ("621737", 19), ("622188", 19), ("625912", 16))
PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
MAIL_HOSTS = ("caoyuan-mail.cn", "beidi-post.com", "ordos-xin.cn", "mu-yuan.com.cn", "qianqi-mail.net", "ehao.org.cn")
MAIL_WORDS = ("wang", "batu", "zhao", "gaowa", "liu", "chaolu", "hua", "meng", "sun", "naren", "he", "dalai", "kang")


def id_number(draw: Random) -> str:
    born = date(1938, 1, 1) + timedelta(days=draw.randrange(25_000))
    front = f"{draw.choice(REGIONS)}{born:%Y%m%d}000"
    return front + ric.calc_check_digit(front + "0")


def mobile(draw: Random) -> str:
    return draw.choice(MOBILE) + _figures(draw, 8)


def landline(draw: Random) -> str:
    return "0477762" + _figures(draw, 4)


def bank_card(draw: Random) -> str:
    issuer, length = draw.choice(BANKS)
    front = issuer + _figures(draw, length - len(issuer) - 1)
    return front + luhn.calc_check_digit(front)


def plate(draw: Random) -> str:
    place = draw.choice(("蒙K", "蒙K", "蒙K", "蒙A", "蒙L", "宁A", "宁C", "陕K", "陕J"))
    if draw.random() < 0.15:
        return place + draw.choice("DF") + _figures(draw, 5)
    return (
        place
        + draw.choice(PLATE_LETTERS)
        + "".join(draw.choice(PLATE_LETTERS[-18:]) for _ in range(3))
        + _figures(draw, 1)
    )


def mail(draw: Random) -> str:
    middle = draw.choice(("", "_", ".", "-"))
    name = f"{draw.choice(MAIL_WORDS)}{middle}{draw.choice(MAIL_WORDS)}{draw.randrange(10_000)}"
    return f"{name}@{draw.choice(MAIL_HOSTS)}"


def wechat(draw: Random) -> str:
    match draw.randrange(4):
        case 0:
            return "wxid_" + "".join(draw.choice("abcdefghijkmnpqrstuvwxyz0123456789") for _ in range(14))
        case 1:
            return f"{draw.choice(MAIL_WORDS)}-{draw.choice(MAIL_WORDS)}{draw.randrange(1950, 2006)}"
        case 2:
            return f"{draw.choice(MAIL_WORDS)}{draw.randrange(10_000, 9_999_999)}"
        case _:
            return f"{draw.choice(MAIL_WORDS)}_{draw.choice(MAIL_WORDS)}_{draw.randrange(10, 999)}"


def credit_code(draw: Random) -> str:
    front = draw.choice(("91", "93", "92")) + draw.choice(("150623", "150600", "640100"))
    front += "MA" + "".join(draw.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(7))
    return front + uscc.calc_check_digit(front + "0")


def court_number(draw: Random) -> str:
    kind = draw.choice(("民初", "民初", "执", "民特", "诉前调确", "执恢", "民申"))
    court = draw.choice(("0623", "0623", "06", "0624"))
    return f"（{draw.randrange(2016, 2026)}）内{court}{kind}{draw.randrange(3, 2900)}号"


def petition_number(draw: Random) -> str:
    year = draw.randrange(2018, 2026)
    match draw.randrange(4):
        case 0:
            return f"鄂前信访〔{year}〕{draw.randrange(10, 990):04d}号"
        case 1:
            return f"WX150623{year}{draw.randrange(1, 13):02d}{draw.randrange(1, 29):02d}{_figures(draw, 5)}"
        case 2:
            return f"网信〔{year}〕150623-{draw.randrange(10, 990):04d}号"
        case _:
            return f"鄂前信访字〔{year}〕第{draw.randrange(3, 700)}号"


def written(draw: Random, kind: str, value: str, form: str | None = None) -> tuple[str, str]:
    """The value in one of its spellings, and that spelling's name."""
    form = form or draw.choice(FORMS.get(kind, ("plain",)))
    return _in_form(draw, kind, value, form), form


FORMS = {
    "id_number": ("plain",) * 6 + ("sp", "fw", "dash", "split", "low"),
    "phone": ("plain",) * 6 + ("sp", "dash", "fw", "grp34", "cn", "country"),
    "landline": ("dash", "dash", "sp", "brackets", "plain", "local"),
    "bank_card": ("plain", "plain", "plain", "grp", "grp", "fw", "dash"),
    "plate": ("plain", "plain", "dot", "dot", "sp"),
    "credit_code": ("plain", "plain", "plain", "fw", "sp"),
    "court_number": ("plain", "plain", "half", "square"),
    "petition_number": ("plain", "plain", "half", "square"),
}


def _in_form(draw: Random, kind: str, value: str, form: str) -> str:
    if form in ("fw", "full"):
        return value.translate(FULL_WIDTH)
    if form == "cn":
        return value.translate(CHINESE)
    if form == "low":
        return value.lower()
    if form == "half":
        return value.translate(str.maketrans("（）〔〕", "()[]"))
    if form == "square":
        return value.translate(str.maketrans("（）〔〕", "〔〕（）"))
    if form == "country":
        return draw.choice(("+86 ", "86-", "+86")) + value
    if form == "nl":
        return value[:10] + "\n" + value[10:]
    if kind == "landline":
        local = {"dash": "0477-{}", "sp": "0477 {}", "brackets": "（0477）{}", "plain": "0477{}", "local": "{}"}
        return local[form].format(value[4:])
    if kind == "plate":
        return value[:2] + {"plain": "", "dot": "·", "sp": " "}[form] + value[2:]
    return _grouped(kind, value, form)


def _grouped(kind: str, value: str, form: str) -> str:
    if form == "plain":
        return value
    between = "-" if form == "dash" else " "
    lengths = {"id_number": (6, 8, 4), "phone": (3, 4, 4), "credit_code": (8, 10)}.get(kind, (4,) * 5)
    if form == "split":
        lengths = (3, 3, 4, 4, 4)
    if form == "grp34":
        lengths = (4, 3, 4)
    parts, rest = [], value
    for length in lengths:
        parts.append(rest[:length])
        rest = rest[length:]
    return between.join(part for part in [*parts, rest] if part)


def _figures(draw: Random, count: int) -> str:
    return "".join(draw.choice("0123456789") for _ in range(count))
