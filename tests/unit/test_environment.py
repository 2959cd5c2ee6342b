"""The machine's settings: typed, read once, refused by name; production takes nothing that is for show."""

from pathlib import Path

import pytest

from market.settings.environment import Mode, SettingsRefused, read_settings


@pytest.fixture
def demo(tmp_path: Path) -> dict[str, str]:
    for name in ("secret_key", "vault_key", "checkpoint_key"):
        (tmp_path / name).write_text("k" * 48)
    return {
        "MARKET_MODE": "demo",
        "DATABASE_URL": "postgresql+psycopg://market_app@127.0.0.1/market",
        "INSTANCE_FOLDER": str(tmp_path),
        "PROVIDER_BASE_URL": "http://127.0.0.1:9000",
        "PROVIDER_API_KEY": "sk_test_demo",
        "PROVIDER_WEBHOOK_SECRET": "whsec_demo",
    }


@pytest.fixture
def production(demo: dict[str, str]) -> dict[str, str]:
    return demo | {
        "MARKET_MODE": "production",
        "PUBLIC_URL": "https://jiebang.example",
        "TRUSTED_PROXIES": "1",
        "PROVIDER_BASE_URL": "https://provider.example",
        "PROVIDER_API_KEY": "sk_live_real",
    }


def test_a_demonstration_starts_with_its_own_keys(demo: dict[str, str]) -> None:
    settings = read_settings(demo)
    assert settings.mode is Mode.DEMO
    assert settings.statement_timeout_ms == 8000


def test_production_is_the_default_so_that_nobody_demonstrates_by_mistake(production: dict[str, str]) -> None:
    del production["MARKET_MODE"]
    assert read_settings(production).mode is Mode.PRODUCTION


@pytest.mark.parametrize("name", ["DATABASE_URL", "PROVIDER_BASE_URL", "PROVIDER_API_KEY", "PROVIDER_WEBHOOK_SECRET"])
def test_a_missing_setting_is_refused_by_name(demo: dict[str, str], name: str) -> None:
    del demo[name]
    with pytest.raises(SettingsRefused, match=name):
        read_settings(demo)


@pytest.mark.parametrize(
    ("name", "nonsense"),
    [
        ("DATABASE_URL", "sqlite:///here.db"),
        ("PROVIDER_WEBHOOK_SECRET", " "),
        ("PROVIDER_API_KEY", ""),
        ("STATEMENT_TIMEOUT_MS", "soon"),
        ("STATEMENT_TIMEOUT_MS", "0"),
        ("SESSION_HOURS", "-1"),
        ("MOST_SWEPT_FILES", "0"),
        ("BODY_LIMIT_BYTES", "1.5"),
        ("TRUSTED_PROXIES", "-1"),
        ("MARKET_MODE", "staging"),
        ("SECRET_KEY_FILE", "/nowhere/at/all"),
        ("VAULT_KEY_FILE", "/nowhere/at/all"),
    ],
)
def test_a_nonsensical_setting_is_refused_by_name(demo: dict[str, str], name: str, nonsense: str) -> None:
    with pytest.raises(SettingsRefused, match=name):
        read_settings(demo | {name: nonsense})


@pytest.mark.parametrize(
    ("name", "demonstration"),
    [
        ("PUBLIC_URL", "http://jiebang.example"),
        ("TRUSTED_PROXIES", "0"),
        ("PROVIDER_BASE_URL", "http://127.0.0.1:9000"),
        ("PROVIDER_BASE_URL", "HTTP://provider.example"),
        ("PROVIDER_API_KEY", "sk_test_demo"),
    ],
)
def test_production_refuses_what_only_a_demonstration_may_have(
    production: dict[str, str], name: str, demonstration: str
) -> None:
    with pytest.raises(SettingsRefused, match=name):
        read_settings(production | {name: demonstration})


@pytest.fixture
def with_storage(demo: dict[str, str]) -> dict[str, str]:
    return demo | {
        "FILE_STORE": "s3",
        "S3_ENDPOINT": "http://127.0.0.1:9000",
        "S3_BUCKET": "market-files",
        "S3_REGION": "cn-north-1",
        "S3_KEY_ID": "key-id",
        "S3_SECRET": "a/secret+with=marks",
    }


