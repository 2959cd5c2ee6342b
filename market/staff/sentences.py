"""How staff pages refuse."""

from market.text import N_

SENTENCES = {
    "people.mail_odd": N_("The mail address is not complete. Write it like name@example.org, or leave it out."),
    "people.jurisdiction_missing": N_("Choose the banner this person works for."),
    "people.department_elsewhere": N_("This unit belongs to another banner. Choose one of the person's own banner."),
    "people.jurisdiction_known": N_("There is a banner with this division code already."),
    "people.jurisdiction_unknown": N_("There is no banner with this division code. Add it first."),
    "people.already_founded": N_(
        "This administration has its first holder already: from now on the staff pages give roles, by two people."
    ),
    "appointment.starts_in_the_past": N_("A role starts today or later. Choose another first day."),
    "appointment.ends_before_start": N_("The last day lies before the first. Correct one of them."),
    "appointment.already_open": N_("This person holds this role already, or it waits for confirmation."),
    "appointment.moved": N_("A role is proposed, then confirmed or refused, then ended; nothing else is possible."),
    "appointment.held_alone": N_(
        "Administrators and auditors hold no other role. End the other role first, or choose another person."
    ),
    "appointment.four_eyes": N_("A role is confirmed by somebody other than its proposer and its holder."),
    "appointment.note_missing": N_("Write down the reason; it is kept with the role."),
    "appointment.is_over": N_("The last day of this role has passed. Refuse it and propose it anew."),
    "account.no_link_waits": N_("No link of this person waits for a code. Issue a new sign-in link first."),
    "account.code_by_another": N_(
        "You issued this link yourself: the code for it is given by another administrator, so that nobody holds both."
    ),
    "account.is_disabled": N_("This account is disabled. Enable it first."),
    "account.is_enabled": N_("This account is not disabled."),
}
CONSTRAINTS = {
    "ck_invitation_halves_by_two": "account.code_by_another",
    "uq_appointment_one_open": "appointment.already_open",
    "appointment_held_alone": "appointment.held_alone",
    "ck_appointment_four_eyes": "appointment.four_eyes",
    "ck_appointment_not_for_oneself": "appointment.four_eyes",
    "ck_appointment_refused_by_another": "appointment.four_eyes",
    "appointment_moves_by_its_steps": "appointment.moved",
    "ck_appointment_ends_after_it_starts": "appointment.ends_before_start",
}
