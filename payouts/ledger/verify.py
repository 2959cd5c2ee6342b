"""Recomputes the books from the entries alone, by SQL that shares nothing with the code that wrote them.

Whatever a superuser changed by hand is named: a posting whose hash no longer fits, an entry out of its
account's chain, a balance that its entries do not give, money that no approved budget paper voted, a reward
or a payout that the books do not bear out, a posting that no event of the record knows, an event that names
a posting which is gone.
"""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

_CHANGED = """
SELECT h.id FROM (
    SELECT p.id, p.hash, encode(sha256(convert_to(
        concat_ws('|', 'market.posting/1', p.public_id, p.idempotency_key, p.name, p.jurisdiction_id, p.fiscal_year,
            p.line, coalesce(p.promise_listing_id::text, '-'),
            (SELECT string_agg(a.key || '=' || a.value, ',' ORDER BY a.key COLLATE "C")
                FROM jsonb_each_text(p.amounts) a),
            (extract(epoch FROM p.happened_at) * 1000000)::bigint,
            (extract(epoch FROM p.booked_at) * 1000000)::bigint, coalesce(p.reverses_id::text, '-'))
        || coalesce((
            SELECT string_agg(E'\\n' || concat_ws('|', e.account_id, c.kind, e.amount_fen, e.previous_balance_fen,
                e.balance_fen, e.account_version), '' ORDER BY e.account_id)
            FROM ledger_entry e JOIN ledger_account c ON c.id = e.account_id WHERE e.posting_id = p.id), ''),
        'UTF8')), 'hex') AS recomputed
    FROM ledger_posting p) h
WHERE h.hash <> h.recomputed ORDER BY h.id
"""

# What the accounts of each promise hold, kind by kind and altogether, in fen.
_PROMISES = """WITH promise AS (
    SELECT promise_listing_id AS listing_id, sum(balance_fen) AS whole,
        coalesce(sum(balance_fen) FILTER (WHERE kind = 'encumbered'), 0) AS encumbered,
        coalesce(sum(balance_fen) FILTER (WHERE kind = 'payable'), 0) AS payable,
        coalesce(sum(balance_fen) FILTER (WHERE kind = 'withheld_tax'), 0) AS withheld_tax,
        coalesce(sum(balance_fen) FILTER (WHERE kind = 'in_transit'), 0) AS in_transit,
        coalesce(sum(balance_fen) FILTER (WHERE kind = 'paid'), 0) AS paid
    FROM ledger_account WHERE promise_listing_id IS NOT NULL GROUP BY promise_listing_id)
"""

