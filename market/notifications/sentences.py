"""What the ground itself tells people."""

from market.text import N_

NOTICES = {
    "account.invited": N_(
        "An account has been opened for you. Choose your password through this link; it works once, until %(until_at)s."
    ),
    "account.reset": N_(
        "An administrator has issued you a new sign-in link. Choose a new password through it; it works once, "
        "until %(until_at)s."
    ),
    "appointment.waits": N_("An appointment waits for your confirmation."),
    "appointment.confirmed": N_("You now hold a new role: %(role_label)s."),
    "appointment.ended": N_("You no longer hold the role %(role_label)s."),
    "setting.waits": N_("A new value of a setting waits for your confirmation."),
}
