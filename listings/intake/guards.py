"""What must hold before an import goes on; each guard is pure and names the reason it refuses."""

from market.lifecycle import Situation


def something_is_valid(s: Situation) -> str | None:
    """There is at least one row to import."""
    return None if s.subject.rows_valid else "import_has_nothing"


def everything_is_valid(s: Situation) -> str | None:
    """No row has an error, and no row of a further party belongs to no case."""
    return "import_has_faults" if s.subject.fault_count else None
