"""The life of an appointment: one administrator proposes it, another confirms it."""

from market.lifecycle import Lifecycle, Step
from market.people.models import Appointment, AppointmentState
from market.policy import Can
from market.staff.guards import has_a_note, not_over
from market.text import N_

S = AppointmentState

APPOINTMENT_STATE_LABELS = {
    S.PROPOSED: N_("Waits for confirmation"),
    S.IN_FORCE: N_("In force"),
    S.REFUSED: N_("Refused"),
    S.ENDED: N_("Ended"),
}

APPOINTMENT = Lifecycle(
    Appointment,
    states=S,
    labels=APPOINTMENT_STATE_LABELS,
    steps=[
        Step(
            "confirm", {S.PROPOSED}, S.IN_FORCE, Can.CONFIRM_APPOINTMENT, guards=[not_over],
            event="appointment.confirmed", label=N_("Confirm the role"), stamp="confirmed_at", by="confirmed_by_id",
        ),
        Step(
            "refuse", {S.PROPOSED}, S.REFUSED, Can.CONFIRM_APPOINTMENT, guards=[has_a_note],
            event="appointment.refused", label=N_("Refuse the role"), stamp="refused_at", by="refused_by_id",
        ),
        Step(
            "end", {S.PROPOSED, S.IN_FORCE}, S.ENDED, Can.END_APPOINTMENT, guards=[has_a_note],
            event="appointment.ended", label=N_("End the role"), stamp="ended_at",
        ),
    ],
)  # fmt: skip
