"""One of the cast with two windows onto the same session: one in Chinese, one in English."""

from playwright.sync_api import Browser

from tests.e2e.crawl.looking import Finding, Looker
from tests.e2e.crawl.walking import path_of
from tests.e2e.person import Person

SENT_FORM = "main form[method=post]:has(.mk-form-buttons)"  # pages drawn with panels have no frame around it
STALE_AND_EMPTY = """form => {
  form.querySelector('input[name=csrf_token]').value = 'stale';
  for (const field of form.querySelectorAll('input, textarea')) {
    if (['checkbox', 'radio'].includes(field.type)) field.checked = false;
    else if (!['hidden', 'file', 'submit'].includes(field.type)) field.value = '';
  }
}"""
SUMMARY = """() => {
  const summary = document.querySelector('.govuk-error-summary');
  if (!summary) return ['no error summary'];
  const found = [];
  if (document.activeElement !== summary) found.push('the error summary does not take the focus');
  for (const link of summary.querySelectorAll('a')) {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) found.push(`no field behind ${link.hash}`);
  }
  return found;
}"""


class Reader:
    """Looks at pages as one person, or as a visitor."""

    def __init__(self, browser: Browser, url: str, sign_in_name: str | None) -> None:
        self.who = sign_in_name or "visitor"
        self.english = Person(browser, url, locale="en-GB")
        self.chinese = Person(browser, url, locale="zh-CN")
        if sign_in_name:
            self.english.sign_in(sign_in_name)
            self.chinese.context.add_cookies(self.english.context.cookies())  # type: ignore[arg-type]
        self.request = self.chinese.context.request
        self.windows = [Looker(self.chinese.page, "zh", url), Looker(self.english.page, "en", url)]

    def look(self, address: str, *, submit: bool) -> list[Finding]:
        """Look in both languages; `submit` also sends the page's form, stale and empty, so that nothing is done."""
        found: list[Finding] = []
        for window in self.windows:
            where = f"{self.who} {path_of(address)}"
            status = window.open(address)
            if status >= 400:
                found.append(Finding(where, f"answered {status}"))
            found += window.look(where)
            if submit:
                found += self._refused(window, where)
        return found

    def _refused(self, window: Looker, where: str) -> list[Finding]:
        window.page.locator(SENT_FORM).evaluate(STALE_AND_EMPTY)
        window.press(".mk-form-buttons button")
        found = [Finding(f"{where} refused [{window.language}]", what) for what in window.page.evaluate(SUMMARY)]
        return found + window.look(f"{where} refused")

    def leave(self) -> None:
        self.english.leave()
        self.chinese.leave()
