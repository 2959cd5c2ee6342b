"""Nobody here is real: names are put together from lists, numbers are well formed and given to nobody.

Identity numbers carry the order code 000, with which no numbering begins; telephones begin with 160 0, which no
operator had in use when this was written. Published texts name people by the rule of the scheme: surname and 某,
for Mongolian names the first character and 某.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from stdnum.cn import ric, uscc

DIVISION_CODE = "150623"
OLD_DIVISION_CODE = "152724"  # the same banner until 2001, in the numbers of all who were born before


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written as a text."""
    return tuple(text.split())


SURNAMES = words(
    """
    王 李 张 刘 陈 杨 赵 高 马 郭 白 韩 郝 贺 薛 苗 乔 折 奇 云 曹 冯 梁
    任 田 武 康 苏 尚 边 吕 侯 孟 贾 段 石 呼 屈 雷 党
    """
)
GIVEN_MEN = words(
    """
    志强 建国 永福 占山 德胜 文斌 海龙 振华 世荣 玉林 保平 二虎 根柱 存厚 广义
    万财 立新 春生 富贵 成林 宝山 学军 利民 候栓 三旺 向东 进财 兴旺 凤鸣 占彪
    满仓 云飞
    """
)
GIVEN_WOMEN = words(
    """
    秀兰 玉梅 桂英 翠萍 改莲 彩霞 瑞芳 巧珍 凤仙 爱琴 淑珍 慧敏 雪莲 美荣 花眼
    艳丽 月娥 俊英 海燕 香莲 润花 金枝 小红 转变 素清 喜凤 丽娟 引弟 玉清 春梅
    腊梅 美玲
    """
)
MONGOLIAN_MEN = words(
    """
    巴图 朝鲁 阿古拉 宝音 布和 达来 额尔敦 嘎日迪 哈斯巴根 吉日嘎拉 那木拉 毕力格
    青格乐 斯仁 苏和 特木尔 乌力吉 巴雅尔 孟克 敖其尔 呼和 宝音图 额尔登 巴音孟克
    那顺 朝格图 布仁巴雅尔 满都拉 照日格图 哈达 阿拉腾 苏亚拉图 乌日图 旭日干 恩克
    希日夫 德力格尔 朝克图
    """
)
MONGOLIAN_WOMEN = words(
    """
    其其格 萨日娜 娜仁花 乌兰其木格 高娃 托娅 苏布德 阿拉坦花 哈斯 乌云 图雅 琪琪格
    额尔敦其木格 敖登 莎仁 赛音 斯琴高娃 乌日娜 塔娜 其木格 格日勒 阿茹娜 娜布其
    萨仁图雅 乌仁其木格 通拉嘎
    """
)
COMPANY_WORDS = words(
    """
    恒泰 鑫源 广厦 宏远 天骄 兴蒙 博源 瑞丰 金源 汇通 草原情 蒙西 安达 众和 永盛
    通达
    """
)
COOPERATIVE_WORDS = ("绿野", "牧歌", "吉祥", "丰收", "阿拉腾", "白绒", "青草地", "富民", "同心", "沙漠绿洲")


@dataclass(frozen=True)
class Somebody:
    """An invented person or organisation: what of it is private, and by which word a published text may speak of it."""

    name: str
    masked: str
    kind: str = "person"
    minority_name: bool = False
    id_number: str = ""
    phone: str = ""
    address: str = ""


class Registry:
    """Gives out people and organisations, each number and telephone once. The order of asking decides."""

    def __init__(self, random: Random, born_before: date) -> None:
        self._random = random
        self._born_before = born_before
        self._used: set[str] = set()
        self._phones = 0

    def person(self, address: str = "", *, mongolian: bool | None = None) -> Somebody:
        """A person of 25 to 75 years; Mongolian or Han, as asked or by lot (the banner's people are about half)."""
        if mongolian is None:
            mongolian = self._random.random() < 0.45
        man = self._random.random() < 0.62
        name = self._name(mongolian, man)
        born = self._born_before - timedelta(days=self._random.randrange(25 * 365, 75 * 365))
        return Somebody(name, f"{name[0]}某", "person", mongolian, self._identity_number(born), self.phone(), address)

    def organisation(self, pattern: str, masked: str, address: str = "") -> Somebody:
        """An organisation; `pattern` has {word} where a company's or a cooperative's word goes."""
        words = COOPERATIVE_WORDS if "合作社" in pattern else COMPANY_WORDS
        name = pattern.format(word=self._random.choice(words))
        return Somebody(name, masked, "organisation", False, self._credit_code(pattern), self.phone(), address)

    def phone(self) -> str:
        """A telephone number of eleven digits that nobody has."""
        self._phones += 1
        return f"1600{self._phones * 2_750_159 % 10_000_000:07d}"

    def _name(self, mongolian: bool, man: bool) -> str:
        random = self._random
        for _ in range(60):
            if mongolian:
                name = random.choice(MONGOLIAN_MEN if man else MONGOLIAN_WOMEN)
                if name in self._used:
                    name = random.choice(MONGOLIAN_MEN) + random.choice(
                        ("巴图", "宝音", "吉雅", "苏荣", "毕力格", "达来")
                    )
            else:
                name = random.choice(SURNAMES) + random.choice(GIVEN_MEN if man else GIVEN_WOMEN)
            if name not in self._used:
                break
        self._used.add(name)
        return name  # after sixty tries somebody has a namesake, as in life

    def _identity_number(self, born: date) -> str:
        for day in range(400):
            birthday = born - timedelta(days=day)
            base = f"{OLD_DIVISION_CODE if birthday.year <= 2000 else DIVISION_CODE}{birthday:%Y%m%d}000"
            number = base + ric.calc_check_digit(base + "0")
            if number not in self._used:
                self._used.add(number)
                return number
        raise RuntimeError("no free day of birth")

    def _credit_code(self, pattern: str) -> str:
        head = "93" if "合作社" in pattern else "91"
        if not pattern.startswith(("鄂托克", "内蒙古")):
            return ""  # bodies of the state and of villages are known by their names
        base = f"{head}150623MA0{self._random.randrange(10**6):06d}"
        return base + uscc.calc_check_digit(base)
