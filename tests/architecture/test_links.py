"""A floor's templates link only to pages of its own and lower floors, and extend or import only templates of those."""

import re
from pathlib import Path

import pytest
from flask import Flask

import wsgi
from market.web.deeds import DEEDS

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
GROUND = ("components", "layout")
LINK = re.compile(r"url_for\(\s*['\"]([\w.\-]+)['\"]")
TEMPLATE_USED = re.compile(r"\{%-?\s*(?:extends|include|import|from)\s+['\"]([\w./\-]+)['\"]")


@pytest.fixture(scope="module")
def floor_of(app: Flask) -> dict[str, str]:
    """The floor on which each endpoint's page is told."""
    floors = {}
    for endpoint, view in app.view_functions.items():
        deed = DEEDS.all.get(endpoint)
        told_in = (deed.call.__module__ if deed else view.__module__).split(".")[0]
        floors[endpoint] = told_in if told_in in wsgi.FLOORS else "market"
    return floors


def owner(path: Path) -> str:
    """The floor that a template belongs to; the components and the layout belong to the ground."""
    folder = path.relative_to(TEMPLATES).parts[0]
    return "market" if folder in GROUND else folder


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def upward_links(text: str, floor: str, floor_of: dict[str, str]) -> list[str]:
    """Endpoints that are unknown or lie above `floor`."""
    return [
        endpoint
        for endpoint in LINK.findall(text)
        if endpoint not in floor_of or wsgi.FLOORS.index(floor_of[endpoint]) > wsgi.FLOORS.index(floor)
    ]


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_links_to_its_own_and_lower_floors_only(path: Path, floor_of: dict[str, str]) -> None:
    assert upward_links(path.read_text(encoding="utf-8"), owner(path), floor_of) == []


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_uses_templates_of_its_own_and_lower_floors_only(path: Path) -> None:
    used = [TEMPLATES / name for name in TEMPLATE_USED.findall(path.read_text(encoding="utf-8"))]
    own = [one for one in used if one.is_file()]  # the others come with govuk-frontend
    assert [one for one in own if wsgi.FLOORS.index(owner(one)) > wsgi.FLOORS.index(owner(path))] == []


def test_a_planted_link_upwards_is_named(floor_of: dict[str, str]) -> None:
    planted = "<a href=\"{{ url_for('board.index') }}\"> <a href=\"{{ url_for('rewards.show', ref=ref) }}\">"
    assert upward_links(planted, "listings", floor_of) == ["rewards.show"]
    assert upward_links("{{ url_for('nowhere.at_all') }}", "payouts", floor_of) == ["nowhere.at_all"]


def test_links_are_really_found() -> None:
    assert sum(len(LINK.findall(path.read_text(encoding="utf-8"))) for path in templates()) > 50
