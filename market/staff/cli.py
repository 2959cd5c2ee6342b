"""`flask people`: the first banner and its first administrators, on a machine where nobody can sign in yet."""

import click
from flask import current_app
from flask.cli import AppGroup

from market import transactions
from market.actor import Role
from market.refusals import WORDING, Refused
from market.staff.founding import add_jurisdiction, found_administrator

people = AppGroup("people", help="The first banner and its first administrators.")
ADMINISTRATIONS = [Role.SYSTEM_ADMIN.value, Role.SECURITY_ADMIN.value, Role.AUDIT_ADMIN.value]


@people.command("add-banner")
@click.argument("code")
@click.argument("name_zh")
@click.argument("name_en")
@click.argument("court_code")
def add_banner(code: str, name_zh: str, name_en: str, court_code: str) -> None:
    """Add a banner or county: division code, names, the court's code (150623 鄂托克前旗 "Otog Front Banner" 内0623)."""
    try:
        with transactions.working(request_id="command") as work:
            add_jurisdiction(work, code=code, name_zh=name_zh, name_en=name_en, court_code=court_code)
    except Refused as refused:
        raise click.ClickException(WORDING.of(refused.code)) from refused
    click.echo(f"{code} {name_zh}")


@people.command("create-admin")
@click.option("--banner", required=True, help="The division code.")
@click.option("--role", required=True, type=click.Choice(ADMINISTRATIONS))
@click.option("--name", required=True)
@click.option("--sign-in-name", required=True)
@click.option("--mail", default=None)
def create_admin(banner: str, role: str, name: str, sign_in_name: str, mail: str | None) -> None:
    """The first holder of an administration; prints the link to choose the password, or says that a mail carries it."""
    try:
        with transactions.working(request_id="command") as work:
            issued = found_administrator(
                work,
                jurisdiction_id=banner,
                role=Role(role),
                display_name=name,
                sign_in_name=sign_in_name,
                mail=mail,
            )
    except Refused as refused:
        raise click.ClickException(WORDING.of(refused.code)) from refused
    if issued.shown is None:
        click.echo(f"The link has been sent to {mail}.")
    else:
        click.echo(f"{current_app.config['SETTINGS'].public_url.rstrip('/')}{issued.shown}")
