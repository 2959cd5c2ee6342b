"""The house stands as drawn, and each way of breaking it is noticed: a planted import breaks its contract."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("market", "listings", "mediators", "agreements", "payouts", "demo")

PLANTS = {
    "an upward import": (
        "listings/planted.py",
        "import payouts\n",
        "listings is not allowed to import payouts",
    ),
    "an upward import hidden in a function": (
        "market/planted.py",
        "def later() -> None:\n    import agreements\n",
        "market is not allowed to import agreements",
    ),
    "an upward import under TYPE_CHECKING": (
        "mediators/planted.py",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from demo import run\n",
        "mediators is not allowed to import demo",
    ),
    "Flask in a service": (
        "listings/planting/services.py",
        "from flask import g\n",
        "listings.planting.services -> flask",
    ),
    "Flask hidden in a function of a service": (
        "payouts/planting/services.py",
        "def now() -> None:\n    from flask import g\n",
        "payouts.planting.services -> flask",
    ),
    "models that know a service, through a file without a place": (
        "agreements/planting/models.py",
        "from agreements.planting import bridge\n",
        "agreements.planting.models -> agreements.planting.bridge -> agreements.planting.services",
    ),
    "the roof imported from below": (
        "demo/planted.py",
        "import wsgi\n",
        "demo is not allowed to import wsgi",
    ),
}


def copy_house(into: Path) -> None:
    for floor in FLOORS:
        only_python = shutil.ignore_patterns("static", "translations", "__pycache__", "*.po", "*.typ")
        shutil.copytree(ROOT / floor, into / floor, ignore=only_python)
    shutil.copy(ROOT / "pyproject.toml", into)
    (into / "tests/architecture").mkdir(parents=True)
    shutil.copy(ROOT / "tests/architecture/import_contracts.py", into / "tests/architecture")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-cache", "--config", "pyproject.toml"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_house_keeps_its_contracts() -> None:
    done = lint(ROOT)

    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy of the house in which every plant stands."""
    copy = tmp_path_factory.mktemp("house")
    copy_house(copy)
    files = {path: text for path, text, _ in PLANTS.values()} | {
        "agreements/planting/bridge.py": "from agreements.planting import services\n",
        "agreements/planting/services.py": "",
    }
    for path, text in files.items():
        file = copy / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not (file.parent / "__init__.py").exists():
            (file.parent / "__init__.py").touch()
        file.write_text(text, encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1, done.stdout + done.stderr
    return " ".join(done.stdout.split())


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_import_breaks_a_contract(planted: str, plant: str) -> None:
    assert PLANTS[plant][2] in planted
