"""A request body is form-encoded with brackets, as the stripe library sends it, and read into nested dicts.

`metadata[payout_ref]=x&capabilities[transfers][requested]=true&expand[0]=a` becomes
`{"metadata": {"payout_ref": "x"}, "capabilities": {"transfers": {"requested": "true"}},
"expand": {"0": "a"}}`.
Values stay texts: the endpoint that knows a parameter gives it its type.
"""

import re
from collections.abc import Iterable
from typing import Any

from demo.sandbox.errors import invalid_parameter, missing_parameter, unknown_parameter

LARGEST_AMOUNT_FEN = 99_999_999
LONGEST_VALUE = 5_000
_KEY = re.compile(r"^([^\[\]]+)((?:\[[^\[\]]*\])*)$")


def parse(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Nested dicts of the pairs. Raises ApiError 400 for a malformed key, a key given twice or an overlong
    value.
    """
    tree: dict[str, Any] = {}
    for key, value in pairs:
        matched = _KEY.match(key)
        if matched is None:
            raise unknown_parameter(key)
        if len(value) > LONGEST_VALUE or "\x00" in value:
            raise invalid_parameter(key, f"Invalid string: {key} is too long or has a NUL character.")
        path = [matched[1], *re.findall(r"\[([^\[\]]*)\]", matched[2])]
        _place(tree, path, value, key)
    return tree


def _place(tree: dict[str, Any], path: list[str], value: str, key: str) -> None:
    for step in path[:-1]:
        branch = tree.setdefault(step or str(len(tree)), {})
        if not isinstance(branch, dict):
            raise invalid_parameter(key, f"Invalid {key}: given both as a value and as an object.")
        tree = branch
    leaf = path[-1] or str(len(tree))
    if leaf in tree:
        raise invalid_parameter(key, f"You passed {key} more than once.")
    tree[leaf] = value


def only(params: dict[str, Any], *allowed: str) -> None:
    """Raises ApiError 400 for any parameter not allowed; `expand` always is."""
    for name in params:
        if name not in allowed and name != "expand":
            raise unknown_parameter(name)


def text(params: dict[str, Any], name: str, default: str | None = None) -> str:
    """The text of a parameter. Raises ApiError 400 when it is missing, empty or an object."""
    value = params.get(name, default)
    if value is None or value == "":
        raise missing_parameter(name)
    if not isinstance(value, str):
        raise invalid_parameter(name, f"Invalid string: {name}")
    return value


def amount_fen(params: dict[str, Any], name: str = "amount") -> int:
    """A whole number of fen from 1 to 99,999,999. Raises ApiError 400 for anything else."""
    given = text(params, name)
    if not re.fullmatch(r"-?[0-9]{1,15}", given, re.ASCII):
        raise invalid_parameter(name, f"Invalid integer: {given}", "parameter_invalid_integer")
    amount = int(given)
    if amount < 1:
        raise invalid_parameter(name, "This value must be greater than or equal to 1.", "parameter_invalid_integer")
    if amount > LARGEST_AMOUNT_FEN:
        raise invalid_parameter(name, "Amount must be no more than ¥999,999.99", "amount_too_large")
    return amount


def currency(params: dict[str, Any]) -> str:
    """The currency, in lower case; the sandbox knows cny alone. Raises ApiError 400 for another."""
    given = text(params, "currency").lower()
    if given != "cny":
        raise invalid_parameter("currency", f"Invalid currency: {given}. The sandbox knows cny alone.")
    return given


def metadata(params: dict[str, Any]) -> dict[str, str]:
    """Key and value texts kept with an object: at most 50, keys up to 40 and values up to 500 characters."""
    given = params.get("metadata", {})
    if given == "":
        return {}
    sound = isinstance(given, dict) and all(isinstance(value, str) for value in given.values())
    if not sound or len(given) > 50 or any(len(key) > 40 or len(value) > 500 for key, value in given.items()):
        raise invalid_parameter("metadata", "Invalid object: metadata holds at most 50 short texts.")
    return dict(given)


def page_size(params: dict[str, Any]) -> int:
    """`limit` of a list, 1 to 100, 10 when absent. Raises ApiError 400 for anything else."""
    given = params.get("limit", "10")
    if not isinstance(given, str) or not re.fullmatch(r"[0-9]{1,3}", given, re.ASCII) or not 1 <= int(given) <= 100:
        raise invalid_parameter("limit", "Invalid integer: limit must be between 1 and 100.")
    return int(given)


def one_of(params: dict[str, Any], name: str, choices: tuple[str, ...], default: str) -> str:
    """A parameter with listed values. Raises ApiError 400 for another value."""
    given = text(params, name, default)
    if given not in choices:
        raise invalid_parameter(name, f"Invalid {name}: must be one of {', '.join(choices)}")
    return given
