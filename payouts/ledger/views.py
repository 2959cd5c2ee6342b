"""The page of one posting: what moved, why, and what each account held before and after."""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext

from listings.publication.models import Listing
from market.events import EVENTS
from market.policy import Can
from market.web.edge import page
from market.web.showing import instant, yuan
from market.work import Work
from payouts.budget.queries import watched
from payouts.ledger.models import LedgerPosting
from payouts.ledger.queries import posting_for
from payouts.ledger.vocabulary import KIND_LABELS, LINE_LABELS, AccountKind, BudgetLine

bp = Blueprint("ledger", __name__)


def load_posting(work: Work, ref: str) -> LedgerPosting:
    """A posting in the jurisdictions whose money the actor may see. Raises Missing."""
    return posting_for(work, ref, watched(work))


def posting_label(posting: LedgerPosting) -> str:
    """What happened, in the reader's language."""
    event = EVENTS.declared.get(posting.name)
    label = gettext(event.label) if event is not None else posting.name
    return gettext("Reversed: %(what)s", what=label) if posting.reverses_id else label


def posting_row(posting: LedgerPosting) -> list[Any]:
    """A posting as a row of the journal."""
    moved = ", ".join(
        f"{gettext(KIND_LABELS[AccountKind(entry.account.kind)])} {_signed(entry.account.kind, entry.amount_fen)}"
        for entry in posting.entries
    )
    return [
        {"text": instant(posting.booked_at), "url": url_for("ledger.posting", ref=posting.public_id)},
        posting_label(posting),
        gettext(LINE_LABELS[BudgetLine(posting.line)]),
        moved,
    ]


@bp.get("/postings/<ref>")
@page(Can.SEE_BUDGET, load=load_posting)
def posting(work: Work, posting: LedgerPosting) -> str:
    """One posting with its entries."""
    listing = work.session.get(Listing, posting.promise_listing_id) if posting.promise_listing_id else None
    rows = [
        [
            gettext(KIND_LABELS[AccountKind(entry.account.kind)]),
            yuan(_shown(entry.account.kind, entry.previous_balance_fen)),
            _signed(entry.account.kind, entry.amount_fen),
            yuan(_shown(entry.account.kind, entry.balance_fen)),
            str(entry.account_version),
        ]
        for entry in posting.entries
    ]
    return render_template(
        "payouts/ledger/posting.html",
        posting=posting,
        label=posting_label(posting),
        listing=listing,
        rows=rows,
        facts=[
            (gettext("Budget line"), gettext(LINE_LABELS[BudgetLine(posting.line)])),
            (gettext("Year"), posting.fiscal_year),
            (gettext("Happened at"), instant(posting.happened_at)),
            (gettext("Booked at"), instant(posting.booked_at)),
            (gettext("Key used once"), posting.idempotency_key),
            (gettext("Fingerprint in the record"), posting.hash),
        ],
    )


def _shown(kind: str, amount_fen: int) -> int:
    return -amount_fen if kind == AccountKind.APPROPRIATED else amount_fen


def _signed(kind: str, amount_fen: int) -> str:
    shown = _shown(kind, amount_fen)
    return f"+{yuan(shown)}" if shown > 0 else yuan(shown)
