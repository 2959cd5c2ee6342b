"""The pages under docs/tables say what the code does, or this fails: `flask docs write` writes them anew."""

import re
from pathlib import Path

import pytest

import wsgi
from market.events import EVENTS, Event, Readers
from market.lifecycle import Lifecycle
from market.policy import Can
from market.printed.markdown import table
from market.printed.pages import PAGES

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "tables"


@pytest.fixture(autouse=True)
def wired():
    wsgi.wire()


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_page_is_what_the_tables_print(name):
    assert (FOLDER / f"{name}.md").read_text(encoding="utf-8") == PAGES[name]()


def test_no_page_is_left_over():
    assert {path.stem for path in FOLDER.glob("*.md")} == set(PAGES)


def test_every_step_stands_in_its_diagram():
    printed = PAGES["lifecycles"]()
    for lifecycle in Lifecycle.registry.values():
        for step in lifecycle.steps.values():
            for start in step.start:
                assert f"    {start.value} --> {step.to.value}: {step.name}\n" in printed


def test_every_permission_and_event_stands_on_its_page():
    assert set(re.findall(r"^\| `([a-z_]+)` \| [A-Z]", PAGES["policies"](), re.M)) >= {can.value for can in Can}
    assert set(re.findall(r"^\| `([a-z_.]+)`", PAGES["events"](), re.M)) == set(EVENTS.declared)


def test_a_change_of_a_table_changes_its_page():
    before = PAGES["events"]()
    EVENTS.declare([Event("tea.served", "Tea served", Readers.OFFICE, {"cups"})])
    assert PAGES["events"]() != before
    assert "| `tea.served` | Tea served | `cups` |" in PAGES["events"]()


def test_a_bar_in_a_cell_does_not_break_the_row():
    assert table(["a"], [["x|y\nz"]]).splitlines()[-1] == "| x\\|y z |"
