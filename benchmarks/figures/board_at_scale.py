"""The board with 10,000 listings and with many more: the same views, asked by turns of a product at each size.

What a person waits for is measured, the whole page from the first byte sent to the last one back. A view that finds
anything fills a page of twenty at both sizes, so that it is the finding that differs. Beside it the plain statement
that finds the same rows, sent through psycopg to the larger database in the same rounds.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from types import SimpleNamespace
from urllib.parse import urlencode

import psycopg

from benchmarks.figure import Figure, middle
from benchmarks.load import get
from benchmarks.serving import PRODUCT, serve
from benchmarks.stand import Stand, stand
from demo.run import FLASK
from listings.board.filter import UNSTATED, BoardFilter
from listings.board.words import as_tsquery, words_of
from listings.paging import PAGE_SIZE, mark_of
from listings.publication.models import SHELF, Listing
from market.cluster import connect

SMALL, LARGE, LARGEST = 10_000, 100_000, 1_000_000
DEEP_PAGE = 5_000
ROUNDS = 15
TOO_SLOW_TO_REPEAT_MS = 1_000
PLAIN_TIMEOUT_MS = 30_000
TOWN = "城川镇"
NEWEST = (Listing.released_at, Listing.id)
VIEWS = {
    "first_page": BoardFilter(status=""),
    "deep_page": BoardFilter(status=""),
    "open": BoardFilter(),
    "by_reward": BoardFilter(status="", sort="reward"),
    "by_claim_by": BoardFilter(status="", sort="claim_by"),
    "category": BoardFilter(status="", category="land"),
    "category_rare": BoardFilter(status="", category="other"),
    "class": BoardFilter(status="", case_class="C"),
    "town": BoardFilter(status="", town=TOWN),
    "duration": BoardFilter(status="", duration="from_10"),
    "amount": BoardFilter(status="", amount=UNSTATED),
    "reward": BoardFilter(status="", reward="under_3000"),
    "values_rare": BoardFilter(status="ended", category="environment", case_class="A"),
    "values_never": BoardFilter(status="", case_class="C", duration="from_10"),
    "word_common": BoardFilter(status="", q="希望"),
    "word_rare": BoardFilter(status="", q="骆驼"),
    "word_never": BoardFilter(status="", q="火星"),
    "word_and_value": BoardFilter(status="", q="希望", category="inheritance"),
}
COLUMNS = {"category": "category", "case_class": "case_class", "duration": "duration_band", "amount": "amount_band"}
ORDERS = {"newest": "released_at DESC, id DESC", "reward": "reward_fen DESC, released_at DESC, id DESC",
          "claim_by": "claim_by, id"}  # fmt: skip


@dataclass(frozen=True)
class Board:
    """A product that answers on `port`, beside a database of `listings` listings."""

    listings: int
    port: int
    town: str
    connection: psycopg.Connection

    def path(self, name: str) -> str:
        """The address of a view; that of the deep page carries the mark of the row before it."""
        wanted = VIEWS[name].query()
        if "town" in wanted:
            wanted["town"] = self.town
        if name == "deep_page":
            wanted["after"] = mark_of(self._row_before(min(DEEP_PAGE * PAGE_SIZE, self.listings * 9 // 10)), NEWEST)
        return "/board?" + urlencode(wanted)

    def _row_before(self, place: int) -> SimpleNamespace:
        found = self.connection.execute(
            "SELECT released_at, id FROM listing ORDER BY released_at DESC, id DESC OFFSET %s LIMIT 1", [place]
        ).fetchone()
        assert found is not None
        return SimpleNamespace(released_at=found[0], id=found[1])


def measure(*, full: bool) -> Iterator[Figure]:
    """Milliseconds of every view at the larger size beside the smaller one, and beside the plain statement."""
    with ExitStack() as stack:
        small, large = (board(stack, count) for count in (SMALL, LARGEST if full else LARGE))
        for name in VIEWS:
            asked = [page(small, name), page(large, name), plain(large, name), page(large, "first_page")]
            at_small, at_large, by_statement, first = by_turns(asked)
            size = f"{large.listings // 1000}k"
            yield Figure(f"board_{name}", at_large, "ms", f"with 10,000 listings, not {size}", at_small)
            yield Figure(f"board_{name}_sql", at_large, "ms", f"the plain statement by psycopg at {size}", by_statement)
            if name == "deep_page":
                yield Figure("board_deep_to_first", at_large, "ms", f"the first page at {size}", first)


def board(stack: ExitStack, count: int) -> Board:
    """A stand with that many listings, served."""
    here: Stand = stack.enter_context(stand())
    here.children.run_to_its_end(f"bulk-{count}", [*FLASK, "seed-bulk", str(count)], **here.settings)
    connection = stack.enter_context(connect(here.settings["DATABASE_URL"]))
    connection.execute(f"SET statement_timeout = {PLAIN_TIMEOUT_MS}")
    found = connection.execute("SELECT public_id FROM department WHERE name_zh = %s", [TOWN]).fetchone()
    assert found is not None
    return Board(count, serve(here, PRODUCT, "/board").port, found[0], connection)


def by_turns(asked: list[Callable[[], None]]) -> list[float]:
    """The median milliseconds of each, asked by turns so that a busy machine disturbs all alike.

    Once before, for warmth; what takes more than a second even then is not asked again.
    """
    taken = [[milliseconds(ask)] for ask in asked]
    for _ in range(ROUNDS):
        for ask, found in zip(asked, taken, strict=True):
            if found[0] < TOO_SLOW_TO_REPEAT_MS:
                found.append(milliseconds(ask))
    return [middle(found[1:] or found) for found in taken]


def milliseconds(ask: Callable[[], None]) -> float:
    """How long it takes, once."""
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


def page(where: Board, name: str) -> Callable[[], None]:
    """Ask for the whole page of a view."""
    path = where.path(name)

    def ask() -> None:
        get(where.port, path)

    return ask


def plain(where: Board, name: str) -> Callable[[], None]:
    """Send the statement that anyone would write for a view: its conditions, its order, its limit."""
    wanted = VIEWS[name]
    conditions, values = ["released_at IS NOT NULL"], []
    for facet, code in wanted.chosen():
        if facet.name in COLUMNS:
            conditions.append(f"{COLUMNS[facet.name]} IS NOT DISTINCT FROM %s")
            values.append(None if code == UNSTATED else code)
    if wanted.status:
        conditions.append(f"{SHELF} = %s")
        values.append(wanted.status)
    if wanted.town:
        conditions.append("place_town_id = (SELECT id FROM department WHERE public_id = %s)")
        values.append(where.town)
    if wanted.reward:
        conditions.append("reward_fen < 300000")
    if wanted.q:
        conditions.append("board_words(board_text) @@ %s::tsquery")
        values.append(as_tsquery(words_of(wanted.q)))
    skipped = f" OFFSET {min(DEEP_PAGE * PAGE_SIZE, where.listings * 9 // 10)}" if name == "deep_page" else ""
    statement = (
        "SELECT id, public_id, title, body, category, case_class, status, reward_fen, days_allowed, claim_by"
        f" FROM listing WHERE {' AND '.join(conditions)} ORDER BY {ORDERS[wanted.sort]} LIMIT {PAGE_SIZE + 1}{skipped}"
    )

    def ask() -> None:
        with suppress(psycopg.errors.QueryCanceled):  # then the time-out is its figure
            where.connection.execute(statement, values).fetchall()

    return ask
