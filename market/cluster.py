"""Every PostgreSQL cluster has the same three roles: a superuser to set up with, an owner that migrates, an
application that may only do what the migrations granted it.

The application role is no member of the owner, owns nothing and may not create: so an append-only table stays
append-only whatever the code tries.
"""

import hashlib
from dataclasses import dataclass, replace

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

OWNER = "market_owner"
APPLICATION = "market_app"
MAINTENANCE_DATABASE = "postgres"


@dataclass(frozen=True)
class Addresses:
    """The three ways into one database, as SQLAlchemy URLs (`postgresql+psycopg://`, with passwords)."""

    superuser_url: str
    owner_url: str
    application_url: str

    def of(self, database: str) -> "Addresses":
        """The same three roles in another database of the same cluster."""
        return replace(
            self,
            superuser_url=in_database(self.superuser_url, database),
            owner_url=in_database(self.owner_url, database),
            application_url=in_database(self.application_url, database),
        )


def addresses_at(
    superuser_url: str,
    *,
    owner_password: str,
    application_password: str,
    database: str = MAINTENANCE_DATABASE,
) -> Addresses:
    """The three addresses of a cluster whose superuser we are given, for instance by TEST_SUPERUSER_URL."""
    root = make_url(superuser_url).set(drivername="postgresql+psycopg", database=database)
    return Addresses(
        superuser_url=_shown(root),
        owner_url=_shown(root.set(username=OWNER, password=owner_password)),
        application_url=_shown(root.set(username=APPLICATION, password=application_password)),
    )


def borrowed(superuser_url: str) -> Addresses:
    """A cluster lent for a while (TEST_SUPERUSER_URL), with its two other roles made ready.

    Their passwords follow from the superuser's address, so that several processes borrow it at once and agree.
    """
    owner, application = (
        hashlib.sha256(f"{name} of {superuser_url}".encode()).hexdigest() for name in (OWNER, APPLICATION)
    )
    addresses = addresses_at(superuser_url, owner_password=owner, application_password=application)
    ensure_roles(addresses)
    return addresses


def in_database(url: str, database: str) -> str:
    """The same address with another database name."""
    return _shown(make_url(url).set(database=database))


def connect(url: str, *, autocommit: bool = True, connect_timeout_seconds: int = 10) -> psycopg.Connection:
    """A plain psycopg connection to an SQLAlchemy URL; the product itself goes through SQLAlchemy."""
    plain = make_url(url).set(drivername="postgresql")
    return psycopg.connect(_shown(plain), autocommit=autocommit, connect_timeout=connect_timeout_seconds)


def ensure_roles(addresses: Addresses) -> None:
    """Make the owner and the application role where missing, and give them the passwords of `addresses`.

    The password leaves this process only as its SCRAM verifier, so it can never stand in a server log.
    """
    with connect(addresses.superuser_url, autocommit=False) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('market roles'))")
        for url in (addresses.owner_url, addresses.application_url):
            name, password = make_url(url).username, make_url(url).password
            assert name, "the address of a role names the role"
            assert password, "the address of a role carries its password"
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
            verb = sql.SQL("ALTER ROLE" if known else "CREATE ROLE")
            verifier = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
            connection.execute(
                sql.SQL("{} {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD {}").format(
                    verb, sql.Identifier(name), sql.Literal(verifier.decode())
                )
            )


def database_exists(addresses: Addresses, name: str) -> bool:
    """Whether the cluster holds a database of this name."""
    with connect(addresses.of(MAINTENANCE_DATABASE).superuser_url) as connection:
        return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None


def create_database(addresses: Addresses, name: str, template: str | None = None) -> Addresses:
    """Create a database owned by the owner role and open to the application role only; return its addresses.

    With `template`, an exact copy of that database (nobody may be connected to it); a schema's grants come
    with the copy, a database's do not. Raises psycopg.errors.DuplicateDatabase where the name is taken.
    """
    with connect(addresses.of(MAINTENANCE_DATABASE).superuser_url) as connection:
        database = sql.Identifier(name)
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                database, sql.Identifier(OWNER), sql.Identifier(template or "template0")
            )
        )
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(APPLICATION)))
    made = addresses.of(name)
    if template is None:
        with connect(made.superuser_url) as connection:
            connection.execute(f"ALTER SCHEMA public OWNER TO {OWNER}")
            connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
            connection.execute(f"GRANT USAGE ON SCHEMA public TO {APPLICATION}")
    return made


def drop_database(addresses: Addresses, name: str) -> None:
    """Drop a database, ending whatever is connected to it; no error where there is none."""
    with connect(addresses.of(MAINTENANCE_DATABASE).superuser_url) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=False)
