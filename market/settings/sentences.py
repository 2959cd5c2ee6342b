"""How settings refuse."""

from market.text import N_

SENTENCES = {
    "setting.yes_or_no": N_("Write yes or no."),
    "setting.unknown_choice": N_("Write one of: %(choices)s."),
    "setting.not_yuan": N_("Write an amount in yuan such as 8000 or 8000.50."),
    "setting.not_whole": N_("Write a whole number."),
    "setting.out_of_bounds": N_("The value must be between %(smallest)s and %(largest)s."),
    "setting.amount_out_of_bounds": N_("The amount must be between %(smallest_fen)s and %(largest_fen)s."),
    "setting.starts_in_the_past": N_("A value holds from today or later. Choose another first day."),
    "setting.too_late": N_("The first day of this value has passed. Refuse it and propose it anew."),
    "setting.day_taken": N_("Another value is confirmed from this day on. Propose this one from another day."),
    "setting.note_missing": N_("Write down the reason; it is kept with the setting."),
    "setting.four_eyes": N_("A value is confirmed by somebody other than its proposer."),
}
CONSTRAINTS = {
    "ck_setting_version_four_eyes": "setting.four_eyes",
    "setting_version_moves_by_its_steps": "setting.four_eyes",
    "uq_setting_version_one_a_day": "setting.day_taken",
}