# Each check: the words for what it found, and a query whose single column names the rows at fault.
CHECKS: tuple[tuple[str, str, str], ...] = (
    (
        "hash",
        "posting {0} or one of its entries was changed after it was written",
        _CHANGED,
    ),
    (
        "sum",
        "the entries of posting {0} do not add up to nought, or some are missing",
        """SELECT p.id FROM ledger_posting p LEFT JOIN ledger_entry e ON e.posting_id = p.id
           GROUP BY p.id, p.entry_count HAVING coalesce(sum(e.amount_fen), 0) <> 0 OR count(e.id) <> p.entry_count
           ORDER BY p.id""",
    ),
    (
        "orphan",
        "entry {0} belongs to no posting or to no account",
        """SELECT e.id FROM ledger_entry e LEFT JOIN ledger_posting p ON p.id = e.posting_id
           LEFT JOIN ledger_account a ON a.id = e.account_id WHERE p.id IS NULL OR a.id IS NULL ORDER BY e.id""",
    ),
    (
        "chain",
        "entry {0} does not follow the entry before it in its account",
        """SELECT id FROM (SELECT id, previous_balance_fen, balance_fen, amount_fen, account_version,
               coalesce(lag(balance_fen) OVER w, 0) AS before, row_number() OVER w AS place
               FROM ledger_entry WINDOW w AS (PARTITION BY account_id ORDER BY account_version)) e
           WHERE previous_balance_fen <> before OR balance_fen <> before + amount_fen OR account_version <> place
           ORDER BY id""",
    ),
    (
        "balance",
        "the balance or version of account {0} is not what its entries give",
        """SELECT a.id FROM ledger_account a
           LEFT JOIN (SELECT account_id, sum(amount_fen) AS total, count(*) AS moves
               FROM ledger_entry GROUP BY account_id) e ON e.account_id = a.id
           WHERE a.balance_fen <> coalesce(e.total, 0) OR a.version <> coalesce(e.moves, 0) ORDER BY a.id""",
    ),
    (
        "overdrawn",
        "account {0} is overdrawn",
        """SELECT id FROM ledger_account
           WHERE CASE WHEN kind = 'appropriated' THEN balance_fen > 0 ELSE balance_fen < 0 END ORDER BY id""",
    ),
    (
        "place",
        "entry {0} moves money of another jurisdiction, year, line or promise than its posting says",
        """SELECT e.id FROM ledger_entry e JOIN ledger_posting p ON p.id = e.posting_id
           JOIN ledger_account a ON a.id = e.account_id
           WHERE (a.jurisdiction_id, a.fiscal_year, a.line) <> (p.jurisdiction_id, p.fiscal_year, p.line)
               OR (a.promise_listing_id IS NOT NULL AND a.promise_listing_id IS DISTINCT FROM p.promise_listing_id)
           ORDER BY e.id""",
    ),
    (
        "line",
        "line {0} has promised and paid more than was appropriated to it, or less",
        """SELECT jurisdiction_id || ' ' || fiscal_year || ' ' || line FROM ledger_account
           GROUP BY jurisdiction_id, fiscal_year, line HAVING sum(balance_fen) <> 0
           ORDER BY 1""",
    ),
    (
        "paper",
        "budget paper {0} and the posting that brings its money do not agree",
        """SELECT b.id FROM budget_paper b LEFT JOIN ledger_posting p ON p.idempotency_key = 'paper:' || b.public_id
           WHERE (b.status = 'approved') <> (p.id IS NOT NULL)
               OR (p.id IS NOT NULL AND (p.name, p.jurisdiction_id, p.fiscal_year, p.line, p.amounts) IS DISTINCT FROM
                  ('budget.appropriated', b.jurisdiction_id, b.fiscal_year, b.line,
                   jsonb_build_object('amount', b.amount_fen)))
           ORDER BY b.id""",
    ),
    (
        "nowhere",
        "posting {0} brings money that no approved budget paper voted",
        """SELECT DISTINCT p.id FROM ledger_posting p
           LEFT JOIN (SELECT e.posting_id, e.amount_fen FROM ledger_entry e
               JOIN ledger_account a ON a.id = e.account_id AND a.kind = 'appropriated') e ON e.posting_id = p.id
           LEFT JOIN budget_paper b ON p.idempotency_key = 'paper:' || b.public_id AND b.status = 'approved'
               AND b.amount_fen = -e.amount_fen
           WHERE (p.name = 'budget.appropriated' OR e.posting_id IS NOT NULL) AND p.reverses_id IS NULL
               AND b.id IS NULL
           ORDER BY p.id""",
    ),
    (
        "reversal",
        "posting {0} is not the mirror image of the posting that it reverses",
        """SELECT DISTINCT p.id FROM ledger_posting p
           JOIN ledger_entry e ON e.posting_id IN (p.id, p.reverses_id)
           LEFT JOIN ledger_entry m ON m.posting_id IN (p.id, p.reverses_id) AND m.posting_id <> e.posting_id
               AND m.account_id = e.account_id AND m.amount_fen = -e.amount_fen
           WHERE m.id IS NULL AND p.reverses_id IS NOT NULL ORDER BY p.id""",
    ),
    (
        "promise",
        "account {0} belongs to a promise for which no reward of its line and year stands",
        """SELECT a.id FROM ledger_account a LEFT JOIN reward r ON r.listing_id = a.promise_listing_id
               AND (r.jurisdiction_id, r.fiscal_year, r.line) = (a.jurisdiction_id, a.fiscal_year, a.line)
           WHERE a.promise_listing_id IS NOT NULL AND r.id IS NULL ORDER BY a.id""",
    ),
    (
        "reward",
        "reward {0} is not what the accounts of its promise hold",
        _PROMISES  # noqa: S608 - two texts of this module
        + """SELECT r.id FROM reward r LEFT JOIN promise b ON b.listing_id = r.listing_id
           WHERE CASE WHEN r.status IN ('reserved', 'due', 'refusal_proposed')
                   THEN (b.encumbered, b.whole) IS DISTINCT FROM (r.amount_fen, r.amount_fen)
               WHEN r.status = 'in_payment' THEN b.whole IS DISTINCT FROM r.amount_fen
               WHEN r.status = 'paid'
                   THEN (b.paid + b.withheld_tax, b.whole) IS DISTINCT FROM (r.amount_fen, r.amount_fen)
               ELSE b.whole IS DISTINCT FROM 0 END
           ORDER BY r.id""",
    ),
    (
        "payout",
        "payout {0} is not what the accounts of its promise hold",
        _PROMISES  # noqa: S608 - two texts of this module
        + """SELECT o.id FROM payout o LEFT JOIN reward r ON r.id = o.reward_id
               LEFT JOIN promise b ON b.listing_id = r.listing_id
           WHERE CASE WHEN o.status IN ('prepared', 'first_approved') THEN b.encumbered IS DISTINCT FROM o.gross_fen
               WHEN o.status IN ('approved', 'failed')
                   THEN (b.payable, b.withheld_tax) IS DISTINCT FROM (o.net_fen, o.tax_fen)
               WHEN o.status IN ('sending', 'unknown', 'in_transit')
                   THEN (b.in_transit, b.withheld_tax) IS DISTINCT FROM (o.net_fen, o.tax_fen)
               WHEN o.status = 'paid' THEN (b.paid, b.withheld_tax) IS DISTINCT FROM (o.net_fen, o.tax_fen)
               ELSE false END
           ORDER BY o.id""",
    ),
    (
        "payout_posting",
        "payout {0} and the posting that approved or paid it do not agree",
        """SELECT o.id FROM payout o
           LEFT JOIN ledger_posting a ON a.idempotency_key = 'payout:' || o.public_id || ':approved'
           LEFT JOIN ledger_posting d ON d.idempotency_key = 'payout:' || o.public_id || ':paid'
           WHERE (o.status NOT IN ('prepared', 'first_approved', 'rejected') AND a.id IS NULL)
               OR (o.status IN ('prepared', 'first_approved') AND a.id IS NOT NULL)
               OR (o.status = 'paid') <> (d.id IS NOT NULL)
               OR a.amounts <> jsonb_build_object('net', o.net_fen, 'tax', o.tax_fen)
               OR d.amounts <> jsonb_build_object('net', o.net_fen)
           ORDER BY o.id""",
    ),
    (
        "unasked",
        "posting {0} moves money of a payout that does not exist, or of another reward's",
        """SELECT p.id FROM ledger_posting p
           LEFT JOIN payout o ON o.public_id = split_part(p.idempotency_key, ':', 2)
           LEFT JOIN reward r ON r.id = o.reward_id
           WHERE starts_with(p.name, 'payout.') AND p.reverses_id IS NULL
               AND r.listing_id IS DISTINCT FROM p.promise_listing_id
           ORDER BY p.id""",
    ),
    (
        "witness",
        "posting {0} stands in no event of the record",
        """SELECT p.id FROM ledger_posting p LEFT JOIN (
               SELECT jsonb_array_elements_text(e.payload -> 'postings') AS hash FROM record_event e
               WHERE e.payload ? 'postings') w ON w.hash = p.hash
           WHERE w.hash IS NULL ORDER BY p.id""",
    ),
    (
        "gone",
        "event {0} names a posting that is not in the ledger",
        """SELECT DISTINCT w.id FROM (
               SELECT e.id, jsonb_array_elements_text(e.payload -> 'postings') AS hash FROM record_event e
               WHERE e.payload ? 'postings') w LEFT JOIN ledger_posting p ON p.hash = w.hash
           WHERE p.id IS NULL ORDER BY w.id""",
    ),
)


