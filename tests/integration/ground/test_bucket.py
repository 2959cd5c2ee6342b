"""Sealed files lie in a bucket as in a folder; a storage that fails keeps nothing by halves and tells no key."""

import hashlib
import ipaddress
import logging
import re
import socket
import ssl
import threading
import time
import traceback
import urllib.error
import urllib.request
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_httpserver import HTTPServer
from werkzeug import Response

from market.files import FileMissing, FileStore, StoreAway
from market.files.bucket import Bucket
from market.settings.environment import ObjectStorage
from tests.integration.object_storage import KEY_ID, SECRET, ObjectServer

NAME_KEY = bytes(range(32))
ABSENT = "0" * 64


@pytest.fixture
def storage(object_server: ObjectServer, request: pytest.FixtureRequest) -> ObjectStorage:
    """A bucket of this test's own."""
    return object_server.storage(f"b-{hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:20]}")


@pytest.fixture
def store(storage: ObjectStorage) -> FileStore:
    return FileStore(Bucket(storage), NAME_KEY)


def test_what_is_stored_comes_back_whole_after_a_restart(store, storage, object_server):
    name = store.put(b"sealed bytes")
    again = FileStore(Bucket(storage), NAME_KEY)
    assert again.get(name) == b"sealed bytes"
    assert again.put(b"sealed bytes") == name
    assert list(again.names()) == [name]
    assert [
        path.relative_to(object_server.folder / storage.bucket).as_posix()
        for path in object_server.kept(storage.bucket)
    ] == [f"{name[:2]}/{name}"]  # the paths of a folder: one can be copied into the other
    again.delete(name)
    again.delete(name)
    assert list(again.names()) == []


def test_what_is_not_there_and_what_is_no_name_are_missing(store):
    for name in (ABSENT, "../secret", "", "A" * 64, ABSENT + "\n"):
        with pytest.raises(FileMissing, match="missing"):
            store.get(name)
    store.delete(ABSENT)


def test_bytes_that_somebody_changed_no_longer_answer_and_storing_them_again_mends_it(store, monkeypatch):
    monkeypatch.setattr("market.files.bucket.LARGEST_BYTES", 1_000)
    name = store.put(b"sealed bytes")
    for change in (b"sealed bytez", b"", b"x" * 1_000_000):
        store.place.write(name, change)
        with pytest.raises(FileMissing, match="damaged"):
            store.get(name)
    store.put(b"sealed bytes")
    assert store.get(name) == b"sealed bytes"


def test_a_large_file_is_stored_whole(store):
    content = bytes(range(256)) * 80_000  # 20 MB, the most that is taken in
    assert store.get(store.put(content)) == content


def test_every_name_is_told_in_order_over_many_pages_and_nothing_else(store, storage, object_server, monkeypatch):
    monkeypatch.setattr("market.files.bucket.NAMES_A_PAGE", 20)
    names = sorted(hashlib.sha256(str(number).encode()).hexdigest() for number in range(90))
    bucket = object_server.folder / storage.bucket
    for name in names:
        (bucket / name[:2]).mkdir(exist_ok=True)
        (bucket / name[:2] / name).write_bytes(b"x")
    for stray in ("readme.txt", f"zz/{names[0]}", names[1], f"{names[2][:2]}/.{names[2]}.part"):
        (bucket / stray).parent.mkdir(exist_ok=True)
        (bucket / stray).write_bytes(b"x")
    assert list(store.names()) == names


def test_the_server_of_these_tests_serves_nobody_without_the_key(store, storage):
    name = store.put(b"sealed bytes")
    with pytest.raises(urllib.error.HTTPError, match="40[03]"):
        urllib.request.urlopen(f"{storage.endpoint}/{storage.bucket}/{name[:2]}/{name}")


