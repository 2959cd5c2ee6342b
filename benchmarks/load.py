"""Requests from this process: as many as come back in a while, or all of them at one instant.

Every request opens its own connection, so that they spread over the workers by themselves.
"""

import http.client
import json
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TIMEOUT_SECONDS = 60


def get(port: int, path: str) -> bytes:
    """The whole answer to one GET. Raises RuntimeError unless it is a 200."""
    with socket.create_connection(("127.0.0.1", port), TIMEOUT_SECONDS) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        parts = []
        while part := connection.recv(1 << 18):
            parts.append(part)
    answer = b"".join(parts)
    if not answer.startswith(b"HTTP/1.1 200 "):
        raise RuntimeError(f"{path} answered {answer[:60]!r}")
    return answer


def requests_a_second(port: int, path: str, *, seconds: float, hands: int) -> float:
    """How many GETs a second come back whole while `hands` threads ask without a pause."""
    counts = [0] * hands
    failures: list[Exception] = []
    ends = time.monotonic() + seconds

    def ask(hand: int) -> None:
        try:
            while time.monotonic() < ends:
                get(port, path)
                counts[hand] += 1
        except (RuntimeError, OSError) as failure:
            failures.append(failure)

    began = time.monotonic()
    together([threading.Thread(target=ask, args=(hand,)) for hand in range(hands)])
    if failures:
        raise failures[0]
    return sum(counts) / (time.monotonic() - began)


@dataclass(frozen=True)
class Answered:
    """The statuses of requests that were let go at once, in order; `seconds` from the first sent to the last back."""

    statuses: list[int]
    seconds: float


def post_at_once(port: int, paths: Sequence[str], headers: Sequence[Mapping[str, str]]) -> Answered:
    """POST an empty JSON object to every path, each on a connection that stands already, all let go together.

    A request that gets no answer counts as status 0.
    """
    let_go: list[float] = []
    barrier = threading.Barrier(len(paths), action=lambda: let_go.append(time.monotonic()))
    statuses = [0] * len(paths)

    def post(place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
        try:
            connection.connect()
            barrier.wait(TIMEOUT_SECONDS)
            said = {"Content-Type": "application/json", **headers[place]}
            connection.request("POST", paths[place], json.dumps({}), said)
            statuses[place] = connection.getresponse().status
        except (OSError, http.client.HTTPException):
            barrier.abort()
        finally:
            connection.close()

    together([threading.Thread(target=post, args=(place,)) for place in range(len(paths))])
    return Answered(statuses, time.monotonic() - let_go[0])


def together(threads: Sequence[threading.Thread]) -> None:
    """Start them all, then wait for them all."""
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def token(port: int, sign_in_name: str, password: str) -> str:
    """A bearer token of this person, as a program gets it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    asked = json.dumps({"sign_in_name": sign_in_name, "password": password})
    connection.request("POST", "/api/v1/session", asked, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    said = json.loads(answer.read())
    connection.close()
    if answer.status != 201:
        raise RuntimeError(f"signing in answered {answer.status}: {said}")
    return str(said["token"])
