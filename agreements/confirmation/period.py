"""The periods of judicial confirmation that a law fixes.

The application: 30 days from the agreement's effect (People's Mediation Law 33; Civil Procedure Law, text of 2023, 205
and 206). The decision: a case of the special procedures is concluded within 30 days from its docketing (立案), and the
president of the court may extend them (187). Docketing is the court's acceptance as it is recorded (`accepted_on`), not
the parties' filing: until the court has accepted, these days do not run.
"""

from market.calendar import Days

FILING_PERIOD = Days(30)  # from the day on which the agreement took effect
STATUTORY_DECISION = Days(30)  # from the day on which the court accepted; the court may extend it