def fails(storage: ObjectStorage, caplog: pytest.LogCaptureFixture, *, within: float = 15) -> str:
    """Why a storage that cannot be used is not used; whoever reads the error or the log learns no key."""
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    store, reasons = FileStore(Bucket(storage), NAME_KEY), set()
    put, get, delete = partial(store.put, b"sealed bytes"), partial(store.get, ABSENT), partial(store.delete, ABSENT)
    for ask in (put, get, delete, lambda: list(store.names())):
        began = time.monotonic()
        with pytest.raises(StoreAway) as away:
            ask()
        assert time.monotonic() - began < within
        reasons.add(away.value.reason)
        told = "".join(traceback.format_exception(away.value)) + caplog.text
        assert SECRET not in told + repr(storage)
        assert storage.secret not in told + repr(storage)
    return " ".join(sorted(reasons))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"secret": "another-secret-0123456789"}, "SignatureDoesNotMatch"),
        ({"key_id": "nobody-s-key-id"}, "InvalidAccessKeyId"),
        ({"bucket": "nobody-s-bucket"}, "NoSuchBucket"),
    ],
)
def test_a_storage_that_refuses_us_is_no_missing_file(storage, object_server, caplog, wrong, reason):
    assert fails(replace(storage, **wrong), caplog) == reason
    assert object_server.kept(storage.bucket) == []


def test_a_storage_that_is_not_there_is_given_up_on(storage, caplog):
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        assert fails(replace(storage, endpoint=f"http://127.0.0.1:{free.getsockname()[1]}"), caplog) == (
            "EndpointConnectionError"
        )


@pytest.mark.slow  # it waits for as long as a person would
def test_a_storage_that_says_nothing_is_given_up_on(storage, caplog, monkeypatch):
    monkeypatch.setattr("market.files.bucket.SILENT_SECONDS", 0.2)
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert fails(replace(storage, endpoint=address), caplog, within=5) == "ReadTimeoutError"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Response("<html>Please sign in to this network</html>", content_type="text/html"), "no storage answered"),
        (Response("<Error><Code>SlowDown</Code></Error>", status=503), "SlowDown"),
        (Response("all wrong", status=500), "500"),
        (Response("<html>Please sign in</html>", status=301, headers={"Location": "/sign-in"}), "301"),
        (Response("", status=302, headers={"Location": "/sign-in"}), "302"),
        (Response("", status=307, headers={"Location": "/", "x-amz-bucket-region": "eu-west-1"}), "307"),
        (Response("<Error><Code>PermanentRedirect</Code></Error>", status=301), "PermanentRedirect"),
        (
            Response("<Error><Code>AuthorizationHeaderMalformed</Code><Region>x</Region></Error>", status=400),
            "AuthorizationHeaderMalformed",
        ),
    ],
)
def test_an_answer_that_is_no_storage_s_stores_nothing_and_loses_nothing(
    storage, httpserver: HTTPServer, caplog, answer, reason
):
    httpserver.expect_request(re.compile(".*")).respond_with_response(answer)
    assert fails(replace(storage, endpoint=httpserver.url_for("").rstrip("/")), caplog) == reason
    assert {request.method for request, _ in httpserver.log} == {"PUT", "GET", "DELETE"}  # nothing else is asked for


@pytest.mark.parametrize("done", [200, 204])
def test_a_file_that_is_there_after_its_deletion_is_not_called_deleted(storage, httpserver: HTTPServer, done):
    place = f"/{storage.bucket}/{ABSENT[:2]}/{ABSENT}"
    httpserver.expect_request(place, method="DELETE").respond_with_data("", status=done)
    httpserver.expect_request(place, method="GET").respond_with_data("sealed bytes", headers={"ETag": '"x"'})
    with pytest.raises(StoreAway, match="not deleted"):
        Bucket(replace(storage, endpoint=httpserver.url_for("").rstrip("/"))).remove(ABSENT)
    assert [request.method for request, _ in httpserver.log] == ["DELETE", "GET"]


