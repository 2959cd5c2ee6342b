"""What anybody may try is counted by where it comes from, and what asks for a secret by whose it is, an hour at a time.

The count stands in the rows that slow down sign-ins, so it holds over all processes; the caller commits it before the
attempt is made, whatever comes of that.
"""

import hashlib
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import case
from sqlalchemy.dialects.postgresql import insert

from market.people.models import SignInThrottle
from market.work import Work

WINDOW = timedelta(hours=1)
IPV6_SITE_BITS = 64  # one household or office has this much of an address for itself


def count_attempt(work: Work, *, what: str, who: str, an_hour: int) -> datetime | None:
    """Count one attempt at `what` by a site or an account; until when they must wait, or None while they have made
    no more than `an_hour` since the first one of the hour."""
    hashed = hashlib.sha256(f"{what} {who}".encode()).hexdigest()
    row = insert(SignInThrottle).values(name_hash=hashed, failures=1, last_failure_at=work.now)
    over = SignInThrottle.last_failure_at <= work.now - WINDOW
    counted = row.on_conflict_do_update(
        index_elements=[SignInThrottle.name_hash],
        set_={
            "failures": case((over, 1), else_=SignInThrottle.failures + 1),
            "last_failure_at": case((over, work.now), else_=SignInThrottle.last_failure_at),
        },
    ).returning(SignInThrottle.failures, SignInThrottle.last_failure_at)
    attempts, since = work.session.execute(counted).one()
    return since + WINDOW if attempts > an_hour else None


def site_of(address: str | None) -> str:
    """The address, or for IPv6 the part of it that one site has; no address is one like any other."""
    if not address:
        return ""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        return str(ip_network((found, IPV6_SITE_BITS), strict=False))
    return str(found)
