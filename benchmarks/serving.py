"""Both the product and what it is compared with are served by the same command that `make run` uses."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.stand import Stand
from demo.run import await_answer, web_command
from market.postgres_install import free_port

PRODUCT = "wsgi:create_app()"
BARE = "benchmarks.bare_page:create_app()"


@dataclass(frozen=True)
class Served:
    """A gunicorn that answers on `port` of 127.0.0.1; `master` is its process id."""

    port: int
    master: int

    def worker(self) -> int:
        """The process id of its first worker. Linux only, as /proc is asked."""
        listed = Path(f"/proc/{self.master}/task/{self.master}/children").read_text(encoding="ascii")
        return int(listed.split()[0])

    def resident_megabytes(self) -> float:
        """The memory of its first worker that stands in RAM (VmRSS), in MB of 10^6 bytes."""
        for line in Path(f"/proc/{self.worker()}/status").read_text(encoding="utf-8").splitlines():
            name, _, amount = line.partition(":")
            if name == "VmRSS":
                return int(amount.split()[0]) * 1024 / 1e6
        raise RuntimeError("this kernel does not tell VmRSS")


def serve(here: Stand, target: str, path: str, **changed: str) -> Served:
    """Start gunicorn on `target` and wait until `path` answers. `changed`: other values for workers or threads."""
    port = free_port()
    command = web_command(port)
    command[command.index(PRODUCT)] = target
    for option, value in changed.items():
        command[command.index(f"--{option}") + 1] = value
    name = "product" if target == PRODUCT else "bare"
    child = here.children.start(f"{name}-{port}", command, **here.settings)
    await_answer(here.children, f"http://127.0.0.1:{port}{path}")
    return Served(port, child.process.pid)
