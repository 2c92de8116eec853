"""After a full run with ``-v``: no secret in a file or output, no phone in a log (A3, G3, I30)."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import parse_qsl

from lazdesk.models.database import FILE_NAME
from lazdesk.sandbox.faults import Fault, Kind
from lazdesk.sandbox.people import Buyer
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World
from tests import mirrors
from tests.cli.terminal import ROOT, Ran, lazdesk

BUYER = Buyer(
    "Nguyễn Thị An", "84901234567", "12 Lê Lợi", "Phường Bến Nghé", "Quận 1", "Hồ Chí Minh"
)


def secrets(world: World) -> set[str]:
    """Every secret that went over the wire, and the app's own."""
    found = {world.haravan.token, world.lazada_platform.app.secret}
    for call in world.calls:
        sent = call.params | dict(parse_qsl(call.body.decode(errors="replace")))
        found |= {
            sent[name] for name in ("access_token", "refresh_token", "sign", "code") if name in sent
        }
    for token in world.lazada_platform._tokens:
        found |= {token.access, token.refresh}
    return found


def full_run(shops: PracticeShops) -> list[Ran]:
    """A day with trouble: tokens that die, answers that break, a refusal, a wrong token."""

    def trouble(world: World) -> None:
        world.lazada_platform.expire_access(world.lazada)
        for face in ("lazada", "haravan"):
            for kind in (Kind.GARBLED, Kind.RESET_BEFORE, Kind.TRUNCATED):
                world.faults.add(Fault(kind=kind, face=face, nth=3))
        world.faults.add(Fault(kind=Kind.REFUSED, path="/product/price*", code="501", message="no"))

    sku = next(iter(shops.world.lazada.by_seller_sku))
    order = shops.call(
        lambda world: world.lazada.place_order({sku: 1}, "VNPAY", buyer=BUYER, masked=False)
    )
    number = str(order.order_id)
    runs = []
    for words in (
        ["doctor"],
        ["sync", "--once", "--yes"],
        ["products", "publish", "--all"],
        ["config", "set", "push.price", "on", "--yes"],
        ["config", "set", "push.quantity", "on", "--yes"],
    ):
        runs.append(lazdesk(*words, "-v"))
    shops.call(trouble)
    for words in (
        ["sync", "--once", "--wait", "--yes"],
        ["orders", "ready-to-ship", number],
        ["orders", "show", number, "--json"],
        ["problems"],
        ["status", "--json"],
        ["connect", "haravan", "--token", "-"],
    ):
        runs.append(lazdesk(*words, "-v", stdin="wrong-token-0123456789abcdefghij"))
    shops.call(lambda world: world.lazada_platform.revoke(world.lazada))
    runs.append(lazdesk("sync", "--once", "-v"))
    return runs


def test_no_secret_leaves_the_keyring(connected: PracticeShops, tmp_path: Path) -> None:
    runs = full_run(connected)
    data = tmp_path / "data"
    files = [file for file in data.rglob("*") if file.is_file()]
    assert {"lazdesk.db", "lazdesk.log"} <= {file.name for file in files}
    written = b"".join(file.read_bytes() for file in files)
    said = "".join(run.out + run.err for run in runs).encode()
    wanted = {*secrets(connected.world), "wrong-token-0123456789abcdefghij"}
    assert len(wanted) > 20
    assert [secret for secret in wanted if secret.encode() in written] == []
    assert [secret for secret in wanted if secret.encode() in said] == []
    # The check would see one: the keyring holds them.
    assert connected.world.haravan.token in (tmp_path / "keyring.json").read_text()


def test_no_buyer_is_in_the_log(connected: PracticeShops, tmp_path: Path) -> None:
    runs = full_run(connected)
    log = (tmp_path / "data" / "lazdesk.log").read_text(encoding="utf-8")
    verbose = "".join(run.err for run in runs)
    for text in (log, verbose):
        assert text
        for private in (BUYER.name, BUYER.street, BUYER.phone, BUYER.phone[2:]):
            assert private not in text
        assert not re.search(r"(?<!\d)(?:84|0)9\d{8}(?!\d)", text)
    # The mirror knows the buyer: that is its job.
    assert BUYER.phone in lazdesk_database(tmp_path)


