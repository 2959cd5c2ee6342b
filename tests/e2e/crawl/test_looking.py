"""The look itself: each fault that it is there for is planted once, and found; a sound page passes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.crawl.looking import Looker

SOUND = """<!doctype html><html lang="LANG"><head><title>TITLE</title></head>
<body><main id="main"><h1>HEADING</h1>PLANTED</main></body></html>"""
FAULTS = [
    ("zh", "<h1>第二个</h1>", "not exactly one h1"),
    ("zh", "<p>None</p>", "leaked"),
    ("zh", "<p>payout_failed</p>", "leaked"),
    ("zh", "<p>%(count)s 件</p>", "leaked"),
    ("zh", "<p>Nothing waits for you</p>", "not Chinese"),
    ("zh", "<p>failed</p>", "not Chinese"),
    ("en", "<label>案由<input></label>", "not English"),
    ("zh", "<p style='width: 500px'>宽</p>", "508 px wide at 375"),
    ("zh", "<p style='width: 1400px'>宽</p>", "1408 px wide at 1280"),
    ("zh", "<img src='data:,'>", "axe image-alt"),
    ("zh", "<p style='color: #999'>浅色的字</p>", "axe color-contrast"),
    ("zh", "<script>console.error('broken')</script>", "console: broken"),
    ("zh", "<script>nothing()</script>", "script error"),
    ("zh", "<script src='http://elsewhere.invalid/x.js'></script>", "asked another site"),
]


@pytest.fixture
def lookers(chromium: Browser) -> Iterator[dict[str, Looker]]:
    context = chromium.new_context()
    yield {language: Looker(context.new_page(), language, "http://127.0.0.1") for language in ("zh", "en")}
    context.close()


def shown(looker: Looker, planted: str) -> list[str]:
    heading, site, lang = {"zh": ("案件", "揭榜领案", "zh-Hans"), "en": ("Cases", "Bounty Cases", "en")}[
        looker.language
    ]
    html = SOUND.replace("LANG", lang).replace("TITLE", f"{heading} – {site}").replace("HEADING", heading)
    looker.page.set_viewport_size({"width": looker.axe_width, "height": 900})
    looker.page.set_content(html.replace("PLANTED", planted))
    return [finding.what for finding in looker.look("planted")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sound_page_passes(lookers: dict[str, Looker], language: str) -> None:
    assert shown(lookers[language], "") == []


@pytest.mark.parametrize(("language", "planted", "named"), FAULTS)
def test_a_planted_fault_is_named(lookers: dict[str, Looker], language: str, planted: str, named: str) -> None:
    found = shown(lookers[language], planted)
    assert [what for what in found if what.startswith(named)], found


def test_another_language_and_another_title_are_named(lookers: dict[str, Looker]) -> None:
    looker = lookers["zh"]
    looker.page.set_content(SOUND.replace("LANG", "en").replace("HEADING", "案件").replace("PLANTED", ""))
    found = [finding.what for finding in looker.look("planted")]
    assert [what[:12] for what in found] == ["lang is 'en'", "title 'TITLE"]
