#!/usr/bin/env python3
"""Set LazDesk up on this machine and run it or its checks.

    python3 dev.py demo [ARGS…]    run the program on the practice shops
    python3 dev.py test [ARGS…]    lint, types, import rules, tests (ARGS go to pytest)
    python3 dev.py bench [ARGS…]   measure
    python3 dev.py drill [ARGS…]   a day of buyers between any two calls: nothing may be sold twice
    python3 dev.py lives [N]       random lives of orders, planner and bookkeeper beside each other
    python3 dev.py month [N] [all]  a month of N orders over HTTP agrees with its books
    python3 dev.py meanwhile       the merchant acts in Haravan before each single call of ours
    python3 dev.py clicks [N]      clicks start within 2 s while N orders are imported
    python3 dev.py kills           the program is killed at every step of every button
    python3 dev.py mutations [RULE…]   plant a bug for every rule: its tests must fail
    python3 dev.py package         build the program's folder into dist/ and let it check itself
    python3 dev.py lock            renew requirements/*.lock from pyproject.toml

Needs Python 3.11 or later and nothing else. Everything is put into .venv; only as root on Debian
or Ubuntu are missing system packages installed too. The second run starts at once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
STAMP = VENV / "lazdesk-setup"
REQUIREMENTS = ROOT / "requirements" / "dev.lock"
SETUP_REQUIREMENTS = ROOT / "requirements" / "setup.lock"
PACKAGE = ROOT / "dist" / "lazdesk"
SUFFIX = ".exe" if os.name == "nt" else ""

# Debian packages: what Qt needs, with and without a screen, and a keyring for the tests.
SYSTEM_PACKAGES = (
    *("libgl1", "libegl1", "libglib2.0-0", "libxkbcommon0", "libfontconfig1", "libdbus-1-3"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0"),
    *("gnome-keyring", "dbus"),
)

CAMPAIGNS = {
    "drill": "tests.drill",
    "lives": "tests.sync.lives",
    "month": "tests.sync.month",
    "meanwhile": "tests.sync.meanwhile",
    "clicks": "tests.sync.click_start",
    "kills": "tests.sync.action_kills",
    "mutations": "tests.mutations",
}

CHECKS = {
    "lint": ["-m", "ruff", "check", "--quiet"],
    "format": ["-m", "ruff", "format", "--check", "--quiet"],
    "types": ["-m", "mypy"],
    "imports": [
        "-c",
        "from importlinter.cli import lint_imports_command as lint; lint()",
        "--no-logo",
    ],
    # One more than a small machine has cores: many tests wait, for a clock or another process.
    "tests": ["-m", "pytest", "-n", "3", "--dist", "worksteal"],
}


class SetupError(Exception):
    """The machine cannot be made ready; the text says what to do."""


def say(text: str) -> None:
    """Progress goes to stderr, so that what a command prints on stdout stays its own."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


# --- set-up -----------------------------------------------------------------------------------


def set_up() -> None:
    """Make .venv ready; nothing to do when it was built from these very lock files."""
    wanted = fingerprint()
    if Path(PYTHON).exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    started = time.monotonic()
    STAMP.unlink(missing_ok=True)
    install_system_packages()
    make_venv()
    install_requirements()
    link_project()
    STAMP.write_text(wanted, encoding="utf-8")
    say(f"ready after {time.monotonic() - started:.0f} s")


def fingerprint() -> str:
    """What .venv depends on: the locked packages, the interpreter, and where the project lies."""
    digest = hashlib.sha256(REQUIREMENTS.read_bytes())
    digest.update(f"{sys.version}\n{sys.executable}\n{ROOT}".encode())
    return digest.hexdigest()