def lazdesk_database(tmp_path: Path) -> str:
    database = tmp_path / "data" / FILE_NAME
    return "\n".join(mirrors.dump(database, mirrors.command_key(database)))


# --- wherever bytes are ---------------------------------------------------------------------------

CANARY = (BUYER.name, BUYER.phone, BUYER.phone[2:], BUYER.street, "nguyen thi an")
ESCAPED = tuple(json.dumps(word)[1:-1] for word in CANARY)  # as JSON may write them


def bytes_of(folder: Path, *, but: str = " ") -> bytes:
    """Every byte of every file, packed ones unpacked."""
    found = []
    for file in folder.rglob("*"):
        if not file.is_file() or but in file.parts:
            continue
        found.append(file.read_bytes())
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                found += [packed.read(name) for name in packed.namelist()]
    return b"".join(found)


def everything_opened(data: Path) -> str:
    """The mirror and its copies without their encryption."""
    files = [data / FILE_NAME, *(data / "backups").glob("*.db")]
    return "\n".join("\n".join(mirrors.dump(file, mirrors.command_key(file))) for file in files)


def test_no_secret_and_no_buyer_is_on_the_disk_in_clear_and_nothing_once_forgotten(
    connected: PracticeShops, tmp_path: Path
) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    out.mkdir()
    runs = full_run(connected)
    (number,) = {str(order.order_id) for order in connected.world.lazada.orders.values()}
    for words in (
        ["products", "export", str(out / "links.xlsx")],
        ["backup", str(out / "copy.lazdesk"), "--passphrase", "-"],
        ["support", str(out / "support.zip")],
        ["orders", "list", "--json"],
        ["doctor", "--json"],
    ):
        runs.append(lazdesk(*words, "-v", stdin="một câu dài dễ nhớ"))
        assert runs[-1].status in (0, 3), runs[-1].err
    said = "".join(run.out + run.err for run in runs).encode()
    written = bytes_of(data, but="labels") + bytes_of(out) + said
    for word in (*secrets(connected.world), "một câu dài dễ nhớ", *CANARY, *ESCAPED):
        assert word.encode() not in written, word
    assert all(word in everything_opened(data) for word in CANARY)  # the check would see one
    with zipfile.ZipFile(out / "support.zip") as packed:
        assert set(packed.namelist()) == {"about.json", "lazdesk.log"}
        told = json.loads(packed.read("about.json"))
    assert told["database"]["encrypted"]
    assert told["shops"][0]["counts"]["orders"] == 1

    ran = lazdesk("forget-buyer", number, "--json")
    assert (ran.status, ran.document["forgotten"]) == (0, True), ran.err
    assert [word for word in CANARY if word in everything_opened(data)] == []
    assert [word for word in CANARY if word.encode() in bytes_of(data)] == []
    assert lazdesk("orders", "show", number, "--json").document[0]["total"] > 0

    seller = str(connected.world.lazada.seller_id)
    assert lazdesk("forget-shop", "--yes").status == 0
    assert lazdesk("disconnect", "haravan", "--yes").status == 0
    left = everything_opened(data)
    for word in (number, seller, *secrets(connected.world)):
        assert word not in left, word
        assert word.encode() not in bytes_of(data, but="lazdesk.log"), word
    assert [file for file in data.rglob("*") if seller in str(file)] == []
    assert seller not in (tmp_path / "keyring.json").read_text(encoding="utf-8")


CRASHING = """
import contextlib, os, resource
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
from lazdesk import cli
with contextlib.suppress(SystemExit):
    cli.main(["--version"])
print(resource.getrlimit(resource.RLIMIT_CORE), flush=True)
os.abort()
"""

if sys.platform != "win32":  # which writes none

    def test_a_crash_leaves_no_memory_on_the_disk(tmp_path: Path) -> None:
        """The program itself forbids it, whatever the system allows."""
        crashed = subprocess.run(
            [sys.executable, "-c", CRASHING],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert crashed.returncode == -signal.SIGABRT
        assert crashed.stdout.splitlines()[-1] == "(0, 0)"
        assert list(tmp_path.glob("*core*")) == []
