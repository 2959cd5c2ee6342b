"""The inbox: what happened that concerns me, newest first."""

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_smorest import Blueprint as ApiBlueprint
from marshmallow import Schema, fields

from market.notifications.models import Notification
from market.notifications.queries import inbox, notification_for, unread_count
from market.policy import Can
from market.web.edge import new_submission_key, page
from market.web.notices import notice_words
from market.work import Work

bp = Blueprint("inbox", __name__)
api = ApiBlueprint("inbox_api", __name__, description="Messages for me")


class LineSchema(Schema):
    """One line of the inbox."""

    id = fields.String(required=True)
    code = fields.String(required=True)
    sentence = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    read_at = fields.AwareDateTime(allow_none=True)


class InboxSchema(Schema):
    """One page of the inbox; `after` is the mark of the next."""

    unread = fields.Integer(required=True)
    lines = fields.List(fields.Nested(LineSchema), required=True)
    after = fields.String(allow_none=True)


@bp.get("/inbox")
@page(Can.SEE_HOME)
def index(work: Work) -> str:
    """My messages, newest first."""
    lines, after = inbox(work, request.args.get("after"))
    return render_template(
        "market/notifications/inbox.html",
        lines=[_shown(line, words) for line, words in zip(lines, notice_words(work, lines), strict=True)],
        unread=unread_count(work),
        next_url=url_for("inbox.index", after=after) if after else None,
        read_all_key=new_submission_key(),
    )


@bp.get("/inbox/<ref>/go")
@page(Can.SEE_HOME, load=notification_for)
def go(work: Work, line: Notification) -> Any:
    """Where the line leads."""
    if line.endpoint not in current_app.view_functions:  # a page that a later release has given up
        return redirect(url_for("home.work_list"))
    return redirect(url_for(line.endpoint, ref=line.ref) if line.ref else url_for(line.endpoint))


@api.get("/inbox")
@page(Can.SEE_HOME)
@api.response(200, InboxSchema)
def read(work: Work) -> dict[str, Any]:
    """My messages

    Newest first, one page; pass `after` for the next.
    """
    lines, after = inbox(work, request.args.get("after"))
    told = [
        {
            "id": line.public_id,
            "code": line.code,
            "sentence": words,
            "created_at": line.created_at,
            "read_at": line.read_at,
        }
        for line, words in zip(lines, notice_words(work, lines), strict=True)
    ]
    return {"unread": unread_count(work), "lines": told, "after": after}


def _shown(line: Notification, words: str) -> dict[str, Any]:
    return {
        "words": words,
        "at": line.created_at,
        "is_read": line.read_at is not None,
        "open_url": url_for("inbox.open", ref=line.public_id),
        "key": new_submission_key(),
    }
