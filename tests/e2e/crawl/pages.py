"""What an answer holds, read as a visitor without script gets it: links, forms, and the features that tell pages apart.

A page is worth a look of its own when it shows a feature that no looked-at page of its kind has shown: a class of
element, a field, a label, a deed that it leads to. So the look stays bounded, and a new part of a page is never missed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

WORDED = {"dt", "legend", "label", "caption"}  # their words are the product's, mostly not the case's


@dataclass
class ShownForm:
    """A form as it was sent: where it posts, its hidden fields, the choices of its radio buttons by name."""

    action: str
    method: str
    hidden: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)

    @property
    def asks_a_purpose(self) -> bool:
        """Whether it opens private details: it asks for a purpose and nothing else."""
        return self.method == "post" and set(self.choices) == {"purpose"} and not self.others


@dataclass
class Shown:
    """One page as it was sent."""

    links: list[str] = field(default_factory=list)  # addresses of this site, absolute
    broken_fragments: list[str] = field(default_factory=list)
    forms: list[ShownForm] = field(default_factory=list)
    features: set[str] = field(default_factory=set)


def read(html: str, url: str, endpoint_of: Callable[[str], str | None]) -> Shown:
    """Read the page sent for `url`; links that leave the site are left out."""
    reader = _Reader(url, endpoint_of)
    reader.feed(html)
    reader.close()
    reader.shown.broken_fragments = sorted(reader.fragments - reader.ids - {"", "top"})
    return reader.shown


class _Reader(HTMLParser):
    def __init__(self, url: str, endpoint_of: Callable[[str], str | None]) -> None:
        super().__init__()
        self.url = url
        self.endpoint_of = endpoint_of
        self.shown = Shown()
        self.ids: set[str] = set()
        self.fragments: set[str] = set()
        self._in_main = 0
        self._worded: list[str] = []
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        if tag == "main":
            self._in_main = 1
        if tag == "a" and "href" in given:
            self._link(given["href"])
        if tag == "form":
            self._form(given)
        if tag in {"input", "select", "textarea", "button"} and self.shown.forms:
            self._control(tag, given)
        if self._in_main:
            self._feature(tag, given)
        if tag in WORDED:
            self._worded.append(tag)
            self._words = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._in_main = 0
        if self._worded and tag == self._worded[-1]:
            self._worded.pop()
            if self._in_main and self._words.strip():
                self.shown.features.add(f"{tag} {self._words.strip()[:60]}")

    def handle_data(self, data: str) -> None:
        if self._worded:
            self._words += data

    def _link(self, href: str) -> None:
        address, fragment = urldefrag(urljoin(self.url, href))
        if address == urldefrag(self.url)[0]:
            self.fragments.add(fragment)
            return
        endpoint = self.endpoint_of(address)
        if endpoint is None:
            return
        self.shown.links.append(address)
        if self._in_main:
            self.shown.features.add(f"leads to {endpoint}")

    def _form(self, given: dict[str, str]) -> None:
        action = urljoin(self.url, given.get("action", ""))
        self.shown.forms.append(ShownForm(action, given.get("method", "get").lower()))
        if self._in_main:
            self.shown.features.add(f"posts to {self.endpoint_of(action)}")

    def _control(self, tag: str, given: dict[str, str]) -> None:
        form, name, kind = self.shown.forms[-1], given.get("name", ""), given.get("type", tag)
        if kind == "hidden":
            form.hidden[name] = given.get("value", "")
        elif kind == "radio":
            form.choices.setdefault(name, []).append(given.get("value", ""))
        elif name and tag != "button":
            form.others.add(name)

    def _feature(self, tag: str, given: dict[str, str]) -> None:
        classes = " ".join(sorted(given.get("class", "").split()))
        self.shown.features.add(f"<{tag} {classes}>" + (f" {given['type']}" if "type" in given else ""))
