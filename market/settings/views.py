"""The settings pages: what holds today, what is to come, and how it came about."""

from itertools import groupby
from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import get_locale, gettext

from market.people.models import Person
from market.policy import Can
from market.settings.dated import DATED
from market.settings.lifecycle import SETTING
from market.settings.models import SettingState, SettingVersion
from market.settings.queries import SettingPlace, place_for, places, value_today, versions, waiting
from market.text import N_
from market.web.deeds import deeds_for
from market.web.edge import page
from market.web.setting_words import value_words
from market.web.shell import WorkGroup, WorkRow
from market.web.showing import day, instant
from market.work import Work

bp = Blueprint("settings", __name__)
TONES = {SettingState.PROPOSED: "waiting", SettingState.IN_FORCE: "success", SettingState.REFUSED: "danger"}


@bp.get("/settings")
@page(Can.SEE_SETTINGS)
def index(work: Work) -> str:
    """Every setting with its value today, by banner."""
    by_banner = [
        (_banner(one), [_row(work, place) for place in group])
        for one, group in groupby(places(work), key=lambda place: place.jurisdiction)
    ]
    return render_template("market/settings/index.html", banners=by_banner)


@bp.get("/settings/<ref>")
@page(Can.SEE_SETTINGS, load=place_for)
def show(work: Work, place: SettingPlace) -> str:
    """One setting with everything that was ever proposed for it."""
    return render_template(
        "market/settings/show.html",
        meaning=gettext(place.known.meaning),
        about=[
            (gettext("Banner"), _banner(place.jurisdiction)),
            (gettext("Value today"), value_words(place.known, value_today(work, place))),
            (gettext("Without a decision"), value_words(place.known, place.known.default)),
        ],
        versions=[_shown(work, place, version) for version in versions(work, place)],
        steps=deeds_for(work, place),
    )


def work_list(work: Work) -> list[WorkGroup]:
    """What waits for a second person."""
    rows = [
        WorkRow(
            title=gettext(DATED.known[version.name].meaning),
            endpoint="settings.show",
            ref=version.then_ref,
            note=value_words(DATED.known[version.name], version.value),
            due_on=version.effective_from,
            overdue=version.effective_from < work.today,
        )
        for version in waiting(work)
        if version.name in DATED.known
    ]
    return [WorkGroup(N_("Settings to confirm"), rows)]


def _row(work: Work, place: SettingPlace) -> list[Any]:
    return [
        {"text": gettext(place.known.meaning), "url": url_for("settings.show", ref=place.public_id)},
        value_words(place.known, value_today(work, place)),
    ]


def _shown(work: Work, place: SettingPlace, version: SettingVersion) -> dict[str, Any]:
    return {
        "value": value_words(place.known, version.value),
        "status": (gettext(SETTING.label(version)), TONES[SettingState(version.status)]),
        "facts": [
            (gettext("Holds from"), day(version.effective_from)),
            (gettext("Reason"), version.reason),
            (gettext("Proposed by"), f"{_name(work, version.proposed_by_id)} · {instant(version.proposed_at)}"),
            *(
                [(gettext("Decided by"), f"{_name(work, version.confirmed_by_id)} · {instant(version.decided_at)}")]
                if version.confirmed_by_id
                else []
            ),
            *([(gettext("Why it was refused"), version.note)] if version.note else []),
        ],
        "steps": deeds_for(work, version),
    }


def _banner(jurisdiction: Any) -> str:
    return str(jurisdiction.name_zh if str(get_locale()).startswith("zh") else jurisdiction.name_en)


def _name(work: Work, person_id: int | None) -> str:
    return work.session.get_one(Person, person_id).display_name if person_id else ""
