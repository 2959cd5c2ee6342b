"""Every text a person may read has its Chinese: no msgid is missing, empty, left in English or fuzzy."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
CODE = ("market", "listings", "mediators", "agreements", "payouts")
CATALOGUES = (*CODE, "templates")
KEYWORDS = {"_": None, "N_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
HAN = re.compile(r"[\u4e00-\u9fff]")
LETTER = re.compile(r"[A-Za-z]")
# What is written alike in both languages: names of formats and numbers with their signs.
ALIKE = {"PDF", "JSON", "API", "OpenAPI", "openapi.json", "English"}


def marked() -> dict[str, str]:
    """Every msgid that code and templates mark, with one place where it stands."""
    found: dict[str, str] = {}
    folders = [(folder, [("**.py", "python")]) for folder in CODE] + [("templates", [("**.html", "jinja2")])]
    options = {"**.html": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
    for folder, methods in folders:
        for file, line, message, _, _ in extract_from_dir(str(ROOT / folder), methods, options, keywords=KEYWORDS):
            text = message[0] if isinstance(message, tuple) else message  # the singular is the id of a plural
            found.setdefault(text, f"{folder}/{file}:{line}")
    return found


def catalogue(folder: str) -> Path:
    return ROOT / folder / "translations" / "zh_Hans_CN" / "LC_MESSAGES" / "messages.po"


def read(folder: str) -> Catalog:
    with catalogue(folder).open("rb") as opened:
        return read_po(opened, locale="zh_Hans_CN", abort_invalid=True)


def entries() -> Iterator[tuple[str, Message]]:
    for folder in CATALOGUES:
        for message in read(folder):
            if message.id and message.context != "language of the page":  # a tag, not a text
                yield folder, message


def faults_of(message: Message) -> list[str]:
    """What is wrong with one entry of a catalogue."""
    english = message.id if isinstance(message.id, str) else message.id[0]
    said = message.string if isinstance(message.string, str) else message.string[-1]
    if not said.strip():
        return ["empty"]
    faults = []
    if message.fuzzy:
        faults.append("fuzzy")
    if LETTER.search(PLACEHOLDER.sub("", english)) and english not in ALIKE:
        if said == english:
            faults.append("left in English")
        elif not HAN.search(said):
            faults.append("without a Chinese character")
    if set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(said)):
        faults.append(f"placeholders {PLACEHOLDER.findall(english)} became {PLACEHOLDER.findall(said)}")
    return faults


def test_every_marked_text_has_its_chinese() -> None:
    told = {message.id if isinstance(message.id, str) else message.id[0] for _, message in entries()}
    assert {text: place for text, place in marked().items() if text not in told} == {}


def test_no_catalogue_translates_what_nobody_says() -> None:
    """What is not marked may still be said: the API's page shows the docstrings of its views."""
    said, written = marked(), all_that_is_written()
    orphans = [
        (folder, english)
        for folder, message in entries()
        if (english := message.id if isinstance(message.id, str) else message.id[0]) not in said
        and " ".join(english.split()) not in written
    ]
    assert orphans == []


def all_that_is_written() -> str:
    """All code, with its line breaks taken out."""
    return " ".join(" ".join(path.read_text().split()) for folder in CODE for path in (ROOT / folder).rglob("*.py"))


def test_every_entry_is_sound() -> None:
    unsound = {(folder, str(message.id)): faults_of(message) for folder, message in entries() if faults_of(message)}
    assert unsound == {}


def test_one_text_has_one_meaning_in_all_catalogues() -> None:
    """The catalogues are merged when a page is made, so that the later would silently win."""
    said: dict[str, dict[str, str]] = {}
    for folder, message in entries():
        said.setdefault(str(message.id), {})[folder] = str(message.string)
    assert {text: by for text, by in said.items() if len(set(by.values())) > 1} == {}


@pytest.mark.parametrize("folder", CATALOGUES)
def test_no_text_is_translated_twice_in_one_catalogue(folder: str) -> None:
    """A merge of two changes that keeps both halves leaves such; the reader of the file would silently take one."""
    told = re.findall(r'^(?:msgctxt (.*)\n)?msgid ((?:".*"\n)+)', catalogue(folder).read_text(), flags=re.MULTILINE)
    assert [text for text, times in Counter(told).items() if times > 1] == []


def test_templates_hold_no_text_that_is_not_marked() -> None:
    """A sentence between tags, or in a label, that does not go through `_()` stays English on a Chinese page."""
    unmarked: dict[str, list[str]] = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = re.sub(
            r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|&\w+;", "", path.read_text(encoding="utf-8"), flags=re.S
        )
        between = re.findall(r">([^<>]*)<", text) + re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', text)
        words = [piece.strip() for piece in between if re.search(r"[A-Za-z]{2,}", piece)]
        if words:
            unmarked[str(path.relative_to(ROOT))] = words
    assert {path: [w for w in words if w not in ALIKE] for path, words in unmarked.items() if set(words) - ALIKE} == {}


@pytest.mark.parametrize(
    ("english", "chinese", "fault"),
    [
        ("Release", "", "empty"),
        ("Release", "Release", "left in English"),
        ("Release", "Freigeben", "without a Chinese character"),
        ("%(count)s cases", "案件", "placeholders ['count'] became []"),
        ("%(count)s", "%(count)s", None),
        ("Release", "上榜", None),
    ],
)
def test_a_planted_fault_is_named(english: str, chinese: str, fault: str | None) -> None:
    assert faults_of(Message(english, chinese)) == ([fault] if fault else [])


def test_a_fuzzy_entry_is_named() -> None:
    assert faults_of(Message("Release", "上榜", flags={"fuzzy"})) == ["fuzzy"]


def test_the_texts_are_really_found() -> None:
    found = marked()
    assert len(found) > 1000
    assert any(place.startswith("templates/") for place in found.values())
