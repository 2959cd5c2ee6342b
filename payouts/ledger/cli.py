"""`flask ledger verify`: recompute the books and name every row that is not as it was written."""

import click
from flask.cli import AppGroup
from sqlalchemy import text

from market.web.edge import db
from payouts.ledger.verify import verify

ledger_commands = AppGroup("ledger", help="The double-entry ledger.")


@ledger_commands.command("verify")
def verify_command() -> None:
    """Check every account, posting and entry; exit 1 when something was changed."""
    db.session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    result = verify(db.session)
    db.session.rollback()
    click.echo(f"Checked {result.accounts} accounts, {result.postings} postings, {result.entries} entries.")
    for fault in result.faults:
        click.echo(f"{fault.check}: {fault.sentence}", err=True)
    if result.faults:
        raise SystemExit(1)
    click.echo("The books balance, and every posting stands in the record.")
