"""What anybody may try without signing in is counted by where it comes from, an hour at a time.

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


def count_attempt(work: Work, *, what: str, address: str | None, an_hour: int) -> datetime | None:
    """Count one attempt at `what`; until when this address must wait, or None while it has made no more than
    `an_hour` since its first one of the hour."""
    hashed = hashlib.sha256(f"{what} {_site_of(address)}".encode()).hexdigest()
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


def _site_of(address: str | None) -> str:
    """The address, or for IPv6 the part of it that one site has; no address is one like any other."""
    if not address:
        return ""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        return str(ip_network((found, IPV6_SITE_BITS), strict=False))
    return str(found)
