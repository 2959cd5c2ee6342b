"""Many listings, each with 32 standing claims; 32 different proposals arrive at once. One may win.

Over the JSON API, with the bearer tokens of the two reviewers by turns, and as many threads behind gunicorn as
there are proposals, so that all of them are in the product together and wait for the listing's lock.
"""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select

from benchmarks.figure import Figure, middle
from benchmarks.load import post_at_once, token
from benchmarks.office import Office
from benchmarks.serving import PRODUCT, serve
from benchmarks.stand import stand
from demo.cast import DEMO_PASSWORD, member
from mediators.claims.models import Claim
from mediators.claims.vocabulary import ClaimState

CLAIMS = 32
LISTINGS, LISTINGS_FULL = 40, 200
ALONE = 12
THREADS = "16"  # for each of two workers


class RaceLost(Exception):
    """A listing on which not exactly one proposal won, or an answer that is neither won nor refused."""


def measure(*, full: bool) -> Iterator[Figure]:
    """Counts of the answers beside what they must be, and proposals a second beside one after the other.

    Raises RaceLost after all figures were given when a count is wrong.
    """
    count = LISTINGS_FULL if full else LISTINGS
    with stand() as here, Office(here) as office:
        mediators = office.vet(CLAIMS)
        races = [office.claimed_listing(mediators) for _ in range(count)]
        alone = [office.claimed_listing(mediators[:1])[1][0] for _ in range(ALONE)]
        port = serve(here, PRODUCT, "/readyz", threads=THREADS).port
        reviewers = [member(key).sign_in_name for key in ("reviewer", "second_reviewer")]
        signed_in = [{"Authorization": f"Bearer {token(port, name, DEMO_PASSWORD)}"} for name in reviewers]
        headers = [signed_in[place % 2] for place in range(CLAIMS)]
        single = [post_at_once(port, [_path(ref)], headers[:1]) for ref in alone]
        answers = [post_at_once(port, [_path(ref) for ref in refs], headers) for _, refs in races]
        seen = Counter(status for answer in answers for status in answer.statuses)
        wrong = sum(not won_once(answer.statuses) for answer in answers)
        with office.sessions() as session:
            proposed = dict(
                session.execute(
                    select(Claim.listing_id, func.count())
                    .where(Claim.status == ClaimState.PROPOSED.value, Claim.listing_id.in_([one for one, _ in races]))
                    .group_by(Claim.listing_id)
                ).all()
            )  # fmt: skip
    of = f"of {count} listings x {CLAIMS} at once"
    failed = sum(failures(answer.statuses) for answer in answers)
    yield Figure("race_won_201", seen[201], "answers", f"one a listing, {of}", count)
    yield Figure("race_refused_409", seen[409], "answers", f"{CLAIMS - 1} a listing, {of}", count * (CLAIMS - 1))
    yield Figure("race_failed_5xx", failed, "answers", "none", 0)
    yield Figure("race_wrong_listings", wrong, "listings", f"none, {of}", 0)
    yield Figure("race_proposed_in_db", sum(n == 1 for n in proposed.values()), "listings", "every one", count)
    yield Figure(
        "race_rate", middle([len(one.statuses) / one.seconds for one in answers]), "proposals/s",
        "one after the other, each on its own listing", middle([1 / one.seconds for one in single]),
    )  # fmt: skip
    if wrong or set(proposed.values()) != {1} or len(proposed) != count:
        raise RaceLost(f"{wrong} of {count} listings had other answers than one 201 and {CLAIMS - 1} 409: {dict(seen)}")


def won_once(statuses: list[int]) -> bool:
    """Whether exactly one proposal was done and every other was refused, none failed and none went unanswered."""
    return Counter(statuses) == {201: 1, 409: len(statuses) - 1}


def failures(statuses: list[int]) -> int:
    """How many of the answers are the server's own failure; no answer (status 0) is one too."""
    return sum(status >= 500 or status == 0 for status in statuses)


def _path(ref: str) -> str:
    return f"/api/v1/claims/{ref}/propose"
