"""Nobody reads personal data by role alone, administrators never: every page, call and reader is walked to prove it.

Each unsealing that any request causes is caught where it happens. A person's reading has an opening of that person in
force, or the software reads for a purpose and tells the record in the same transaction; there is no third way.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import g, has_request_context

import wsgi
from market.actor import ADMINISTRATORS
from market.cluster import Addresses
from market.vault import services
from market.vault.cipher import Associated
from market.vault.keyring import HeldKey
from market.vault.queries import opening_in_force
from market.work import Work
from tests.architecture.asking import House, housed
from tests.architecture.table import DONE, ROLES, VISITOR, read_table
from tests.integration.conftest import ROOT

# Every function that reads what is sealed, and what lets it. A new one is refused until it stands here.
READERS = {
    "agreements.dossier.views.scan": "an opening",
    "agreements.drafting.private.content_of": "an opening, or render_document",
    "agreements.drafting.private.named_parties": "an opening, or render_document",
    "listings.anonymisation.services._values_of": "leak_check, or an opening",
    "listings.anonymisation.services_review._sealed": "an opening",
    "listings.attachments.views._rows": "an opening",
    "listings.attachments.views.download": "an opening",
    "listings.cases.private.case_details": "an opening",
    "listings.cases.private.party_details": "an opening",
    "listings.intake.services.check": "import_cases",
    "listings.intake.services.import_batch": "import_cases",
    "market.backup.proof.prove_files": "prove_restoration",
    "market.files.services.name_of": "an opening, or its caller's purpose",
    "market.files.services.open_bytes": "an opening, or its caller's purpose",
    "market.notifications.jobs._body": "notify_person",
    "market.vault.rotation._index_stream": "remake_index",
    "market.vault.services.read": "an opening, or its caller's purpose",
    "market.vault.services.unseal_bytes": "whoever calls it: the two functions of this list that do",
    "mediators.claims.views._ties": "an opening",
    "mediators.vetting.views._page": "an opening",
    "payouts.payees.services.own_link": "the payee alone: the address of the provider's page, nobody's personal data",
}
READING_CALLS = {"vault.read", "services.read", "unseal_bytes", "unsealed", "cipher.unseal", "open_bytes", "name_of"}
SEALED_FOR_ITS_READER = {"payee"}  # own_link: read by nobody but the payee
LOOKING = (
    VISITOR, "clerk", "reviewer", "preparer", "auditor", "system_admin", "security_admin", "audit_admin", "other_clerk",
    "granted_mediator", "other_mediator",
)  # fmt: skip


@dataclass
class Unsealing:
    """One value that was unsealed: under which stream's key, for whom, and whether that was in order."""

    stream: str
    role_is_administrator: bool
    by_opening: bool
    told: bool
    table: str


@dataclass
class Watch:
    """Every unsealing within a request, seen at the one door that all readers go through."""

    seen: list[Unsealing] = field(default_factory=list)

    def note(self, work: Work, key: HeldKey, place: Associated) -> None:
        told = any(one.name == "vault.read" and one.stream == key.stream for one in work.told)
        self.seen.append(
            Unsealing(
                key.stream,
                bool(work.actor.serves(*ADMINISTRATORS)),
                opening_in_force(work, key.stream) is not None,
                told,
                place.table,
            )
        )

    def faults(self) -> list[Unsealing]:
        """What was read by an administrator, or neither within an opening nor told."""
        return [
            one
            for one in self.seen
            if one.role_is_administrator or not (one.by_opening or one.told or one.table in SEALED_FOR_ITS_READER)
        ]


@pytest.fixture(scope="module")
def house(
    cluster: Addresses,
    template: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    with housed(cluster, template, tmp_path_factory.mktemp("house")) as played:
        yield played


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watching, unsealed = Watch(), services.unsealed

    def seen(key: HeldKey, sealed: bytes, place: Associated) -> bytes:
        if has_request_context() and "work" in g:  # not where the house itself fills in a form
            watching.note(g.work, key, place)
        return unsealed(key, sealed, place)

    monkeypatch.setattr(services, "unsealed", seen)
    return watching


def _calls(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            yield ast.unparse(inner.func)


def _functions(file: Path) -> Iterator[tuple[str, ast.AST]]:
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            yield f"{module}.{node.name}", node


def test_every_function_that_reads_what_is_sealed_is_known() -> None:
    found = {
        name
        for floor in wsgi.FLOORS
        for file in sorted((ROOT / floor).rglob("*.py"))
        for name, node in _functions(file)
        if "printed" not in file.parts and READING_CALLS & set(_calls(node))
    }
    assert found - {"market.vault.keyring.unsealed"} == READERS.keys()


@pytest.mark.slow
def test_whoever_looks_at_whatever_page_reads_within_an_opening_of_their_own(house: House, watch: Watch) -> None:
    for row in read_table():
        if not row.writes:
            for role in LOOKING:
                house.ask(role, row)
    assert watch.faults() == []
    assert {one.table for one in watch.seen} >= {"petition_case", "party", "agreement", "stored_file"}


@pytest.mark.slow
def test_an_administrator_who_sends_whatever_form_reads_nothing(house: House, watch: Watch) -> None:
    administrators = [role for role in ROLES if _is_administrator(house, role)]
    assert len(administrators) == 4
    with house.undone() as connection:
        for row in read_table():
            if row.writes:
                for role in administrators:
                    house._answer(connection, role, row)
    assert watch.seen == []


@pytest.mark.slow
def test_whatever_is_done_reads_within_an_opening_or_tells_the_record(house: House, watch: Watch) -> None:
    with house.undone() as connection:
        for row in read_table():
            doers = [role for role in ROLES if row.cells.get(role) in DONE]
            if row.writes and doers:
                house._answer(connection, doers[0], row)
    assert watch.faults() == []
    assert any(one.told and not one.by_opening for one in watch.seen), "the software read for a purpose of its own"


def _is_administrator(house: House, role: str) -> bool:
    person: Any = house.people.get(role)
    return role != VISITOR and bool(person.serves(*ADMINISTRATORS))
