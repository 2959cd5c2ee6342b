"""An application that could rewrite what is append-only does not start: grants are looked at, not believed.

Floors name their tables in `PROTECTED`; the roof merges them.
"""

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

_FAULTS = text("""
    SELECT named.name, forbidden.privilege
    FROM unnest(CAST(:tables AS text[])) AS named (name)
    JOIN pg_class AS found ON found.oid = to_regclass(named.name)
    CROSS JOIN unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS forbidden (privilege)
    WHERE has_table_privilege(found.oid, forbidden.privilege)
       OR forbidden.privilege = 'UPDATE' AND has_any_column_privilege(found.oid, 'UPDATE')
       OR pg_has_role(found.relowner, 'MEMBER')
    ORDER BY 1, 2
""")


class Protection:
    """The tables that the application may only add to."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def add(self, tables: Iterable[str]) -> None:
        """Take a floor's tables."""
        self.tables.update(tables)

    def clear(self) -> None:
        """Forget all of them; the roof merges anew for each application."""
        self.tables.clear()

    def faults(self, session: Session) -> list[str]:
        """What the session's role could do and must not, such as "UPDATE record_event"; tables not made yet pass."""
        found = session.execute(_FAULTS, {"tables": sorted(self.tables)})
        return [f"{privilege} {name}" for name, privilege in found]


PROTECTION = Protection()
