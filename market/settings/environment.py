"""The machine's settings are typed, read once, and refused by name when missing or nonsensical.

Production refuses to start with anything that only a demonstration may have.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from environs import Env, EnvError

MEGABYTE = 1024 * 1024


class Mode(StrEnum):
    DEMO = "demo"
    PRODUCTION = "production"


OF_THE_BUCKET = ("ENDPOINT", "BUCKET", "REGION", "KEY_ID", "SECRET", "PATH_STYLE", "CA_FILE")


class Storing(StrEnum):
    """Where sealed files lie."""

    FOLDER = "folder"
    S3 = "s3"


class SettingsRefused(Exception):
    """The environment cannot be used; the sentence names the setting and the remedy."""


@dataclass(frozen=True)
class ObjectStorage:
    """An S3-compatible storage; its secret is never printed. `ca_file` names the authority that vouches for it."""

    endpoint: str
    bucket: str
    region: str
    key_id: str
    secret: str = field(repr=False)
    path_style: bool = True
    ca_file: Path | None = None


@dataclass(frozen=True)
class Settings:
    """Everything the process needs to know before it starts. Sizes in bytes, times in milliseconds or hours."""

    mode: Mode
    database_url: str
    migration_database_url: str | None
    instance_folder: Path
    secret_key: str
    vault_key_file: Path
    checkpoint_key_file: Path
    provider_base_url: str
    provider_api_key: str
    provider_webhook_secret: str
    public_url: str
    trusted_proxies: int
    statement_timeout_ms: int
    session_hours: int
    body_limit_bytes: int
    form_limit_bytes: int
    mail_url: str | None
    metrics_token: str | None = None
    attempts_an_hour: int = (
        30  # by one address, at what visitors may do: applying as mediator; by one account, at its password
    )
    most_swept_files: int = 500  # so many that no upload kept, or a tenth of those that are kept, are deleted in a run
    object_storage: ObjectStorage | None = None  # where files lie; without it in files_folder

    @property
    def is_demo(self) -> bool:
        return self.mode is Mode.DEMO

    @property
    def files_folder(self) -> Path:
        return self.instance_folder / "files"

    @property
    def checkpoint_file(self) -> Path:
        return self.instance_folder / "checkpoints.jsonl"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read and check every setting. Raises SettingsRefused with one sentence that names the setting."""
    try:
        settings = _read(_Source(environment))
    except EnvError as error:
        raise SettingsRefused(f"Setting refused: {error}.") from error
    _check_sense(settings)
    if settings.mode is Mode.PRODUCTION:
        _check_production(settings)
    return settings


class _Source(Env):
    """environs over a given mapping instead of the process's environment."""

    def __init__(self, environment: Mapping[str, str] | None) -> None:
        super().__init__()
        self._given = environment

    def _get_from_environ(self, key, default, *, proxied=False):  # type: ignore[no-untyped-def]
        if self._given is None:
            return super()._get_from_environ(key, default, proxied=proxied)
        return key, self._given.get(key, default), None


def _read(env: Env) -> Settings:
    instance = Path(env.str("INSTANCE_FOLDER", "instance")).absolute()
    secret_file = Path(env.str("SECRET_KEY_FILE", str(instance / "secret_key"))).absolute()
    return Settings(
        mode=env.enum("MARKET_MODE", enum=Mode, by_value=True, default=Mode.PRODUCTION),
        database_url=env.str("DATABASE_URL"),
        migration_database_url=env.str("MIGRATION_DATABASE_URL", None),
        instance_folder=instance,
        secret_key=_secret(secret_file),
        vault_key_file=Path(env.str("VAULT_KEY_FILE", str(instance / "vault_key"))).absolute(),
        checkpoint_key_file=Path(env.str("CHECKPOINT_KEY_FILE", str(instance / "checkpoint_key"))).absolute(),
        provider_base_url=env.str("PROVIDER_BASE_URL"),
        provider_api_key=env.str("PROVIDER_API_KEY"),
        provider_webhook_secret=env.str("PROVIDER_WEBHOOK_SECRET"),
        public_url=env.str("PUBLIC_URL", "http://127.0.0.1:8000"),
        trusted_proxies=env.int("TRUSTED_PROXIES", 0),
        statement_timeout_ms=env.int("STATEMENT_TIMEOUT_MS", 8000),
        session_hours=env.int("SESSION_HOURS", 12),
        body_limit_bytes=env.int("BODY_LIMIT_BYTES", 24 * MEGABYTE),
        form_limit_bytes=env.int("FORM_LIMIT_BYTES", 4 * MEGABYTE),
        mail_url=env.str("MAIL_URL", None),
        metrics_token=env.str("METRICS_TOKEN", None),
        attempts_an_hour=env.int("ATTEMPTS_AN_HOUR", 30),
        most_swept_files=env.int("MOST_SWEPT_FILES", 500),
        object_storage=_object_storage(env),
    )


