"""docs/problems.vi.md, made of the catalogue: `python -m tests.problems_page` renews it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lazdesk.rules import problems
from lazdesk.rules.explanations import haravan, lazada_codes
from lazdesk.rules.explanations.places import PLACES, WHOSE, Place, Whose
from lazdesk.rules.problems import CATALOGUE, Explanation, Severity

PAGE = Path(__file__).parents[1] / "docs" / "problems.vi.md"
HEADINGS = {
    Severity.ORDERS: "Chặn đơn",
    Severity.STOCK: "Chặn tồn kho và giá",
    Severity.NOTICE: "Nhắc nhở",
}
WHOSES = {
    Whose.SHOP: "cửa hàng",
    Whose.LAZADA: "Lazada",
    Whose.HARAVAN: "Haravan",
    Whose.NETWORK: "mạng, máy này",
    Whose.LAZDESK: "LazDesk",
}
WHERE = {
    Place.CONNECTION: "thẻ Kết nối",
    Place.SETTINGS: "thẻ Cấu hình",
    Place.PRODUCTS: "thẻ Sản phẩm",
    Place.ORDERS: "thẻ Đơn hàng",
    Place.HARAVAN_PRODUCT: "sản phẩm ở Haravan",
    Place.HARAVAN_ORDER: "đơn ở Haravan",
    Place.HARAVAN_ADMIN: "Haravan",
    Place.LAZADA_ORDER: "đơn ở Lazada",
    Place.SELLER_CENTER: "Seller Center",
    Place.APP_CONSOLE: "App Console",
    Place.NONE: "–",
}
INTRODUCTION = """\
# Lỗi và cách xử lý

Mọi lỗi mà thẻ **Lỗi** của LazDesk có thể hiện, xếp theo mức độ. Lỗi tự biến mất khi lần đồng bộ sau
thấy nguyên do không còn. Cột *Thử lại* cho biết LazDesk có tự thử lại hay không; lỗi nào thử lại
cũng vô ích thì không có nút **Thử lại**. Cột *Do* nói nguyên do thuộc về ai, cột *Xử lý ở* là nơi
mà nút trong thẻ **Lỗi** mở ra. Lỗi đã hết được xếp riêng vào **Đã xử lý** trong 30 ngày; lỗi bỏ qua
có lý do được xếp vào **Đã bỏ qua** và hiện lại được. Lời từ chối của sàn đối với một nút bấm hiện
ngay ở kết quả của nút đó. Trang này được tạo từ danh mục lỗi của chương trình.
"""


def page() -> str:
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield INTRODUCTION
    said = _said()
    for severity, heading in HEADINGS.items():
        yield f"## {heading}\n"
        yield "| Mã | Thông báo lỗi | Nguyên do | Phương án xử lý | Thử lại | Do | Xử lý ở |"
        yield "|---|---|---|---|---|---|---|"
        for entry in CATALOGUE.values():
            if entry.severity is severity:
                yield _row(entry, said[entry.code])
        yield ""


def _row(entry: Explanation, said: list[str]) -> str:
    again = "có" if entry.retryable else "không"
    whose, place = WHOSES[WHOSE[entry.code]], WHERE[PLACES[entry.code]]
    words = (entry.cause_vi, entry.remedy_vi, again, whose, place)
    cells = (f"`{entry.code}`", "<br>".join(said) or "–", *words)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _said() -> dict[str, list[str]]:
    """By entry: LazDesk's own message, then the platforms' codes and words."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, message in problems.MESSAGES.items():
        found[code].append(f"`{message}`")
    for part, entry in lazada_codes.MESSAGES:
        found[entry].append(f"Lazada `{part}`")
    codes: dict[str, list[str]] = defaultdict(list)
    for code, entry in lazada_codes.CODES.items():
        codes[entry].append(code)
    for entry, some in codes.items():
        found[entry].append("Lazada " + ", ".join(f"`{each}`" for each in _runs(some)))
    statuses: dict[str, list[str]] = defaultdict(list)
    for code, entry in (*haravan.CODES.items(), *haravan.READS.items(), ("5xx", "HARAVAN_DOWN")):
        statuses[entry].append(code)
    for entry, some in statuses.items():
        found[entry].append("Haravan " + ", ".join(f"`{each}`" for each in some))
    return found


def _runs(codes: list[str]) -> Iterator[str]:
    """Numbers in a row are one: `100…133`."""
    numbers = sorted(int(code) for code in codes if code.isdecimal())
    while numbers:
        first = last = numbers.pop(0)
        while numbers and numbers[0] == last + 1:
            last = numbers.pop(0)
        yield str(first) if first == last else f"{first}…{last}"
    yield from (code for code in codes if not code.isdecimal())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
