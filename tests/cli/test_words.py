"""What is typed and what is read: usage mistakes, help, UTF-8 (G1, interfaces.md)."""

from __future__ import annotations

import json
import subprocess

import pytest

from lazdesk.commands.words import parser
from lazdesk.sandbox.server import PracticeShops
from tests.cli.terminal import command, environment, lazdesk


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["synk"], "LỆNH không nhận 'synk'"),
        (["connect"], "thiếu haravan|lazada"),
        (["connect", "lazada"], "thiếu --app-key"),
        (["sync", "--twice"], "không có --twice"),
        (["sandbox", "--port", "x"], "--port cần một số"),
        (["products", "list", "--shop"], "--shop cần một giá trị"),
        (
            ["connect", "lazada", "--app-key", "1", "--code", "2", "--redirected", "3"],
            "--redirected không dùng cùng với --code",
        ),
    ],
)
def test_a_mistake_is_one_vietnamese_line_and_status_2(words: list[str], said: str) -> None:
    ran = lazdesk(*words)
    assert ran.status == 2
    assert ran.out == ""
    assert said in ran.err
    assert "--help" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        "explain CODE OTHER --json --shop 5",
        "explain --json --shop 5 CODE OTHER",
        "--shop 5 explain CODE --json OTHER",
        "--json explain --shop 5 CODE OTHER",
    ],
)
def test_options_stand_anywhere_among_the_codes(words: str) -> None:
    typed = parser().parse_args(["products", *words.split()])
    assert (typed.action, typed.codes) == ("explain", ["CODE", "OTHER"])
    assert (typed.json, typed.shop) == (True, "5")


def test_a_secret_on_the_command_line_is_refused_and_not_repeated() -> None:
    ran = lazdesk("connect", "haravan", "--token", "abc123")
    assert ran.status == 2
    assert "abc123" not in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ["config", "get"],
        ["config", "set", "stock.buffer"],
        ["config", "set", "stock.buffer", "many"],
        ["config", "get", "no.such.key"],
        ["config", "set", "orders.import_from", ""],
    ],
)
def test_a_setting_that_cannot_be(words: list[str]) -> None:
    ran = lazdesk(*words, "--json")
    assert ran.status == 2
    assert ran.error


@pytest.mark.parametrize(
    "words",
    [
        ["products", "publish"],
        ["products", "explain"],
        ["orders", "ready-to-ship"],
        ["problems", "ignore"],
        ["problems", "retry", "first"],
        ["problems", "ignore", "4711"],
    ],
)
def test_a_command_without_its_object(connected: PracticeShops, words: list[str]) -> None:
    lazdesk("sync", "--once")
    ran = lazdesk(*words, "--json")
    assert (ran.status, ran.error) == (2, "usage")


def test_codes_and_orders_that_do_not_exist(connected: PracticeShops) -> None:
    lazdesk("sync", "--once")
    ran = lazdesk("products", "publish", "4711")
    assert (ran.status, "4711" in ran.err) == (2, True)
    ran = lazdesk("orders", "show", "4711")
    assert (ran.status, "4711" in ran.err) == (2, True)


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["doctor"],
        ["products", "list"],
        ["orders", "list"],
        ["sync", "--once"],
        ["sync"],
        ["problems"],
        ["disconnect", "lazada", "--yes"],
    ],
)
def test_before_anything_is_connected(keyring: None, words: list[str]) -> None:
    ran = lazdesk(*words)
    expected = 0 if words == ["status"] else 3
    assert ran.status == expected
    assert "Chưa kết nối" in ran.out + ran.err or "chưa kết nối" in ran.out


def test_turning_a_switch_on_needs_the_consent(connected: PracticeShops) -> None:
    """C1: nobody there to agree, nothing is switched on."""
    ran = lazdesk("config", "set", "push.quantity", "on")
    assert (ran.status, "--yes" in ran.err) == (2, True)
    assert lazdesk("config", "get", "push.quantity").out == "push.quantity = off\n"


def test_a_preview_needs_the_stock_read(connected: PracticeShops) -> None:
    """C1: what has not been looked at cannot be agreed to by a person."""
    lazdesk("sync", "--once")
    lazdesk("products", "publish", "--all")
    products = lazdesk("products", "list", "--json").document
    assert {product["wanted_quantity"] for product in products} == {None}
    ran = lazdesk("config", "set", "push.quantity", "on", "--json")
    assert (ran.status, ran.error) == (2, "usage")
    assert "lazdesk sync --once" in ran.err


def test_what_changed_since_the_preview_is_said_and_nothing_switched_on(
    connected: PracticeShops,
) -> None:
    """C1: preview then confirm, or stop and say what changed meanwhile."""
    lazdesk("sync", "--once")
    lazdesk("products", "publish", "--all")
    lazdesk("sync", "--once")
    previewed = lazdesk("products", "preview", "--json").document
    change = next(row for row in previewed if row["kind"] == "price")
    variants = connected.world.haravan.variants.values()
    variant = next(v for v in variants if v.barcode == change["seller_sku"])
    price = variant.price + 5000
    connected.call(lambda world: world.haravan.set_price(variant.id, price))
    lazdesk("sync", "--once")
    ran = lazdesk("config", "set", "push.price", "on")
    assert ran.status == 2
    assert f"{change['seller_sku']}: {change['wanted']} → {price}" in ran.err
    assert lazdesk("config", "get", "push.price").out == "push.price = off\n"


@pytest.mark.parametrize("words", [["--help"], ["orders", "--help"], ["connect", "lazada", "-h"]])
def test_help_is_vietnamese(words: list[str]) -> None:
    ran = lazdesk(*words)
    assert ran.status == 0
    assert ran.out.startswith(" ".join(["cách dùng: lazdesk", *words[:-1]]))
    for english in ("usage:", "options:", "show this", "positional"):
        assert english not in ran.out


def test_help_opens_nothing(tmp_path: object) -> None:
    listing = "import sys, lazdesk.cli as c\n"
    code = f"{listing}try: c.main(['--help'])\nexcept SystemExit: print(sorted(sys.modules))"
    ran = subprocess.run(
        [command()[0], "-c", code], env=environment(), capture_output=True, text=True, check=True
    )
    assert "'sqlalchemy'" not in ran.stdout
    assert "'httpx'" not in ran.stdout


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_output_is_utf_8_whatever_the_console_says(keyring: None, encoding: str) -> None:
    changed = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C", "LANG": "C"}
    ran = subprocess.run(
        command("sync", "--once", "--json"),
        env=environment(**changed),
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 3
    said = json.loads(ran.stdout.decode("utf-8"))["error"]["message"]
    assert said.startswith("Chưa kết nối gian hàng Lazada")
    assert said in ran.stderr.decode("utf-8")
