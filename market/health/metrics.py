"""Figures for the operator: requests by endpoint, what waits in the queue; never a person or a value."""

import os
from collections.abc import Iterator

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

__all__ = ["CONTENT_TYPE_LATEST", "REQUESTS", "SECONDS", "as_text"]

REQUESTS = Counter("market_requests", "Answers given", ["method", "endpoint", "status"])
SECONDS = Histogram(
    "market_request_seconds",
    "Time to answer",
    ["endpoint"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)

_QUEUE = text("SELECT status::text AS status, count(*) AS number FROM procrastinate_jobs GROUP BY 1")
_MAIL = text("SELECT count(*) FROM mail_intent WHERE status = 'waiting'")
_OVERDUE = text("SELECT count(*) FROM clock_run WHERE status = 'overdue' AND ended_at IS NULL")


class _Waiting:
    """Figures that the database knows, read at the time of asking."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def collect(self) -> Iterator[GaugeMetricFamily]:
        jobs = GaugeMetricFamily("market_jobs", "Jobs by state", labels=["status"])
        mail = GaugeMetricFamily("market_mail_waiting", "Messages that wait to be sent")
        overdue = GaugeMetricFamily("market_clocks_overdue", "Time limits that are over and not yet answered")
        reachable = GaugeMetricFamily("market_database_up", "Whether the database answers")
        try:
            with self.engine.connect() as connection:
                for row in connection.execute(_QUEUE):
                    jobs.add_metric([row.status], row.number)
                mail.add_metric([], connection.execute(_MAIL).scalar_one())
                overdue.add_metric([], connection.execute(_OVERDUE).scalar_one())
            reachable.add_metric([], 1)
        except SQLAlchemyError:
            reachable.add_metric([], 0)
        yield from (jobs, mail, overdue, reachable)


def as_text(engine: Engine) -> bytes:
    """Everything in Prometheus's text format, over all worker processes."""
    waiting = CollectorRegistry()
    waiting.register(_Waiting(engine))
    return generate_latest(_requests()) + generate_latest(waiting)


def _requests() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    merged = CollectorRegistry()
    MultiProcessCollector(merged)
    return merged
