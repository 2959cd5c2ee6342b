"""`python -m benchmarks [--full] [name ...]`: one line a figure, told as soon as it is known.

Exit status 1 when the race's counts are wrong: that is no matter of speed.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator

from benchmarks.figure import Figure
from benchmarks.figures import anonymising, board, board_at_scale, importing, race, starting
from benchmarks.stand import stop_politely_on_term

Measure = Callable[..., Iterator[Figure]]
MEASUREMENTS: dict[str, Measure] = {
    "import": starting.measure_import,
    "run": starting.measure_run,
    "board": board.measure,
    "board_at_scale": board_at_scale.measure,
    "race": race.measure,
    "importing": importing.measure,
    "anonymising": anonymising.measure,
}


def main() -> int:
    """Measure what was asked for, everything when nothing was named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*MEASUREMENTS, []], help="what to measure; all when left out")
    parser.add_argument("--full", action="store_true", help="more rounds, 200 listings, the first run with 200 cases")
    asked = parser.parse_args()
    stop_politely_on_term()
    began = time.monotonic()
    told(f"# {'bench-full' if asked.full else 'bench'} on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    status = 0
    for name in asked.names or MEASUREMENTS:
        try:
            for figure in MEASUREMENTS[name](full=asked.full):
                told(figure.line())
        except race.RaceLost as lost:
            told(f"# {lost}")
            status = 1
    told(f"# {time.monotonic() - began:.0f} s, load {os.getloadavg()[0]:.1f} at the end")
    return status


def told(line: str) -> None:
    """To the screen at once."""
    sys.stdout.write(line.rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
