"""`apply` is the only door to a status.

It locks the subject's ancestors and the row, refreshes it, asks the policy, the state and the guards,
writes the status, and tells the event, whose subscribers run in the same transaction. A step from a
state it does not start from raises WrongState; a step that is not in the table raises KeyError.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import select

from market.actor import Actor
from market.policy import Can, allowed, demand
from market.refusals import Refused, WrongState
from market.work import Work

LOCK_ORDER = ("petition_case", "listing", "claim", "agreement", "confirmation", "reward", "payout")
SubjectT = TypeVar("SubjectT", bound=Any)


class _System:
    """The marker of steps that only the software takes, as a consequence of something else."""

    def __repr__(self) -> str:
        return "SYSTEM"


SYSTEM = _System()


@dataclass(frozen=True)
class Situation:
    """All that a guard may look at. Guards are pure: they return a refusal's code, or None."""

    subject: Any
    actor: Actor
    now: datetime
    facts: Mapping[str, Any]


Guard = Callable[[Situation], str | None]


@dataclass(frozen=True)
class Step:
    """One row of a lifecycle: from where to where, who, under which guards, and what is told."""

    name: str
    start: Collection[StrEnum]
    to: StrEnum
    who: Can | _System
    event: str
    label: str
    guards: Sequence[Guard] = ()
    stamp: str | None = None  # column that takes the instant
    by: str | None = None  # column that takes the actor's person


class Lifecycle:
    """The table of one model's steps. `labels` gives each state its English words."""

    registry: dict[str, "Lifecycle"] = {}

    def __init__(
        self, model: type[Any], states: type[StrEnum], labels: Mapping[Any, str], steps: Iterable[Step]
    ) -> None:
        self.model = model
        self.states = states
        self.labels = dict(labels)
        self.steps = {step.name: step for step in steps}
        if set(self.labels) != set(states):
            raise ValueError(f"states without words: {sorted(set(states) ^ set(self.labels))}")
        Lifecycle.registry[model.__tablename__] = self

    def apply(self, work: Work, step_name: str, subject: SubjectT, **facts: Any) -> SubjectT:
        """Take one step. Raises Forbidden, WrongState or Refused; writes nothing then.

        `facts` are what the guards and the event's payload need; keys the event does not declare
        are seen by guards and subscribers only.
        """
        step = self.steps[step_name]
        lock(work, subject)
        if isinstance(step.who, Can):
            demand(work, step.who, subject)
        state = self.states(subject.status)
        if state not in step.start:
            raise WrongState(step=step_name, state=state.value, state_label=self.labels[state])
        self._ask_guards(step, Situation(subject, work.actor, work.now, facts))
        subject.status = step.to.value
        if step.stamp:
            setattr(subject, step.stamp, work.now)
        if step.by:
            setattr(subject, step.by, work.actor.person_id)
        work.session.flush()
        work.tell(step.event, subject, **facts)
        return subject

    def open_steps(self, work: Work, subject: Any) -> list[Step]:
        """The steps this actor could take from the present state (guards are asked when it is done)."""
        state = self.states(subject.status)
        return [
            step
            for step in self.steps.values()
            if state in step.start and isinstance(step.who, Can) and allowed(work, step.who, subject)
        ]

    def label(self, subject: Any) -> str:
        """The English words for the subject's present state."""
        return self.labels[self.states(subject.status)]

    @staticmethod
    def _ask_guards(step: Step, situation: Situation) -> None:
        for guard in step.guards:
            code = guard(situation)
            if code is not None:
                raise Refused(code, **{k: v for k, v in situation.facts.items() if isinstance(v, str | int)})


def lock(work: Work, subject: Any) -> None:
    """Lock a row's ancestors, top first, then the row, FOR NO KEY UPDATE, and read them afresh.

    FOR UPDATE would deadlock with the key-share locks that inserting a child takes on its parent.
    """
    path = [*subject.lock_path(), (type(subject), subject.id)]
    tables = [model.__tablename__ for model, _ in path if model.__tablename__ in LOCK_ORDER]
    if tables != sorted(tables, key=LOCK_ORDER.index):
        raise AssertionError(f"locks out of order: {tables}")
    work.session.flush()
    for model, row_id in path:
        statement = select(model).where(model.id == row_id).with_for_update(key_share=True)
        work.session.execute(statement.execution_options(populate_existing=True)).scalar_one()