def test_files_lie_in_a_bucket_where_the_settings_say_so(with_storage: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("certificate")
    given = with_storage | {"S3_PATH_STYLE": "no", "S3_CA_FILE": str(tmp_path / "ca.pem")}
    storage = read_settings(given).object_storage
    assert storage is not None
    assert (storage.bucket, storage.path_style, storage.ca_file) == ("market-files", False, tmp_path / "ca.pem")
    assert storage.secret == "a/secret+with=marks"
    assert storage.secret not in repr(read_settings(given))


def test_without_it_they_lie_in_a_folder(demo: dict[str, str]) -> None:
    assert read_settings(demo).object_storage is None


@pytest.mark.parametrize("name", ["S3_ENDPOINT", "S3_BUCKET", "S3_REGION", "S3_KEY_ID", "S3_SECRET"])
def test_a_storage_half_described_is_refused_by_name(with_storage: dict[str, str], name: str) -> None:
    del with_storage[name]
    with pytest.raises(SettingsRefused, match=name):
        read_settings(with_storage)


@pytest.mark.parametrize(
    ("name", "nonsense"),
    [
        ("FILE_STORE", "tape"),
        ("S3_ENDPOINT", "s3.example"),
        ("S3_ENDPOINT", "ftp://s3.example"),
        ("S3_ENDPOINT", "https://"),
        ("S3_ENDPOINT", "https://s3.example:port"),
        ("S3_ENDPOINT", "https://s3.example/bucket"),
        ("S3_ENDPOINT", "https://s3.example?x=1"),
        ("S3_ENDPOINT", "https://key:a/secret+with=marks@s3.example"),
        ("S3_ENDPOINT", "https://key:hush@s3.example"),
        ("S3_BUCKET", "Market Files"),
        ("S3_BUCKET", "../files"),
        ("S3_BUCKET", "x"),
        ("S3_REGION", ""),
        ("S3_REGION", "here and there"),
        ("S3_KEY_ID", ""),
        ("S3_SECRET", " "),
        ("S3_SECRET", "a secret\n"),
        ("S3_PATH_STYLE", "perhaps"),
        ("S3_CA_FILE", "/nowhere/at/all"),
    ],
)
def test_a_nonsensical_storage_is_refused_by_name_and_no_secret_is_told(
    with_storage: dict[str, str], name: str, nonsense: str
) -> None:
    with pytest.raises(SettingsRefused, match=name) as refused:
        read_settings(with_storage | {name: nonsense})
    for secret in (with_storage["S3_SECRET"], "hush", "a secret"):
        assert secret not in str(refused.value)


@pytest.mark.parametrize("chosen", [{}, {"FILE_STORE": "folder"}])
@pytest.mark.parametrize(
    "name",
    ["S3_ENDPOINT", "S3_BUCKET", "S3_REGION", "S3_KEY_ID", "S3_SECRET", "S3_PATH_STYLE", "S3_CA_FILE"],
)
def test_any_word_of_a_storage_that_is_not_chosen_is_no_silent_folder(
    demo: dict[str, str], chosen: dict[str, str], name: str
) -> None:
    with pytest.raises(SettingsRefused, match=f"{name} is set, but FILE_STORE is not s3") as refused:
        read_settings(demo | chosen | {name: "a/secret+with=marks"})
    assert "marks" not in str(refused.value)


def test_production_stores_nothing_over_plain_http(production: dict[str, str], with_storage: dict[str, str]) -> None:
    with pytest.raises(SettingsRefused, match="S3_ENDPOINT"):
        read_settings(with_storage | production)
    encrypted = production | {"S3_ENDPOINT": "https://s3.example"}
    assert read_settings(with_storage | encrypted).object_storage is not None


def test_production_refuses_a_folder_in_which_a_demonstration_ran(production: dict[str, str]) -> None:
    (Path(production["INSTANCE_FOLDER"]) / "demo").mkdir()
    with pytest.raises(SettingsRefused, match="INSTANCE_FOLDER"):
        read_settings(production)
