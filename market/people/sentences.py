"""How the ground's people features refuse."""

from market.text import N_

SENTENCES = {
    "people.sign_in_failed": N_("The sign-in name or the password is not right. Check both and try again."),
    "people.throttled": N_("Too many attempts for this name. Wait until %(until)s and try again."),
    "people.name_taken": N_("This sign-in name is already in use. Choose another."),
    "people.name_unfit": N_("A sign-in name has no spaces and no invisible signs. Choose another."),
    "people.password_plain": N_(
        "This password is guessed at once: use more different characters, no run of them and not the sign-in name."
    ),
    "people.present_password_wrong": N_("This is not your present password."),
    "people.password_short": N_("The password needs 10 characters or more."),
    "people.code_wrong": N_(
        "This is not the code for this link, or none has been given yet. Ask a second administrator for it."
    ),
    "people.passwords_differ": N_("The two passwords are not the same. Type the new one twice."),
    "people.link_spent": N_("This link has been used or is too old. Ask an administrator for a new one."),
}
CONSTRAINTS = {
    "uq_account_sign_in_name": "people.name_taken",
    "ck_account_sign_in_name_in_one_spelling": "people.name_unfit",
}
