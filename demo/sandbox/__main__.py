"""`python -m demo.sandbox --port N --state FILE [--webhook-url URL]` runs the sandbox until told to stop.

The secrets come from the environment, where no list of processes shows them: PROVIDER_API_KEY (it begins with
sk_test_) and PROVIDER_WEBHOOK_SECRET.
"""

import argparse
import logging
import os
import signal
import sys
import threading
from pathlib import Path

from demo.sandbox.server import API_KEY, WEBHOOK_SECRET, Sandbox


def main(arguments: list[str]) -> int:
    """Run until INT or TERM; returns the exit status: 0, or 2 with one sentence when it cannot start."""
    parser = argparse.ArgumentParser(prog="python -m demo.sandbox", description="The sandbox payment provider.")
    parser.add_argument("--port", type=int, required=True, help="the port to listen on")
    parser.add_argument("--state", type=Path, required=True, help="the file that keeps everything")
    parser.add_argument("--host", default="127.0.0.1", help="a loopback address")
    parser.add_argument("--webhook-url", help="where events are delivered; none when absent")
    parser.add_argument("--settle-after-seconds", type=float, default=5.0, help="how long a payout is in transit")
    given = parser.parse_args(arguments)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    try:
        given.state.parent.mkdir(parents=True, exist_ok=True)
        sandbox = Sandbox(
            given.state,
            webhook_url=given.webhook_url,
            webhook_secret=os.environ.get("PROVIDER_WEBHOOK_SECRET") or WEBHOOK_SECRET,
            api_key=os.environ.get("PROVIDER_API_KEY") or API_KEY,
            settle_after_seconds=given.settle_after_seconds,
            host=given.host,
            port=given.port,
        ).start()
    except (OSError, ValueError) as problem:
        sys.stderr.write(f"The sandbox payment provider cannot start: {problem}\n")
        return 2
    sys.stdout.write(f"The sandbox payment provider is at {sandbox.url}/sandbox\n")
    sys.stdout.flush()
    stopping.wait()
    sandbox.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
