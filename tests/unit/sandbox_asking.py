"""The sandbox asked by hand, over loopback HTTP."""

import http.client
import json
from typing import Any
from urllib.parse import urlencode, urlsplit


class Asked:
    """An answer: status, headers in lower case, JSON body."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status = answer.status
        self.headers = {name.lower(): value for name, value in answer.getheaders()}
        self.body: dict[str, Any] = json.loads(answer.read())

    @property
    def error(self) -> dict[str, Any]:
        return self.body["error"]


def ask(url: str, method: str, path: str, form: dict[str, Any] | None = None, **headers: str) -> Asked:
    """One request, signed with the test key unless told otherwise; form goes where the method wants it."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    sent = {"Authorization": "Bearer sk_test_sandbox", "Content-Type": "application/x-www-form-urlencoded"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    encoded = urlencode(form or {})
    if method == "GET":
        connection.request(method, f"{path}?{encoded}", headers=sent)
    else:
        connection.request(method, path, encoded, sent)
    try:
        return Asked(connection.getresponse())
    finally:
        connection.close()
