"""``selftest``: the installed program checks itself, on data of its own."""

from __future__ import annotations

import json
import os
import pkgutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import lazdesk
from lazdesk.commands.invocation import DONE, FAILED, Invocation
from lazdesk.models import desk, goods, queries
from lazdesk.models.database import FILE_NAME, open_database
from lazdesk.models.mirror_file import Key, is_plain
from lazdesk.platforms.clock import ScaledClock
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import Options, World, WorldClock
from lazdesk.settings import Hosts
from lazdesk.shop import Desk
from lazdesk.sync import cycle
from lazdesk.vault import NO_KEYRING, MemoryVault, Vault, VaultError

SPEED = 60.0
PRODUCTS = 40
# What the keyring library opens by name, which a frozen program may lack without anybody noticing.
KEYRINGS = {"linux": "secretstorage", "win32": "win32ctypes.pywin32.win32cred"}
# Programs, and scripts that only Alembic runs.
NO_MODULES = ("lazdesk.__main__", "lazdesk.models.migrations")


# The window's process: longest it may take, in seconds.
PATIENCE = 120
FROZEN = bool(getattr(sys, "frozen", False))
FONT = "Be Vietnam Pro"
TABS = 6


class SelftestError(Exception):
    """A check came out otherwise than it must; the text says how."""


@dataclass(frozen=True)
class Result:
    """One check: ``detail`` is what was found, or what went wrong."""

    check: str
    ok: bool
    detail: str
    seconds: float


def run(call: Invocation) -> int:
    """Exit status 0 when every check came out right, else 1."""
    with tempfile.TemporaryDirectory(prefix="lazdesk-selftest-") as name:
        folder = Path(name)
        checks: dict[str, Callable[[], str]] = {
            "imports": imports,
            "database": lambda: database(folder / "database"),
            "keyring": keyring,
            "sync": lambda: sync(folder / "sync"),
            "window": lambda: window(folder / "window"),
        }
        results = [_carried_out(name, check) for name, check in checks.items()]
    document = {
        "ok": all(result.ok for result in results),
        "checks": [vars(result) for result in results],
    }
    call.answer(
        document,
        [
            f"{'✓' if result.ok else '✗'} {result.check}  {result.detail} ({result.seconds:.1f} s)"
            for result in results
        ],
    )
    return DONE if document["ok"] else FAILED


def _carried_out(name: str, check: Callable[[], str]) -> Result:
    began = time.monotonic()
    try:
        ok, detail = True, check()
    except Exception as error:  # whatever a broken installation may raise is the finding
        ok, detail = False, f"{type(error).__name__}: {error}"
    return Result(name, ok, detail, round(time.monotonic() - began, 2))


# --- the checks -----------------------------------------------------------------------------------


def imports() -> str:
    """Every module of the program, and what it loads by name."""
    names = [
        module.name
        for module in pkgutil.walk_packages(lazdesk.__path__, "lazdesk.")
        if not module.name.startswith(NO_MODULES)
    ]
    if sys.platform in KEYRINGS:
        names.append(KEYRINGS[sys.platform])
    for name in names:
        import_module(name)
    return f"{len(names)} modules"


def database(folder: Path) -> str:
    """The migrations make an encrypted mirror that is found again as it was left."""
    folder.mkdir()
    key = Key.new()
    for value in ("vi", "en"):
        mirror = open_database(folder, datetime.now(UTC), key)
        try:
            with mirror.write() as connection:
                before = desk.settings(connection, "").get("ui.language", "vi")
                desk.set_setting(connection, "", "ui.language", "en")
        finally:
            mirror.close()
        if before != value:
            raise SelftestError(f"a setting was not kept: {before}")
    if is_plain(folder / FILE_NAME):
        raise SelftestError("the mirror is not encrypted")
    return "migrations, encrypted"