def _object_storage(env: Env) -> ObjectStorage | None:
    if env.enum("FILE_STORE", enum=Storing, by_value=True, default=Storing.FOLDER) is Storing.FOLDER:
        for name in (f"S3_{word}" for word in OF_THE_BUCKET):
            if env.str(name, None) is not None:
                raise SettingsRefused(f"{name} is set, but FILE_STORE is not s3: set it, or take the other away.")
        return None
    ca_file = env.str("S3_CA_FILE", None)
    return ObjectStorage(
        endpoint=env.str("S3_ENDPOINT"),
        bucket=env.str("S3_BUCKET"),
        region=env.str("S3_REGION"),
        key_id=env.str("S3_KEY_ID"),
        secret=env.str("S3_SECRET"),
        path_style=env.bool("S3_PATH_STYLE", True),
        ca_file=None if ca_file is None else Path(ca_file).absolute(),
    )


def _secret(file: Path) -> str:
    if not file.is_file():
        raise SettingsRefused(
            f"SECRET_KEY_FILE names {file}, which is not there: `python -m market.keys FOLDER` makes it."
        )
    text = file.read_text().strip()
    if len(text) < 32:
        raise SettingsRefused("SECRET_KEY_FILE holds fewer than 32 characters: make it with 32 random bytes or more.")
    return text


def _check_sense(settings: Settings) -> None:
    if not settings.database_url.startswith("postgresql+psycopg://"):
        raise SettingsRefused("DATABASE_URL must start with postgresql+psycopg://: PostgreSQL is the one database.")
    sizes = ("statement_timeout_ms", "session_hours", "body_limit_bytes", "form_limit_bytes")
    for name in (*sizes, "attempts_an_hour", "most_swept_files"):
        if getattr(settings, name) <= 0:
            raise SettingsRefused(f"{name.upper()} must be greater than nought.")
    for name in ("provider_base_url", "provider_api_key", "provider_webhook_secret"):
        if not getattr(settings, name).strip():
            raise SettingsRefused(f"{name.upper()} must not be empty.")
    if settings.trusted_proxies < 0:
        raise SettingsRefused("TRUSTED_PROXIES must be nought or more.")
    for name, file in (
        ("VAULT_KEY_FILE", settings.vault_key_file),
        ("CHECKPOINT_KEY_FILE", settings.checkpoint_key_file),
    ):
        if not file.is_file():
            raise SettingsRefused(f"{name} names {file}, which is not there: `python -m market.keys FOLDER` makes it.")
    if settings.object_storage is not None:
        _check_object_storage(settings.object_storage)


def _check_object_storage(storage: ObjectStorage) -> None:
    """No sentence repeats a value: an address may hold a password by mistake."""
    try:
        address = urlsplit(storage.endpoint)
        bare = f"{address.scheme}://{address.hostname}" + ("" if address.port is None else f":{address.port}")
    except ValueError:
        bare = ""
    if storage.endpoint.removesuffix("/").lower() != bare or not bare.startswith(("http://", "https://")):
        raise SettingsRefused("S3_ENDPOINT must be https://host or https://host:port and nothing more.")
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", storage.bucket):
        raise SettingsRefused("S3_BUCKET must have 3 to 63 small letters, digits, dots or hyphens.")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", storage.region):
        raise SettingsRefused("S3_REGION must be a region's name, such as cn-north-1.")
    for name, value in (("S3_KEY_ID", storage.key_id), ("S3_SECRET", storage.secret)):
        if not re.fullmatch(r"[!-~]+", value):
            raise SettingsRefused(f"{name} must not be empty, nor hold blanks or other than plain characters.")
    if storage.ca_file is not None and not storage.ca_file.is_file():
        raise SettingsRefused(f"S3_CA_FILE names {storage.ca_file}, which is not there.")


def _check_production(settings: Settings) -> None:
    if not settings.public_url.startswith("https://"):
        raise SettingsRefused("PUBLIC_URL must start with https:// in production.")
    if settings.trusted_proxies == 0:
        raise SettingsRefused("TRUSTED_PROXIES must be 1 or more in production: https ends at a proxy you trust.")
    if not settings.provider_base_url.startswith("https://"):
        raise SettingsRefused("PROVIDER_BASE_URL must be https in production: the sandbox is for the demonstration.")
    if settings.provider_api_key.startswith("sk_test_"):
        raise SettingsRefused("PROVIDER_API_KEY is a test key; production needs a live one.")
    if settings.object_storage is not None and not settings.object_storage.endpoint.lower().startswith("https://"):
        raise SettingsRefused("S3_ENDPOINT must start with https:// in production.")
    if (settings.instance_folder / "demo").exists():
        raise SettingsRefused("INSTANCE_FOLDER holds a demonstration; choose another folder for production.")
