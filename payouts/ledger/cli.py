"""`flask ledger verify`: recompute the books and name every row that is not as it was written."""

import click
from flask.cli import AppGroup
from sqlalchemy import text

from market.web.edge import db
from payouts.ledger.verify import told, verify

ledger_commands = AppGroup("ledger", help="The double-entry ledger.")


@ledger_commands.command("verify")
def verify_command() -> None:
    """Check every account, posting and entry; exit 1 when something was changed."""
    db.session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    result = verify(db.session)
    db.session.rollback()
    for line in told(result):
        click.echo(line)
    if result.faults:
        raise SystemExit(1)
