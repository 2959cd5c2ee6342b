"""`python -m demo.command ledger verify`: a flask command against the running demonstration of INSTANCE_FOLDER.

The settings are those that `make run` gives its own children; the database must be running.
"""

import os
import subprocess
import sys
from pathlib import Path

from demo.run import FLASK, ROOT, settings_for
from market.embedded_postgres import EmbeddedPostgres


def main() -> int:
    """Run the command and give its exit status."""
    instance = Path(os.environ.get("INSTANCE_FOLDER", str(ROOT / "instance"))).absolute()
    server = None if os.environ.get("DATABASE_URL") else EmbeddedPostgres(instance / "postgres")
    port = int(os.environ.get("PORT", "8000"))
    settings = settings_for(server, instance, port, keep_metrics=True)
    return subprocess.run([*FLASK, *sys.argv[1:]], cwd=ROOT, env=os.environ | settings, check=False).returncode  # noqa: S603 - the operator's own words


if __name__ == "__main__":
    raise SystemExit(main())
