"""The page of a deed: GET shows the form, POST does it, and whatever is refused comes back with its sentence and
everything typed; a submission's key is used once.
"""

from typing import Any

from flask import Flask, abort, current_app, g, redirect, render_template, request, session, url_for
from flask_babel import gettext
from werkzeug.datastructures import CombinedMultiDict

from market.refusals import Missing, Refused
from market.web import submissions
from market.web.attempts import demand_attempt
from market.web.deeds import Deed, perform, subject_for
from market.web.edge import begin, db, new_submission_key, reading, sign_in_first, writing
from market.web.fields import Form, Rows
from market.web.seen import marked
from market.web.sentences import sentence_for
from market.work import Work


def register(app: Flask, deed: Deed) -> None:
    """Give a deed its page: GET the form, POST the doing."""

    def view(ref: str | None = None) -> Any:
        return _do(deed, ref) if request.method == "POST" else _show(deed, ref)

    view.permission = deed.can  # type: ignore[attr-defined]
    app.add_url_rule(deed.path, endpoint=deed.name, view_func=view, methods=["GET", "POST"])


def _show(deed: Deed, ref: str | None) -> Any:
    with reading() as work:
        try:
            subject = subject_for(work, deed, ref)
        except Refused as refused:
            return sign_in_first(work, refused)
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
            return sign_in_first(work, forbidden)
        form = _form_from_request(deed)
        if deed.prepare is not None:
            deed.prepare(work, subject, form)
        if refused is None:
            _add_row(form, request.form["add_row"])
            return _page(work, deed, subject, form, key)
        form.validate()
        if refused.code != "invalid_form":
            for one in (refused, *refused.others):
                form.refuse(getattr(one, "field", None), sentence_for(one))
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
