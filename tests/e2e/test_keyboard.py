"""The keyboard alone: every stop of the Tab key shows itself, and a person gets from the first link to a deed done."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from demo.cast import DEMO_PASSWORD
from tests.e2e.person import Person

MOST_STOPS = 120
STOP = r"""() => {
  const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
  const label = element.labels && element.labels.length ? element.labels[0].innerText : element.innerText;
  return {
    words: (label || '').trim().split('\n')[0],
    seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
    marked: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
  };
}"""


class Typist:
    """A person who has no mouse: Tab, Enter, and the letters."""

    def __init__(self, someone: Person) -> None:
        self.page = someone.page

    def tab_to(self, words: str) -> None:
        """Press Tab until the stop with these words has the focus; every stop on the way must show itself."""
        wanted = re.compile(rf"^{re.escape(words)}(\\s*\\d+)?$")
        self.page.wait_for_load_state()  # what marks the focus comes with the page's style
        passed = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(STOP)
            assert stop["seen"], f"out of sight: {stop}, after {passed}"
            assert stop["marked"], f"not marked as focused: {stop}, after {passed}"
            if wanted.match(stop["words"]):
                return
            passed.append(stop["words"])
        raise AssertionError(f"no stop {words!r} among {passed}")

    def type_into(self, label: str, text: str) -> None:
        self.tab_to(label)
        self.page.keyboard.insert_text(text)

    def enter(self) -> None:
        """Press Enter where it leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def follow(self, words: str) -> None:
        self.tab_to(words)
        self.enter()


def signed_in_by_keyboard(someone: Person, sign_in_name: str) -> Typist:
    someone.visit("/")
    typist = Typist(someone)
    typist.follow("Sign in")
    typist.type_into("Sign-in name", sign_in_name)
    typist.type_into("Password", DEMO_PASSWORD)
    typist.enter()
    return typist


def test_the_first_stop_skips_to_the_main_part(person: Callable[..., Person]) -> None:
    visitor = person()
    visitor.visit("/")
    typist = Typist(visitor)
    typist.tab_to("Skip to main content")
    visitor.page.keyboard.press("Enter")
    expect(visitor.main()).to_be_focused()


def test_a_clerk_does_a_deed_with_the_keyboard_alone(person: Callable[..., Person]) -> None:
    clerk = person()
    typist = signed_in_by_keyboard(clerk, "surina")
    typist.follow("Committees")
    typist.follow("Enter a committee")
    typist.type_into("Name of the committee", "毛盖图人民调解委员会")
    typist.type_into("What its seal reads", "毛盖图人民调解委员会")
    typist.enter()
    clerk.reads("The committee is in the register.")
    clerk.reads("毛盖图人民调解委员会")


def test_the_error_summary_takes_the_focus_and_leads_to_the_fields(person: Callable[..., Person]) -> None:
    clerk = person("surina")
    clerk.follow("Committees")
    clerk.follow("Enter a committee")
    typist = Typist(clerk)
    typist.follow("Enter it in the register")
    expect(clerk.page.locator(".govuk-error-summary")).to_be_focused()
    typist.tab_to("Enter what its seal reads.")
    clerk.page.keyboard.press("Enter")
    field = clerk.main().get_by_label("What its seal reads", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("Enter what its seal reads"))
    expect(clerk.page).to_have_title(re.compile("^Error: "))
