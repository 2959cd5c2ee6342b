"""`make run`: the whole marketplace on one machine, started in order and stopped as one.

Order: database, sandbox provider, migrations, demo data, job worker, web pages. Everything is on 127.0.0.1,
and everything it keeps stands in the instance folder.
"""

import os
import sys
import time
import urllib.error
import urllib.request
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from demo import machine
from demo.processes import ChildFailed, Children, StopAsked
from market.embedded_postgres import EmbeddedPostgres
from market.postgres_install import EmbeddedPostgresError

ROOT = Path(__file__).resolve().parents[1]
READY_SECONDS = 60
FLASK = (sys.executable, "-m", "flask", "--app", "wsgi")


def main() -> int:
    """Run until asked to stop. Exit status: 0 stopped as asked, 1 a part failed, 2 it cannot start here."""
    instance = Path(os.environ.get("INSTANCE_FOLDER", str(ROOT / "instance"))).absolute()
    children = Children(ROOT, instance / "logs", os.environ)
    children.listen_to_signals()
    server = None if os.environ.get("DATABASE_URL") else EmbeddedPostgres(instance / "postgres")
    try:
        with machine.only_one(instance):
            try:
                start_all(children, server, instance)
                children.watch()
            finally:
                say("Stopping.")
                children.stop_all()
                if server is not None:
                    server.stop()
    except StopAsked:
        say("All stopped; the data stay in " + str(instance) + ".")
        return 0
    except ChildFailed as failed:
        say(f"{failed}\nEverything else was stopped.")
        return 1
    except (machine.CannotRun, EmbeddedPostgresError) as reason:
        say(str(reason))
        return 2
    return 0


def start_all(children: Children, server: EmbeddedPostgres | None, instance: Path) -> None:
    """Start the parts in order; returns once the pages answer. Raises StopAsked, ChildFailed or CannotRun."""
    port = machine.wanted_port(os.environ)
    settings = settings_for(server, instance, port)
    children.refuse_to_go_on_when_stopped()

    start_sandbox(children, settings, instance, port)
    owner_url = settings["MIGRATION_DATABASE_URL"]
    if not machine.tables_are_current(owner_url):
        children.run_to_its_end("migrations", [*FLASK, "db", "upgrade"], **settings)
    if not machine.has_data(owner_url, instance):
        await_answer(children, f"{settings['PROVIDER_BASE_URL']}/sandbox")
        say("Preparing the demonstration data (the first time this takes a while).")
        children.run_to_its_end("seed", [*FLASK, "demo", "seed"], **settings)
    children.start("worker", [*FLASK, "jobs", "work"], **settings)
    children.start("web", web_command(port), **settings)
    await_ready(children, port)
    await_answer(children, f"{settings['PROVIDER_BASE_URL']}/sandbox")
    say(screen(port, settings, server))


def settings_for(
    server: EmbeddedPostgres | None, instance: Path, port: int, *, keep_metrics: bool = False
) -> dict[str, str]:
    """Every setting of the demonstration, by its name in the environment."""
    settings = machine.make_keys(instance)
    if server is not None:
        settings |= machine.start_database(server)
        for sentence in server.said:
            say(sentence)
    elif not os.environ.get("MIGRATION_DATABASE_URL"):
        raise machine.CannotRun("DATABASE_URL is set, so MIGRATION_DATABASE_URL (the owner's) must be too.")
    return settings | {
        "MARKET_MODE": "demo",
        "INSTANCE_FOLDER": str(instance),
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PROVIDER_BASE_URL": f"http://127.0.0.1:{machine.port_after(port)}",
        "PROMETHEUS_MULTIPROC_DIR": str(machine.empty_folder(instance / "metrics", keep=keep_metrics)),
        "PYTHONUNBUFFERED": "1",
    }


def start_sandbox(children: Children, settings: dict[str, str], instance: Path, port: int) -> None:
    """Start the sandbox payment provider, which delivers its webhooks to our own pages; it answers a little later."""
    base = settings["PROVIDER_BASE_URL"]
    command = [sys.executable, "-m", "demo.sandbox", "--port", base.rpartition(":")[2]]
    command += ["--state", str(instance / "demo" / "sandbox.sqlite")]
    command += ["--webhook-url", f"http://127.0.0.1:{port}{machine.WEBHOOK_PATH}"]
    children.start("sandbox", command, **settings)


def web_command(port: int) -> list[str]:
    """gunicorn, which makes the application once and forks its workers from it. Without its control socket: that
    would lie in the home folder, shared by all who run one."""
    gunicorn = [sys.executable, "-m", "gunicorn", "wsgi:create_app()", "--preload", "--no-control-socket"]
    return [*gunicorn, "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]


def await_ready(children: Children, port: int) -> None:
    """Wait until /readyz says that database and migrations are there."""
    await_answer(children, f"http://127.0.0.1:{port}/readyz")


def await_answer(children: Children, url: str) -> None:
    """Wait until `url` answers 200; CannotRun after a minute, StopAsked or ChildFailed at once."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        children.look_once()
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise machine.CannotRun(f"{url} did not answer within {READY_SECONDS} seconds; see the logs.")


def screen(port: int, settings: dict[str, str], server: EmbeddedPostgres | None) -> str:
    """The one screen: where to look, who is who, how to stop."""
    lines = [
        "",
        "  揭榜领案 · Bounty Cases · demonstration",
        "",
        f"  Pages              http://127.0.0.1:{port}/",
        f"  Sandbox provider   {settings['PROVIDER_BASE_URL']}/sandbox",
        f"  Data and logs      {settings['INSTANCE_FOLDER']}",
    ]
    if server is None:
        lines.append("  Database           the one of DATABASE_URL")
    lines += ["", *sign_in_lines(), "", "  Stop with Ctrl-C. The data are kept for the next make run.", ""]
    return "\n".join(lines)


def sign_in_lines() -> list[str]:
    """Who the demo people are and how they sign in, as the cast tells it."""
    if find_spec("demo.cast") is None:
        return []
    return str(import_module("demo.cast").SIGN_IN_SCREEN()).splitlines()


def say(text: str) -> None:
    """To the operator's screen, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
