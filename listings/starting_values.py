"""A form that nobody has filled in yet begins with what is known; what was typed is never overwritten."""

from typing import Any


def start_with(form: Any, **values: Any) -> None:
    """Give fields their first value where no form data has come in (`raw_data` is then None)."""
    for name, value in values.items():
        field = form._fields[name]
        if field.raw_data is None:
            field.process_data(value)
