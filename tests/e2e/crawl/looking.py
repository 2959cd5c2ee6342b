"""A look at one page in a browser: what must hold of every page, for every reader, in both languages and widths.

Chinese is examined by axe at 1280 px and English at 375 px, and each is measured at the other width too.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

from demo.cast import STAFF
from demo.mediator_people import PEOPLE
from tests.e2e.crawl.desk import NEW_SIGN_IN_NAME

NAMES = {one.sign_in_name for one in (*STAFF, *PEOPLE)} | {NEW_SIGN_IN_NAME}
WIDE, NARROW, HEIGHT = 1280, 375, 900
AXE = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
SITE_NAMES = {"zh": "揭榜领案", "en": "Bounty Cases"}
ERROR_PREFIXES = ("错误：", "Error: ")
LEAKED = re.compile(
    r"\bNone\b(?! \w)|\bundefined\b|\bNaN\b|\[object |object at 0x|%\(\w+\)|\{\w+\}|&(?:amp|lt|gt|quot|#\d+);"
)
CODE_NAME = re.compile(r"\b[a-z]{2,}(?:_[a-z]+)+\b")
LATIN_WORDS = re.compile(r"[A-Za-z][a-z']+(?:[ ,]+[A-Za-z][a-z']+){2,}")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
FACTS = """() => {
  const shown = element => element.checkVisibility({visibilityProperty: true});
  const all = selector => [...document.querySelectorAll(selector)].filter(shown);
  const foreign = node => node.parentElement.closest('[lang]') !== document.documentElement;
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.textContent.trim() && !foreign(node) && !node.parentElement.closest('script,style,noscript,code')
        && shown(node.parentElement)) texts.push(node.textContent.trim());
  }
  const worded = 'label, legend, button, th[scope=col], dt, nav a, .govuk-hint, .govuk-error-message, .mk-tag';
  return {
    lang: document.documentElement.lang,
    title: document.title,
    headings: all('h1').map(element => element.innerText.trim()),
    texts,
    worded: all(worded)
      .filter(element => !element.matches('.govuk-radios__label, .govuk-checkboxes__label'))
      .filter(element => !element.closest('[lang]:not(html)'))
      .map(element => element.innerText.trim()),
  };
}"""
TOO_WIDE = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return null;
  const found = [...document.querySelectorAll('body *')].filter(element =>
    element.getBoundingClientRect().right > root.clientWidth + 0.5 && element.checkVisibility()
    && !element.parentElement.closest('.mk-table__scroll'));
  return `${root.scrollWidth} px wide at ${root.clientWidth}: `
    + found.slice(0, 3).map(element => element.outerHTML.slice(0, 120)).join(' | ');
}"""


@dataclass(frozen=True)
class Finding:
    """What is wrong, on which page, for whom."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class Looker:
    """One language's browser page; hears the console and the network of whatever stands on it."""

    def __init__(self, page: Page, language: str, site: str) -> None:
        self.page = page
        self.site = site
        self.language = language
        self.axe_width = WIDE if language == "zh" else NARROW
        self._axe = Axe()
        self._noise: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._noise.append(f"script error: {error}"))
        page.on("request", self._ask)
        page.on("requestfailed", self._miss)

    def open(self, url: str) -> int:
        """Go to an address as it is; the status of the answer."""
        self._noise.clear()
        self.page.set_viewport_size({"width": self.axe_width, "height": HEIGHT})
        answer = self.page.goto(url)
        return answer.status if answer else 0

    def press(self, button: str) -> int:
        """Press the first such button, which sends a form; the status of the answer."""
        with self.page.expect_navigation() as sent:
            self.page.locator(button).first.click()
        return sent.value.status if sent.value else 0

    def look(self, where: str) -> list[Finding]:
        """Everything wrong with what stands on the page now."""
        found = [*self._facts(), *self._widths(), *self._violations(), *self._noise]
        self._noise.clear()
        return [Finding(f"{where} [{self.language}]", what) for what in found]

    def _facts(self) -> list[str]:
        facts = self.page.evaluate(FACTS)
        found = []
        if not facts["lang"].startswith(self.language):
            found.append(f"lang is {facts['lang']!r}")
        if len(facts["headings"]) != 1:
            found.append(f"not exactly one h1: {facts['headings']}")
        elif not titled(facts["title"], facts["headings"][0], SITE_NAMES[self.language]):
            found.append(f"title {facts['title']!r} does not say the h1 {facts['headings'][0]!r}")
        texts = facts["texts"]
        found += [f"leaked: {text[:80]!r}" for text in texts if LEAKED.search(text) or CODE_NAME.search(text)]
        if self.language == "zh":
            found += [f"not Chinese: {text[:80]!r}" for text in texts if not_chinese(text)]
        else:
            found += [f"not English: {words[:80]!r}" for words in facts["worded"] if not_english(words)]
        return found

    def _widths(self) -> list[str]:
        other = NARROW if self.axe_width == WIDE else WIDE
        found = []
        for width in (other, self.axe_width):
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            found.append(self.page.evaluate(TOO_WIDE))
        return [what for what in found if what]

    def _violations(self) -> list[str]:
        results = self._axe.run(self.page, options=AXE).response["violations"]
        return [
            f"axe {violation['id']} ({violation['help']}): "
            + " | ".join(node["html"][:140] for node in violation["nodes"][:3])
            for violation in results
        ]

    def _hear(self, message: ConsoleMessage) -> None:
        own_status = "Failed to load resource" in message.text and message.location.get("url") == self.page.url
        if message.type in {"error", "warning"} and not own_status:
            self._noise.append(f"console: {message.text}")

    def _miss(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what a page still asked for when the next one was opened
            self._noise.append(f"not loaded: {request.url}")

    def _ask(self, request: Request) -> None:
        if urlsplit(request.url).scheme in {"http", "https"} and urlsplit(request.url).hostname != "127.0.0.1":
            self._noise.append(f"asked another site: {request.url}")


def titled(title: str, heading: str, site: str) -> bool:
    """Whether the title is the h1 and the name of the site, perhaps with "Error:" before it."""
    for prefix in ERROR_PREFIXES:
        title = title.removeprefix(prefix)
    return title == f"{heading} – {site}"


def not_chinese(text: str) -> bool:
    """Whether a text of a Chinese page holds an English phrase, or is one English word; sign-in names are data."""
    return bool(LATIN_WORDS.search(text)) or (
        text.isascii() and text.isalpha() and text.islower() and text not in NAMES
    )


def not_english(words: str) -> bool:
    """Whether a label on an English page is all Chinese; the title of a case may stand within a sentence."""
    return bool(CHINESE.search(words)) and not LATIN_WORD.search(words)
