"""Where things happen and who else is there: addresses below the town, organisations, public bodies, what stays."""

from random import Random

from benchmarks.anonymisation import words
from benchmarks.anonymisation.numbers import FULL_WIDTH

_ORDINALS = "一二三四五六七八九"


class Places:
    """Draws every kind of place, organisation and unchanged phrase."""

    def __init__(self, draw: Random):
        self._draw = draw

    def address(self, *, rural: bool) -> tuple[str, str]:
        """An address below the town, and how it is written; a rural one has a gacha or a village."""
        match self._draw.randrange(6 if rural else 8):
            case 0 | 1 | 2:
                address = self._draw.choice(words.GACHA) + "嘎查" + self._group()
            case 3 | 4 | 5:
                address = self._draw.choice(words.VILLAGES) + "村" + self._group()
            case 6:
                address = self._draw.choice(words.ESTATES) + self._door()
            case _:
                address = f"{self._draw.choice(words.STREETS)}{self._number(180)}号"
        if self._draw.random() < 0.1:
            return address.translate(FULL_WIDTH), "fw"
        return address, "full"

    def organisation(self, code: str) -> str:
        """A company, cooperative, shop or works, of the trade that the code tells: never a public body."""
        draw, trades = self._draw, words.TRADES_OF.get(code, words.TRADES)
        return draw.choice(words.ORGANISATION_PLACES) + draw.choice(words.BRANDS) + draw.choice(trades)

    def short(self, organisation: str) -> str:
        """How people call it: without its place and its legal form."""
        for place in filter(None, words.ORGANISATION_PLACES):
            organisation = organisation.removeprefix(place)
        for form in ("有限责任公司", "有限公司", "专业合作社"):
            if organisation.endswith(form):
                return organisation.removesuffix(form) + self._draw.choice(
                    ("公司", "") if "公司" in form else ("合作社",)
                )
        return organisation

    def body(self) -> str:
        """A public body, which is never masked."""
        body = self._draw.choice(words.BODIES)
        return "鄂托克前" + body if body.startswith("旗") and self._draw.random() < 0.4 else body

    def title(self) -> str:
        """An office that follows a surname."""
        return self._draw.choice(words.TITLES)

    def unchanged(self, code: str) -> str:
        """Something that looks as if it could be private and must stay. Raises KeyError for an unknown code."""
        draw = self._draw
        if code.startswith("LAW"):
            return draw.choice(words.LAWS[code.removeprefix("LAW")])
        makers = {
            "TOWN": lambda: draw.choice(words.TOWNS),
            "MU": self._area,
            "HEADS": lambda: draw.choice(words.HERDS) + f"{draw.randrange(9, 480)}" + draw.choice("只头"),
            "YEARS": self._span_of_time,
            "MON": lambda: f"{draw.randrange(1996, 2025)}年{draw.randrange(1, 13)}月",
            "DOC": self._document,
            "HARD": lambda: draw.choice(words.HARD_CLAUSES),
            "TONS": lambda: f"{draw.randrange(20, 900)}吨",
            "HEADCOUNT": lambda: str(draw.randrange(4, 38)),
            "CRACKS": lambda: f"{draw.randrange(3, 19)}处",
            "PAGE": lambda: str(draw.randrange(2, 19)),
        }  # fmt: skip
        return makers[code]()

    def _area(self) -> str:
        hundreds = self._draw.randrange(100, 999)
        area = self._draw.choice((f"{hundreds / 10:.1f}", str(hundreds * 3), f"{self._number(6)},{hundreds}"))
        return area + "亩"

    def _span_of_time(self) -> str:
        few = self._draw.randrange(2, 28)
        return self._draw.choice((f"{few}年", f"{self._draw.choice(_ORDINALS[1:])}年", f"{few % 9 + 2}个月"))

    def _document(self) -> str:
        organ = self._draw.choice(words.ORGANS_OF_DOCUMENTS)
        return f"{organ}〔{self._draw.randrange(2008, 2025)}〕{self._number(390)}号文件"

    def _group(self) -> str:
        draw = self._draw
        group = draw.choice((draw.choice(_ORDINALS), str(draw.randrange(1, 10)))) + draw.choice(
            ("组", "社", "小组", "队")
        )
        return draw.choice(("", group, group, group + f"{self._number(120)}号"))

    def _door(self) -> str:
        house, entry, door = self._number(28), self._number(5), f"{self._number(7)}0{self._number(4)}"
        forms = ("{}号楼{}单元{}", "{}号楼{}单元{}室", "{}-{}-{}", "{}栋{}单元{}号", "{}#楼{}单元{}室")
        return self._draw.choice(forms).format(house, entry, door)

    def _number(self, below: int) -> int:
        return self._draw.randrange(1, below)
