"""How bodies, queries and answers of the API are told: a key that is not known is refused, never passed over."""

from marshmallow import RAISE, Schema


class Strict(Schema):
    class Meta:
        unknown = RAISE
