"""``backup`` and ``restore``: the mirror in one file, taken to another PC (G3, D2)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from lazdesk.sandbox.server import PracticeShops
from tests.cli import file_keyring
from tests.cli.conftest import connect, sell
from tests.cli.terminal import Ran, lazdesk
from tests.cli.test_secrets import secrets

PASSPHRASE = "một câu dài dễ nhớ"


def backup(file: Path, passphrase: str = PASSPHRASE, *words: str) -> Ran:
    return lazdesk("backup", str(file), "--passphrase", "-", "--json", *words, stdin=passphrase)


def restore(file: Path, passphrase: str = PASSPHRASE, *words: str) -> Ran:
    return lazdesk("restore", str(file), "--passphrase", "-", "--json", *words, stdin=passphrase)


def another_pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder and a keyring with nothing in them."""
    data = tmp_path / "other"
    monkeypatch.setenv("LAZDESK_DATA_DIR", str(data))
    monkeypatch.setenv(file_keyring.FILE, str(tmp_path / "other.json"))
    return data


def what_stays(number: str) -> dict[str, Any]:
    """Settings, links and the history of an order."""
    (order,) = lazdesk("orders", "show", number, "--json").document
    return {
        "settings": lazdesk("config", "list", "--json").document,
        "links": [
            (row["barcode"], row["seller_sku"], row["published"], row["link"])
            for row in lazdesk("products", "list", "--json").document
        ],
        "history": order["history"],
    }


@pytest.fixture
def worked(connected: PracticeShops) -> list[str]:
    """A desk with settings, links and two imported orders; their numbers."""
    assert lazdesk("sync", "--once").status == 0
    assert lazdesk("products", "publish", "--all").status == 0
    assert lazdesk("config", "set", "stock.buffer", "3").status == 0
    numbers = sell(connected, 2)
    assert lazdesk("sync", "--once", "--wait").status == 0
    return numbers


def test_on_another_pc_everything_is_there_and_no_order_is_made_twice(
    connected: PracticeShops, worked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = what_stays(worked[0])
    file = tmp_path / "copy.lazdesk"
    assert backup(file).status == 0
    # The first PC works on for a while: what it does is not in the copy.
    later = sell(connected, 2)
    assert lazdesk("sync", "--once", "--wait").status == 0
    still_later = sell(connected, 1)

    another_pc(tmp_path, monkeypatch)
    assert lazdesk("status", "--json").document["shops"] == []
    restored = restore(file, PASSPHRASE, "--yes")
    assert restored.status == 0, restored.err
    assert len(restored.document["connect_again"]) == 2
    assert what_stays(worked[0]) == before
    (shop,) = lazdesk("status", "--json").document["shops"]
    assert not shop["connected"]
    assert lazdesk("sync", "--once").status == 3

    connect(connected)
    assert what_stays(worked[0])["settings"] == before["settings"]
    assert lazdesk("sync", "--once", "--wait", "--yes").status == 0
    made = Counter(order.name for order in connected.world.haravan.orders.values())
    assert made == Counter([*worked, *later, *still_later])
    assert connected.world.violations == []


def test_the_file_holds_no_secret_and_opens_with_its_passphrase_only(
    connected: PracticeShops, worked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "copy.lazdesk"
    ran = backup(file)
    said = (ran.out + ran.err).encode()
    content = file.read_bytes()
    for secret in {*secrets(connected.world), *worked, PASSPHRASE, "SQLite format"}:
        assert secret.encode() not in content
        assert secret.encode() not in said
    data = another_pc(tmp_path, monkeypatch)
    ran = restore(file, "một câu dài khác")
    assert (ran.status, ran.error) == (2, "copy_does_not_open")
    file.write_bytes(content[:-4096])
    assert restore(file).error == "copy_does_not_open"
    assert not (data / "lazdesk.db").exists()


def test_a_passphrase_too_short_is_refused(keyring: None, tmp_path: Path) -> None:
    file = tmp_path / "copy.lazdesk"
    assert backup(file, "ngắn").error == "passphrase_short"
    assert not file.exists()


def test_a_file_that_is_there_is_not_written_over_without_consent(
    keyring: None, tmp_path: Path
) -> None:
    file = tmp_path / "copy.lazdesk"
    file.write_text("luận văn")
    ran = backup(file)
    assert (ran.status, "--yes" in ran.err) == (2, True)
    assert file.read_text() == "luận văn"
    assert backup(file, PASSPHRASE, "--yes").status == 0


def test_restoring_asks_first_and_keeps_what_was_there(keyring: None, tmp_path: Path) -> None:
    file = tmp_path / "copy.lazdesk"
    assert lazdesk("config", "set", "stock.buffer", "1").status == 0
    assert backup(file).status == 0
    assert lazdesk("config", "set", "stock.buffer", "2").status == 0
    ran = restore(file)
    assert (ran.status, "--yes" in ran.err) == (2, True)
    assert buffer() == "2"
    ran = restore(file, PASSPHRASE, "--yes")
    assert buffer() == "1"
    # And back again, by hand.
    Path(ran.document["replaced"]).replace(tmp_path / "data" / "lazdesk.db")
    assert buffer() == "2"


def test_a_mirror_whose_key_is_lost_is_refused_untouched_until_a_copy_is_restored(
    keyring: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, database = tmp_path / "copy.lazdesk", tmp_path / "data" / "lazdesk.db"
    assert lazdesk("config", "set", "stock.buffer", "1").status == 0
    assert backup(file).status == 0
    monkeypatch.setenv(file_keyring.FILE, str(tmp_path / "a new keyring.json"))
    before = database.read_bytes()
    for words in (["status"], ["config", "set", "stock.buffer", "5"], ["backup", "x"]):
        ran = lazdesk(*words, "--json")
        assert (ran.status, ran.error) == (1, "database")
        assert "lazdesk restore" in ran.err
    assert not (tmp_path / "a new keyring.json").exists()  # no other key was made for it
    checks = {row["check"]: row for row in lazdesk("doctor", "--json").document}
    assert checks["keyring"]["ok"]
    assert "lazdesk restore" in checks["database"]["message"]
    assert database.read_bytes() == before
    ran = restore(file, PASSPHRASE, "--yes")
    assert ran.status == 0, ran.err
    assert Path(ran.document["replaced"]).read_bytes() == before
    assert buffer() == "1"


def test_status_and_doctor_say_that_it_is_encrypted(keyring: None) -> None:
    assert lazdesk("status", "--json").document["database"] == {
        "encrypted": True,
        "last_backup_at": None,
    }
    assert "Dữ liệu: đã mã hóa" in lazdesk("status").out
    assert "đã mã hóa" in lazdesk("doctor").out


def test_before_there_is_a_keyring_settings_are_kept_and_then_encrypted(
    private_machine: None, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Without one nobody can connect (A3): there is nothing to hide yet."""
    assert lazdesk("config", "set", "stock.buffer", "4").status == 0
    assert lazdesk("status", "--json").document["database"]["encrypted"] is False
    assert "sẽ được mã hóa" in lazdesk("status").out
    request.getfixturevalue("keyring")
    assert "nay đã được mã hóa" in lazdesk("status").err
    assert lazdesk("status", "--json").document["database"]["encrypted"] is True
    assert buffer() == "4"


def buffer() -> str:
    document = lazdesk("config", "get", "stock.buffer", "--json").document
    return str(document["stock.buffer"])
