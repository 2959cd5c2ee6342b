"""A checkpoint signs the heads of the streams, so that what it covers can be neither cut nor recomputed unseen.

Checkpoints stand in a file outside the database, one JSON line each, only ever added to: each line names the
hash of the line before, carries the heads that have moved since, and is signed with Ed25519 (RFC 8032) by a
key that the database never sees. An outsider who keeps a copy and the public key can check both.
Nothing is signed over what was signed before and is there no longer: a recomputed history stays a fault.
"""

import base64
import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from market.durable import sync_folder, write_new

FORMAT = "market.checkpoint/1"
Head = tuple[int, str]  # the last sequence of a stream, and its hash


class CheckpointError(Exception):
    """The key or the file cannot be used; the sentence says why."""


@dataclass
class Checkpoints:
    """The file as read: every head that any line signed, and every fault found on the way."""

    lines: int = 0
    signed: dict[str, dict[int, str]] = field(default_factory=dict)  # stream -> sequence -> hash, in their order
    last_hash: str = ""
    last_taken_at: str | None = None
    torn_bytes: int = 0  # a line that a crash cut off; it was never acknowledged
    faults: list[str] = field(default_factory=list)

    @property
    def heads(self) -> dict[str, Head]:
        """The last head of each stream that was signed."""
        return {stream: next(reversed(signed.items())) for stream, signed in self.signed.items()}


@dataclass(frozen=True)
class Seen:
    """What the database says as the next line is signed; `lost` are events signed earlier that are there no longer."""

    heads: Mapping[str, Head]
    taken_at: datetime
    lost: Sequence[tuple[str, int]]  # stream and sequence


@dataclass(frozen=True)
class _Place:
    file: Path
    key_file: Path


_configured: dict[str, _Place] = {}


def configure(file: Path, key_file: Path) -> None:
    """Say where checkpoints go and where the key is; called once by the roof."""
    _configured["place"] = _Place(file, key_file)


def place() -> tuple[Path, Path]:
    """The checkpoint file and the key file. Raises RuntimeError before `configure`."""
    if "place" not in _configured:
        raise RuntimeError("no checkpoint file yet: the roof calls market.record.checkpoints.configure")
    return _configured["place"].file, _configured["place"].key_file


def generate_key(path: Path) -> None:
    """Make a new signing key (PEM, mode 0600). Raises CheckpointError where the file is there already."""
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    try:
        write_new(path, pem)
    except FileExistsError:
        raise CheckpointError(f"{path} is there already and is never overwritten.") from None


def load_key(path: Path) -> Ed25519PrivateKey:
    """The signing key. Raises CheckpointError where it is missing, damaged, or readable by others."""
    try:
        pem = path.read_bytes()
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise CheckpointError(f"{path} can be read by others: chmod 600 it.")
        key = serialization.load_pem_private_key(pem, password=None)
    except OSError:
        raise CheckpointError(f"{path} is not there or cannot be read.") from None
    except (ValueError, TypeError):
        raise CheckpointError(f"{path} holds no private key.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise CheckpointError(f"{path} holds no Ed25519 key.")
    return key


def public_pem(key: Ed25519PrivateKey) -> str:
    """The public key for whoever keeps a copy of the file and wants to check it."""
    return (
        key.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )


def append(file: Path, key: Ed25519PrivateKey, look: Callable[[Checkpoints], Seen]) -> int:
    """Sign the heads that have moved since the last line and add one line, synced to the disk.

    `look` is called once the file is held, so two signers never cross. Returns how many streams it covers anew;
    nothing is written when none has moved. Raises CheckpointError when the file is damaged, or holds a head that
    is no longer in the database: that is looked at before it is signed over.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    created = not file.exists()
    with open(file, "ab+", opener=_private) as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        stream.seek(0)
        known = _read(stream.read(), key.public_key())
        seen = look(known)
        said = known.faults or _contradictions(known, seen)
        if said:
            raise CheckpointError(f"{file}: " + "; ".join(said[:5]))
        moved = moved_since(known, seen.heads)
        if not moved:
            return 0
        if known.torn_bytes:
            stream.truncate(stream.seek(0, os.SEEK_END) - known.torn_bytes)
        stream.write(_signed_line(key, known, moved, seen.taken_at))
        stream.flush()
        os.fsync(stream.fileno())
    if created:
        sync_folder(file.parent)
    return len(moved)


def moved_since(known: Checkpoints, heads: Mapping[str, Head]) -> dict[str, Head]:
    """The heads that are not those signed last."""
    signed = known.heads
    return {name: head for name, head in sorted(heads.items()) if signed.get(name) != head}


def _contradictions(known: Checkpoints, seen: Seen) -> list[str]:
    """Where the database no longer holds what was signed."""
    ahead = sorted(name for name, head in known.heads.items() if seen.heads.get(name, (0, ""))[0] < head[0])
    return [f"the record of {name} is shorter than the checkpoint says" for name in ahead] + [
        f"event {sequence} of {name} is not the one that a checkpoint signed" for name, sequence in seen.lost
    ]


def read(file: Path, public: Ed25519PublicKey) -> Checkpoints:
    """Read and check every line; a file that is not there covers nothing."""
    return _read(file.read_bytes() if file.exists() else b"", public)


def _read(content: bytes, public: Ed25519PublicKey) -> Checkpoints:
    found = Checkpoints()
    *lines, torn = content.split(b"\n")
    found.torn_bytes = len(torn)
    for number, line in enumerate(lines, start=1):
        found.lines = number
        fault = _take_line(found, line, number, public)
        if fault:
            found.faults.append(f"checkpoint line {number}: {fault}")
        found.last_hash = hashlib.sha256(line).hexdigest()
    return found


def _take_line(found: Checkpoints, line: bytes, number: int, public: Ed25519PublicKey) -> str | None:
    try:
        signed = json.loads(line)
        body = signed["body"]
        signature = base64.b64decode(signed["signature"], validate=True)
        heads = {str(name): (int(head[0]), str(head[1])) for name, head in body["heads"].items()}
        linked = (body["format"], body["number"], body["previous"]) == (FORMAT, number, found.last_hash)
        taken_at = str(body["taken_at"])
    except (ValueError, KeyError, TypeError, IndexError):
        return "it cannot be read"
    try:
        public.verify(signature, _body_bytes(body))
    except InvalidSignature:
        return "its signature is not ours"
    if not linked:
        return "it does not follow the line before"
    found.last_taken_at = taken_at
    return _take_heads(found, heads)


def _take_heads(found: Checkpoints, heads: Mapping[str, Head]) -> str | None:
    """Add the heads of one line; what was signed first stands, and a line that contradicts it is a fault."""
    odd = []
    for stream, (sequence, signed_hash) in heads.items():
        earlier = found.signed.setdefault(stream, {})
        if earlier and sequence <= next(reversed(earlier)):
            odd.append(stream)
        else:
            earlier[sequence] = signed_hash
    return f"it signs anew what was signed before: {', '.join(sorted(odd)[:5])}" if odd else None


def _signed_line(key: Ed25519PrivateKey, known: Checkpoints, moved: Mapping[str, Head], taken_at: datetime) -> bytes:
    body = {
        "format": FORMAT,
        "number": known.lines + 1,
        "previous": known.last_hash,
        "taken_at": taken_at.isoformat(),
        "heads": {name: list(head) for name, head in moved.items()},
    }
    signature = base64.b64encode(key.sign(_body_bytes(body))).decode()
    return json.dumps({"body": body, "signature": signature}, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def _body_bytes(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