def keyring() -> str:
    """A secret comes back as it went in. Linux without a keyring service is no fault of ours."""
    name, secret = f"selftest/{uuid.uuid4().hex}", "Ễ" * 2_000
    try:
        vault = Vault()
    except VaultError as error:
        if sys.platform == "linux" and str(error) == NO_KEYRING[0]:
            return NO_KEYRING[0]
        raise
    vault.set(name, secret)
    try:
        if vault.get(name) != secret:
            raise SelftestError("a secret came back otherwise than it went in")
    finally:
        vault.delete(name)
    return "round trip"


def sync(folder: Path) -> str:
    """The engine connects to the practice shops, links, pushes and imports an order once."""
    folder.mkdir()
    world = World(1, PRODUCTS, WorldClock(SPEED), Options(traps=False))
    with PracticeShops(world) as shops:
        addresses, app = shops.addresses, world.lazada_platform.app
        hosts = Hosts(addresses.lazada_api, addresses.lazada_auth, addresses.haravan_api)
        opened = Desk(folder, MemoryVault, hosts, ScaledClock(SPEED))
        try:
            opened.connect_haravan(world.haravan.token)
            code = shops.call(lambda world: world.lazada_platform.grant(world.lazada))
            key = AppKey(app.key, app.secret)
            shop = opened.connect_lazada(key, code, app.callback).seller_id
            shops.call(_place_an_order)
            outcome = _synchronise(opened, shop)
        finally:
            opened.close()
        orders = shops.call(lambda world: len(world.haravan.orders))
        violations = shops.call(lambda world: list(world.violations))
    if outcome.stopped or outcome.failed or violations:
        raise SelftestError(f"{outcome.stopped} {outcome.failed} {violations}")
    if outcome.imported != 1 or orders != 1 or not outcome.pushed:
        raise SelftestError(f"imported {outcome.imported}, on Haravan {orders}: {outcome}")
    return f"{outcome.pushed} pushed, {outcome.imported} imported"


def _place_an_order(world: World) -> None:
    sku = next(sku for sku in world.lazada.skus.values() if sku.seller_sku.strip())
    world.lazada.place_order({sku.seller_sku: 1}, "COD", oversell=True)


def _synchronise(opened: Desk, shop: str) -> cycle.Outcome:
    """One cycle to know the goods, then one with everything published and switched on."""
    session = opened.session(shop)
    cycle.run_cycle(session)
    with opened.database.write() as connection:
        rows = queries.product_rows(connection, shop, session.org)
        goods.publish(connection, shop, {row.product_id for row in rows}, session.now())
        for setting in ("push.quantity", "push.price"):
            desk.set_setting(connection, shop, setting, "on")
    session = opened.session(shop)
    outcome = cycle.run_cycle(session, consent=True)
    cycle.wait_for_imports(session, outcome)
    return outcome


def window(folder: Path) -> str:
    """A new process opens the window on practice shops and goes through its tabs."""
    folder.mkdir()
    report = folder / "report.json"
    program = [sys.executable, *([] if FROZEN else ["-m", "lazdesk"]), "selftest", "--visit"]
    env = {**os.environ, "LAZDESK_DATA_DIR": str(folder)}
    began = time.time()
    done = subprocess.run(  # noqa: S603 - the program itself
        [*program, str(report)], env=env, capture_output=True, timeout=PATIENCE, check=False
    )
    if done.returncode != 0 or not report.exists():
        raise SelftestError(f"exit {done.returncode}: {done.stderr.decode(errors='replace')}")
    return judged(json.loads(report.read_text(encoding="utf-8")), began)


def judged(found: Mapping[str, Any], began: float) -> str:
    """What the window's process found, against what must be there. Raises SelftestError."""
    right = {
        "tabs": len(found["tabs"]) == TABS,
        "font": found["font"] == FONT and found["letters"],
        "translations": found["translations"],
        "paper": found["paper"],
    }
    if wrong := [name for name, is_right in right.items() if not is_right]:
        raise SelftestError(f"{', '.join(wrong)}: {found}")
    seconds = found["painted_at"] - began
    return f"{TABS} tabs on {found['platform']}, first paint after {seconds:.2f} s"
