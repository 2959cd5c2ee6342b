"""A feed reader gets a document of RFC 4287, whatever was written in a listing."""

from datetime import UTC, datetime
from xml.etree import ElementTree

from listings.feed.atom import NAMESPACE, Entry, Feed, as_xml, urn

ATOM = f"{{{NAMESPACE}}}"
HOSTILE = ']]><script>alert(1)</script> & "quoted" <!-- 草场 &amp;'
WHEN = datetime(2026, 3, 9, 1, 2, 3, 456, tzinfo=UTC)


def document():
    entry = Entry(
        id=urn("listing", "abcdefgh23456789"), title=HOSTILE, url="https://market.example/board/x?a=1&b=2",
        published_at=WHEN, updated_at=WHEN, author=HOSTILE, summary=HOSTILE, content=f"{HOSTILE}\n\n{HOSTILE}",
        categories=["A", '"><x'],
    )  # fmt: skip
    feed = Feed(
        id=urn("view", "category=land"), title="榜", url="https://market.example/f", board_url="https://market.example/b",
        updated_at=WHEN, language="zh-Hans-CN", author="联席办", entries=[entry],
    )  # fmt: skip
    return ElementTree.fromstring(as_xml(feed))  # noqa: S314  a document of our own


def test_what_is_written_stays_text():
    root = document()
    entry = root.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == HOSTILE
    assert entry.find(f"{ATOM}content").attrib == {"type": "text"}
    assert entry.findtext(f"{ATOM}content") == f"{HOSTILE}\n\n{HOSTILE}"
    assert {one.tag for one in root.iter()} <= {
        f"{ATOM}{name}"
        for name in ("feed", "id", "title", "updated", "link", "author", "name", "entry", "published", "category",
                     "summary", "content")
    }  # fmt: skip
    assert [one.get("term") for one in entry.iter(f"{ATOM}category")] == ["A", '"><x']


def test_feed_and_entry_have_what_the_rfc_asks_for_once():
    root = document()
    for element in (root, root.find(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
            assert element.findtext(f"{ATOM}{name}")
    assert root.findtext(f"{ATOM}updated") == "2026-03-09T01:02:03Z"
    assert [one.get("rel") for one in root.findall(f"{ATOM}link")] == ["self", "alternate"]


def test_ids_last_and_differ():
    assert urn("listing", "abcdefgh23456789") == "urn:uuid:" + urn("listing", "abcdefgh23456789")[9:]
    assert urn("listing", "a") != urn("view", "a") != urn("view", "b")
    assert urn("listing", "abcdefgh23456789") == document().find(f"{ATOM}entry").findtext(f"{ATOM}id")
