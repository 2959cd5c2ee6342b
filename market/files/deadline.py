"""What somebody's transaction waits for comes back in time, whatever the other side does.

A socket's own limits count from byte to byte: a server that sends one now and then could hold the caller for ever, and
asking for a host's address has no limit at all. So the call is made in a thread, and the wait for it ends.
"""

from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from threading import BoundedSemaphore, Thread
from time import monotonic
from typing import Final, TypeVar

AT_ONCE: Final = 32  # in one process; what was given up on counts until its connection ends, so threads cannot pile up
ResultT = TypeVar("ResultT")

_ROOM: Final = BoundedSemaphore(AT_ONCE)


def answered_within(seconds: float, ask: Callable[[], ResultT]) -> ResultT:
    """What `ask` returns or raises. Raises TimeoutError after so many seconds; `ask` may still come to its end then."""
    until = monotonic() + seconds
    if not _ROOM.acquire(timeout=seconds):
        raise TimeoutError
    answer: Future[ResultT] = Future()
    Thread(target=copy_context().run, args=(_ask, ask, answer), daemon=True).start()
    return answer.result(until - monotonic())


def _ask(ask: Callable[[], ResultT], answer: Future[ResultT]) -> None:
    try:
        answer.set_result(ask())
    except BaseException as error:  # raised again where the answer is awaited
        answer.set_exception(error)
    finally:
        _ROOM.release()
