"""The books are proved after a restoration as `flask ledger verify` proves them: from the entries alone."""

from market.backup.proof import Proved
from market.work import Work
from payouts.ledger.verify import told, verify


def prove_ledger(work: Work) -> Proved:
    """Recompute the books in the transaction of `work`."""
    found = verify(work.session)
    return Proved(told(found), not found.faults)