@dataclass(frozen=True)
class Fault:
    """One row that is not as it should be: which check found it, and the sentence that names it."""

    check: str
    sentence: str


@dataclass(frozen=True)
class Verified:
    """What was looked at and what was wrong with it."""

    accounts: int
    postings: int
    entries: int
    faults: tuple[Fault, ...]


def verify(session: Session) -> Verified:
    """Check everything in one snapshot (REPEATABLE READ is the caller's to set), however long it takes."""
    session.execute(text("SET LOCAL statement_timeout = 0"))
    counts = session.execute(
        text(
            "SELECT (SELECT count(*) FROM ledger_account), (SELECT count(*) FROM ledger_posting),"
            " (SELECT count(*) FROM ledger_entry)"
        )
    ).one()
    faults = tuple(
        Fault(name, words.format(found))
        for name, words, query in CHECKS
        for (found,) in session.connection().exec_driver_sql(query)
    )
    return Verified(counts[0], counts[1], counts[2], faults)


def told(found: Verified) -> list[str]:
    """The lines that say what was found and what was looked at, faults first."""
    lines = [f"{fault.check}: {fault.sentence}" for fault in found.faults]
    lines.append(f"Checked {found.accounts} accounts, {found.postings} postings, {found.entries} entries.")
    if not found.faults:
        lines.append("The books balance, and every posting stands in the record.")
    return lines
