"""What the clocks refuse, in words."""

from market.text import N_

SENTENCES = {
    "clock_not_running": N_("This time limit is not running, so it can be neither paused nor extended."),
    "clock_not_paused": N_("This time limit is not paused."),
    "clock_reason_missing": N_("Write down the reason; it is kept with the time limit."),
}
CONSTRAINTS = {
    "uq_clock_run_one_open": "clock_not_running",
    "uq_clock_pause_one_open": "clock_not_running",
}
NOTICES = {
    "clock.near": N_("A time limit is near. %(clock_label)s: the last day is %(last_day)s."),
    "clock.due": N_("Today is the last day of a time limit. %(clock_label)s: %(last_day)s."),
    "clock.overdue": N_("A time limit is over. %(clock_label)s: the last day was %(last_day)s."),
    "clock.near.named": N_("A time limit is near for “%(title)s”. %(clock_label)s: the last day is %(last_day)s."),
    "clock.due.named": N_("Today is the last day of a time limit for “%(title)s”. %(clock_label)s: %(last_day)s."),
    "clock.overdue.named": N_("A time limit is over for “%(title)s”. %(clock_label)s: the last day was %(last_day)s."),
}
