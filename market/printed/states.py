"""The lifecycles: for each thing its states, and for each step from where to where, who, under which guards."""

from market.floors import FLOORS
from market.lifecycle import LOCK_ORDER, Lifecycle, Step
from market.policy import Can
from market.printed.markdown import code, codes, first_sentence, name_of, page, table


def lifecycles_page() -> str:
    """Every lifecycle with its diagram and its table."""
    lead = (
        "`apply` is the only door to a status: it locks, asks the permission, the state and the guards, writes the "
        "status and tells the event. Steps by SYSTEM are consequences that only the software takes."
    )
    return page("Lifecycles", lead, *(_section(one) for one in sorted(Lifecycle.registry.values(), key=_order)))


def _order(lifecycle: Lifecycle) -> tuple[int, int, str]:
    name = lifecycle.model.__tablename__
    floor = FLOORS.index(lifecycle.model.__module__.split(".")[0])
    return floor, LOCK_ORDER.index(name) if name in LOCK_ORDER else -1, name


def _section(lifecycle: Lifecycle) -> str:
    model = lifecycle.model
    states = table(["State", "Words"], ([code(state.value), words] for state, words in lifecycle.labels.items()))
    steps = table(
        ["Step", "From", "To", "Who", "Guards", "Event", "Words"],
        (_row(step) for step in lifecycle.steps.values()),
    )
    about = first_sentence(model.__doc__)
    return "\n\n".join([f"## {model.__name__}", about, _diagram(lifecycle), states, steps])


def _row(step: Step) -> list[str]:
    return [
        code(step.name),
        codes(sorted(state.value for state in step.start)),
        code(step.to.value),
        code(step.who.value) if isinstance(step.who, Can) else "SYSTEM",
        codes(name_of(guard) for guard in step.guards),
        code(step.event),
        step.label,
    ]


def _diagram(lifecycle: Lifecycle) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    default = lifecycle.model.__table__.c.status.default
    if default is not None:
        lines.append(f"    [*] --> {getattr(default.arg, 'value', default.arg)}")
    for step in lifecycle.steps.values():
        lines += [f"    {start} --> {step.to.value}: {step.name}" for start in sorted(s.value for s in step.start)]
    leaving = {state.value for step in lifecycle.steps.values() for state in step.start}
    lines += [f"    {state.value} --> [*]" for state in lifecycle.states if state.value not in leaving]
    return "\n".join([*lines, "```"])
