"""dev.py, the script that sets the project up and checks it."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import dev


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands dev.py would have run; those whose text holds "fails" do not succeed."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: object) -> bool:
        commands.append(list(command))
        return not any("fails" in word for word in command)

    monkeypatch.setattr(dev, "run", run)
    monkeypatch.setattr(dev, "set_up", lambda: None)
    return commands


def test_the_checks_run_all_and_extra_arguments_go_to_pytest(ran: list[list[str]]) -> None:
    assert dev.main(["test", "-k", "vault"]) == 0
    assert len(ran) == 5
    assert ran[-1] == [dev.PYTHON, *dev.CHECKS["tests"], "-k", "vault"]
    assert all("vault" not in command for command in ran[:-1])


def test_a_failure_shows_in_summary_and_status_and_stops_nothing(
    ran: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(dev.CHECKS, "types", ["-m", "fails"])
    assert dev.main(["test"]) == 1
    assert len(ran) == 5
    assert capsys.readouterr().err.splitlines()[-1] == "dev.py: FAILED: types"


def test_a_set_up_that_fails_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise dev.SetupError("check the network")

    monkeypatch.setattr(dev, "set_up", fail)
    assert dev.main(["test"]) == 1
    assert "check the network" in capsys.readouterr().err


def test_a_package_is_built_and_then_checks_itself(
    ran: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "PACKAGE", tmp_path)
    assert dev.main(["package"]) == 0
    assert [command[-1] for command in ran] == ["lazdesk.spec", "selftest"]


@pytest.mark.parametrize("name", ["drill", "mutations"])
def test_a_long_proof_gets_the_arguments(ran: list[list[str]], name: str) -> None:
    assert dev.main([name, "--seed", "2"]) == 0
    assert ran == [[dev.PYTHON, "-m", f"tests.{name}", "--seed", "2"]]
    assert dev.main([name, "fails"]) == 1


def test_a_package_that_cannot_be_built_is_not_checked(
    ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "PYTHON", "fails")
    assert dev.main(["package"]) == 1
    assert len(ran) == 1


@pytest.mark.parametrize("arguments", [[], ["sell"], ["--help"]])
def test_wrong_usage_shows_the_commands(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == 2
    assert "dev.py demo" in capsys.readouterr().err


def test_pip_stands_in_for_uv(ran: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "SETUP_REQUIREMENTS", Path("fails.lock"))
    dev.install_requirements()
    assert ran[-1][:3] == [dev.PYTHON, "-m", "pip"]
    assert {"--require-hashes", str(dev.REQUIREMENTS)} <= set(ran[-1])


def test_packages_that_cannot_be_had_stop_the_set_up(
    ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "REQUIREMENTS", Path("fails.lock"))
    with pytest.raises(dev.SetupError, match="check the network"):
        dev.install_requirements()


def test_a_ready_machine_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    for step in ("install_system_packages", "make_venv", "install_requirements", "link_project"):
        monkeypatch.setattr(dev, step, lambda step=step: steps.append(step))
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    lock_file = tmp_path / "dev.lock"
    lock_file.write_text("ruff==1\n", encoding="utf-8")
    monkeypatch.setattr(dev, "REQUIREMENTS", lock_file)

    dev.set_up()
    assert len(steps) == 4
    dev.set_up()
    assert len(steps) == 4
    lock_file.write_text("ruff==2\n", encoding="utf-8")
    dev.set_up()
    assert len(steps) == 8


def test_only_missing_system_packages_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = "libgl1 installed\nlibglib2.0-0t64 installed\ndbus config-files\nlibegl1 installed\n"
    answer = subprocess.CompletedProcess([], 0, stdout=listed)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.run", lambda *_, **__: answer)
    assert dev.missing_system_packages() == [
        "libxkbcommon0",
        "libfontconfig1",
        "libdbus-1-3",
        "libxcb-cursor0",
        "libxcb-icccm4",
        "libxcb-keysyms1",
        "libxcb-shape0",
        "libxkbcommon-x11-0",
        "gnome-keyring",
        "dbus",
    ]


def test_other_systems_have_no_system_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert dev.missing_system_packages() == []


def test_the_project_is_found_wherever_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows reads a path file in an encoding of its own."""
    root = tmp_path / "Máy của Đỗ Thị Ễ"
    monkeypatch.setattr(dev, "ROOT", root)
    monkeypatch.setattr(dev, "VENV", root / ".venv")
    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    inside = sysconfig.get_path("purelib", vars={"base": "."})
    packages = root / ".venv" / inside
    packages.mkdir(parents=True)
    dev.link_project()
    line = (packages / "lazdesk.pth").read_text(encoding="ascii").strip()
    assert (packages / line).resolve() == root.resolve()


def test_the_checks_have_a_home_of_their_own(tmp_path: Path) -> None:
    env = dev.private_environment(tmp_path)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        assert Path(env[name]).is_relative_to(tmp_path)


def test_the_lock_files_pin_every_package_by_hash() -> None:
    for file in (dev.REQUIREMENTS, dev.SETUP_REQUIREMENTS):
        text = file.read_text(encoding="utf-8")
        pinned = [line for line in text.splitlines() if line[:1].isalnum()]
        assert pinned
        assert all("==" in line and line.endswith("\\") for line in pinned)
