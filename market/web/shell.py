"""What stands around every page: navigation by role, the work list, panels that higher floors contribute."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask import g, render_template, request, url_for
from flask_babel import get_locale, gettext
from markupsafe import Markup
from sqlalchemy import select

from market.actor import ROLE_LABELS
from market.people.models import Jurisdiction, Person
from market.policy import Can, allowed
from market.text import N_
from market.work import Work

LONGEST_GROUP = 50  # rows of a work list; the floors ask the database for no fewer


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation, shown to whoever has the permission."""

    label: str
    endpoint: str
    can: Can
    order: int = 50
    count: Callable[[Work], int] | None = None  # how much waits there; nought is not shown


@dataclass(frozen=True)
class WorkRow:
    """One thing that waits for me. `title` is shown as it is, `note` is already worded."""

    title: str
    endpoint: str
    ref: str | None = None
    note: str = ""
    due_on: date | None = None
    overdue: bool = False

    @property
    def url(self) -> str:
        return url_for(self.endpoint, ref=self.ref) if self.ref else url_for(self.endpoint)

    @property
    def due(self) -> date | None:
        return self.due_on


@dataclass(frozen=True)
class WorkGroup:
    """Things that wait for the same reason; `label` is a message id. A long group is cut, and says so."""

    label: str
    rows: list[WorkRow] = field(default_factory=list)
    is_cut: bool = False


@dataclass(frozen=True)
class Panel:
    """A part of a page that a higher floor contributes."""

    template: str
    context: Mapping[str, Any]
    order: int = 50


@dataclass(frozen=True)
class ShownNavItem:
    label: str
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class FooterLink:
    label: str
    url: str


@dataclass(frozen=True)
class ShownShell:
    """What the layout reads."""

    navigation: list[ShownNavItem]
    demo: bool
    place: str = ""
    role_label: str = ""
    footer_links: tuple[FooterLink, ...] = ()


class Shell:
    """The contributions of all floors, listed by the roof."""

    def __init__(self) -> None:
        self.navigation: list[NavItem] = []
        self.work_lists: list[Callable[[Work], list[WorkGroup]]] = []
        self.panels: dict[str, list[Callable[[Work, Any], Panel | None]]] = {}

    def add(
        self,
        navigation: Iterable[NavItem],
        work_lists: Iterable[Callable[[Work], list[WorkGroup]]],
        panels: Mapping[str, Iterable[Callable[[Work, Any], Panel | None]]],
    ) -> None:
        """Take a floor's contributions."""
        self.navigation.extend(navigation)
        self.work_lists.extend(work_lists)
        for page_name, makers in panels.items():
            self.panels.setdefault(page_name, []).extend(makers)

    def clear(self) -> None:
        """Forget everything; the roof gathers anew for each application it makes."""
        self.navigation.clear()
        self.work_lists.clear()
        self.panels.clear()

    def shown(self, *, demo: bool) -> ShownShell:
        """The navigation for the present actor; nothing when no work is under way (an error page)."""
        work = g.get("work")
        if work is None:
            return ShownShell([], demo)
        items = sorted((item for item in self.navigation if allowed(work, item.can)), key=lambda item: item.order)
        return ShownShell(
            [_shown_item(work, item) for item in items],
            demo,
            place=_place(work),
            role_label=_roles(work),
            footer_links=(FooterLink(gettext(N_("For programs: the JSON API")), url_for("api_page.index")),),
        )


SHELL = Shell()


def panels_for(work: Work, page_name: str, subject: Any) -> list[Panel]:
    """The panels of a page, in order; a contributor may have nothing to say."""
    made = [maker(work, subject) for maker in SHELL.panels.get(page_name, ())]
    return sorted((panel for panel in made if panel is not None), key=lambda panel: panel.order)


def drawn_panels(work: Work, page_name: str, subject: Any) -> list[Markup]:
    """The panels of a page as markup: each template sees its own context and what every page sees."""
    return [
        Markup(render_template(panel.template, **panel.context))  # noqa: S704 - our own templates, autoescaped
        for panel in panels_for(work, page_name, subject)
    ]


def work_groups(work: Work) -> list[WorkGroup]:
    """What waits for this actor, by reason; empty groups are left out, and each shows so many rows at the most."""
    groups = [group for make in SHELL.work_lists for group in make(work) if group.rows]
    return [
        replace(
            group,
            label=gettext(group.label),
            rows=group.rows[:LONGEST_GROUP],
            is_cut=len(group.rows) >= LONGEST_GROUP,
        )
        for group in groups
    ]


def _shown_item(work: Work, item: NavItem) -> ShownNavItem:
    url = url_for(item.endpoint)
    return ShownNavItem(gettext(item.label), url, _is_current(url), item.count(work) if item.count else None)


def _place(work: Work) -> str:
    """The banner or banners this person works for; nothing for a visitor."""
    if work.actor.person_id is None:
        return ""
    if "shell_place" not in work.memo:
        home = select(Person.jurisdiction_id).where(Person.id == work.actor.person_id)
        where = Jurisdiction.id.in_(work.actor.jurisdictions or home)
        work.memo["shell_place"] = work.session.scalars(
            select(Jurisdiction).where(where).order_by(Jurisdiction.id)
        ).all()
    chinese = str(get_locale()).startswith("zh")
    return gettext(", ").join(place.name_zh if chinese else place.name_en for place in work.memo["shell_place"])


def _roles(work: Work) -> str:
    held = {item.role for item in work.actor.appointments}
    return gettext(", ").join(gettext(words) for role, words in ROLE_LABELS.items() if role in held)


def _is_current(url: str) -> bool:
    return request.path == url or (url != "/" and request.path.startswith(f"{url}/"))
