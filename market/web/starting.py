"""What the process's settings give to the ground when an application starts: keys, folders, sessions, mail."""

import structlog
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import sessionmaker

from market import transactions, vault
from market.files import services as files
from market.notifications import sending
from market.people.queries import has_demo_accounts
from market.record import checkpoints
from market.record.protection import PROTECTION
from market.settings.environment import Settings, SettingsRefused
from market.vault.keys import MasterKey, VaultError
from market.web.edge import db

log = structlog.get_logger("market.start")


def start_ground(app: Flask) -> None:
    """Configure the ground from the application's settings. Raises SettingsRefused for a key that cannot be read."""
    settings: Settings = app.config["SETTINGS"]
    try:
        master = MasterKey.load(settings.vault_key_file)
    except VaultError as error:
        raise SettingsRefused(f"VAULT_KEY_FILE {settings.vault_key_file} cannot be used: {error.code}.") from error
    vault.configure(master, settings.vault_key_file)
    files.configure(files.store_in(files.place_of(settings), master), most_swept=settings.most_swept_files)
    checkpoints.configure(settings.checkpoint_file, settings.checkpoint_key_file)
    sending.configure(
        gateway_url=settings.mail_url,
        folder=settings.instance_folder / "mail" if settings.is_demo else None,
        public_url=settings.public_url,
    )
    with app.app_context():
        transactions.configure(sessionmaker(db.engine, expire_on_commit=False))
        _look_at_the_database(settings)
        db.engine.dispose()  # a server that forks after this must not share a connection


def _look_at_the_database(settings: Settings) -> None:
    """Raise SettingsRefused where the application's role could rewrite what is append-only, and in production
    where the database holds an account of the demonstration, whose password everybody knows.

    A database that does not answer now is not waited for: /readyz says that it is away, and asks both questions then.
    """
    try:
        with transactions.working(read_only=True) as work:
            faults = PROTECTION.faults(work.session)
            demonstrates = has_demo_accounts(work.session)
    except OperationalError:
        log.warning("the database does not answer; its accounts and the grants of its role were not looked at")
        return
    if faults:
        raise SettingsRefused(
            f"DATABASE_URL names a role that could {', '.join(faults[:4])}: name the application's own role."
        )
    if demonstrates and not settings.is_demo:
        raise SettingsRefused("DATABASE_URL names a database with demonstration accounts: production needs its own.")
