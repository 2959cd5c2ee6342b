"""Whatever is sent, the answer is a sentence: no input of any kind makes an error of ours, and nothing is half-written.

Every deed is asked by a person who may do it, with a body that holds but for one field; and every operation of the
API's own description with whatever a generator of requests thinks of, by people of several roles.
"""

import html
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest

from market.cluster import Addresses
from market.web.deeds import DEEDS
from market.web.fields import PARAGRAPHS_LIMIT, Day, Line, Paragraphs, Rows, Secret, Whole, Yuan
from tests.integration.edge import hostile_values
from tests.integration.edge.conftest import Visit
from tests.integration.edge.generated import ROLES, fuzz, in_order, short
from tests.integration.edge.seeded import CSRF, KEY, Aim, Town, playing

# A demonstration is laid out for it, and everything is sent to everything: a run for `make test-all`.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def town(cluster: Addresses, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with playing(cluster, tmp_path_factory.mktemp("hostile")) as played:
        yield played


def refused_by_name(answer: Any, said: str, name: str) -> list[str]:
    faults = in_order(answer, said)
    if not faults and (answer.status_code != 422 or name not in answer.json.get("errors", {})):
        faults = [f"{said}: {answer.status_code} {answer.text[:120]}"]
    return faults


def with_rows(form: Any) -> Iterator[tuple[str, Any, str, int | None]]:
    """Every field with its own name; those of a first row with the list's name and the row's number too."""
    for name, field in form._fields.items():
        yield name, field, name, None
        if isinstance(field, Rows) and field.entries:
            for inner, part in field.entries[0].form._fields.items():
                yield name, part, inner, 0


def put(body: dict[str, Any], top: str, inner: str, row: int | None, value: Any) -> dict[str, Any]:
    """The body with this value in one of its places."""
    if row is None:
        return body | {top: value}
    rows = [dict(one) for one in body[top]]
    rows[row][inner] = value
    return body | {top: rows}


def in_the_api(town: Town) -> list[Aim]:
    """What programs may do: a few deeds are for people alone, such as reviewing a text beside its marks."""
    return [aim for aim in town.aims.values() if aim.deed.in_api]


# Personal data is kept for years after a case has closed: no case of a new demonstration is due to be erased.
NOT_IN_A_DEMONSTRATION = {"retention.confirm", "retention.refuse"}


def test_every_deed_has_somebody_to_do_it(town: Town) -> None:
    assert set(DEEDS.all) - set(town.aims) == NOT_IN_A_DEMONSTRATION
    closed = {name for name, aim in town.aims.items() if not aim.is_open}
    assert len(closed) < len(DEEDS.all) / 4, closed


def test_a_program_that_sends_nonsense_is_told_which_field(town: Town) -> None:
    faults: list[str] = []
    with town.undone():
        before = town.rows()
        for aim in in_the_api(town):
            visit = town.visit(aim.who)
            body, form = town.valid(aim)
            for top, field, inner, row in with_rows(form):
                for value in hostile_values.sent(field):
                    said = f"{aim.deed.name} {top}/{inner} = {short(value)}"
                    faults += refused_by_name(visit.api(aim.path, put(body, top, inner, row, value)), said, top)
            faults += refused_by_name(visit.api(aim.path, body | {"bribe": 1}), f"{aim.deed.name} + bribe", "bribe")
            for whole in ([], ["a"], "a", 1):
                faults += in_order(visit.api(aim.path, whole), f"{aim.deed.name} whole body {whole!r}")
        assert not faults, "\n".join(faults)
        assert town.rows() == before


