"""A person at a browser: acts only through what is visible, by the words on the page."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from demo.cast import DEMO_PASSWORD

PATIENCE_MS = 10_000


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
        self.page.get_by_role("link", name=words, exact=isinstance(words, str)).first.click()

    def follow_like(self, words: str) -> None:
        self.page.get_by_role("link", name=re.compile(re.escape(words))).first.click()

    def press(self, words: str) -> None:
        self.main().get_by_role("button", name=words, exact=True).first.click()

    def main(self) -> Locator:
        return self.page.locator("main")

    def fill(self, label: str, text: str, *, nth: int = 0) -> None:
        self.main().get_by_label(label, exact=True).nth(nth).fill(text)

    def choose(self, label: str, option: str, *, nth: int = 0) -> None:
        """One of radio buttons in the group `label`, or of a list to drop down."""
        lists = self.main().locator("select").and_(self.main().get_by_label(label, exact=True))
        if lists.count() > nth:
            lists.nth(nth).select_option(label=option)
            return
        group = self.main().get_by_role("group", name=label, exact=True).nth(nth)
        group.get_by_label(option, exact=True).check()

    def tick(self, label: str) -> None:
        self.main().get_by_label(label, exact=True).first.check()

    def attach(self, label: str, file: Path, *, nth: int = 0) -> None:
        self.main().get_by_label(label, exact=True).nth(nth).set_input_files(file)

    def reads(self, words: str) -> None:
        expect(self.main()).to_contain_text(words)

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
