"""A call comes back in time with what it returns or raises; those given up on are counted until they end."""

from contextvars import ContextVar
from threading import Event
from time import monotonic

import pytest

from market.files.deadline import AT_ONCE, answered_within

ASKED_BY: ContextVar[str] = ContextVar("asked_by")


@pytest.fixture
def silent():
    """A call that returns only when the test is over."""
    over = Event()
    yield over.wait
    over.set()


def test_what_is_asked_in_time_is_answered_and_knows_who_asked():
    ASKED_BY.set("Surina")
    assert answered_within(5, ASKED_BY.get) == "Surina"


def test_what_it_raises_is_raised_here():
    def refuses():
        raise LookupError("no such file")

    with pytest.raises(LookupError, match="no such file"):
        answered_within(5, refuses)


def test_what_does_not_come_back_is_given_up_on(silent):
    began = monotonic()
    with pytest.raises(TimeoutError):
        answered_within(0.1, silent)
    assert monotonic() - began < 2


def test_calls_that_hang_on_leave_no_room_for_more_until_they_end():
    over, asked = Event(), []
    for _ in range(AT_ONCE):
        with pytest.raises(TimeoutError):
            answered_within(0.01, over.wait)
    with pytest.raises(TimeoutError):
        answered_within(0.1, lambda: asked.append("one too many"))
    assert asked == []
    over.set()
    answered_within(5, lambda: asked.append("one that finds room"))
    assert asked == ["one that finds room"]
