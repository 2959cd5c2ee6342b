"""What the record knows of a case and of the one that holds its dispute, before the two are taken apart.

A comparison is a clerk's; whoever proposes or decides may rest on it for a day.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from listings.cases.models import PetitionCase
from listings.disputes.events import COMPARED
from market.record.models import RecordEvent
from market.work import Work

GOOD_FOR = timedelta(days=1)  # as in listings_0014.sql


def comparison_of(work: Work, case: PetitionCase, other: PetitionCase, at: datetime) -> dict[str, Any] | None:
    """What the newest comparison of the parties of either case told, made within a day before `at` or since; None where
    nobody made one."""
    return work.session.scalar(
        select(RecordEvent.payload)
        .where(
            RecordEvent.stream.in_([case.stream, other.stream]),
            RecordEvent.name == COMPARED,
            RecordEvent.happened_at > at - GOOD_FOR,
            RecordEvent.payload.has_key("linked"),  # earlier ones did not look among linked cases
        )
        .order_by(RecordEvent.id.desc())
        .limit(1)
    )


def found_in_common(told: dict[str, Any], case: PetitionCase, other: PetitionCase) -> bool:
    """Whether that comparison, which was made from one of the two, found the other one."""
    return bool({case.id, other.id} & set(told["cases"]))