def test_a_body_that_is_no_json_is_told_so(town: Town) -> None:
    faults: list[str] = []
    with town.undone():
        before = town.rows()
        for aim in (town.aims["cases.register"], town.aims["listings.draft"], town.aims["budget.prepare_paper"]):
            for raw in (b"{", b"\xff\xfe", b'{"a":', b"nul", b"9" * 5000, b"[" * 100_000, b'{"title": "\\ud800"}'):
                answer = town.app.test_client().post(
                    f"/api/v1{aim.path}", data=raw, content_type="application/json",
                    headers={"Authorization": f"Bearer {town.secrets[aim.who]}"},
                )  # fmt: skip
                faults += in_order(answer, f"{aim.deed.name} {raw[:20]!r}")
                faults += [] if answer.status_code in (400, 422) else [f"{aim.deed.name} {raw[:20]!r} was taken"]
        assert not faults, "\n".join(faults)
        assert town.rows() == before


def keys_of(visit: Visit, path: str) -> dict[str, str]:
    """The hidden keys of a page with a form; a fault is told by the page's own status."""
    page = visit.get(path)
    assert page.status_code == 200, f"{path}: {page.status_code}"
    found = {name: re.search(rf'name="{name}" value="([^"]+)"', page.text) for name in (CSRF, KEY)}
    return {name: match.group(1) for name, match in found.items() if match}


def posted_nonsense(town: Town, aim: Aim) -> list[str]:
    visit, faults = town.visit(aim.who), []
    body, form = town.valid(aim)
    if not aim.is_open:
        shown = visit.get(aim.path)
        if shown.status_code != 200:  # a deed that is closed shows no form
            return [] if shown.status_code == 409 else [f"{aim.deed.name}: {shown.status_code}"]
    keys = keys_of(visit, aim.path)
    for top, field, inner, row in with_rows(form):
        label = html.escape(str(field.label.text), quote=False)
        for value in hostile_values.typed(field):
            name = inner if row is None else f"{top}-{row}-{inner}"
            said = f"{aim.deed.name} {name} = {short(value)}"
            answer = visit.post(aim.path, town.typed(aim.deed, body) | {name: value}, keys)
            summary = answer.text.partition("There is a problem")[2][:6000]
            if answer.status_code != 422 or label not in html.unescape(summary).replace("&", "&amp;"):
                faults.append(f"{said}: {answer.status_code} {summary[:80]}")
    return faults


def test_a_page_that_is_sent_nonsense_says_which_field(town: Town) -> None:
    faults: list[str] = []
    with town.undone():
        before = town.rows()
        for aim in in_the_api(town):
            faults += posted_nonsense(town, aim)
        assert not faults, "\n".join(faults)
        assert town.rows() == before


@pytest.mark.parametrize(
    "odd",
    [
        {"parties-²-name": "a"}, {f"parties-{'9' * 5000}-name": "a"}, {"parties--name": "a"}, {"parties-": "a"},
        {f"parties-{number}-name": "a" for number in range(1500)}, {"add_row": "\x00"}, {"add_row": "narrative"},
        {KEY: "a\x00b"}, {KEY: "长" * 64}, {"narrative": (io.BytesIO(b"a"), "a.txt")}, {"narrative": ["a", "b"]},
    ],
    ids=[
        "superscript number", "endless number", "no number", "no field", "too many rows", "add NUL", "add a line",
        "NUL key", "long key", "file for text", "list for text",
    ],
)  # fmt: skip
def test_a_page_that_is_sent_odd_names_keeps_calm(town: Town, odd: dict[str, Any]) -> None:
    aim = town.aims["cases.register"]
    with town.undone():
        visit, before = town.visit(aim.who), town.rows()
        answer = visit.post(aim.path, {"petition_number": "XF-2026-1"} | odd, keys_of(visit, aim.path) | {
            name: value for name, value in odd.items() if name == KEY
        })  # fmt: skip
        assert answer.status_code < 500
        assert town.rows() == before


