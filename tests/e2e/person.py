"""A person at a browser: acts only through what is visible, by the words on the page."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from demo.cast import DEMO_PASSWORD

PATIENCE_MS = 10_000


def labelled(label: str) -> re.Pattern[str]:
    """A field's label, whether or not the page says that it may be left empty."""
    return re.compile(rf"^\s*{re.escape(label)}\s*(\(optional\))?\s*$")


class Person:
    """Follows links, fills fields by their labels, presses buttons, reads the screen."""

    def __init__(self, browser: Browser, url: str, *, locale: str = "en-GB", width: int = 1280, script: bool = True):
        self.url = url
        self.context = browser.new_context(
            locale=locale, viewport={"width": width, "height": 900}, java_script_enabled=script, accept_downloads=True
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.page: Page = self.context.new_page()

    def sign_in(self, sign_in_name: str, password: str = DEMO_PASSWORD) -> None:
        self.visit("/sign-in")
        self.fill("Sign-in name", sign_in_name)
        self.fill("Password", password)
        self.press("Sign in")
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def visit(self, path: str) -> None:
        """Only for where a person starts: the address they typed or have in a bookmark."""
        self.page.goto(self.url + path)

    def follow(self, words: str | re.Pattern[str]) -> None:
        """A link by its words; some links are drawn as buttons and say so to a screen reader."""
        exact = isinstance(words, str)
        link = self.page.get_by_role("link", name=words, exact=exact)
        drawn_as_button = self.page.locator("a").and_(self.page.get_by_role("button", name=words, exact=exact))
        link.or_(drawn_as_button).first.click()

    def follow_like(self, words: str) -> None:
        self.follow(re.compile(re.escape(words)))

    def press(self, words: str) -> None:
        self.main().get_by_role("button", name=words, exact=True).first.click()

    def main(self) -> Locator:
        return self.page.locator("main")

    def fill(self, label: str, text: str, *, nth: int = 0) -> None:
        self.main().get_by_label(labelled(label)).nth(nth).fill(text)

    def choose(self, label: str, option: str, *, nth: int = 0) -> None:
        """One of radio buttons in the group `label`, or of a list to drop down."""
        lists = self.main().locator("select").and_(self.main().get_by_label(labelled(label)))
        if lists.count() > nth:
            lists.nth(nth).select_option(label=option)
            return
        group = self.main().get_by_role("group", name=labelled(label)).nth(nth)
        group.get_by_label(option, exact=True).check()

    def choose_first(self, label: str) -> None:
        """The first real choice of a list or of radio buttons, where any will do."""
        lists = self.main().locator("select").and_(self.main().get_by_label(labelled(label)))
        if lists.count():
            lists.first.select_option(index=1)
            return
        self.main().get_by_role("group", name=labelled(label)).get_by_role("radio").first.check()

    def choose_like(self, label: str, words: str) -> None:
        """The radio button or list entry whose words contain these."""
        lists = self.main().locator("select").and_(self.main().get_by_label(labelled(label)))
        if lists.count():
            entry = lists.first.locator("option").filter(has_text=words).first
            lists.first.select_option(value=entry.get_attribute("value"))
            return
        group = self.main().get_by_role("group", name=labelled(label))
        group.get_by_label(re.compile(re.escape(words))).first.check()

    def tick(self, label: str) -> None:
        self.main().get_by_label(labelled(label)).first.check()

    def attach(self, label: str, file: Path, *, nth: int = 0) -> None:
        self.main().get_by_label(labelled(label)).nth(nth).set_input_files(file)

    def reads(self, words: str) -> None:
        expect(self.main()).to_contain_text(words)

    def reads_in_time(self, words: str) -> None:
        """What a job brings about: the person looks again until it stands there, half a minute at most."""
        for _ in range(60):
            if self.main().get_by_text(words, exact=True).count():
                return
            self.page.wait_for_timeout(500)
            self.page.reload()
        self.reads(words)

    def does_not_read(self, words: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(words)

    def download(self, words: str) -> bytes:
        with self.page.expect_download() as download:
            self.follow(words)
        return Path(download.value.path()).read_bytes()

    def screenshot(self, path: Path) -> None:
        self.page.screenshot(path=path, full_page=True)

    def leave(self) -> None:
        self.context.close()
