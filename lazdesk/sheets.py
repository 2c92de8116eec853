"""Tables in files, as Excel (.xlsx) and everything else (.csv) read and write them.

A text that a spreadsheet would take for a formula is written with an apostrophe before it, and
read back without; a number stays one. Lines are numbered as a spreadsheet shows them.
"""

from __future__ import annotations

import csv
import io
import math
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

EXTENSIONS = (".xlsx", ".csv")
# What makes a formula of a cell; and the apostrophe itself, so that it can be told from ours.
_RISKY = tuple("=+-@\t\r\n'")
# What an .xlsx cannot hold at all.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Numbers beyond this lost digits when the spreadsheet made numbers of them.
_EXACT = 10**15
_CSV_CELL = 1_000_000

Line = tuple[int, list[str]]
Cell = str | int


class SheetError(Exception):
    """The file as a whole cannot be used; ``key`` names the reason in ``texts``."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def write(path: Path, rows: Iterable[Sequence[Cell]]) -> None:
    """Writes a table; whatever was there stays until the new file is whole. Raises SheetError."""
    save = {".xlsx": _write_xlsx, ".csv": _write_csv}.get(path.suffix.lower())
    if save is None:
        raise SheetError("sheet_extension", file=path.name)
    part = path.with_name(f".{path.name}.part")
    try:
        save(part, rows)
        os.replace(part, path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise SheetError("sheet_unwritable", file=path.name) from fault


def read(path: Path) -> list[Line]:
    """The lines of a table that are not empty, with their numbers. Raises SheetError."""
    load = {".xlsx": _read_xlsx, ".csv": _read_csv}.get(path.suffix.lower())
    if load is None:
        raise SheetError("sheet_extension", file=path.name)
    try:
        return [(number, cells) for number, cells in load(path) if any(cells)]
    except OSError as fault:
        raise SheetError("sheet_unreadable", file=path.name) from fault


def harmless(text: str) -> str:
    """The text as it is written: no spreadsheet runs it."""
    return f"'{text}" if text.startswith(_RISKY) else text


def original(text: str) -> str:
    """The text as it was before ``harmless``."""
    return text.removeprefix("'")


# --- CSV ------------------------------------------------------------------------------------------


def _write_csv(path: Path, rows: Iterable[Sequence[Cell]]) -> None:
    # Excel takes a file without the mark for an old code page, and Vietnamese for gibberish.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for row in rows:
            writer.writerow([cell if isinstance(cell, int) else harmless(cell) for cell in row])


def _read_csv(path: Path) -> Iterator[Line]:
    text = _decoded(path.read_bytes(), path.name)
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep="):
        text, skipped, first = rest, 1, rest.partition("\n")[0]
    # Vietnamese Windows separates lists with semicolons, copied cells with tabs.
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(_CSV_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        # Line by line: one call for all of them would hold up every other thread.
        for number, cells in enumerate(reader, 1 + skipped):
            yield number, [original(cell) for cell in cells]
    except csv.Error as fault:
        raise SheetError("sheet_unreadable", file=path.name) from fault


def _decoded(data: bytes, name: str) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeError as fault:
        raise SheetError("sheet_encoding", file=name) from fault


# --- xlsx -----------------------------------------------------------------------------------------


def _write_xlsx(path: Path, rows: Iterable[Sequence[Cell]]) -> None:
    # Loaded only here: it takes as long as the rest of a command.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    with path.open("wb") as file:  # before the sheet is begun, which would be left half made
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        try:
            for row in rows:
                sheet.append([_cell(WriteOnlyCell(sheet), value) for value in row])
        except BaseException:
            sheet.close()  # it streams into a file of its own
            raise
        book.save(file)


def _cell(cell: Any, value: Cell) -> Any:
    """A code of digits stays a text."""
    if isinstance(value, int):
        cell.value = value
        return cell
    cell.value = _FORBIDDEN.sub("\ufffd", harmless(value))
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _read_xlsx(path: Path) -> Iterator[Line]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError) as fault:
        raise SheetError("sheet_unreadable", file=path.name) from fault
    book.close()
    for number, cells in enumerate(rows, 1):
        yield number, [_text(cell) for cell in cells]


def _text(value: object) -> str:
    """A cell as text; a number that lost digits shows that it did."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return original(str(value))
    if not math.isfinite(value) or value != int(value) or abs(value) >= _EXACT:
        return f"{value:E}"
    return str(int(value))
