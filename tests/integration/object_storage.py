"""A real S3-compatible storage on this machine's loopback: a server of its own that checks every signature."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from market.settings.environment import ObjectStorage

KEY_ID, SECRET = "the-market-s-key-id", "the-market-s-own-secret-0123456789"


@dataclass(frozen=True)
class ObjectServer:
    """Its address, and the folder in which each bucket is a folder."""

    address: str
    folder: Path

    def storage(self, bucket: str = "market-files") -> ObjectStorage:
        """The settings for a bucket, which is made where there is none."""
        (self.folder / bucket).mkdir(exist_ok=True)
        return ObjectStorage(self.address, bucket, "cn-north-1", KEY_ID, SECRET)

    def kept(self, bucket: str = "market-files") -> list[Path]:
        """The files that the server holds in a bucket."""
        return sorted(path for path in (self.folder / bucket).rglob("*") if path.is_file())


@contextmanager
def serving(folder: Path) -> Iterator[ObjectServer]:
    """Serve `folder` until the block ends."""
    log = folder.with_suffix(".log")
    folder.mkdir()
    program = Path(sys.executable).with_name("rclone")
    # With no caching at all this server spins for ever once a file was deleted; a millisecond of it is as good here.
    options = ["--addr", "127.0.0.1:0", "--auth-key", f"{KEY_ID},{SECRET}", "--dir-cache-time", "1ms", "-v"]
    with log.open("wb") as told:
        server = subprocess.Popen(
            [program, "serve", "s3", *options, "--config", "", str(folder)], stdout=told, stderr=told
        )
    try:
        yield ObjectServer(_address(server, log), folder)
    finally:
        server.terminate()
        server.wait(10)


def _address(server: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(200):
        found = re.search(r"http://127\.0\.0\.1:\d+", log.read_text())
        if found:
            return found.group()
        assert server.poll() is None, log.read_text()
        time.sleep(0.05)
    raise AssertionError(f"the storage did not start: {log.read_text()}")
