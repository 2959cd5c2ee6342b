"""The pages to which no link leads: an unused invitation, what is refused as a whole, and what comes too late."""

import secrets
from collections.abc import Callable

from playwright.sync_api import Browser

from tests.e2e.crawl.crawling import Crawl
from tests.e2e.crawl.looking import Finding, Looker
from tests.e2e.crawl.reader import Reader
from tests.e2e.crawl.walking import path_of

TOO_MUCH = """form => {
  const field = form.appendChild(document.createElement('input'));
  Object.assign(field, {type: 'hidden', name: 'more', value: 'x'.repeat(5_000_000)});  // the limit of a form is 4 MB
}"""
FREE_FAILURES = 6  # one more mistake than costs nothing
STALE = "form => { form.querySelector('input[name=csrf_token]').value = 'stale' }"
Bring = Callable[[Looker], int]


def look(crawl: Crawl, browser: Browser, invitation: str) -> None:
    """Bring each of them about in both languages, and look."""
    visitor = Reader(browser, crawl.url, None)
    crawl.examine(visitor, invitation, submit=True)
    see(crawl, visitor, "no such address", 404, at("/nothing/here"))
    see(crawl, visitor, "sign-in without a password", 422, signing_in(name=""))
    see(crawl, visitor, "sign-in with a wrong password", 422, signing_in(name="surina"))
    see(crawl, visitor, "sign-in too often", 429, signing_in_too_often)
    see(crawl, visitor, "sign-in page too old", 400, sending_stale("/sign-in"))
    visitor.leave()
    clerk = Reader(browser, crawl.url, "surina")
    see(crawl, clerk, "not theirs to see", 403, at("/staff"))
    look_for_a_person(crawl, clerk)
    see(crawl, clerk, "more than is taken", 413, sending_too_much("/cases/new"))
    clerk.leave()
    look_at_what_comes_too_late(crawl, browser)
    look_until_somebody_signs(crawl, browser)


def look_for_a_person(crawl: Crawl, clerk: Reader) -> None:
    """The page of a search, to which nothing leads but the search itself."""
    clerk.english.visit("/person-searches/new")
    clerk.english.choose_first("Find by")
    clerk.english.fill("What to look for", "巴图")
    clerk.english.choose_first("Purpose")
    clerk.english.press("Search")
    clerk.english.reads("Cases found")
    crawl.examine(clerk, clerk.english.page.url, submit=False)


def look_at_what_comes_too_late(crawl: Crawl, browser: Browser) -> None:
    """A form that was open while somebody else took the step, and the form's address afterwards."""
    late, quick = Reader(browser, crawl.url, "gaowa"), Reader(browser, crawl.url, "gaowa")
    path = path_of(crawl.examples["staff.confirm_appointment"][1])
    for window in late.windows:
        at(path)(window)
    at(path)(quick.windows[0])
    press_the_button(quick.windows[0])
    see(crawl, late, "a step that somebody else has taken", 409, press_the_button)
    see(crawl, late, "the form of a step that was taken", 409, at(path))
    late.leave()
    quick.leave()


def look_until_somebody_signs(crawl: Crawl, browser: Browser) -> None:
    """An agreement just opened for signing: it can be taken back."""
    who, opening = crawl.examples["agreements.open_signing"]
    mediator = Reader(browser, crawl.url, who)
    mediator.windows[0].open(opening)
    press_the_button(mediator.windows[0])
    crawl.examine(mediator, opening.replace("/open-signing", "/redraft"), submit=True)
    mediator.leave()


def see(crawl: Crawl, reader: Reader, what: str, status: int, bring: Bring) -> None:
    """Bring the page about in both windows, and look; another status than was meant is a finding."""
    for window in reader.windows:
        answered = bring(window)
        where = f"{reader.who}, {what}"
        if answered != status:
            crawl.findings.append(Finding(where, f"answered {answered}, not {status}"))
        crawl.findings += window.look(where)


def press_the_button(window: Looker) -> int:
    return window.press(".mk-form-buttons button")


def at(path: str) -> Bring:
    return lambda window: window.open(window.site + path)


def signing_in(name: str) -> Bring:
    def bring(window: Looker) -> int:
        window.open(window.site + "/sign-in")
        window.page.locator("#sign_in_name").fill(name)
        window.page.locator("#password").fill("not the password" if name else "")
        return press_the_button(window)

    return bring


def signing_in_too_often(window: Looker) -> int:
    nobody, status = secrets.token_hex(6), 0
    for _ in range(FREE_FAILURES + 1):
        status = signing_in(nobody)(window)
    return status


def sending_stale(path: str) -> Bring:
    def bring(window: Looker) -> int:
        window.open(window.site + path)
        window.page.locator(".mk-form form").evaluate(STALE)
        return press_the_button(window)

    return bring


def sending_too_much(path: str) -> Bring:
    def bring(window: Looker) -> int:
        window.open(window.site + path)
        window.page.locator(".mk-form form").evaluate(TOO_MUCH)
        return press_the_button(window)

    return bring
