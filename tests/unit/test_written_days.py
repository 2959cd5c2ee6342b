"""A day reads 2026年11月26日 in Chinese and 26 November 2026 in English, wherever a person reads it."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask_babel import Babel, force_locale

from market.refusals import Refused, Wording
from market.web import sentences
from market.web.sentences import sentence_for
from market.web.showing import day, instant
from market.written_days import written_day, written_instant

DAY, NIGHT = date(2026, 11, 26), datetime(2026, 11, 25, 16, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("zh_Hans_CN", "2026年11月26日"),
        ("zh", "2026年11月26日"),
        ("en", "26 November 2026"),
        (None, "26 November 2026"),
    ],
)
def test_in_the_readers_language(locale, words):
    assert written_day(DAY, locale) == words
    assert written_instant(NIGHT, locale) == f"{words} 00:05", "an instant is told in Beijing time"


def test_a_month_of_one_figure_has_one():
    assert (written_day(date(2026, 3, 9), "zh"), written_day(date(2026, 3, 9), "en")) == (
        "2026年3月9日",
        "9 March 2026",
    )


@pytest.fixture
def reading(monkeypatch):
    app, words = Flask(__name__), Wording()
    Babel(app)
    words.add({"late": "%(last_day)s, %(until)s"}, {})
    monkeypatch.setattr(sentences, "WORDING", words)
    with app.test_request_context():
        yield


@pytest.mark.parametrize(("locale", "words"), [("zh_Hans_CN", "2026年11月26日"), ("en", "26 November 2026")])
def test_page_and_refusal_say_it_alike(reading, locale, words):
    with force_locale(locale):
        assert (day(DAY), day(NIGHT), instant(NIGHT)) == (words, words, f"{words} 00:05")
        assert sentence_for(Refused("late", last_day=DAY, until=NIGHT)) == f"{words}, {words} 00:05"
    assert day(None) == instant(None) == "—"