@pytest.mark.parametrize("kind", ["no picture", "a name with NUL", "a long name", "text", "nothing"])
def test_a_file_that_is_none_is_refused_by_the_fields_name(town: Town, kind: str) -> None:
    aim = town.aims["agreements.record_mark"]
    files: dict[str, Any] = {
        "no picture": (io.BytesIO(b"a" * 1_000_000), "page.png"), "a name with NUL": (io.BytesIO(b"a"), "a\x00.png"),
        "a long name": (io.BytesIO(b"%PDF-1.7\n"), "长" * 5000 + ".pdf"), "text": "page.png",
        "nothing": (io.BytesIO(b""), "page.png"),
    }  # fmt: skip
    with town.undone():
        visit, before = town.visit(aim.who), town.rows()
        body, _ = town.valid(aim)
        answer = visit.post(aim.path, town.typed(aim.deed, body) | {"scan": [files[kind]]}, keys_of(visit, aim.path))
        assert answer.status_code == 422
        summary = answer.text.partition("There is a problem")[2].partition("</ul>")[0]
        assert 'href="#scan"' in summary, re.sub(r"\s+|<[^>]+>", " ", summary)
        assert town.rows() == before


def extremes(field: Any) -> list[Any]:
    """What the field itself takes, at the end of what it takes."""
    match field:
        case Rows():
            return []
        case Day():
            return ["1900-01-01", "2100-12-31", "2026-10-01", "2024-02-29"]
        case Yuan():
            return [1, 100_000_000_000]
        case Whole():
            return [field.smallest, field.largest]
        case Paragraphs():
            return ["𠀀" * (min(field.limit, PARAGRAPHS_LIMIT) // 2), "%(field)s %s {0} <script>", "#let x = [*_`$"]
        case Line():
            return ["𠀀" * field.limit, "%(field)s %s {0}", "<b>&amp;", "\\u0000 ';--"]
        case Secret():
            return ["𠀀" * 200, "a\x00bcdefghijkl"]
    return []


def test_what_is_only_just_possible_makes_no_error_of_ours(town: Town) -> None:
    faults: list[str] = []
    for aim in in_the_api(town):
        with town.undone():
            body, form = town.valid(aim)
        for top, field, inner, row in with_rows(form):
            for value in extremes(field):
                said = f"{aim.deed.name} {top}/{inner} = {short(value)}"
                with town.undone():
                    answer = town.visit(aim.who).api(aim.path, put(body, top, inner, row, value))
                    faults += in_order(answer, said)
                    fault = town.deferred_fault() if answer.status_code < 300 else None
                    faults += [f"{said}: {fault}"] if fault else []
    assert not faults, "\n".join(faults)


def test_no_generated_request_makes_an_error_of_ours(town: Town) -> None:
    faults = fuzz(town, 40)
    assert not faults, "\n".join(faults)


ODD_QUERIES = (
    "",
    "a",
    "-1",
    "1e3",
    "NaN",
    str(2**63),
    "9" * 5000,
    "2026-02-30",
    "%ff",
    "长" * 500,
    "gold",
    "eyJ9",
    "AAAA",
)
QUERY_NAMES = (
    "after", "before", "older_than", "status", "name", "role", "event", "stream", "day", "line", "kind", "as_of",
    "next", "language", "case_class", "category", "place", "reward", "outcome",
)  # fmt: skip


def test_no_odd_address_makes_an_error_of_ours(town: Town) -> None:
    faults: list[str] = []
    rules = [rule for rule in town.app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    with town.undone():
        for who in ROLES:
            visit = town.visit(who)
            for rule in rules:
                for odd in ODD_QUERIES:
                    query = "&".join(f"{name}={odd}" for name in QUERY_NAMES)
                    answer = visit.client.get(
                        f"{rule.rule}?{query}", headers={"Authorization": f"Bearer {visit.secret}"}
                    )
                    if answer.status_code >= 500 and rule.endpoint not in {"health.ready"}:
                        faults.append(f"{rule.rule} by {who or 'a visitor'} with {odd[:20]}: {answer.status_code}")
    assert not faults, "\n".join(faults)
