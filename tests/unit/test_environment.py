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


def test_production_refuses_a_folder_in_which_a_demonstration_ran(production: dict[str, str]) -> None:
    (Path(production["INSTANCE_FOLDER"]) / "demo").mkdir()
    with pytest.raises(SettingsRefused, match="INSTANCE_FOLDER"):
        read_settings(production)
