"""Settings as programs see them."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields

from market.policy import Can
from market.settings.queries import SettingPlace, place_for, places, value_today, versions
from market.web.edge import page
from market.work import Work

blp = Blueprint("settings_api", __name__, description="Settings of the scheme")


class SettingSchema(Schema):
    """A setting in one banner; money is in fen."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    meaning = fields.String(required=True)
    value = fields.Raw(required=True)


class VersionSchema(Schema):
    """A value that was proposed."""

    id = fields.String(required=True)
    value = fields.Raw(required=True)
    effective_from = fields.Date(required=True)
    status = fields.String(required=True)
    reason = fields.String(required=True)


class SettingWithHistorySchema(SettingSchema):
    """A setting with everything that was proposed for it, newest first."""

    versions = fields.List(fields.Nested(VersionSchema), required=True)


class SettingsSchema(Schema):
    """All settings of the banners one may look at."""

    settings = fields.List(fields.Nested(SettingSchema), required=True)


@blp.get("/settings")
@page(Can.SEE_SETTINGS)
@blp.response(200, SettingsSchema)
def index(work: Work) -> dict[str, Any]:
    """Settings with their values today"""
    return {"settings": [_told(work, place) for place in places(work)]}


@blp.get("/settings/<string:ref>")
@page(Can.SEE_SETTINGS, load=place_for)
@blp.response(200, SettingWithHistorySchema)
def show(work: Work, place: SettingPlace) -> dict[str, Any]:
    """One setting with its history"""
    told = [
        {
            "id": version.public_id,
            "value": version.value,
            "effective_from": version.effective_from,
            "status": version.status,
            "reason": version.reason,
        }
        for version in versions(work, place)
    ]
    return _told(work, place) | {"versions": told}


def _told(work: Work, place: SettingPlace) -> dict[str, Any]:
    return {
        "id": place.public_id,
        "kind": place.known.kind.value,
        "meaning": place.known.meaning,
        "value": value_today(work, place),
    }
