"""The people of the templates: whole names put together from lists, each given once until all have been used."""

from dataclasses import dataclass
from random import Random

from benchmarks.anonymisation import words

POOL = 1300
LONGEST = 6
WORDS_NOT_NAMES = {
    "高超",
    "高贵",
    "高强",
    "高杰",
    "高静",
    "高亮",
    "温静",
    "方静",
    "常静",
    "安静",
    "万强",
    "方荣",
    "何强",
}


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist. `short` is what of a Mongolian name friends say."""

    type: str
    name: str
    woman: bool
    surname: str
    short: str


class People:
    """Gives out names, Han and Mongolian by turns, none of them in `taken`."""

    def __init__(self, draw: Random, taken: set[str]):
        self._draw = draw
        self._pools = {"H": _han(draw, taken), "M": _mongolian(draw, taken)}
        self._given = {"H": 0, "M": 0}
        self._singles = [Person("person_mongolian", name, False, name[0], name) for name in words.MONGOL_SINGLE]
        self._turn = 0

    def next(self, code: str) -> Person:
        """The next person of a group; P leaves the group to the turn."""
        self._turn += 1
        group = code if code != "P" else "HM"[self._turn % 2]
        if group == "M" and self._draw.random() < 0.06:
            return self._draw.choice(self._singles)
        self._given[group] += 1
        return self._pools[group][self._given[group] % POOL]

    def surname(self) -> str:
        """Of somebody who is named by surname and title alone."""
        return self._draw.choice(words.HAN_SURNAMES[:60])


def _han(draw: Random, taken: set[str]) -> list[Person]:
    every = [
        Person("person_han", surname + given, woman, surname, given)
        for surname in words.HAN_SURNAMES
        for woman, names in ((False, words.HAN_MEN), (True, words.HAN_WOMEN))
        for given in names
        if surname not in given and surname + given not in taken | WORDS_NOT_NAMES
    ]
    return draw.sample(sorted({one.name: one for one in every}.values(), key=lambda one: one.name), POOL)


def _mongolian(draw: Random, taken: set[str]) -> list[Person]:
    every = {
        first + second: Person("person_mongolian", first + second, woman, first[0], draw.choice((first, second)))
        for woman, seconds in ((False, words.MONGOL_MEN), (True, words.MONGOL_WOMEN))
        for first in words.MONGOL_FIRST
        for second in seconds
        if first not in second and second not in first and first[-1] != second[0]
    }
    parts = {*words.MONGOL_SINGLE, *words.MONGOL_FIRST, *words.MONGOL_MEN, *words.MONGOL_WOMEN}
    fitting = [one for name, one in every.items() if len(name) <= LONGEST and name not in taken | parts]
    return draw.sample(sorted(fitting, key=lambda one: one.name), POOL)


def renamed(draw: Random, person: Person) -> tuple[str, str, str, str]:
    """Another way to name the same person: its form, what stands before, the naming characters, what stands after."""
    name, woman = person.name, person.woman
    between = draw.choice((" ", "　"))
    ways = [("full", "", name, "")] * 4 + [("spaced", "", between.join(name), "")]
    if person.type == "person_han":
        ways += [("surname with 老", "老", person.surname, "")] * 2
        ways += [("surname with 某", "", person.surname + draw.choice(("某", "某某")), "")] * 2
        ways += [("kin of 某", "", person.surname + "某", draw.choice(("的家人", "的妻子" if not woman else "的丈夫")))]
        titles = ("大姐", "婶", "老师", "女士") if woman else ("师傅", "大哥", "老汉", "叔", "先生")
        ways += [("surname with title", "", person.surname, draw.choice(titles))] * 3
    else:
        terms = ("大姐", "额吉", "阿姨") if woman else ("大哥", "大叔", "叔叔")
        ways += [("full with kin term", "", name, draw.choice(terms))] * 4
        ways += [("first character with 某", "", name[0] + "某", "")] * 2
        if person.short != name:
            head = person.short if name.startswith(person.short) else name[: -len(person.short)]
            ways += [("dotted", "", head + draw.choice("·•") + name[len(head) :], "")]
            ways += [("short with kin term", "", person.short, draw.choice(terms))]
    return draw.choice(ways)
