"""What visitors send is counted by their address, in a transaction of its own, before anything is done with it."""

from flask import current_app, request

from market.people.attempts import count_attempt
from market.refusals import TooMany
from market.web.edge import writing


def demand_attempt(what: str) -> None:
    """Count an attempt at `what` by this request's address. Raises TooMany above the setting's number an hour."""
    an_hour: int = current_app.config["SETTINGS"].attempts_an_hour
    until = writing(lambda work: count_attempt(work, what=what, address=request.remote_addr, an_hour=an_hour))
    if until is not None:
        raise TooMany("too_many_attempts", until=until)
