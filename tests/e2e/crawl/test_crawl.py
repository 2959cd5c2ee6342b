"""Every page of the product, as each person of the cast reaches it by the links that are shown to them: nothing is
broken, nothing is a dead end, axe finds nothing in either language, and a page that nobody visits fails by its name.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from flask import Flask
from playwright.sync_api import Browser

import wsgi
from demo.machine import make_keys
from market.settings.environment import read_settings
from tests.e2e.conftest import Running
from tests.e2e.crawl import desk, odd_pages
from tests.e2e.crawl.crawling import Crawl
from tests.e2e.crawl.routes import NOT_VISITED, Routes

OFFICES = (
    "surina", "wangjianguo", "chenjing", "lihui", "zhaoqiang", "zhoumin", "menghe", "gaowa", "zhengwen", "siqin",
)  # fmt: skip
MEDIATORS = {  # by what they have in hand
    "bateer": "an agreement being signed",
    "wuyun": "a claim that stands",
    "sarula": "a mediation under way",
    "nashun": "a draft of an agreement",
    "baoyindalai": "an agreement to be made anew",
    "liuzhiyuan": "rewards that were paid",
    "renshouyi": "no account with the provider",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application for its table of addresses only; no database stands behind it."""
    instance = tmp_path_factory.mktemp("instance")
    (instance / "demo").mkdir()
    settings = {
        "MARKET_MODE": "demo", "INSTANCE_FOLDER": str(instance), "PROVIDER_BASE_URL": "http://127.0.0.1:9",
        "DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:9/none",
    }  # fmt: skip
    made = partial(wsgi.create_app, read_settings(make_keys(instance) | settings))
    with ThreadPoolExecutor(1) as thread:  # the browser's event loop runs in this one, and start-up wants none
        return thread.submit(made).result()


@pytest.fixture(scope="module")
def crawl(full: Running, chromium: Browser, app: Flask) -> Crawl:
    """The whole crawl, once; the tests read what it found."""
    crawl = Crawl(Routes(app, full.url), full.url)
    invitation = desk.lay(chromium, full.url)
    crawl.walk_all([None, *OFFICES, *MEDIATORS])
    odd_pages.look(crawl, chromium, invitation)
    return crawl


def test_nothing_is_wrong_on_any_page(crawl: Crawl) -> None:
    assert not crawl.findings, "\n".join(["", *(str(finding) for finding in crawl.findings)])


def test_every_page_was_visited(crawl: Crawl) -> None:
    unvisited = sorted(crawl.routes.pages - crawl.visited)
    assert not unvisited, f"nobody came by: {', '.join(unvisited)}"


def test_every_exception_is_still_an_address(crawl: Crawl) -> None:
    assert sorted(NOT_VISITED.keys() - crawl.routes.all) == []


def test_the_crawl_really_looked(crawl: Crawl, record_property: Callable[[str, object], None]) -> None:
    record_property("addresses_answered", crawl.answered)
    record_property("pages_looked_at", sum(crawl.looks.values()))
    assert sum(crawl.looks.values()) > len(crawl.routes.pages)
    assert crawl.answered > 1000
