"""How the project is built: floors, homes of packages, sizes, and what must not be in a file."""

from __future__ import annotations

import ast
import sys
import tomllib
from pathlib import Path

import grimp
import pytest
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lazdesk"
MAX_LINES = 450

# Spelled so that this file passes its own test.
REGISTRY_HOSTS = [
    ".".join(labels)
    for labels in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("debian", "org"),
        ("ubuntu", "com"),
        ("crates", "io"),
    )
]


def python_files(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


SOURCES = python_files(PACKAGE)
ALL_PYTHON = [ROOT / "dev.py", *SOURCES, *python_files(ROOT / "tests")]


def test_imports_keep_to_the_contracts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    configure()
    kept = lint_imports(cache_dir=None, no_logo=True)
    assert kept, capsys.readouterr().out


def test_every_package_in_use_has_a_home() -> None:
    """A contract says who may import it; without one anybody could."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    at_home = {
        package
        for contract in settings["tool"]["importlinter"]["contracts"]
        for package in contract.get("protected_modules", ())
    }
    graph = grimp.build_graph("lazdesk", include_external_packages=True, cache_dir=None)
    in_use = {name for name in graph.modules if name.partition(".")[0] != "lazdesk"}
    assert in_use - at_home - sys.stdlib_module_names == set()


def prints(path: Path) -> bool:
    calls = [
        node.func
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    return any(isinstance(called, ast.Name) and called.id == "print" for called in calls)


def test_only_commands_print() -> None:
    commands = {PACKAGE / "cli.py", *(PACKAGE / "commands").rglob("*.py")}
    assert [named(path) for path in SOURCES if path not in commands and prints(path)] == []


def test_every_folder_says_what_lives_there() -> None:
    folders = sorted({path.parent for path in ALL_PYTHON if path.parent != ROOT})
    # Alembic's scripts are data, not a package.
    packages = [folder for folder in folders if "migrations" not in folder.parts]
    assert [named(folder) for folder in packages if not docstring(folder / "__init__.py")] == []


def docstring(path: Path) -> str | None:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) if path.exists() else None


def test_a_file_tells_one_story() -> None:
    too_long = [named(path) for path in ALL_PYTHON if line_count(path) > MAX_LINES]
    assert too_long == []


def line_count(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_no_file_names_a_package_registry() -> None:
    roots = [PACKAGE, ROOT / "tests", ROOT / "requirements", ROOT / "resources", ROOT / ".ci"]
    files = [path for root in roots for path in root.rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file()]
    naming = [
        f"{named(path)}: {host}"
        for path in files
        if "__pycache__" not in path.parts
        for host in REGISTRY_HOSTS
        if host.encode() in path.read_bytes()
    ]
    assert naming == []
