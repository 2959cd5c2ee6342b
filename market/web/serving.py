"""What is too long for gunicorn to read never reaches the application: whoever sent it still reads a page of ours.

No language is known then, so the page speaks both; nothing of what was sent is said back.
"""

import contextlib
import socket
import time
from typing import Any

from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

from market.text import N_
from market.words import CHINESE, ENGLISH, words_in

ADDRESS_TOO_LONG = N_("The address is too long. Go back, clear some of what was looked for, and try again.")
HEADERS_TOO_LONG = N_("What your browser sends along is too long. Clear the cookies of this site, then try again.")
START_PAGE = N_("Go to the start page")
READ_AT_MOST_BYTES, READ_AT_MOST_SECONDS = 2**20, 2.0
ANSWERS: dict[type[Exception], tuple[str, str]] = {
    LimitRequestLine: ("414 URI Too Long", ADDRESS_TOO_LONG),
    LimitRequestHeaders: ("431 Request Header Fields Too Large", HEADERS_TOO_LONG),
}


class Worker(ThreadWorker):
    """gunicorn's own worker with threads, but for the page that it sends where a request is too long to be read."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Answer what is too long with the house's page, everything else as gunicorn does."""
        found = ANSWERS.get(type(exc))
        if found is None:
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Refused unread: %s", found[0])
        with contextlib.suppress(OSError):  # whoever has gone meanwhile reads no page
            answer(client, *found)


def answer(client: socket.socket, status: str, sentence: str) -> None:
    """Send the page and read what is still on its way: a connection closed before that would take the page with it."""
    client.settimeout(READ_AT_MOST_SECONDS)
    client.sendall(as_response(status, sentence))
    client.shutdown(socket.SHUT_WR)
    until, left = time.monotonic() + READ_AT_MOST_SECONDS, READ_AT_MOST_BYTES
    while left > 0 and time.monotonic() < until:
        more = client.recv(65_536)
        if not more:
            return
        left -= len(more)


def as_response(status: str, sentence: str) -> bytes:
    """The page with its head, in both languages."""
    said = "".join(
        f'<p lang="{tag}">{words_in(locale, sentence)}</p><p lang="{tag}"><a class="govuk-link" href="/">'
        f"{words_in(locale, START_PAGE)}</a></p>"
        for tag, locale in (("zh-Hans", CHINESE), ("en", ENGLISH))
    )
    page = (
        '<!doctype html><html lang="zh-Hans" class="govuk-template"><head><meta charset="utf-8">'
        f"<title>{status}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/static/built/market.css"></head>'
        '<body class="govuk-template__body mk-body"><div class="mk-main"><div class="govuk-width-container">'
        f'<main class="govuk-main-wrapper"><div class="mk-error">{said}'
        f'<p class="mk-error__code">{status}</p></div></main></div></div></body></html>'
    ).encode()
    head = (
        f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Security-Policy: default-src 'none'; style-src 'self'\r\nX-Content-Type-Options: nosniff\r\n"
        f"Cache-Control: no-store\r\nContent-Length: {len(page)}\r\n\r\n"
    ).encode()
    return head + page
