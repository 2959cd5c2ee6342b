"""Recomputes the books from the entries alone, by SQL that shares nothing with the code that wrote them.

Whatever a superuser changed by hand is named: a posting whose hash no longer fits, an entry out of its
account's chain, a balance that its entries do not give, money that came from nowhere, a posting that no
event of the record knows, an event that names a posting which is gone.
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
        "entry {0} moves money of another jurisdiction or promise than its posting says",
        """SELECT e.id FROM ledger_entry e JOIN ledger_posting p ON p.id = e.posting_id
           JOIN ledger_account a ON a.id = e.account_id
           WHERE a.jurisdiction_id <> p.jurisdiction_id
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
    """Check everything in one snapshot (REPEATABLE READ is the caller's to set). Changes nothing."""
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
