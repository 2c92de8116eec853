"""B1 from the command line: link, unlink, and links as files."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World
from tests.cli.terminal import lazdesk

HEADS = ["Barcode", "SellerSku", "Liên kết"]


@pytest.fixture
def linked(connected: PracticeShops) -> PracticeShops:
    """Everything synchronised once and published; two variants have codes Lazada does not know."""
    connected.call(_wear_other_codes)
    assert lazdesk("sync", "--once").status == 0
    assert lazdesk("products", "publish", "--all").status == 0
    return connected


def _wear_other_codes(world: World) -> None:
    for number, barcode in ((0, "=1+1"), (1, "-5")):
        world.haravan.set_barcode(_variants(world)[number].id, barcode)


def _variants(world: World) -> list[Any]:
    return list(world.haravan.variants.values())


def sku(shops: PracticeShops, number: int) -> str:
    """The SellerSku the n-th variant was listed under."""
    codes = [variant.seller_sku for good in shops.world.goods for variant in good.variants]
    return str(codes[number])


def product(code: str) -> dict[str, Any]:
    """The one product row with this barcode."""
    (row,) = [
        row for row in lazdesk("products", "list", "--json").document if row["barcode"] == code
    ]
    return dict(row)


def states() -> list[tuple[str, str | None]]:
    rows = lazdesk("products", "list", "--json").document
    return sorted((row["link"], row["seller_sku"] or "") for row in rows)


# --- link and unlink ------------------------------------------------------------------------------


def test_two_rows_are_linked_by_hand_and_marked(linked: PracticeShops) -> None:
    ran = lazdesk("products", "link", "=1+1", sku(linked, 0), "--json")
    assert ran.status == 0
    assert ran.document == {"barcode": "=1+1", "seller_sku": sku(linked, 0), "link": "by_hand"}
    assert product("=1+1")["link"] == "by_hand"
    assert product("=1+1")["seller_sku"] == sku(linked, 0)
    assert lazdesk("sync", "--once").status == 0
    assert product("=1+1")["link"] == "by_hand", "a cycle does not undo it"


def test_an_unlinked_pair_stays_apart_until_it_is_linked_again(linked: PracticeShops) -> None:
    code = sku(linked, 2)
    assert product(code)["link"] == "linked"
    assert lazdesk("products", "unlink", code, "--json").document == {"unlinked": 1}
    for _ in range(2):
        assert (product(code)["link"], product(code)["seller_sku"]) == ("unlinked", None)
        assert lazdesk("sync", "--once").status == 0
    assert lazdesk("problems", "--json").document == [
        problem
        for problem in lazdesk("problems", "--json").document
        if code not in problem["message"]
    ], "what the merchant decided is no problem"
    assert lazdesk("products", "link", code, code).status == 0
    assert product(code)["link"] == "by_hand"


def test_left_to_its_code_again_a_variant_links_as_before(linked: PracticeShops) -> None:
    code = sku(linked, 2)
    lazdesk("products", "unlink", code)
    ran = lazdesk("products", "link", code, "--by-code", "--json")
    assert (ran.status, ran.document) == (0, {"by_code": 1})
    assert product(code)["link"] == "linked"


def test_unlinking_a_hand_link_does_not_bring_the_codes_link_instead(
    linked: PracticeShops,
) -> None:
    code, other = sku(linked, 2), sku(linked, 0)
    lazdesk("products", "link", code, other)
    assert product(code)["seller_sku"] == other
    assert lazdesk("products", "unlink", other).status == 0
    assert (product(code)["link"], product(code)["seller_sku"]) == ("unlinked", None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["link"], "hai mã"),
        (["link", "893"], "hai mã"),
        (["link", "893", "893", "893"], "hai mã"),
        (["link", "nobody", "893"], "nobody"),
        (["link", "=1+1", "nobody"], "nobody"),
        (["link", "--by-code"], "ít nhất một mã"),
        (["link", "nobody", "--by-code"], "nobody"),
        (["unlink"], "ít nhất một mã"),
        (["unlink", "nobody"], "nobody"),
        (["unlink", "=1+1"], "=1+1"),
        (["export"], "một tệp"),
        (["import", "a.csv", "b.csv"], "một tệp"),
        (["export", "links.pdf"], ".xlsx và .csv"),
        (["import", "gone.csv"], "gone.csv"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(
    linked: PracticeShops, words: list[str], said: str
) -> None:
    before = states()
    ran = lazdesk("products", *words, "--json")
    assert ran.status == 2
    assert ran.error == "usage"
    assert said in ran.err
    assert states() == before


def test_unlink_takes_all_of_its_codes_or_none(linked: PracticeShops) -> None:
    before = states()
    assert lazdesk("products", "unlink", sku(linked, 2), "nobody").status == 2
    assert states() == before


def test_a_shared_barcode_names_its_holders_and_an_id_chooses(linked: PracticeShops) -> None:
    """B4: the one holder that is meant is named by its id."""
    code = sku(linked, 2)
    variant = _variants(linked.world)[4]
    linked.call(lambda world: world.haravan.set_barcode(variant.id, code))
    lazdesk("sync", "--once")
    ran = lazdesk("products", "link", code, sku(linked, 0))
    assert ran.status == 2
    assert f"({variant.id})" in ran.err
    assert lazdesk("products", "link", str(variant.id), sku(linked, 0)).status == 0


def test_a_sku_is_not_taken_from_the_variant_it_was_linked_with_by_hand(
    linked: PracticeShops,
) -> None:
    lazdesk("products", "link", "=1+1", sku(linked, 0))
    before = states()
    ran = lazdesk("products", "link", "-5", sku(linked, 0))
    assert ran.status == 2
    assert "liên kết bằng tay với" in ran.err
    assert states() == before


# --- files ----------------------------------------------------------------------------------------


def write_csv(path: Path, rows: list[list[str]], delimiter: str = ",", bom: bool = True) -> None:
    encoding = "utf-8-sig" if bom else "utf-8"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_what_was_exported_comes_back_as_it_was(
    linked: PracticeShops, tmp_path: Path, extension: str
) -> None:
    """Hand links and unlinked pairs survive being forgotten; codes like formulas among them."""
    file = str(tmp_path / f"liên kết.{extension}")
    lazdesk("products", "link", "=1+1", sku(linked, 0))
    lazdesk("products", "unlink", sku(linked, 3))
    decided = states()
    ran = lazdesk("products", "export", file, "--json")
    assert ran.status == 0
    assert ran.document["lines"] >= len(decided)
    again = lazdesk("products", "import", file, "--json").document
    assert (again["changes"], again["faults"]) == ([], [])

    lazdesk("products", "link", "=1+1", sku(linked, 3), "--by-code")
    assert states() != decided
    ran = lazdesk("products", "import", file, "--yes", "--json")
    assert ran.status == 0
    assert sorted(change["link"] for change in ran.document["changes"]) == ["by_hand", "unlinked"]
    assert ran.document["applied"] is True
    assert states() == decided


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(write_csv, id="as Excel writes UTF-8"),
        pytest.param(lambda p, r: write_csv(p, r, bom=False), id="without the mark"),
        pytest.param(lambda p, r: write_csv(p, r, ";"), id="semicolons, as on Vietnamese Windows"),
        pytest.param(lambda p, r: write_csv(p, [["sep=;"], *r][1:], "\t"), id="tabs"),
    ],
)
def test_csv_files_of_every_kind_are_read(
    linked: PracticeShops, tmp_path: Path, write: Callable[[Path, list[list[str]]], None]
) -> None:
    file = tmp_path / "links.csv"
    write(file, [HEADS, ["'=1+1", sku(linked, 0), "Bằng tay"], ["", "", ""]])
    ran = lazdesk("products", "import", str(file), "--yes", "--json")
    assert (ran.status, len(ran.document["changes"])) == (0, 1)
    assert product("=1+1")["link"] == "by_hand"


def test_without_consent_nothing_changes_but_all_is_shown(
    linked: PracticeShops, tmp_path: Path
) -> None:
    file, before = tmp_path / "links.csv", states()
    write_csv(
        file, [HEADS, ["=1+1", sku(linked, 0), ""], [sku(linked, 2), sku(linked, 2), "Bỏ liên kết"]]
    )
    ran = lazdesk("products", "import", str(file))
    assert ran.status == 2
    assert "Dòng 2" in ran.err
    assert "Dòng 3" in ran.err
    assert "liên kết bằng tay 1, bỏ liên kết 1" in ran.err
    assert states() == before


WRONG = [
    (["8,93E+12", "{sku}", ""], "số mũ"),
    (["=1+1", "8.93457E+12", ""], "số mũ"),
    (["nobody", "{sku}", ""], "nobody"),
    (["=1+1", "nobody", ""], "nobody"),
    (["=1+1", "{sku}", "Kết hôn"], "Kết hôn"),
    (["", "{sku}", "Bằng tay"], "thiếu barcode"),
    (["=1+1", "", "Bằng tay"], "thiếu SellerSku"),
    (["=1+1", "{sku}", "Theo mã"], "khác barcode"),
    (["-5", "{first}", ""], "đã được liên kết ở dòng 2"),
    (["=1+1", "{sku}", ""], "đã có ở dòng 2"),
]


@pytest.mark.parametrize(("line", "said"), WRONG)
def test_one_wrong_line_and_nothing_is_applied(
    linked: PracticeShops, tmp_path: Path, line: list[str], said: str
) -> None:
    """The first line is right; the wrong one is told by its number, in clear words."""
    before, first = states(), sku(linked, 0)
    other = [cell.format(sku=sku(linked, 5), first=first) for cell in line]
    file = tmp_path / "links.csv"
    good = ["-5" if line[0] == "=1+1" and "dòng 2" not in said else "=1+1", first, "Bằng tay"]
    write_csv(file, [HEADS, good, other])
    ran = lazdesk("products", "import", str(file), "--yes", "--json")
    assert ran.status == 2
    (fault,) = ran.document["faults"]
    assert fault["line"] == 3
    assert said in fault["message"]
    assert ran.document["applied"] is False
    assert states() == before


def test_a_sku_held_by_hand_is_not_taken_by_a_file_unless_it_frees_it(
    linked: PracticeShops, tmp_path: Path
) -> None:
    lazdesk("products", "link", "=1+1", sku(linked, 0))
    file = tmp_path / "links.csv"
    write_csv(file, [HEADS, ["-5", sku(linked, 0), ""]])
    ran = lazdesk("products", "import", str(file), "--yes", "--json")
    assert "đang liên kết bằng tay với" in ran.document["faults"][0]["message"]
    write_csv(file, [HEADS, ["-5", sku(linked, 0), ""], ["=1+1", sku(linked, 1), ""]])
    assert lazdesk("products", "import", str(file), "--yes").status == 0
    assert product("-5")["seller_sku"] == sku(linked, 0)
    assert product("=1+1")["seller_sku"] == sku(linked, 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Barcode\n893\n", "thi\u1ebfu c\u1ed9t"),
        (b"", "thi\u1ebfu c\u1ed9t"),
        ("Barcode,SellerSku,Liên kết\n".encode() + b"\xff\xfe\x00\n", "UTF-8"),
    ],
)
def test_a_file_that_is_no_list_of_links(
    linked: PracticeShops, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "links.csv"
    file.write_bytes(content)
    ran = lazdesk("products", "import", str(file), "--json")
    assert (ran.status, ran.error) == (2, "usage")
    assert said in ran.err


def test_numbers_excel_made_of_codes_are_refused_by_line(
    linked: PracticeShops, tmp_path: Path
) -> None:
    """A whole number is still its code; one that lost digits is not guessed."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    whole = sku(linked, 2)
    sheet.append(HEADS)
    sheet.append([int(whole) if whole.isdecimal() else whole, whole, "Bỏ liên kết"])
    sheet.append([8.934567890123456e16, sku(linked, 3), None])
    file = tmp_path / "links.xlsx"
    book.save(file)
    document = lazdesk("products", "import", str(file), "--json").document
    (fault,) = document["faults"]
    assert (fault["line"], "số mũ" in fault["message"]) == (3, True)
    assert [change["line"] for change in document["changes"]] == [2]
