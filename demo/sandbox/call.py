"""What one request brings to the endpoint that answers it; endpoints know nothing of HTTP."""

from dataclasses import dataclass
from typing import Any

from demo.sandbox import form_body
from demo.sandbox.errors import invalid_parameter, no_such
from demo.sandbox.store import PLATFORM, Store


@dataclass(frozen=True)
class Call:
    """account: the connected account named by Stripe-Account, or PLATFORM. now: seconds since the epoch.

    base_url: where this sandbox is reached, for links. webhook_url: where events go, or None.
    """

    store: Store
    params: dict[str, Any]
    account: str
    base_url: str
    now: float
    webhook_url: str | None
    idempotency_key: str | None = None

    def find(self, kind: str, object_id: str, param: str = "id") -> dict[str, Any]:
        """The caller's object of that kind. Raises ApiError 404 when there is none."""
        found = self.store.get(kind, object_id, self.account)
        if found is None:
            raise no_such(kind, object_id, param)
        return found

    def connected_account(self, account_id: str, param: str) -> dict[str, Any]:
        """A connected account of the platform. Raises ApiError 404 when there is none."""
        found = self.store.get("account", account_id, PLATFORM)
        if found is None:
            raise no_such("account", account_id, param)
        return found

    def page(self, kind: str, url: str, *filters: str) -> dict[str, Any]:
        """One page of a list, newest first: limit, starting_after, ending_before, created[gt|gte|lt|lte] and
        filters.
        """
        form_body.only(self.params, "limit", "starting_after", "ending_before", "created", *filters)
        wanted = {name: self.params[name] for name in filters if name in self.params}
        objects = [
            each
            for each in self.store.every(kind, self.account)
            if all(each.get(name) == value for name, value in wanted.items()) and self._in_time(each)
        ]
        size = form_body.page_size(self.params)
        ids = [each["id"] for each in objects]
        start = 0
        if "starting_after" in self.params:
            start = _position(ids, self.params["starting_after"], "starting_after") + 1
        if "ending_before" in self.params:
            objects = objects[: _position(ids, self.params["ending_before"], "ending_before")]
            start = max(0, len(objects) - size)
        page = objects[start : start + size]
        return {"object": "list", "url": url, "has_more": len(objects) > start + size, "data": page}

    def _in_time(self, each: dict[str, Any]) -> bool:
        bounds = self.params.get("created", {})
        if isinstance(bounds, str):
            bounds = {"gte": bounds, "lte": bounds}
        try:
            limits = {name: int(value) for name, value in bounds.items()}
        except (TypeError, ValueError) as problem:
            raise invalid_parameter("created", "Invalid timestamp: created") from problem
        made = each["created"]
        return limits.get("gte", made) <= made <= limits.get("lte", made) and limits.get(
            "gt", made - 1
        ) < made < limits.get("lt", made + 1)


def _position(ids: list[str], object_id: str, param: str) -> int:
    if object_id not in ids:
        raise no_such("object", str(object_id), param)
    return ids.index(object_id)
