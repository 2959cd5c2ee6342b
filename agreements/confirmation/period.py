"""The periods of judicial confirmation that a law fixes (People's Mediation Law 33; Civil Procedure Law 205)."""

from market.calendar import Days

FILING_PERIOD = Days(30)  # from the day on which the agreement took effect
STATUTORY_DECISION = Days(30)  # from the day of filing; the court may extend it
