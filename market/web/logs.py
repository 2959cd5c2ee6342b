"""Logs are lines of JSON for programs; they name ids, endpoints and places in the code, never what somebody typed.

An exception is logged by its type and where it was raised: its message may quote values of the database.
"""

import logging
import sys
import traceback
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

ROOT = Path(__file__).resolve().parents[2]
MOST_FRAMES = 30
QUIET = ("apprise", "urllib3", "procrastinate.blueprints", "alembic.runtime.plugins", "alembic.ddl.postgresql")


class _StandardError:
    """Whatever is standard error at the time of writing: a test or a supervisor may have replaced it."""

    def msg(self, line: str) -> None:
        """Write one line."""
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    debug = info = warning = error = critical = exception = log = msg


class _StandardErrorHandler(logging.Handler):
    """The logs of libraries, to the same place."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        _StandardError().msg(self.format(record))


def configure_logs() -> None:
    """Send our own logs and those of libraries to standard error, one JSON object a line."""
    ours: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        exception_without_values,
    ]
    as_json = structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[*ours, as_json],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: _StandardError(),
        cache_logger_on_first_use=False,
    )
    handler = _StandardErrorHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *ours],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, as_json],
        )
    )
    root = logging.getLogger()
    replaced = (_StandardErrorHandler, logging.StreamHandler)
    root.handlers = [one for one in root.handlers if type(one) not in replaced] + [handler]
    root.setLevel(logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def exception_without_values(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Replace exc_info by the exception's type, its causes' types, and the places it came through."""
    given = event.pop("exc_info", None)
    error = _error_of(given)
    if error is not None:
        event["exception"] = _types(error)
        event["raised_at"] = _places(error)
    return event


def _error_of(given: Any) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return given[1] if isinstance(given[1], BaseException) else None
    return sys.exc_info()[1] if given else None


def _types(error: BaseException) -> list[str]:
    found: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(found) < MOST_FRAMES:
        state = getattr(seen, "sqlstate", None)
        found.append(type(seen).__name__ + (f" {state}" if state else ""))
        seen = seen.__cause__ or seen.__context__
    return found


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(ROOT):
        return str(path.relative_to(ROOT)).rpartition("site-packages/")[2]
    return path.name
