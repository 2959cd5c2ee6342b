"""Board pages a second, beside a bare Flask + SQLAlchemy page of the same 20 rows, served the same way.

The two are asked by turns in short rounds, so that whatever else the machine does disturbs both alike.
"""

from collections.abc import Iterator

from benchmarks.bare_page import ROWS
from benchmarks.figure import Figure, middle
from benchmarks.load import get, requests_a_second
from benchmarks.office import Office
from benchmarks.serving import BARE, PRODUCT, serve
from benchmarks.stand import stand

PATH = "/board"
HANDS = 4
ASKED_BEFORE_WEIGHING = 50


def measure(*, full: bool) -> Iterator[Figure]:
    """Requests a second of both, and the memory of one worker of each after 50 pages."""
    rounds, seconds = (11, 6.0) if full else (5, 4.0)
    with stand() as here:
        with Office(here) as office:
            office.put_on_the_board(ROWS)
        ours, bare = serve(here, PRODUCT, PATH), serve(here, BARE, PATH)
        for served in (ours, bare):
            _demand_all_rows(served.port)
            requests_a_second(served.port, PATH, seconds=1.0, hands=HANDS)
        rates: dict[int, list[float]] = {ours.port: [], bare.port: []}
        for _ in range(rounds):
            for port, found in rates.items():
                found.append(requests_a_second(port, PATH, seconds=seconds, hands=HANDS))
        yield Figure(
            "board_page", middle(rates[ours.port]), "requests/s",
            f"bare Flask + SQLAlchemy page of the same {ROWS} rows", middle(rates[bare.port]),
        )  # fmt: skip
        here.children.stop_all()
        weights = []
        for target in (PRODUCT, BARE):
            alone = serve(here, target, PATH, workers="1")
            for _ in range(ASKED_BEFORE_WEIGHING):
                get(alone.port, PATH)
            weights.append(alone.resident_megabytes())
        yield Figure("worker_memory", weights[0], "MB", "a worker of the bare page", weights[1])


def _demand_all_rows(port: int) -> None:
    shown = get(port, PATH).count(b'href="/board/')
    if shown < ROWS:
        raise RuntimeError(f"the page shows {shown} rows, not {ROWS}")
