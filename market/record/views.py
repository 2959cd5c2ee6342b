"""The record's page for auditors: what happened, who did it, and until when it is signed."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext
from flask_smorest import Blueprint as ApiBlueprint
from marshmallow import Schema, fields

from market.actor import ActorKind
from market.events import EVENTS
from market.policy import Can
from market.record.browsing import RecordFilter, RecordPage, last_signed_at, record_page
from market.record.forms import RecordFilterForm
from market.record.models import RecordEvent
from market.web.edge import page
from market.web.showing import instant
from market.work import Work

bp = Blueprint("record", __name__)
api = ApiBlueprint("record_api", __name__, description="The record of events")


class EventSchema(Schema):
    """One event; `hash` seals it to the one before in its stream."""

    id = fields.Integer(required=True)
    stream = fields.String(required=True)
    sequence = fields.Integer(required=True)
    name = fields.String(required=True)
    actor = fields.String(allow_none=True)
    payload = fields.Dict(required=True)
    happened_at = fields.AwareDateTime(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    hash = fields.String(required=True)


class RecordSchema(Schema):
    """One page, newest first; `after` is the mark of the next."""

    events = fields.List(fields.Nested(EventSchema), required=True)
    after = fields.String(allow_none=True)
    last_signed_at = fields.AwareDateTime(allow_none=True)


@bp.get("/record")
@page(Can.READ_RECORD)
def index(work: Work) -> str:
    """The record, newest first."""
    form, wanted = _wanted()
    found = record_page(work, wanted, request.args.get("after"))
    kept = {name: request.args.get(name) for name in ("event", "stream", "day")}
    return render_template(
        "market/record/index.html",
        form=form,
        filtered=wanted != RecordFilter(),
        rows=[_row(event, found) for event in found.events],
        next_url=url_for("record.index", after=found.after, **kept) if found.after else None,  # type: ignore[arg-type]
        last_signed_at=last_signed_at(),
    )


@api.get("/record")
@page(Can.READ_RECORD)
@api.response(200, RecordSchema)
def read(work: Work) -> dict[str, Any]:
    """The record

    Newest first; `event`, `stream` and `day` narrow it, `after` gives the next page.
    """
    _, wanted = _wanted()
    found = record_page(work, wanted, request.args.get("after"))
    told = [
        {name: getattr(event, name) for name in EventSchema().fields if name != "actor"}
        | {"actor": _actor(event, found)}
        for event in found.events
    ]
    return {"events": told, "after": found.after, "last_signed_at": last_signed_at()}


def _wanted() -> tuple[RecordFilterForm, RecordFilter]:
    form = RecordFilterForm(request.args)
    known = sorted((gettext(event.label), event.name) for event in EVENTS.declared.values())
    form.event.offer([(name, f"{label} ({name})") for label, name in known])
    form.validate()
    given = {name: form[name].data for name in ("event", "stream", "day") if form[name].data and not form[name].errors}
    return form, RecordFilter(**given)


def _row(event: RecordEvent, found: RecordPage) -> list[Any]:
    facts = "; ".join(f"{key}: {_plain(value)}" for key, value in sorted(event.payload.items()) if value is not None)
    declared = EVENTS.declared.get(event.name)
    return [
        instant(event.happened_at),
        gettext(declared.label) if declared else event.name,
        {"text": event.stream, "url": url_for("record.index", stream=event.stream)},
        _actor(event, found),
        {"code": facts} if facts else None,
    ]


def _actor(event: RecordEvent, found: RecordPage) -> str:
    if event.actor_person_id is None:
        by_itself = event.actor_kind == ActorKind.SOFTWARE
        return gettext("The software") if by_itself else gettext("A visitor")
    return found.actors.get(event.actor_person_id, "")


def _plain(value: Any) -> str:
    return f"{value[:12]}…" if isinstance(value, str) and len(value) > 40 else str(value)
