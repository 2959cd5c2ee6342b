"""The shared components keep what was typed, link every error to its field, and say in words what they draw."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask, render_template, render_template_string
from flask_babel import Babel
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from werkzeug.datastructures import MultiDict

from market.web.fields import Day, Form, Line, Paragraphs, Pick, Picks, Rows, Tick, Upload, Yuan

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "templates/translations/zh_Hans_CN/LC_MESSAGES/messages.po"


class PartyForm(Form):
    """Who stands on which side."""

    side = Pick("Side", choices=[("petitioner", "Petitioner"), ("respondent", "Respondent")])
    name = Line("Name")


class CaseForm(Form):
    """One field of each kind."""

    title = Line("Title", hint="One sentence")
    arose_on = Day("Arose on")
    amount_fen = Yuan("Amount", required=False)
    languages = Picks("Languages", choices=[("zh", "Chinese"), ("mn", "Mongolian")])
    story = Paragraphs("Story", limit=300)
    parties = Rows(PartyForm, label="Parties", smallest=2)
    paper = Upload("Paper", required=False)
    sure = Tick("It is as registered", must=True)


class SearchForm(Form):
    """What a filter asks."""

    case_class = Pick("Class", choices=[("A", "Class A"), ("B", "Class B")], required=False)


@pytest.fixture
def gallery() -> Iterator[Flask]:
    """An application with templates and nothing else: no database, no features."""
    app = Flask("gallery")
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(ROOT / "templates"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(day=str, instant=str, yuan=lambda fen: f"{fen // 100} yuan", worded=str)
    Babel(app, default_locale="en")
    with app.test_request_context("/"):
        yield app


def form_page_of(form: Form) -> str:
    """The form as its page shows it."""
    return render_template_string(
        '{% from "components/form_page.html" import form_page %}'
        '{{ form_page(form, "Register", "", "Send", submission_key="k1") }}',
        form=form,
    )


def refused_case() -> CaseForm:
    """Qiqige leaves half of it empty and types what cannot be."""
    typed = {
        "title": "<script>alert(1)</script>",
        "arose_on": "2026-02-31",
        "languages": "mn",
        "story": "first\nsecond",
        "parties-0-side": "petitioner",
        "parties-1-name": "乌某",
    }
    form = CaseForm(MultiDict(typed))
    form.validate()
    form.refuse(None, "Somebody has registered it already.")
    return form


@pytest.mark.usefixtures("gallery")
def test_what_qiqige_typed_is_shown_again_and_never_run() -> None:
    html = form_page_of(refused_case())
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert 'value="2026-02-31"' in html
    assert ">first\nsecond</textarea>" in html
    assert re.search(r'value="mn"\s+checked', html)
    assert 'value="乌某"' in html


@pytest.mark.usefixtures("gallery")
def test_every_error_in_the_summary_leads_to_a_field_that_is_there() -> None:
    html = form_page_of(refused_case())
    summary = html[html.index("govuk-error-summary") : html.index("<form")]
    targets = re.findall(r'href="#([^"]+)"', summary)
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    assert {"arose_on", "parties-0-name", "parties-1-side", "sure"} <= set(targets)
    assert set(targets) <= ids
    assert "Parties 2: " in summary
    assert "Somebody has registered it already." in summary


@pytest.mark.usefixtures("gallery")
def test_a_list_of_parties_grows_without_script_and_a_file_makes_the_form_multipart() -> None:
    html = form_page_of(CaseForm())
    assert 'name="add_row" value="parties"' in html
    assert html.count("<legend") >= 3
    assert 'enctype="multipart/form-data"' in html
    assert 'name="submission_key" value="k1"' in html
    assert "govuk-error-summary" not in html


@pytest.mark.usefixtures("gallery")
def test_a_filter_offers_all_and_sends_by_get() -> None:
    html = render_template_string(
        '{% from "components/filter_panel.html" import filter_panel %}{{ filter_panel(form) }}', form=SearchForm()
    )
    assert 'method="get"' in html
    assert re.search(r'<option value=""\s+selected\s*>All</option>', html)
    assert "(optional)" not in html


@pytest.mark.usefixtures("gallery")
def test_the_picture_of_a_life_can_be_read_aloud() -> None:
    html = render_template_string(
        '{% from "components/life_picture.html" import life_picture %}'
        '{{ life_picture(states, "listed", ["registered"]) }}',
        states=[("registered", "Registered"), ("listed", "Listed"), ("closed", "Closed")],
    )
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
    assert "Registered (done)" in words
    assert "Listed (now)" in words
    assert "Closed (to come)" in words
    assert html.count('aria-current="step"') == 1


@pytest.mark.usefixtures("gallery")
def test_a_card_shows_reward_days_and_claim_by_at_a_glance() -> None:
    listing = SimpleNamespace(
        title="Pasture boundary", url="/board/x", case_class="A", category_label="Pasture", place="Olji",
        reward_fen=800_000, days_allowed=90, claims_until=date(2026, 12, 20), status_label="Open", status_tone="active",
    )  # fmt: skip
    html = render_template_string(
        '{% from "components/listing_card.html" import listing_card %}{{ listing_card(listing) }}', listing=listing
    )
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
    assert "8000 yuan" in words
    assert "90 days" in words
    assert "2026-12-20" in words
    assert "Class A" in words


@pytest.mark.usefixtures("gallery")
def test_the_calm_page_needs_neither_shell_nor_actor_nor_script_in_line() -> None:
    html = render_template("market/errors/503.html")
    assert "Try again" in html
    assert "503" in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r'\sstyle="|\son\w+="', html)


def test_every_word_of_the_shell_and_the_components_has_its_chinese() -> None:
    with CATALOGUE.open("rb") as lines:
        chinese = read_po(lines, locale="zh_Hans_CN")
    keywords = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
    missing = []
    for folder in ("components", "layout", "market/errors"):
        found = extract_from_dir(str(ROOT / "templates" / folder), [("**.html", "jinja2")], keywords=keywords)
        for name, line, words, _comments, context in found:
            message = chinese.get(words[0] if isinstance(words, tuple) else words, context)
            texts = message.string if message is not None else ""
            first = texts[0] if isinstance(texts, tuple) else texts
            if not first or first == words:
                missing.append(f"{folder}/{name}:{line} {words}")
    assert missing == []
