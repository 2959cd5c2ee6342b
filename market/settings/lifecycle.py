"""The life of a setting's value: one person proposes it with a reason, another confirms it; it holds from its day."""

from market.lifecycle import Lifecycle, Step
from market.policy import Can
from market.settings.guards import has_a_note, still_to_come
from market.settings.models import SettingState, SettingVersion
from market.text import N_

S = SettingState

SETTING_STATE_LABELS = {
    S.PROPOSED: N_("Waits for confirmation"),
    S.IN_FORCE: N_("Confirmed"),
    S.REFUSED: N_("Refused"),
}

SETTING = Lifecycle(
    SettingVersion,
    states=S,
    labels=SETTING_STATE_LABELS,
    steps=[
        Step(
            "confirm", {S.PROPOSED}, S.IN_FORCE, Can.CONFIRM_SETTING, guards=[still_to_come],
            event="setting.confirmed", label=N_("Confirm the value"), stamp="decided_at", by="confirmed_by_id",
        ),
        Step(
            "refuse", {S.PROPOSED}, S.REFUSED, Can.CONFIRM_SETTING, guards=[has_a_note],
            event="setting.refused", label=N_("Refuse the value"), stamp="decided_at", by="confirmed_by_id",
        ),
    ],
)  # fmt: skip
