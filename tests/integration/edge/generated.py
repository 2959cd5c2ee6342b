"""Requests that a generator makes of the API's own description, sent by people of several roles."""

import json
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from tests.integration.edge.seeded import Town

ROLES = ("", "surina", "wangjianguo", "lihui", "bateer", "menghe", "zhoumin")


def short(value: Any) -> str:
    return repr(value)[:60]


def in_order(answer: Any, said: str) -> list[str]:
    """What is wrong with an answer of the API: an error of ours, or a refusal without its code and sentence."""
    if answer.status_code >= 500:
        return [f"{said}: {answer.status_code}"]
    told = answer.get_json(silent=True)
    if (
        answer.status_code >= 400
        and answer.request.method != "HEAD"
        and not (told and told.get("code") and told.get("sentence"))
    ):
        return [f"{said}: {answer.status_code} without a code and a sentence: {answer.text[:80]}"]
    return []


def refs_of(town: Town) -> list[str]:
    return sorted({aim.ref for aim in town.aims.values() if aim.ref})


def send(town: Town, who: str, case: Any, ref: str) -> Any:
    """A generated request, with a real reference where the path wants one."""
    path = case.operation.full_path.replace("{ref}", ref)
    headers = {"Accept-Language": "en"} | ({"Authorization": f"Bearer {town.secrets[who]}"} if who else {})
    options: dict[str, Any] = {"headers": headers, "query_string": _query(case)}
    if case.method.upper() == "POST" and not isinstance(case.body, type(schemathesis.schemas.NOT_SET)):
        raw = case.body if isinstance(case.body, bytes) else json.dumps(case.body, default=str).encode()
        options |= {"data": raw, "content_type": "application/json"}
    return town.app.test_client().open(path, method=case.method.upper(), **options)


def _query(case: Any) -> dict[str, Any]:
    return {str(name): str(value) for name, value in (case.query or {}).items()}


def fuzz(town: Town, examples: int) -> list[str]:
    """Every operation of the API's description with this many generated requests."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", town.app)
    faults: list[str] = []
    own = {f"/api/v1{aim.deed.path.replace('<ref>', '{ref}')}": aim for aim in town.aims.values() if aim.deed.in_api}
    operations = [found.ok() for found in schema.get_all_operations()]
    assert own.keys() <= {operation.full_path for operation in operations}
    for operation in operations:
        aim = own.get(operation.full_path)
        modes = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]
        people = st.sampled_from([*ROLES, *([aim.who] * 4 if aim else [])])
        refs = st.sampled_from([*([aim.ref or "none"] * 9 if aim else []), *refs_of(town), "none", "%00", "长"])

        @settings(
            max_examples=examples, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=st.one_of(modes), who=people, ref=refs)
        def ask(case: Any, who: str, ref: str) -> None:
            with town.undone():
                said = f"{case.method} {case.operation.full_path} by {who or 'a visitor'}: {short(case.body)}"
                faults.extend(in_order(send(town, who, case, ref), said))

        ask()
    return faults
