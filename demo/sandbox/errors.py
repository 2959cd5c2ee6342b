"""A refusal looks as the real provider's does: status, type, code, a sentence and the parameter at fault.

`stored` says whether the idempotency key remembers the answer: refusals found before the work began are not
remembered, those found while working are (https://docs.stripe.com/api/idempotent_requests).
"""

from typing import Any


class ApiError(Exception):
    """An answer other than 200.

    status: the HTTP status. kind: the `type` of the error. code: its machine-readable code, or None.
    param: the parameter at fault, or None. stored: True if an idempotency key replays this answer.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        stored: bool = False,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.kind = kind
        self.code = code
        self.param = param
        self.stored = stored
        self.headers = headers or {}

    def body(self) -> dict[str, Any]:
        """The JSON body: {"error": {"type", "message", "code", "param"}}."""
        error = {"type": self.kind, "message": self.message, "code": self.code, "param": self.param}
        return {"error": {key: value for key, value in error.items() if value is not None}}


def missing_parameter(name: str) -> ApiError:
    """400: a required parameter was not sent."""
    return ApiError(400, f"Missing required param: {name}.", code="parameter_missing", param=name)


def unknown_parameter(name: str) -> ApiError:
    """400: a parameter this endpoint does not know was sent."""
    return ApiError(400, f"Received unknown parameter: {name}", code="parameter_unknown", param=name)


def invalid_parameter(name: str, message: str, code: str | None = None) -> ApiError:
    """400: a parameter's value makes no sense."""
    return ApiError(400, message, code=code, param=name)


def no_such(kind: str, object_id: str, param: str = "id") -> ApiError:
    """404: no object of that kind has that id."""
    return ApiError(404, f"No such {kind}: '{object_id}'", code="resource_missing", param=param)
