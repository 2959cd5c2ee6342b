"""A case is closed without a listing by two persons: one proposes it with its ground, another confirms or returns."""

from enum import StrEnum

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from listings.cases.models import REASON_LIMIT
from listings.cases.vocabulary import CloseCode
from listings.proposals.models import Proposal, decided_by_another
from market.database import length_check, state_check


class ClosingState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    RETURNED = "returned"


class Closing(Proposal):
    """One person's proposal to close a case for one of the office's reasons, and another one's answer."""

    __tablename__ = "case_closing"
    __table_args__ = (
        *decided_by_another(__tablename__, ClosingState, "return_is_explained"),
        state_check(CloseCode, "close_code"),
        length_check("close_note", REASON_LIMIT),
        Index(
            "uq_case_closing_one_stands",
            "case_id",
            unique=True,
            postgresql_where=text("status IN ('proposed', 'confirmed')"),
        ),
    )

    close_code: Mapped[str]
    close_note: Mapped[str] = mapped_column(default="")
