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
