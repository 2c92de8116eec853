"""``lazdesk orders print ORDER… --output DIR`` (E3, interfaces.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lazdesk import pdfs
from lazdesk.sandbox.faults import Fault, Kind
from lazdesk.sandbox.server import PracticeShops
from tests.cli.conftest import sell
from tests.cli.terminal import lazdesk, program


@pytest.fixture
def ready(connected: PracticeShops) -> list[str]:
    """Three orders that were made ready to ship."""
    numbers = sell(connected, 3)
    assert lazdesk("sync", "--once", "--wait").status == 0
    assert lazdesk("orders", "ready-to-ship", *numbers).status == 0
    return numbers


def tracking(shops: PracticeShops, number: str) -> str:
    package = shops.world.lazada.orders[int(number)].units[0].package
    assert package is not None
    return package.tracking_number


def assert_printed(shops: PracticeShops, numbers: list[str], document: Any, folder: Path) -> None:
    together = str(folder / "labels.pdf")
    assert document == [
        {
            "order_number": number,
            "result": "confirmed",
            "reason": "",
            "files": [str(folder / f"{number}.pdf"), together],
        }
        for number in numbers
    ]
    pages = pdfs.texts(Path(together).read_bytes())
    assert [tracking(shops, n) in page for n, page in zip(numbers, pages, strict=True)] == [
        True
    ] * 3
    for number in numbers:
        (page,) = pdfs.texts((folder / f"{number}.pdf").read_bytes())
        assert tracking(shops, number) in page


def test_the_pages_are_in_the_order_given(
    connected: PracticeShops, ready: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = [ready[2], ready[0], ready[1]]
    ran = lazdesk("orders", "print", *asked, "--output", "in/hom nay", "--json")
    assert ran.status == 0
    assert_printed(connected, asked, ran.document, tmp_path / "in" / "hom nay")
    # Again at will; the history tells of each time.
    assert lazdesk("orders", "print", *asked, "--output", "in/hom nay").status == 0
    (shown,) = lazdesk("orders", "show", ready[0], "--json").document
    assert [line["event"] for line in shown["history"]].count("printed") == 2
    assert shown["lazada_status"] == "Ready to ship"


def test_the_holder_prints_for_this_process(
    connected: PracticeShops, ready: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative folder is the asker's, wherever the holder was started."""
    with program("sync") as holder:
        assert holder.stderr is not None
        assert any(line.startswith("Xong") for line in holder.stderr)
        monkeypatch.chdir(tmp_path)
        ran = lazdesk("orders", "print", *ready, "--output", "labels", "--json")
        assert holder.poll() is None
    assert ran.status == 0
    assert_printed(connected, ready, ran.document, tmp_path / "labels")


def test_orders_without_a_label_say_why(
    connected: PracticeShops, ready: list[str], tmp_path: Path
) -> None:
    (pending,) = sell(connected, 1)
    assert lazdesk("sync", "--once", "--wait").status == 0
    words = ["orders", "print", pending, "4711", ready[0], "--output", str(tmp_path / "x")]
    ran = lazdesk(*words, "--json")
    assert ran.status == 1
    assert [row["result"] for row in ran.document] == ["rejected", "rejected", "confirmed"]
    assert "chưa đóng gói" in ran.document[0]["reason"]
    assert [len(row["files"]) for row in ran.document] == [0, 0, 2]


def test_a_label_that_comes_as_html_is_a_file_too(
    connected: PracticeShops, ready: list[str], tmp_path: Path
) -> None:
    for file in Path(lazdesk_folder(tmp_path)).rglob("FP*.pdf"):
        file.unlink()
    connected.world.options.lazada.label_pdf = False
    ran = lazdesk("orders", "print", ready[0], "--output", str(tmp_path / "x"), "--json")
    assert ran.status == 0
    assert ran.document[0]["files"] == [str(tmp_path / "x" / f"{ready[0]}.html")]
    page = (tmp_path / "x" / f"{ready[0]}.html").read_text(encoding="utf-8")
    assert tracking(connected, ready[0]) in page


def lazdesk_folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "labels"


def test_without_a_network_what_is_missing_is_4(
    connected: PracticeShops, ready: list[str], tmp_path: Path
) -> None:
    kept, missing = ready[:2]
    for file in lazdesk_folder(tmp_path).rglob("FP*.pdf"):
        file.unlink()
    words = ["orders", "print", "--output", str(tmp_path / "x"), "--json"]
    assert lazdesk(*words, kept).status == 0
    down = Fault(kind=Kind.RESET_BEFORE, path="*", face="lazada", times=None)
    connected.call(lambda world: world.faults.add(down))
    ran = lazdesk(*words, kept, missing)
    assert ran.status == 4
    assert [row["result"] for row in ran.document] == ["confirmed", "rejected"]
    assert "không kết nối được Lazada" in ran.document[1]["reason"]


def test_wrong_words_are_2(connected: PracticeShops, tmp_path: Path) -> None:
    assert lazdesk("orders", "print", "1").status == 2
    assert lazdesk("orders", "print", "--output", str(tmp_path)).status == 2
    (tmp_path / "file").touch()
    ran = lazdesk("orders", "print", "1", "--output", str(tmp_path / "file"))
    assert ran.status == 2
    assert "Hãy chọn thư mục khác" in ran.err
