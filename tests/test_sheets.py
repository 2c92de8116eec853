"""Tables in files: every text comes back as it was, and none is run by a spreadsheet."""

from __future__ import annotations

import csv
import gc
import sys
from pathlib import Path

import openpyxl
import pytest

from lazdesk import sheets
from lazdesk.sheets import SheetError

TEXTS = [
    "=1+1",
    "+84",
    "-5",
    "@SUM(A1)",
    "\ttab",
    "'quoted",
    "''=1",
    "'=1+1",
    "0893",
    "8934567890123",
    "8,93E+12",
    "1/2",
    "TRUE",
    'Váy & đầm #½; “đẹp”, nói: "ừ"\nhai dòng',
    "Ế",
    "商品 🎽 \u200b",
    "x" * 10_000,
]


@pytest.mark.parametrize("extension", ["csv", "xlsx", "XLSX"])
def test_every_text_comes_back_as_it_was(tmp_path: Path, extension: str) -> None:
    file = tmp_path / f"bảng.{extension}"
    sheets.write(file, [["a", "b"], *([text, "z"] for text in TEXTS)])
    assert sheets.read(file) == [
        (1, ["a", "b"]),
        *((number, [text, "z"]) for number, text in enumerate(TEXTS, 2)),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_begins_like_a_formula(tmp_path: Path, text: str) -> None:
    sheets.write(tmp_path / "a.csv", [[text]])
    sheets.write(tmp_path / "a.xlsx", [[text]])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        ((in_csv,),) = csv.reader(file)
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A1"]
    assert in_csv == f"'{text}"
    assert str(cell.value).startswith("'")
    assert cell.data_type == "s"


def test_a_code_of_digits_stays_a_text_in_excel(tmp_path: Path) -> None:
    sheets.write(tmp_path / "a.xlsx", [["08934567890123"]])
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A1"]
    assert (cell.value, cell.data_type, cell.number_format) == ("08934567890123", "s", "@")


def test_what_excel_cannot_hold_is_replaced(tmp_path: Path) -> None:
    sheets.write(tmp_path / "a.xlsx", [["a\x00b\x1f"]])
    assert sheets.read(tmp_path / "a.xlsx") == [(1, ["a\ufffdb\ufffd"])]


def test_csv_is_written_for_excel(tmp_path: Path) -> None:
    sheets.write(tmp_path / "a.csv", [["Đỏ"]])
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbf\xc4\x90\xe1\xbb\x8f\r\n"


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfa,b\r\n\r\n1,2\r\n",
        b"a,b\n\n1,2\n",
        b"a;b\n;\n1;2\n",
        b"a\tb\n\n1\t2",
        "a,b\r\n\r\n1,2\r\n".encode("utf-16"),
        b"a,b\r\n,\r\n1,2\r\n",
    ],
)
def test_lines_keep_the_numbers_a_spreadsheet_shows(tmp_path: Path, content: bytes) -> None:
    """Empty lines are left out but counted."""
    (tmp_path / "a.csv").write_bytes(content)
    assert sheets.read(tmp_path / "a.csv") == [(1, ["a", "b"]), (3, ["1", "2"])]


def test_excels_own_first_line_is_understood(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("sep=;\na;b\n1,5;2\n", encoding="utf-8")
    assert sheets.read(tmp_path / "a.csv") == [(2, ["a", "b"]), (3, ["1,5", "2"])]


def test_numbers_of_a_workbook(tmp_path: Path) -> None:
    """A whole number is read as its digits; one beyond 15 digits shows that it lost some."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append([8934567890123, 8934567890123.0, 1.5, 8.93e16, True, None, "=1+1"])
    book.save(tmp_path / "a.xlsx")
    ((_, cells),) = sheets.read(tmp_path / "a.xlsx")
    assert cells[:2] == ["8934567890123"] * 2
    assert cells[2:] == ["1.500000E+00", "8.930000E+16", "True", "", ""]


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.pdf", b"", "sheet_extension"),
        ("a.xlsx", b"no workbook", "sheet_unreadable"),
        ("a.csv", b"\xff\x80,1\n", "sheet_encoding"),
        ("a.csv", b'"' + b"x" * 1_000_001, "sheet_unreadable"),
        ("gone.csv", None, "sheet_unreadable"),
        ("gone.xlsx", None, "sheet_unreadable"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, name: str, content: bytes | None, key: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SheetError) as fault:
        sheets.read(tmp_path / name)
    assert (fault.value.key, fault.value.values) == (key, {"file": name})


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("a.txt", "sheet_extension"),
        ("no folder/a.csv", "sheet_unwritable"),
        ("no folder/a.xlsx", "sheet_unwritable"),
    ],
)
def test_a_file_that_cannot_be_written_says_why(
    tmp_path: Path, name: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    muttered: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", muttered.append)
    with pytest.raises(SheetError) as fault:
        sheets.write(tmp_path / name, [["a"]])
    assert fault.value.key == key
    del fault
    gc.collect()
    assert muttered == []  # nothing half made is left to complain on stderr


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_failed_export_leaves_the_file_that_was_there(tmp_path: Path, extension: str) -> None:
    file = tmp_path / f"a.{extension}"
    sheets.write(file, [["before"]])

    def rows() -> object:
        yield ["half"]
        raise OSError("disk full")

    with pytest.raises(SheetError):
        sheets.write(file, rows())  # type: ignore[arg-type]
    assert sheets.read(file) == [(1, ["before"])]
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("name", ["numbers.xlsx", "numbers.csv"])
def test_a_number_stays_a_number(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    sheets.write(path, [["Giá", -5, 1_234_567, "=1+1"]])
    assert sheets.read(path) == [(1, ["Giá", "-5", "1234567", "=1+1"])]
    if path.suffix == ".xlsx":
        (row,) = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
        assert row == ("Giá", -5, 1_234_567, "'=1+1")
