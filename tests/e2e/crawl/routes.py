"""Which addresses of the product are pages, and the few that nobody need visit, each with its reason."""

from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

LONG_CLOSED = "offered for a case closed half a year ago at the least; tests/integration/listings draws it"
NOT_VISITED = {
    "static": "files",
    "health.alive": "plain text for a load balancer",
    "health.ready": "plain text for a load balancer",
    "health.figures": "plain text for Prometheus",
    "agreements.agreement_file": "a PDF; the main story reads it",
    "agreements.application_file": "a PDF; tests/integration/agreements reads it",
    "agreements.scan": "a scanned file",
    "attachments.download": "a private file; tests/integration/listings reads it",
    "feed.board": "an Atom feed; tests/integration/listings reads it",
    "imports.errors_file": "a workbook; tests/integration/listings reads it",
    "imports.template_file": "a workbook; tests/integration/listings reads it",
    "notices.board": "a PDF; tests/integration/listings reads it",
    "notices.listing": "a PDF; tests/integration/listings reads it",
    "web.language": "answers with a redirect",
    "home.start": "answers with a redirect",
    "inbox.go": "answers with a redirect",
    "mediators.own": "answers with a redirect",
    "retention.propose": LONG_CLOSED,
    "retention.confirm": LONG_CLOSED,
    "retention.refuse": LONG_CLOSED,
    "cases.unlink": "offered while no case of the dispute was released; tests/integration/listings takes it",
    "listings.redact_save": "the second button of the review's own form; tests/integration/listings presses it",
    "questions.on_board": "offered from the sixth answer on; tests/integration/mediators reads it",
    "claims.end_unanswered": "offered only between the parties' second date and the sweep of that night",
}


class Routes:
    """The addresses of the product, from its own table of them."""

    def __init__(self, app: Flask, url: str) -> None:
        self._site = urlsplit(url).netloc
        self._adapter = app.url_map.bind(self._site)
        self.pages = {
            rule.endpoint
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and not rule.rule.startswith("/api/") and rule.endpoint not in NOT_VISITED
        }
        self.all = {rule.endpoint for rule in app.url_map.iter_rules()}

    def endpoint_of(self, address: str) -> str | None:
        """The endpoint behind an address of this site; None for another site's, "nowhere" where there is none."""
        parts = urlsplit(address)
        if parts.netloc != self._site:
            return None
        for method in ("GET", "POST"):
            try:
                return str(self._adapter.match(parts.path, method=method)[0])
            except RequestRedirect:
                return "nowhere"
            except HTTPException:
                continue
        return "nowhere"
