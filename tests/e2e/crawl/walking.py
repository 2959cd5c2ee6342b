"""A walk: from a person's first page along every link that is shown to them, breadth first.

Every link shown is followed once; a page is walked on from when it leads somewhere its kind has not led this person
yet. So nobody is shown a dead end, and thousands of alike rows do not make it endless.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import APIRequestContext

from tests.e2e.crawl.looking import Finding
from tests.e2e.crawl.pages import Shown, ShownForm, read
from tests.e2e.crawl.routes import Routes

PAGES_OF_A_LIST = 3
OPENINGS = 3  # of each kind, so that what stands behind them is seen in more than one state
RETRIES = 2  # where the server has closed an idle connection just as it was used again; browsers do the same
CHINESE = {"Accept-Language": "zh-CN"}
Visit = Callable[[str, str, Shown], None]


class Walk:
    """One person's walk; `visit(endpoint, address, shown)` is called for every page on the way."""

    def __init__(self, who: str, request: APIRequestContext, routes: Routes, visit: Visit) -> None:
        self.who = who
        self.findings: list[Finding] = []
        self.answered = 0
        self._request = request
        self._routes = routes
        self._visit = visit
        self._led: defaultdict[str, set[str]] = defaultdict(set)
        self._turned: Counter[str] = Counter()
        self._opened: Counter[str] = Counter()

    def begin_at(self, start: str) -> None:
        """Walk until every link shown has been followed."""
        waiting, known = deque([(start, "the start")]), {start}
        while waiting:
            address, seen_on = waiting.popleft()
            shown = self._fetch(address, seen_on)
            if shown is None:
                continue
            opened = [self._open(form, address) for form in shown.forms]
            if any(opened):
                waiting.append((address, "an opening"))
            if self._goes_on(address, shown):
                for link in self._ways_on(shown):
                    if link not in known:
                        known.add(link)
                        waiting.append((link, address))

    def _ways_on(self, shown: Shown) -> list[str]:
        """The links, and the pages at which forms stand again when they are refused; the language stays as it is."""
        forms = [form for form in shown.forms if not form.asks_a_purpose]
        again = [form.action for form in forms if self._routes.endpoint_of(form.action) in self._routes.pages]
        return [address for address in (*shown.links, *again) if self._routes.endpoint_of(address) != "web.language"]

    def _fetch(self, address: str, seen_on: str) -> Shown | None:
        answer = self._request.get(address, headers=CHINESE, fail_on_status_code=False, max_retries=RETRIES)
        self.answered += 1
        if answer.status >= 400:
            self.findings.append(
                Finding(f"{self.who} {path_of(seen_on)}", f"{answer.status} behind {path_of(address)}")
            )
            return None
        if "text/html" not in answer.headers.get("content-type", ""):
            return None
        shown = read(answer.text(), answer.url, self._routes.endpoint_of)
        if shown.broken_fragments:
            self.findings.append(Finding(f"{self.who} {path_of(address)}", f"no such part: {shown.broken_fragments}"))
        self._visit(self._routes.endpoint_of(answer.url) or "", answer.url, shown)
        return shown

    def _goes_on(self, address: str, shown: Shown) -> bool:
        """Whether the page leads anywhere new, or is the next page of a list."""
        endpoint = self._routes.endpoint_of(address) or ""
        leads = {feature for feature in shown.features if feature.startswith(("leads to", "posts to"))}
        new = bool(leads - self._led[endpoint]) or not self._led[endpoint]
        self._led[endpoint] |= leads | {"seen"}
        if "after" in parse_qs(urlsplit(address).query):
            self._turned[endpoint] += 1
            return self._turned[endpoint] < PAGES_OF_A_LIST
        return new

    def _open(self, form: ShownForm, seen_on: str) -> bool:
        """State a purpose where private details are closed, once its own page was seen; whether they were opened."""
        endpoint = self._routes.endpoint_of(form.action) or ""
        if not form.asks_a_purpose or self._opened[endpoint] >= OPENINGS:
            return False
        self._opened[endpoint] += 1
        self._fetch(form.action, seen_on)
        answer = self._request.post(
            form.action,
            form={**form.hidden, "purpose": form.choices["purpose"][0]},
            fail_on_status_code=False,
            max_retries=RETRIES,  # the submission's key makes two of them one
        )
        if answer.status >= 400:
            self.findings.append(Finding(f"{self.who} {path_of(form.action)}", f"{answer.status} to a purpose stated"))
        return answer.status < 400


def path_of(address: str) -> str:
    """The address without the site, as the report shows it."""
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "") if parts.netloc else address
