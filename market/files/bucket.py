"""A bucket of an S3-compatible storage in which files lie, under the same paths as in a folder.

Every request is signed with the key of the settings alone: no configuration, profile or credentials of the machine
are read. A storage that does not answer, or never to its end, is given up on within seconds, because somebody's
transaction waits for it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeVar

import structlog
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError
from botocore.session import Session

from market.files.deadline import answered_within
from market.files.store import NAME, FileMissing, StoreAway
from market.settings.environment import ObjectStorage

CONNECT_SECONDS: Final = 2
SILENT_SECONDS: Final = 5  # without a byte of the answer
TRIES: Final = 2
CALL_SECONDS: Final = 15  # all tries together, from the host's address to the last byte
LARGEST_BYTES: Final = 64 * 1024 * 1024  # more than any sealed file has; what is larger was put there by somebody else
NAMES_A_PAGE: Final = 1_000
ResultT = TypeVar("ResultT")

log = structlog.get_logger("market.files")


class Bucket:
    """A Place (market.files.store) in an object storage; asking for it opens no connection yet."""

    def __init__(self, storage: ObjectStorage):
        self._bucket = storage.bucket
        self._client = _client(storage)

    def read(self, name: str) -> bytes:
        """See Place. More bytes than any of our files has are not read to their end, and so are damaged."""
        try:
            return _asked(partial(self._body, name))
        except ClientError:
            raise FileMissing(name) from None

    def write(self, name: str, content: bytes) -> None:
        """See Place: one request, which the storage takes whole or not at all."""
        answer = _asked(partial(self._client.put_object, Bucket=self._bucket, Key=_key(name), Body=content))
        _demand_storage_s("ETag", answer)

    def remove(self, name: str) -> None:
        """See Place. The storage is asked once more, for a page of something on the way looks like a deletion done."""
        with suppress(ClientError):  # not there
            _asked(partial(self._client.delete_object, Bucket=self._bucket, Key=_key(name)))
        with suppress(FileMissing):
            self.read(name)
            raise _away("not deleted")

    def names(self, before: datetime | None = None) -> Iterator[str]:
        """See Place. What lies in the bucket under other names than ours is passed over."""
        after = ""
        while True:
            page = _asked(partial(self._page, after))
            lying = page.get("Contents", ())
            for one in lying:
                key = str(one["Key"])
                name = key.rpartition("/")[2]
                if NAME.fullmatch(name) and key == _key(name) and (before is None or one["LastModified"] < before):
                    yield name
            if not page.get("IsTruncated") or not lying:
                return
            after = str(lying[-1]["Key"])

    def _page(self, after: str) -> Any:
        page = self._client.list_objects_v2(Bucket=self._bucket, StartAfter=after, MaxKeys=NAMES_A_PAGE)
        _demand_storage_s("IsTruncated", page)
        return page

    def _body(self, name: str) -> bytes:
        answer = self._client.get_object(Bucket=self._bucket, Key=_key(name))
        with closing(answer["Body"]) as body:
            content: bytes = body.read(LARGEST_BYTES + 1)
        _demand_storage_s("ETag", answer)
        if len(content) < min(int(answer.get("ContentLength", 0)), LARGEST_BYTES + 1):
            raise _away("answer cut off")
        return content


def _client(storage: ObjectStorage) -> Any:
    here = {"profile": (None, None, None, None), "config_file": (None, None, os.devnull, None)}
    session = Session(session_vars=here | {"credentials_file": (None, None, os.devnull, None)})
    client = session.create_client(
        "s3",
        endpoint_url=storage.endpoint,
        region_name=storage.region,
        aws_access_key_id=storage.key_id,
        aws_secret_access_key=storage.secret,
        verify=True if storage.ca_file is None else str(storage.ca_file),
        config=Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=SILENT_SECONDS,
            retries={"mode": "standard", "total_max_attempts": TRIES},
            s3={"addressing_style": "path" if storage.path_style else "virtual"},
            # Checks that only one vendor knows are left out: our names prove the content.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            proxies={},
        ),
    )
    client.meta.events.register("before-call.s3", _stay_here)
    return client


def _stay_here(context: dict[str, Any], **_call: object) -> None:
    """Let a redirect be an answer like others: botocore would ask for the bucket's region, again at each redirect."""
    context["s3_redirect"]["redirected"] = True


def _asked(ask: Callable[[], ResultT]) -> ResultT:
    """What the storage answers. Raises ClientError where it says that there is no such file, else StoreAway."""
    try:
        return answered_within(CALL_SECONDS, ask)
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code") or error.response["ResponseMetadata"]["HTTPStatusCode"])
        if code == "NoSuchKey":
            raise
        raise _away(code) from error
    except TimeoutError as error:
        raise _away("took too long") from error
    except (BotoCoreError, ResponseParserError) as error:
        raise _away(type(error).__name__) from error


def _demand_storage_s(mark: str, answer: dict[str, Any]) -> None:
    """Something on the way may answer in the storage's place, as a network does that wants a sign-in first."""
    if mark not in answer:
        raise _away("no storage answered")


def _away(reason: str) -> StoreAway:
    log.error("the file storage cannot be used", reason=reason)
    return StoreAway(reason)


def _key(name: str) -> str:
    return f"{name[:2]}/{name}"
