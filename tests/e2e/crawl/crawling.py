"""The crawl: the walks of all the cast, the looks that their pages are worth, and what was found."""

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from threading import Lock

from playwright.sync_api import Browser

from market.web.deeds import DEEDS
from tests.e2e.conftest import browser
from tests.e2e.crawl.looking import Finding
from tests.e2e.crawl.pages import Shown
from tests.e2e.crawl.reader import Reader
from tests.e2e.crawl.routes import Routes
from tests.e2e.crawl.walking import Walk

THREADS = 2  # browsers side by side: a browser waits for the server as long as the server waits for it


@dataclass
class Crawl:
    """What the crawl has seen and found; several walks go on at once and share it."""

    routes: Routes
    url: str
    findings: list[Finding] = field(default_factory=list)
    visited: set[str] = field(default_factory=set)
    examples: dict[str, tuple[str, str]] = field(default_factory=dict)  # who was first at each endpoint, and where
    looks: Counter[str] = field(default_factory=Counter)
    answered: int = 0
    _features: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _lock: Lock = field(default_factory=Lock)

    def walk_all(self, people: Sequence[str | None]) -> None:
        """Everybody's walk, by sign-in name; no name for a visitor."""
        waiting = deque(people)
        with ThreadPoolExecutor(THREADS) as threads:
            for thread in [threads.submit(self._walk_while, waiting) for _ in range(THREADS)]:
                thread.result()

    def _walk_while(self, waiting: deque[str | None]) -> None:
        with browser() as opened:
            while waiting:
                self.walk(opened, waiting.popleft())

    def walk(self, opened: Browser, sign_in_name: str | None) -> None:
        """One person's walk from where they begin."""
        reader = Reader(opened, self.url, sign_in_name)
        walk = Walk(reader.who, reader.request, self.routes, partial(self._visit, reader))
        walk.begin_at(self.url + "/")
        reader.leave()
        with self._lock:
            self.answered += walk.answered
            self.findings += walk.findings

    def _visit(self, reader: Reader, endpoint: str, address: str, shown: Shown) -> None:
        """Look at the page if it shows a feature that no looked-at page of its kind has shown."""
        with self._lock:
            new = not shown.features <= self._features[endpoint]
            # A deed that is shown first has no form to send before something is chosen; test_preview chooses.
            sends = endpoint in DEEDS.all and not DEEDS.all[endpoint].shown_first
            submit = sends and not self._features[endpoint]
            self._features[endpoint] |= shown.features
        if new:
            self.examine(reader, address, submit=submit)

    def examine(self, reader: Reader, address: str, *, submit: bool) -> None:
        """Look at one page in both languages; `submit` looks also at how its form refuses what is empty."""
        found = reader.look(address, submit=submit)
        # A form may post to another address than its page's; what it refuses stands there.
        stood_on = {self.routes.endpoint_of(window.page.url) or "" for window in reader.windows}
        endpoint = self.routes.endpoint_of(address) or ""
        with self._lock:
            self.findings += found
            self.visited |= {endpoint, *stood_on}
            self.examples.setdefault(endpoint, (reader.who, address))
            self.looks[endpoint] += 1
