"""Every state of every lifecycle x every step: the state it leads to, or refused by the name of the present state.

The table in steps.csv is one block a lifecycle, its steps across and its states down; `-` is refused. It is written
by hand beside the lifecycles, so that whoever adds a state or a step says here what it means for all the others.
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from market.cluster import Addresses
from market.lifecycle import Lifecycle
from market.refusals import Forbidden, WrongState
from market.web.deeds import DEEDS, Deed
from tests.architecture import states
from tests.architecture.asking import House, housed
from tests.architecture.states import rows_in
from tests.architecture.stepping import Stepper, Tried
from tests.architecture.table import Row

Block = dict[str, dict[str, str]]  # state -> step -> what comes of it
REFUSED = "-"


def read_table() -> dict[str, Block]:
    """The block of each lifecycle, by its table's name."""
    blocks: dict[str, Block] = {}
    with Path(__file__).with_name("steps.csv").open(newline="", encoding="utf-8") as file:
        for first, *cells in csv.reader(file):
            if first.startswith("# "):
                block = blocks.setdefault(first.removeprefix("# "), {})
                steps = cells
            else:
                block[first] = dict(zip(steps, cells, strict=True))
    return blocks


TABLE = read_table()


@pytest.fixture(scope="module")
def house(
    cluster: Addresses,
    template: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    with housed(cluster, template, tmp_path_factory.mktemp("states"), states.play) as played:
        yield played


def unlike(name: str, lifecycle: Lifecycle) -> list[str]:
    """The states and steps that the lifecycle knows and its block does not, or the other way round."""
    block = TABLE.get(name, {})
    told = {f"state {state}" for state in block} | {f"step {step}" for cells in block.values() for step in cells}
    known = {f"state {state.value}" for state in lifecycle.states} | {f"step {step}" for step in lifecycle.steps}
    return sorted(told ^ known)


def test_the_table_knows_every_lifecycle_state_and_step(house: House) -> None:
    assert TABLE.keys() == Lifecycle.registry.keys()
    assert {name: unlike(name, lifecycle) for name, lifecycle in Lifecycle.registry.items()} == dict.fromkeys(TABLE, [])


def test_a_step_that_nobody_told_the_table_is_noticed(house: House) -> None:
    claim = Lifecycle.registry["claim"]
    again = replace(claim.steps["propose"], name="propose_again")
    planted = SimpleNamespace(states=claim.states, steps=claim.steps | {again.name: again})
    assert unlike("claim", planted) == ["step propose_again"]


def test_every_state_has_a_row(house: House) -> None:
    assert {f"{name} {state}" for name, block in TABLE.items() for state in block} <= house.refs.keys()


@pytest.mark.parametrize("name", TABLE)
def test_every_step_from_every_state_ends_as_the_table_says(house: House, name: str) -> None:
    lifecycle, faults = Lifecycle.registry[name], []
    with Session(house.engine, expire_on_commit=False) as session:
        stepper = Stepper(session)
        for state, cells in TABLE[name].items():
            rows = rows_in(session, lifecycle, state)
            for step, told in cells.items():
                judge = is_refused if told == REFUSED else leads_there
                fault = judge(stepper, lifecycle, step, rows, told)
                faults += [f"{name} {state}: {step} should lead to {told}: {fault}"] if fault else []
    assert not faults, "\n".join(faults)


def is_refused(stepper: Stepper, lifecycle: Lifecycle, step: str, rows: Any, told: str) -> str:
    """The fault of a cell that must be refused: whoever may, hears of the present state, and nothing is written.

    Where nobody may (a mediator's own steps, after the claim has ended), the permission refuses."""
    row = rows[0]
    tried = next(stepper.tries(lifecycle, lifecycle.steps[step], row), None) or stepper.by_nobody(lifecycle, step, row)
    if isinstance(tried.refused, Forbidden):
        return "it was refused and written" if tried.wrote else ""
    if not isinstance(tried.refused, WrongState):
        return said(tried)
    facts = tried.refused.facts
    if (facts["step"], facts["state"], facts["state_label"]) != (step, row.status, lifecycle.label(row)):
        return f"the refusal says {facts}"
    return "it was refused and written" if tried.wrote else ""


def leads_there(stepper: Stepper, lifecycle: Lifecycle, step: str, rows: Any, told: str) -> str:
    """The fault of a cell that is open: somebody takes the step of some row in this state, and it ends as told."""
    heard = set()
    for row in rows:
        for tried in stepper.tries(lifecycle, lifecycle.steps[step], row, fill_in=True):
            if tried.refused is None and tried.state == told:
                return ""
            heard.add(said(tried))
    return "; ".join(sorted(heard)) or "nobody may"


def said(tried: Tried) -> str:
    return f"it led to {tried.state}" if tried.refused is None else f"{tried.refused.code} {tried.refused.facts}"


def test_over_http_a_step_from_the_wrong_state_is_a_409_that_says_the_present_one(house: House) -> None:
    """Every deed that takes a step, by somebody who may and with a form that holds, on a row in each wrong state."""
    asked: dict[str, list[str]] = {deed.name: [] for deed in DEEDS.all.values() if deed.lifecycle and deed.step}
    faults = []
    for name in asked:
        deed = DEEDS.all[name]
        block = TABLE[deed.lifecycle.model.__tablename__]
        for state in (state for state, cells in block.items() if cells[deed.step] == REFUSED):
            answer = posted(house, deed, block, state)
            if answer is not None:
                asked[name].append(state)
                label = deed.lifecycle.labels[deed.lifecycle.states(state)]
                said = answer.status_code, answer.json.get("state"), label in answer.json["sentence"]
                faults += [] if said == (409, state, True) else [f"{name} {state}: {answer.status_code} {answer.json}"]
    assert not faults, "\n".join(faults)
    assert all(asked.values()), asked


def posted(house: House, deed: Deed, block: Block, state: str) -> Any:
    """The API's answer to a form that held in a state from which the step starts; None where nobody may send it."""
    table = deed.lifecycle.model.__tablename__
    role = house.who_may(deed, f"{table} {state}")
    if role is None:
        return None
    start = next(one for one, cells in block.items() if cells[deed.step] != REFUSED)
    body = house.body(Row(deed.name, "POST", f"{table} {start}"))
    path = deed.path.replace("<ref>", house.refs[f"{table} {state}"])
    headers = {"Authorization": f"Bearer {house.keys[role]}", "Accept-Language": "en"}
    with house.undone():
        return house.app.test_client().post(f"/api/v1{path}", json=body, headers=headers)