def install_system_packages() -> None:
    """Install what Debian and Ubuntu lack, as root; anyone else is told what may be missing."""
    missing = missing_system_packages()
    if not missing:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        say(f"these system packages are missing: sudo {' '.join(command)}")
        return
    say(f"installing system packages: {' '.join(missing)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "--quiet=2"], [*command, "--quiet=2"]):
        if subprocess.run(step, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            say(f"{' '.join(step[:2])} failed; going on without")
            return


def missing_system_packages() -> list[str]:
    """The Debian packages that Qt, the keyring tests and `venv` need and that are not there."""
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        return []
    wanted = [*SYSTEM_PACKAGES]
    if find_spec("ensurepip") is None:
        wanted.insert(0, "python3-venv")
    listed = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\n"],
        capture_output=True,
        text=True,
        check=False,
    )
    # Newer releases call some libraries NAMEt64.
    installed = {
        name.removesuffix("t64")
        for name, _, status in (line.partition(" ") for line in listed.stdout.splitlines())
        if status == "installed"
    }
    return [name for name in wanted if name not in installed]


def make_venv() -> None:
    """Create .venv, or make it anew when its interpreter is gone or another one."""
    same_version = f"import sys; sys.exit(sys.version != {sys.version!r})"
    if Path(PYTHON).exists() and run([PYTHON, "-c", same_version]):
        return
    say(f"creating .venv with Python {sys.version.split()[0]}")
    # A process of its own: `venv` in this one would not see a just installed ensurepip.
    if not run([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        raise SetupError("cannot create .venv: install python3-venv and try again")


def install_requirements() -> None:
    """Install the locked packages, by uv where it can be had, else by pip (slower)."""
    say("installing the locked packages; this takes a while the first time")
    # Caches stay inside the project, like everything else.
    os.environ.setdefault("UV_CACHE_DIR", str(VENV / "cache" / "uv"))
    os.environ.setdefault("PIP_CACHE_DIR", str(VENV / "cache" / "pip"))
    locked = ["--require-hashes", "--only-binary", ":all:", "--requirement"]
    pip = [PYTHON, "-m", "pip", "--quiet", "install", *locked]
    uv = [PYTHON, "-m", "uv", "--quiet", "pip", "install", "--python", PYTHON, *locked]
    if run([*pip, str(SETUP_REQUIREMENTS)]) and run([*uv, str(REQUIREMENTS)]):
        return
    say("uv did not work here; trying with pip")
    if not run([*pip, str(REQUIREMENTS)]):
        raise SetupError("the packages could not be installed: check the network and try again")


def link_project() -> None:
    """Let .venv find the package in this folder: a path file needs no build and no download.

    The path is a relative one: the file is read in the system's own encoding, and that of Windows
    has no Vietnamese letters.
    """
    found = subprocess.run(
        [
            PYTHON,
            "-c",
            "import sysconfig; print(sysconfig.get_path('purelib', vars={'base': '.'}))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    packages = VENV / found.stdout.strip()
    (packages / "lazdesk.pth").write_text(f"{os.path.relpath(ROOT, packages)}\n", encoding="ascii")


# --- commands ---------------------------------------------------------------------------------


def run_program(arguments: Sequence[str]) -> int:
    """Become `python -m lazdesk ARGUMENTS`: signals and exit status are the program's own."""
    command = [PYTHON, "-m", "lazdesk", *arguments]
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606
    return subprocess.run(command, check=False).returncode


def test(arguments: Sequence[str]) -> int:
    """Run every check, also after one has failed, and sum up."""
    results: dict[str, bool] = {}
    with tempfile.TemporaryDirectory(prefix="lazdesk-test-") as home:
        env = private_environment(Path(home))
        for name, check in CHECKS.items():
            say(f"{name} …")
            started = time.monotonic()
            extra = arguments if name == "tests" else ()
            results[name] = run([PYTHON, *check, *extra], env=env, cwd=ROOT)
            verdict = "ok" if results[name] else "FAILED"
            say(f"{name}: {verdict} ({time.monotonic() - started:.1f} s)")
    failed = [name for name, passed in results.items() if not passed]
    say(f"FAILED: {', '.join(failed)}" if failed else f"all fine: {', '.join(results)}")
    return 1 if failed else 0


def package() -> int:
    """Build dist/lazdesk by lazdesk.spec; the program in it then checks itself in an empty home."""
    builder = [PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    if not run([*builder, "lazdesk.spec"], cwd=ROOT):
        return 1
    size = sum(file.lstat().st_size for file in PACKAGE.rglob("*"))
    say(f"{PACKAGE}: {size / 1_000_000:.0f} MB")
    with tempfile.TemporaryDirectory(prefix="lazdesk-package-") as home:
        env = {"QT_QPA_PLATFORM": "offscreen", **private_environment(Path(home))}
        if sys.platform == "darwin":
            env["HOME"] = str(Path.home())  # the keychain lies there; without one the system asks
        selftest = [str(PACKAGE / f"lazdesk{SUFFIX}"), "selftest"]
        return 0 if run(selftest, env=env, cwd=Path(home)) else 1


def campaign(name: str, *arguments: str) -> int:
    """Run one of the long proofs that the usual tests only try in short."""
    with tempfile.TemporaryDirectory(prefix="lazdesk-test-") as home:
        env = private_environment(Path(home))
        return 0 if run([PYTHON, "-m", CAMPAIGNS[name], *arguments], env=env, cwd=ROOT) else 1


def private_environment(home: Path) -> dict[str, str]:
    """An environment whose home is `home`: no check reads or writes the developer's own files."""
    folders = {
        "HOME": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
    }
    return {**os.environ, **{name: str(folder) for name, folder in folders.items()}}


def lock() -> int:
    """Renew the lock files: hashes for every platform, and no host named."""
    options = ["--universal", "--generate-hashes", "--python-version", "3.11", "--no-header"]
    uv = [PYTHON, "-m", "uv", "--quiet", "pip", "compile", "--upgrade", *options]
    groups = ["--group", "dev", "--group", "package"]
    done = [
        run([*uv, *groups, "pyproject.toml", "-o", str(REQUIREMENTS)], cwd=ROOT),
        run([*uv, "--group", "pyproject.toml:setup", "-o", str(SETUP_REQUIREMENTS)], cwd=ROOT),
    ]
    return 0 if all(done) else 1


def run(command: Sequence[str], env: dict[str, str] | None = None, cwd: Path | None = None) -> bool:
    """Run `command` on this terminal; whether it succeeded."""
    return subprocess.run(command, env=env, cwd=cwd, check=False).returncode == 0


def main(arguments: Sequence[str]) -> int:
    """Exit status: 0 fine, 1 something failed, 2 wrong usage; of `demo` and `bench` their own."""
    own = {"test", "package", "lock", *CAMPAIGNS}
    if not arguments or arguments[0] not in {"demo", "bench", *own}:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        set_up()
    except SetupError as error:
        say(str(error))
        return 1
    if arguments[0] == "test":
        return test(arguments[1:])
    if arguments[0] == "package":
        return package()
    if arguments[0] == "lock":
        return lock()
    if arguments[0] in CAMPAIGNS:
        return campaign(*arguments)
    return run_program(arguments)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - this is where an older one is told
        sys.exit("dev.py: LazDesk needs Python 3.11 or later: https://www.python.org/downloads/")
    sys.exit(main(sys.argv[1:]))
