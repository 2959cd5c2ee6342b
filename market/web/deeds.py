"""A deed is one thing a person can do to one subject, told once; the HTML page and the JSON API both walk it.

Where the present state does not admit it, its sentence is all there is to see, and nothing is prepared.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext

from market.lifecycle import Lifecycle, lock
from market.policy import Can, allowed, demand
from market.refusals import Invalid, Refused, WrongState
from market.vault.queries import has_opening
from market.vault.services import why_closed
from market.web.edge import permitted
from market.web.fields import Form
from market.web.seen import demand_unchanged
from market.work import Work


@dataclass(frozen=True)
class Deed:
    """`call(work, subject, **values)` does it (without `load`: `call(work, **values)`) and returns whatever
    `then` shows; `then` is an endpoint that takes `ref`, or none. `prepare` sets choices and defaults,
    `summary` gives rows (label as message id, value) that say what the form is about, `possible` says when
    a deed without a step is open."""

    name: str
    path: str
    can: Can
    form: type[Form]
    call: Callable[..., Any]
    title: str
    submit: str
    then: str
    lead: str = ""
    load: Callable[[Work, str], Any] | None = None
    on: type[Any] | None = None
    lifecycle: Lifecycle | None = None
    step: str | None = None
    possible: Callable[[Work, Any], bool] | None = None
    prepare: Callable[[Work, Any, Form], None] | None = None
    summary: Callable[[Work, Any], list[Any]] | None = None
    notice: Callable[[Work, Any], str] | None = None  # what to know before it is done, worded; "" for nothing
    template: str = "components/deed.html"
    shows: Callable[[Work, Any, Form], dict[str, Any]] | None = None  # what else a template of its own reads
    done: str = ""  # words for the banner after it is done
    primary: bool = False
    danger: bool = False
    in_api: bool = True
    hidden: bool = False  # not offered as a button; reached from elsewhere
    back: str = ""  # the endpoint of the subject's own page, where that is not `then`
    by_anybody: bool = False  # open to visitors: attempts are counted by address and limited by the hour
    asks_secret: bool = False  # takes a password of who is signed in: attempts are counted by account, likewise
    within_opening: bool = False  # shows personal data: the actor has stated a purpose before
    closed: str | Callable[[Work, Any], Refused | None] = "deed_closed"  # the refusal where `possible` says no
    reveals: Callable[[Any], str | None] | None = None  # a secret of the result that is shown once and kept nowhere
    shown_first: bool = False  # its address may carry what is chosen, and the page then shows what that would do
    seen: Callable[[Any], Any] | None = None  # what the page shows to be decided on; refused where it has changed since

    @property
    def subject_type(self) -> type[Any] | None:
        return self.lifecycle.model if self.lifecycle else self.on

    @property
    def is_counted(self) -> bool:
        """Whether attempts are counted before anything is done."""
        return self.by_anybody or self.asks_secret

    def is_open(self, work: Work, subject: Any) -> bool:
        """Whether the present state admits it and the actor may."""
        return self.refusal(work, subject) is None and allowed(work, self.can, subject)

    def refusal(self, work: Work, subject: Any) -> Refused | None:
        """Why the present state does not admit it; None where it does."""
        if self.lifecycle is not None and self.step is not None:
            state = self.lifecycle.states(subject.status)
            if state not in self.lifecycle.steps[self.step].start:
                return WrongState(step=self.step, state=state.value, state_label=self.lifecycle.labels[state])
        if self.possible is not None and not self.possible(work, subject):
            return Refused(self.closed) if isinstance(self.closed, str) else self.closed(work, subject)
        if self.within_opening and not has_opening(work, subject):
            return why_closed(work, subject.stream)
        return None


@dataclass(frozen=True)
class StepButton:
    """A deed as the button of a detail page."""

    label: str
    url: str
    primary: bool
    danger: bool


class Deeds:
    """All deeds, by the kind of thing they are done to."""

    def __init__(self) -> None:
        self.all: dict[str, Deed] = {}

    def add(self, deeds: Iterable[Deed]) -> None:
        """Take a floor's deeds; a name told twice is refused."""
        for deed in deeds:
            if deed.name in self.all:
                raise ValueError(f"deed told twice: {deed.name}")
            self.all[deed.name] = deed

    def clear(self) -> None:
        """Forget everything; the roof gathers anew for each application it makes."""
        self.all.clear()

    def on(self, subject: Any) -> list[Deed]:
        """The deeds that can be done to this kind of thing."""
        return [d for d in self.all.values() if d.subject_type is not None and isinstance(subject, d.subject_type)]


DEEDS = Deeds()


def deeds_for(work: Work, subject: Any) -> list[StepButton]:
    """What this actor can do to `subject` now, most important first."""
    open_deeds = [d for d in DEEDS.on(subject) if not d.hidden and d.is_open(work, subject)]
    open_deeds.sort(key=lambda deed: (not deed.primary, deed.danger))
    return [
        StepButton(gettext(d.title), url_for(d.name, ref=subject.public_id), d.primary, d.danger) for d in open_deeds
    ]


def perform(work: Work, deed: Deed, ref: str | None, form: Form, shown_by: str | None = None) -> Any:
    """Permission, the form, the service: the same for both faces. `shown_by` is the key of the page that was shown;
    a program has seen no page. Raises Refused."""
    subject = subject_for(work, deed, ref)
    if deed.seen is not None and shown_by is not None:
        lock(work, subject)
        if deed.refusal(work, subject) is None:
            demand_unchanged(shown_by, deed.seen(subject))
    if deed.prepare is not None:
        deed.prepare(work, subject, form)
    if not form.validate():
        raise Invalid("invalid_form")
    arguments = () if deed.load is None else (subject,)
    return deed.call(work, *arguments, **form.values())


def subject_for(work: Work, deed: Deed, ref: str | None) -> Any:
    """What the deed is done to, for an actor who may. Raises Missing or Forbidden."""
    if deed.load is not None:
        return permitted(work, deed.can, deed.load, ref or "")
    demand(work, deed.can)
    return None
