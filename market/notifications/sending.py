"""How mail leaves the house: through the gateway of MAIL_URL (apprise), or, in a demonstration, into a folder.

Where neither is configured no mail is intended at all; the inbox is always there.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import apprise

from market.durable import write_over

SUBJECT = "揭榜领案 · Bounty Cases"


class MailNotSent(Exception):
    """The gateway did not take the message; it is tried again. Neither address nor text is told."""


@dataclass
class _MailRoom:
    """Where mail goes and which address our pages have; given once by the roof."""

    gateway_url: str | None = None
    folder: Path | None = None
    public_url: str = ""


_ROOM = _MailRoom()


def configure(*, gateway_url: str | None, folder: Path | None, public_url: str) -> None:
    """Choose the gateway, or a folder to write into where there is none; either may be missing."""
    _ROOM.gateway_url, _ROOM.folder, _ROOM.public_url = gateway_url, folder, public_url.rstrip("/")


def is_possible() -> bool:
    """Whether mail can be sent at all."""
    return bool(_ROOM.gateway_url or _ROOM.folder)


def full_address(path: str) -> str:
    """The address of one of our pages for somebody outside."""
    return f"{_ROOM.public_url}{path}"


def send(message_id: str, to: str, body: str) -> None:
    """Hand one message over. Raises MailNotSent."""
    if _ROOM.gateway_url:
        _through_the_gateway(_ROOM.gateway_url, to, body)
    elif _ROOM.folder:
        _ROOM.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        safe = re.sub(r"[^a-z0-9]", "", message_id)
        write_over(_ROOM.folder / f"{safe}.txt", f"To: {to}\nSubject: {SUBJECT}\n\n{body}\n".encode())
    else:
        raise MailNotSent


def _through_the_gateway(gateway_url: str, to: str, body: str) -> None:
    gateway = apprise.Apprise()
    separator = "&" if "?" in gateway_url else "?"
    if not gateway.add(f"{gateway_url}{separator}to={quote(to, safe='')}"):
        raise MailNotSent
    if not gateway.notify(title=SUBJECT, body=body, body_format=apprise.NotifyFormat.TEXT):
        raise MailNotSent