def test_a_storage_that_is_slow_to_wake_is_asked_again(storage, httpserver: HTTPServer):
    name = hashlib.sha256(b"any").hexdigest()
    place = f"/{storage.bucket}/{name[:2]}/{name}"
    httpserver.expect_ordered_request(place, method="PUT").respond_with_data("", status=503)
    httpserver.expect_ordered_request(place, method="PUT").respond_with_data("", headers={"ETag": '"x"'})
    Bucket(replace(storage, endpoint=httpserver.url_for("").rstrip("/"))).write(name, b"sealed bytes")
    assert [request.data for request, _ in httpserver.log] == [b"sealed bytes"] * 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "said", [b"HTTP/1.1 200 OK\r\n", b'HTTP/1.1 200 OK\r\nETag: "x"\r\nContent-Length: 9000\r\n\r\n']
)
def test_a_storage_that_drips_its_answer_is_given_up_on(storage, caplog, monkeypatch, said):
    monkeypatch.setattr("market.files.bucket.CALL_SECONDS", 1)
    over = threading.Event()

    def drip(connection: socket.socket) -> None:
        with closing(connection), suppress(OSError):
            connection.sendall(said)
            while not over.wait(0.1):
                connection.sendall(b"x")

    def serve(server: socket.socket) -> None:
        with suppress(OSError):  # closed at the end
            while True:
                threading.Thread(target=drip, args=[server.accept()[0]], daemon=True).start()

    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        threading.Thread(target=serve, args=[server], daemon=True).start()
        there = replace(storage, endpoint=f"http://127.0.0.1:{server.getsockname()[1]}")
        try:
            assert fails(there, caplog, within=3) == "took too long"
        finally:
            over.set()


def test_an_answer_cut_off_in_the_middle_is_no_file(storage):
    head = b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nETag: "x"\r\n\r\n' + b"x" * 400
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def cut_off() -> None:
            connection, _ = server.accept()
            connection.recv(65_536)
            connection.sendall(head)
            connection.close()

        threading.Thread(target=cut_off, daemon=True).start()
        store = FileStore(Bucket(replace(storage, endpoint=f"http://127.0.0.1:{server.getsockname()[1]}")), NAME_KEY)
        with pytest.raises(StoreAway, match="answer cut off"):
            store.get(ABSENT)


def test_a_storage_behind_https_must_be_vouched_for(storage, tmp_path, caplog):
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    vouched_for(certificate, key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with HTTPServer(host="127.0.0.1", ssl_context=context) as server:
        server.expect_request(re.compile(".*"), method="PUT").respond_with_data("", headers={"ETag": '"x"'})
        there = replace(storage, endpoint=f"https://127.0.0.1:{server.port}")
        assert fails(there, caplog) == "SSLError"
        assert len(server.log) == 0
        FileStore(Bucket(replace(there, ca_file=certificate)), NAME_KEY).put(b"sealed bytes")
        assert [request.data for request, _ in server.log] == [b"sealed bytes"]


def vouched_for(certificate: Path, key: Path) -> None:
    """Write a certificate of 127.0.0.1 by itself, and its key."""
    made = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "storage")])
    today = datetime.now(UTC).replace(tzinfo=None)  # what the builder takes
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    signed = (
        x509.CertificateBuilder(name, name, made.public_key(), x509.random_serial_number(), today - timedelta(1))
        .not_valid_after(today + timedelta(1))
        .add_extension(here, critical=False)
        .sign(made, hashes.SHA256())
    )
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    key.write_bytes(made.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))


def test_keys_and_profiles_of_the_machine_are_not_read(storage, tmp_path, monkeypatch):
    (tmp_path / "config").write_text("[profile other]\nendpoint_url = http://127.0.0.1:1\nregion = nowhere\n")
    for name, value in {
        "AWS_CONFIG_FILE": str(tmp_path / "config"),
        "AWS_PROFILE": "other",
        "AWS_ACCESS_KEY_ID": "another",
        "AWS_SECRET_ACCESS_KEY": "another",
        "AWS_SESSION_TOKEN": "another",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
        "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:1",
        "AWS_CA_BUNDLE": "/nowhere",
        "HTTP_PROXY": "http://127.0.0.1:1",
    }.items():
        monkeypatch.setenv(name, value)
    store = FileStore(Bucket(storage), NAME_KEY)
    assert store.get(store.put(b"sealed bytes")) == b"sealed bytes"


def test_the_key_id_and_the_secret_are_not_in_what_the_settings_print(storage):
    assert (KEY_ID in repr(storage), SECRET in repr(storage)) == (True, False)
