"""A case leaves a dispute that has been on the board by two persons' decision, and the row keeps who, when and why.

What was decided stays decided; the reason names nobody.
"""

from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped

from listings.cases.models import REASON_LIMIT
from listings.proposals.models import Proposal, decided_by_another
from market.database import length_check


class SeparationState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class Separation(Proposal):
    """One person's proposal to take a case out of the dispute `dispute_id`, and another one's answer."""

    __tablename__ = "dispute_separation"
    __table_args__ = (
        *decided_by_another(__tablename__, SeparationState, "refusal_is_explained"),
        CheckConstraint("reason <> ''", name="reason_given"),
        length_check("reason", REASON_LIMIT),
        Index("uq_dispute_separation_one_waits", "case_id", unique=True, postgresql_where=text("status = 'proposed'")),
    )

    dispute_id: Mapped[str]  # the dispute that the case leaves
    new_dispute_id: Mapped[str | None]  # and the one that it then is about
    reason: Mapped[str]
