"""An Atom document (RFC 4287) out of entries. Everything is put in as text, so that nothing written becomes markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5
from xml.etree import ElementTree

NAMESPACE = "http://www.w3.org/2005/Atom"
# Ids are made of what never changes: a view's parameters or a listing's public id, not the address of the house.
_HOUSE = UUID("7d0f2c52-5b2e-4c39-9a0e-2a6a5f0c1d11")

ElementTree.register_namespace("", NAMESPACE)


@dataclass(frozen=True)
class Entry:
    """One listing. `id` is a URN, `url` absolute; instants are aware."""

    id: str
    title: str
    url: str
    published_at: datetime
    updated_at: datetime
    author: str
    summary: str
    content: str
    categories: Sequence[str] = ()


@dataclass(frozen=True)
class Feed:
    """A view of the board; `updated_at` is the newest of its entries', or a day on which nothing had happened yet."""

    id: str
    title: str
    url: str
    board_url: str
    updated_at: datetime
    language: str
    author: str
    entries: Sequence[Entry]


def urn(kind: str, name: str) -> str:
    """The lasting id of a thing of this house, such as a listing by its public id (RFC 4122, version 5)."""
    return f"urn:uuid:{uuid5(_HOUSE, f'{kind}:{name}')}"


def as_xml(feed: Feed) -> bytes:
    """The document, in UTF-8."""
    root = ElementTree.Element(f"{{{NAMESPACE}}}feed", {"xml:lang": feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", _instant(feed.updated_at))
    _link(root, "self", feed.url, "application/atom+xml")
    _link(root, "alternate", feed.board_url, "text/html")
    _text(_child(root, "author"), "name", feed.author)
    for entry in feed.entries:
        _entry(_child(root, "entry"), entry)
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _entry(parent: ElementTree.Element, entry: Entry) -> None:
    _text(parent, "id", entry.id)
    _text(parent, "title", entry.title)
    _link(parent, "alternate", entry.url, "text/html")
    _text(parent, "published", _instant(entry.published_at))
    _text(parent, "updated", _instant(entry.updated_at))
    _text(_child(parent, "author"), "name", entry.author)
    for term in entry.categories:
        _child(parent, "category").set("term", term)
    _text(parent, "summary", entry.summary)
    _text(parent, "content", entry.content).set("type", "text")


def _child(parent: ElementTree.Element, name: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{name}")


def _text(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    child = _child(parent, name)
    child.text = text
    return child


def _link(parent: ElementTree.Element, rel: str, href: str, kind: str) -> None:
    link = _child(parent, "link")
    for name, value in {"rel": rel, "href": href, "type": kind}.items():
        link.set(name, value)


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
