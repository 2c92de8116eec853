"""docs/problems.vi.md is the catalogue's, and the catalogue has every documented code (F)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lazdesk.rules import problems
from lazdesk.rules.problems import CATALOGUE
from tests import problems_page

DOCUMENTED: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "reference" / "error_codes.json").read_text(encoding="utf-8")
)
UNKNOWN = {"LAZADA_OTHER", "HARAVAN_OTHER"}
# The merchant mends it and then presses retry; nothing is tried by itself (haravan.md §13).
MENDED = {"MISSING_SCOPE", "LAZADA_SHOP_INACTIVE", "LAZADA_LABEL_NOT_READY"}


def test_the_page_is_made_of_the_catalogue() -> None:
    """`python -m tests.problems_page` renews it."""
    assert problems_page.PAGE.read_text(encoding="utf-8") == problems_page.page()


def test_the_page_has_every_problem_once_and_the_three_of_the_help_page_in_its_words() -> None:
    text = problems_page.page()
    for code in CATALOGUE:
        assert text.count(f"| `{code}` |") == 1
    for words in (
        "| `{variant} không có barcode` | Sản phẩm thiếu barcode tại Haravan. "
        "| Bổ sung barcode cho sản phẩm đó. |",
        "| Sản phẩm chưa có trên hệ thống Lazada. | Bổ sung sản phẩm trên hệ thống Lazada. |",
        "| Giá nằm ngoài phạm vi cho phép. | Kiểm tra điều khoản dịch vụ của Lazada. |",
    ):
        assert words in text


@pytest.mark.parametrize("row", DOCUMENTED["lazada"], ids=lambda row: str(row["code"]))
def test_f_every_documented_code_of_lazada_is_explained(row: dict[str, Any]) -> None:
    """lazada.md §11, with whether a repeat can help."""
    found = problems.explain("lazada", "any", row["code"], row["message"])
    assert found.code not in UNKNOWN
    if found.code not in MENDED:
        assert found.retryable == row["again"]


@pytest.mark.parametrize(
    "row", DOCUMENTED["haravan"], ids=lambda row: f"{row['operation']} {row['code']}"
)
def test_f_every_documented_answer_of_haravan_is_explained(row: dict[str, Any]) -> None:
    """haravan.md §13."""
    found = problems.explain("haravan", row["operation"], row["code"], "said so")
    assert found.code not in UNKNOWN
    if found.code not in MENDED:
        assert found.retryable == row["again"]
