"""Somebody who tries the demonstration opens the sandbox's pages; Batu fills in the onboarding."""

import http.client
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from demo.sandbox import Sandbox, misbehaviour, pages
from payouts.provider import Provider, Rejected, Sent

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    running = Sandbox(":memory:", background=False).start()
    yield running
    running.stop()


@pytest.fixture
def provider(sandbox: Sandbox) -> Provider:
    return Provider(sandbox.url, sandbox.api_key)


def fetch(url: str, form: dict[str, str] | None = None, **headers: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and text; redirects are not followed."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    body = urlencode(form) if form is not None else None
    sent = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    connection.request("GET" if form is None else "POST", f"{parts.path}?{parts.query}", body, sent)
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read().decode()


class Texts(HTMLParser):
    """What a reader sees, without codes, values and addresses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "input", "br"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._inside.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and "code" not in self._inside and self._inside[-1:] != ["a"]:
            self.seen.append(data.strip())


def test_the_page_shows_what_is_held_in_both_languages(sandbox: Sandbox, provider: Provider) -> None:
    account = provider.create_account(reference="payee-batu", idempotency_key="open").account_id
    sandbox.complete_onboarding(account, "6222020000001234")
    sent = provider.send(account_id=account, amount_fen=420_000, payout_ref="payout-77", idempotency_key="k")
    assert isinstance(sent, Sent)
    for language, word in (("zh", "收款账户"), ("en", "Accounts")):
        status, headers, page = fetch(f"{sandbox.url}/sandbox?lang={language}")
        assert status == 200
        assert word in page
        for held in (account, sent.transfer_id, sent.provider_payout_id, "payout-77", "¥4,200.00", "…1234"):
            assert held in page
        assert "script" not in page
        assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_chinese_pages_are_chinese_and_english_ones_english(sandbox: Sandbox) -> None:
    english = Texts(fetch(f"{sandbox.url}/sandbox?lang=en")[2]).seen
    chinese = Texts(fetch(f"{sandbox.url}/sandbox?lang=zh")[2]).seen
    assert not [text for text in english if HAN.search(text)]
    assert len(english) == len(chinese) > 40
    same = {ours for ours, theirs in zip(english, chinese, strict=True) if ours == theirs}
    codes = {*misbehaviour.FAILURE_CODES, *misbehaviour.TARGETS}
    assert {text for text in same if not text.startswith("¥")} <= codes


def test_every_text_of_the_sandbox_is_translated() -> None:
    marked = [kind.label for kind in misbehaviour.KINDS.values()] + list(pages.STATES.values())
    for template in Path(pages.FOLDER).glob("*.html"):
        marked += re.findall(r'_\("([^"]+)"', template.read_text())
    chinese = pages.translations("zh")
    assert len(marked) > 60
    assert [text for text in marked if not HAN.search(chinese.gettext(text))] == []


def test_misbehaviour_is_ordered_on_the_page_and_called_off(sandbox: Sandbox, provider: Provider) -> None:
    form = {
        "lang": "en",
        "kind": "rate_limit",
        "times": "2",
        "on": "POST accounts",
        "seconds": "",
        "failure_code": "declined",
    }
    status, headers, _ = fetch(f"{sandbox.url}/sandbox/misbehave", form)
    assert (status, headers["Location"]) == (303, "/sandbox?lang=en")
    assert "answer 429 with Retry-After: 2 more on POST accounts" in fetch(f"{sandbox.url}/sandbox?lang=en")[2]
    fetch(f"{sandbox.url}/sandbox/behave", {"lang": "en"})
    assert "The sandbox behaves." in fetch(f"{sandbox.url}/sandbox?lang=en")[2]


def test_a_wrong_order_is_refused_in_a_sentence_that_names_the_field(sandbox: Sandbox) -> None:
    status, _, page = fetch(f"{sandbox.url}/sandbox/misbehave", {"kind": "hang", "times": "-1", "lang": "zh"})
    assert status == 400
    assert "times 的取值无效" in page
    assert misbehaviour.waiting(sandbox.store) == []


@pytest.mark.parametrize(
    ("body", "status"), [('{"kind": "conflict"}', 200), ('{"kind": "x"}', 400), ("[1]", 400), ("{", 400), ("", 400)]
)
def test_misbehaviour_is_ordered_by_json(sandbox: Sandbox, body: str, status: int) -> None:
    connection = http.client.HTTPConnection(urlsplit(sandbox.url).netloc, timeout=10)
    connection.request("POST", "/sandbox/misbehave", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    assert answer.status == status
    assert isinstance(json.loads(answer.read()), dict)


def test_a_form_from_another_site_is_refused(sandbox: Sandbox) -> None:
    order = {"kind": "conflict"}
    assert fetch(f"{sandbox.url}/sandbox/misbehave", order, Origin="http://elsewhere.test")[0] == 403
    assert fetch(f"{sandbox.url}/sandbox/misbehave", order, Origin=sandbox.url)[0] == 303


def test_settling_now_pays_everything_whatever_the_delay(sandbox: Sandbox, provider: Provider) -> None:
    sandbox.settle_after_seconds = 3600
    account = provider.create_account(reference="payee-batu", idempotency_key="open").account_id
    sandbox.complete_onboarding(account)
    provider.send(account_id=account, amount_fen=5, payout_ref="payout-77", idempotency_key="k")
    fetch(f"{sandbox.url}/sandbox/settle", {"lang": "zh"})
    assert sandbox.paid_total_fen() == 5


class TestOnboarding:
    @pytest.fixture
    def account(self, provider: Provider) -> str:
        return provider.create_account(reference="payee-batu", idempotency_key="open").account_id

    @pytest.fixture
    def address(self, provider: Provider, account: str) -> str:
        return provider.account_link(
            account, return_url="http://127.0.0.1:1/done", refresh_url="http://127.0.0.1:1/again"
        )

    def test_batu_gives_a_bank_account_and_comes_back(self, provider: Provider, account: str, address: str) -> None:
        status, _, page = fetch(address)
        assert status == 200
        offered = re.search(r'name="bank_number"[^>]* value="(\d+)"', page)
        assert offered is not None
        assert isinstance(
            provider.send(account_id=account, amount_fen=5, payout_ref="p", idempotency_key="k0"), Rejected
        )
        status, headers, _ = fetch(address, {"bank_number": offered[1]})
        assert (status, headers["Location"]) == (303, "http://127.0.0.1:1/done")
        assert provider.account(account).payouts_enabled
        assert isinstance(provider.send(account_id=account, amount_fen=5, payout_ref="p", idempotency_key="k1"), Sent)
        assert fetch(address)[0] == 404

    @pytest.mark.parametrize("number", ["", "12", "6222-x", "<script>", "１２３４５６７８９"])
    def test_a_wrong_number_is_refused_and_kept(
        self, provider: Provider, account: str, address: str, number: str
    ) -> None:
        status, _, page = fetch(address, {"bank_number": number, "lang": "zh"})
        assert status == 422
        assert "银行账号应为8至30位数字" in page
        assert number.replace("<", "&lt;").replace(">", "&gt;") in page
        assert not provider.account(account).payouts_enabled

    def test_an_old_link_leads_to_where_a_new_one_is_made(self, sandbox: Sandbox, address: str) -> None:
        later = sandbox.clock() + 301
        sandbox.clock = lambda: later
        status, headers, _ = fetch(address)
        assert (status, headers["Location"]) == (303, "http://127.0.0.1:1/again")

    def test_an_unknown_link_is_404(self, sandbox: Sandbox) -> None:
        assert fetch(f"{sandbox.url}/onboard/guess")[0] == 404
        assert fetch(f"{sandbox.url}/elsewhere")[0] == 404
