"""Ready means: the database answers, it has exactly the tables that this release was written for, our role in it
could not rewrite what is append-only, and in production nobody signs in with an account of the demonstration.
Start-up asks the last two as well, but only where the database answers then."""

from functools import cache
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import Session

from market.floors import FLOORS
from market.people.queries import has_demo_accounts
from market.record.protection import PROTECTION

ROOT = Path(__file__).resolve().parents[2]


@cache
def expected_heads() -> frozenset[str]:
    """The newest revisions that stand in this release's migrations."""
    folders = [str(ROOT / floor / "migrations") for floor in FLOORS]
    return frozenset(ScriptDirectory(folders[0], version_locations=folders).get_heads())


def readiness(engine: Engine, *, is_demo: bool) -> dict[str, str]:
    """What is looked at, and how it is: "ok", or what is wrong in one word. Never raises for an absent database."""
    try:
        with Session(engine) as session:
            made = session.execute(text("SELECT to_regclass('public.alembic_version') IS NOT NULL")).scalar_one()
            found = session.execute(text("SELECT version_num FROM alembic_version")).scalars() if made else ()
            revisions = frozenset(found)
            too_wide = PROTECTION.faults(session)
            demonstrates = not is_demo and has_demo_accounts(session)
    except (OperationalError, NoConnection):
        return {"database": "unreachable", "migrations": "unknown", "grants": "unknown", "accounts": "unknown"}
    except DBAPIError:
        return {"database": "ok", "migrations": "unreadable", "grants": "unknown", "accounts": "unknown"}
    return {
        "database": "ok",
        "migrations": "ok" if revisions == expected_heads() else "differ",
        "grants": "too_wide" if too_wide else "ok",
        "accounts": "demonstration" if demonstrates else "ok",
    }
