"""The board is counted once a day, and at the first start; looked for every ten minutes, so that no day is missed."""

from listings.board.counts import count_board, is_counted
from market.jobs import JobRoom


def count_board_daily(jobs: JobRoom) -> None:
    """The handler of `count_board`: does nothing where today's count is there."""
    with jobs.work() as work:
        if not is_counted(work):
            count_board(work)
