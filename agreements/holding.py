"""Before a service writes what belongs to a step, it holds the locks and knows that the step may be taken."""

from typing import Any

from market.lifecycle import Lifecycle, lock
from market.policy import Can, demand
from market.refusals import WrongState
from market.work import Work


def hold(work: Work, lifecycle: Lifecycle, step_name: str, subject: Any) -> None:
    """Lock the subject and its ancestors. Raises Forbidden or WrongState as the step itself would."""
    step = lifecycle.steps[step_name]
    lock(work, subject)
    if isinstance(step.who, Can):
        demand(work, step.who, subject)
    state = lifecycle.states(subject.status)
    if state not in step.start:
        raise WrongState(step=step_name, state=state.value, state_label=lifecycle.labels[state])
