"""The race's judge, the line of a figure, and requests that are let go together."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from benchmarks.figure import Figure, middle
from benchmarks.figures.race import failures, won_once
from benchmarks.load import get, post_at_once, requests_a_second


@pytest.mark.parametrize(
    ("statuses", "won"),
    [
        ([201] + [409] * 31, True),
        ([409] * 31 + [201], True),
        ([201, 201] + [409] * 30, False),
        ([409] * 32, False),
        ([201] + [409] * 30 + [503], False),
        ([201] + [409] * 30 + [0], False),
        ([200] + [409] * 31, False),
    ],
)
def test_a_race_is_won_once_or_not_at_all(statuses, won):
    assert won_once(statuses) is won


def test_no_answer_is_a_failure_and_a_refusal_is_none():
    assert failures([201, 409, 404, 500, 503, 0]) == 3


def test_a_figure_is_one_line_with_its_ratio():
    line = Figure("board_page", 50.0, "requests/s", "a bare page", 200.0).line()
    assert " ".join(line.split()) == "board_page 50 requests/s beside a bare page: 200 requests/s ratio 0.250"


@pytest.mark.parametrize(("value", "peer", "ratio"), [(0, 0, 1.0), (3, 0, float("inf")), (3, 4, 0.75)])
def test_nothing_is_divided_by_nought(value, peer, ratio):
    assert Figure("x", value, "s", "y", peer).ratio == ratio


def test_one_disturbed_round_does_not_move_the_middle():
    assert middle([9.0, 10.0, 900.0]) == 10.0


class Turnstile(BaseHTTPRequestHandler):
    """Lets the first POST in and refuses the others; GETs of /broken fail."""

    protocol_version = "HTTP/1.1"
    entered = 0
    door = threading.Lock()

    def do_GET(self):
        self.send_response(500 if self.path == "/broken" else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self):
        with Turnstile.door:
            Turnstile.entered += 1
            first = Turnstile.entered == 1
        self.send_response(201 if first else 409)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        return


@pytest.fixture
def port():
    Turnstile.entered = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Turnstile)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_all_that_was_sent_at_once_is_counted(port):
    answer = post_at_once(port, ["/x"] * 8, [{}] * 8)
    assert won_once(answer.statuses)
    assert answer.seconds > 0


def test_a_page_that_fails_is_not_counted_as_fast(port):
    assert get(port, "/").startswith(b"HTTP/1.1 200")
    with pytest.raises(RuntimeError, match="/broken answered"):
        requests_a_second(port, "/broken", seconds=0.2, hands=2)
