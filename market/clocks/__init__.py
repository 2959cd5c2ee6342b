"""The clocks: what begins a time limit, how it is reckoned, and what happens when it is near, due and over."""

from market.clocks.registry import (
    CLOCKS,
    LEGAL,
    PLAIN,
    Clock,
    DaysLeft,
    FromFact,
    FromSetting,
    Percent,
    UntilFact,
)
from market.clocks.services import extend, observe, pause, resume, run_for, start, stop

__all__ = [
    "CLOCKS",
    "LEGAL",
    "PLAIN",
    "Clock",
    "DaysLeft",
    "FromFact",
    "FromSetting",
    "Percent",
    "UntilFact",
    "extend",
    "observe",
    "pause",
    "resume",
    "run_for",
    "start",
    "stop",
]
