"""Ready means: the database answers, and it has exactly the tables that this release was written for."""

from functools import cache
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("market", "listings", "mediators", "agreements", "payouts")


@cache
def expected_heads() -> frozenset[str]:
    """The newest revisions that stand in this release's migrations."""
    folders = [str(ROOT / floor / "migrations") for floor in FLOORS]
    return frozenset(ScriptDirectory(folders[0], version_locations=folders).get_heads())


def readiness(engine: Engine) -> dict[str, str]:
    """What is looked at, and how it is: "ok", or what is wrong in one word. Never raises for an absent database."""
    try:
        with engine.connect() as connection:
            made = connection.execute(text("SELECT to_regclass('public.alembic_version') IS NOT NULL")).scalar_one()
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars() if made else ()
            revisions = frozenset(found)
    except (OperationalError, NoConnection):
        return {"database": "unreachable", "migrations": "unknown"}
    except DBAPIError:
        return {"database": "ok", "migrations": "unreadable"}
    return {"database": "ok", "migrations": "ok" if revisions == expected_heads() else "differ"}
