"""A deed is one thing a person can do to one subject, told once; the HTML page and the JSON API both walk it.

GET shows the form, unless the present state does not admit the deed: then its sentence is all there is to see,
and nothing is prepared. POST does it. Whatever is refused comes back on the same page with its sentence and
everything typed; a submission's key is used once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, abort, current_app, g, redirect, render_template, request, session, url_for
from flask_babel import gettext
from werkzeug.datastructures import CombinedMultiDict

from market.lifecycle import Lifecycle, lock
from market.policy import Can, allowed, demand
from market.refusals import Invalid, Missing, Refused, WrongState
from market.vault.queries import has_opening
from market.vault.services import why_closed
from market.web import submissions
from market.web.attempts import demand_attempt
from market.web.edge import begin, db, new_submission_key, permitted, reading, sign_in_first, writing
from market.web.fields import Form, Rows
from market.web.seen import demand_unchanged, marked
from market.web.sentences import sentence_for
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


def register(app: Flask, deed: Deed) -> None:
    """Give a deed its page: GET the form, POST the doing."""

    def view(ref: str | None = None) -> Any:
        return _do(deed, ref) if request.method == "POST" else _show(deed, ref)

    view.permission = deed.can  # type: ignore[attr-defined]
    app.add_url_rule(deed.path, endpoint=deed.name, view_func=view, methods=["GET", "POST"])


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


def _show(deed: Deed, ref: str | None) -> Any:
    with reading() as work:
        try:
            subject = subject_for(work, deed, ref)
        except Refused as refused:
            answer = sign_in_first(work, refused)
            if answer is None:
                raise
            return answer
        closed = deed.refusal(work, subject)
        if closed is not None:
            raise closed
        asked = request.args if deed.shown_first and request.args else None
        form = deed.form(asked)
        if deed.prepare is not None:
            deed.prepare(work, subject, form)
        if asked is not None:
            form.validate()
        return _page(work, deed, subject, form, new_submission_key())


def _do(deed: Deed, ref: str | None) -> Any:
    key = request.form.get("submission_key", "")
    if not submissions.is_key(key):
        abort(400)
    if g.get("csrf_failed"):
        return _again(deed, ref, key, Refused("page_too_old"))
    if "add_row" in request.form:
        return _again(deed, ref, key, None)

    def do(work: Work) -> tuple[str, str | None]:
        earlier = submissions.earlier(work, key, deed.name)
        if earlier is not None:
            return earlier, None
        result = perform(work, deed, ref, _form_from_request(deed), shown_by=key)
        location = _location(deed, result, ref)
        submissions.led_to(work, key, location)
        return location, deed.reveals(result) if deed.reveals else None

    try:
        if deed.is_counted:
            with reading() as asking:  # whoever may not do it at all uses up nobody's attempts
                subject_for(asking, deed, ref)
            demand_attempt(deed.name, by_account=deed.asks_secret)
        location, revealed = writing(do)
    except Missing:
        raise
    except Refused as refused:
        return _again(deed, ref, key, refused)
    if deed.done:
        session["done"] = deed.done
    if revealed:
        session["revealed"] = [location, revealed]  # for that page alone, whatever is opened before it
    return redirect(location, code=303)


def take_revealed() -> str | None:
    """The secret that a deed revealed for the page at this address, once."""
    address, secret = session.get("revealed") or (None, None)
    if address != request.path:
        return None
    del session["revealed"]
    return str(secret)


def _location(deed: Deed, result: Any, ref: str | None) -> str:
    then_ref = getattr(result, "then_ref", None) or getattr(result, "public_id", None) or ref
    rule_takes_ref = any("ref" in rule.arguments for rule in _rules(deed.then))
    return url_for(deed.then, ref=then_ref) if rule_takes_ref else url_for(deed.then)


def _rules(endpoint: str) -> Any:
    return current_app.url_map.iter_rules(endpoint)


def _form_from_request(deed: Deed) -> Form:
    """What was sent, from its beginning: a transaction that is tried again reads the files once more."""
    for _, upload in request.files.items(multi=True):
        upload.stream.seek(0)
    return deed.form(CombinedMultiDict([request.files, request.form]))


def _again(deed: Deed, ref: str | None, key: str, refused: Refused | None) -> Any:
    """The same page with everything typed and, unless only a row was added, the sentence."""
    session_of_request = db.session
    session_of_request.rollback()
    work = begin(session_of_request, read_only=True)
    try:
        try:
            subject = subject_for(work, deed, ref)
        except Refused as forbidden:
            answer = sign_in_first(work, forbidden)
            if answer is None:
                raise
            return answer
        form = _form_from_request(deed)
        if deed.prepare is not None:
            deed.prepare(work, subject, form)
        if refused is None:
            _add_row(form, request.form["add_row"])
            return _page(work, deed, subject, form, key)
        form.validate()
        if refused.code != "invalid_form":
            form.refuse(getattr(refused, "field", None), sentence_for(refused))
        return _page(work, deed, subject, form, key), refused.status
    finally:
        session_of_request.rollback()


def _add_row(form: Form, name: str) -> None:
    field = form._fields.get(name)
    if isinstance(field, Rows) and len(field.entries) < field.largest:
        field.append_entry()


def _page(work: Work, deed: Deed, subject: Any, form: Form, key: str) -> str:
    return render_template(
        deed.template,
        deed=deed,
        deed_title=gettext(deed.title),
        deed_lead=gettext(deed.lead) if deed.lead else "",
        submit_label=gettext(deed.submit),
        subject=subject,
        subject_summary=_about(work, deed, subject),
        notice=deed.notice(work, subject) if deed.notice else "",
        form=form,
        submission_key=key if deed.seen is None else marked(key, deed.seen(subject)),
        danger=deed.danger,
        back_url=_back(deed, subject),
        work=work,
        **(deed.shows(work, subject, form) if deed.shows else {}),
    )


def _about(work: Work, deed: Deed, subject: Any) -> list[tuple[str, Any]]:
    rows = deed.summary(work, subject) if deed.summary else None
    return [(gettext(label), value) for label, value in rows or []]


def _back(deed: Deed, subject: Any) -> str | None:
    if deed.back:
        return url_for(deed.back, ref=subject.public_id)
    if subject is None or not any("ref" in rule.arguments for rule in _rules(deed.then)):
        return None
    ref = getattr(subject, "then_ref", None) or subject.public_id
    return url_for(deed.then, ref=ref)
