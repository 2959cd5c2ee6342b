"""What people do to a dated setting."""

from typing import Any

from market.policy import Can
from market.settings import services
from market.settings.dated import DATED
from market.settings.forms import ProposeSettingForm
from market.settings.lifecycle import SETTING
from market.settings.models import SettingVersion
from market.settings.queries import SettingPlace, place_for, value_today, version_for
from market.text import N_
from market.web.deeds import Deed
from market.web.forms import NoteForm, NothingForm
from market.web.setting_words import value_hint, value_words
from market.web.showing import day, worded
from market.work import Work

PAGE = services.SETTING_PAGE


def _say_how(work: Work, place: SettingPlace, form: Any) -> None:
    form.value.description = value_hint(place.known)


def _value_now(work: Work, place: SettingPlace) -> list[Any]:
    return [
        (worded(N_("Setting")), worded(place.known.meaning)),
        (worded(N_("Value today")), value_words(place.known, value_today(work, place))),
    ]


def _what_is_proposed(work: Work, version: SettingVersion) -> list[Any]:
    known = DATED.known[version.name]
    return [
        (worded(N_("Setting")), worded(known.meaning)),
        (worded(N_("New value")), value_words(known, version.value)),
        (worded(N_("Holds from")), day(version.effective_from)),
        (worded(N_("Reason")), version.reason),
    ]


DEEDS = [
    Deed(
        "settings.propose", "/settings/<ref>/propose", can=Can.PROPOSE_SETTING, load=place_for, on=SettingPlace,
        form=ProposeSettingForm, call=services.propose, prepare=_say_how, summary=_value_now,
        title=N_("Propose a new value"), submit=N_("Propose"), then=PAGE, primary=True,
        lead=N_("Another administrator confirms it. What has begun keeps the value under which it began."),
        done=N_("The value waits for confirmation."),
    ),
    Deed(
        "settings.confirm", "/setting-values/<ref>/confirm", can=Can.CONFIRM_SETTING, load=version_for,
        lifecycle=SETTING, step="confirm", form=NothingForm, call=services.confirm, summary=_what_is_proposed,
        title=N_("Confirm the value"), submit=N_("Confirm"), then=PAGE, primary=True,
        done=N_("The value is confirmed."),
    ),
    Deed(
        "settings.refuse", "/setting-values/<ref>/refuse", can=Can.CONFIRM_SETTING, load=version_for,
        lifecycle=SETTING, step="refuse", form=NoteForm, call=services.refuse, summary=_what_is_proposed,
        title=N_("Refuse the value"), submit=N_("Refuse"), then=PAGE, done=N_("The value was refused."),
    ),
]  # fmt: skip
