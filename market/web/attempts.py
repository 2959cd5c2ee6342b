"""What visitors send is counted by their address, and who is asked for a secret by the account, in a transaction of its
own, before anything is done with it.
"""

from datetime import datetime

from flask import current_app, request

from market.people.attempts import count_attempt, site_of
from market.refusals import TooMany
from market.web.edge import writing
from market.work import Work


def demand_attempt(what: str, *, by_account: bool = False) -> None:
    """Count an attempt at `what` by this request's address, or by who is signed in, wherever that is.

    Raises TooMany above the setting's number an hour.
    """
    an_hour: int = current_app.config["SETTINGS"].attempts_an_hour

    def count(work: Work) -> datetime | None:
        who = f"account {work.actor.account_id}" if by_account else site_of(request.remote_addr)
        return count_attempt(work, what=what, who=who, an_hour=an_hour)

    until = writing(count)
    if until is not None:
        raise TooMany("too_many_attempts_of_account" if by_account else "too_many_attempts", until=until)
