"""What is said of links made by hand, suggested, exported and imported (B1, G1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "link_two_codes": (
            "Hãy nêu đúng hai mã: lazdesk products link BARCODE SELLERSKU",
            "Name exactly two codes: lazdesk products link BARCODE SELLERSKU",
        ),
        "link_name_codes": (
            "Hãy nêu ít nhất một mã (barcode hoặc SellerSku).",
            "Name at least one code (barcode or SellerSku).",
        ),
        "link_unknown_barcode": (
            "Không có biến thể Haravan nào mang barcode {code}. Hãy đồng bộ trước, hoặc kiểm tra lại mã.",
            "No Haravan variant carries the barcode {code}. Synchronise first, or check the code.",
        ),
        "link_unknown_sku": (
            "Trên Lazada không có SellerSku {code}. Hãy đồng bộ trước, hoặc kiểm tra lại mã.",
            "Lazada has no SellerSku {code}. Synchronise first, or check the code.",
        ),
        "link_several": (
            "Mã {code} có nhiều chủ: {holders}. Hãy dùng số trong ngoặc thay cho mã.",
            "{code} has several holders: {holders}. Use the number in brackets instead of the code.",
        ),
        "link_taken": (
            "SKU Lazada {sku} đang liên kết bằng tay với {holder}. Hãy bỏ liên kết đó trước.",
            "The Lazada SKU {sku} is linked by hand with {holder}. Remove that link first.",
        ),
        "pairs_taken": (
            "Một SKU Lazada chỉ liên kết với một biến thể; SKU đã chọn đang liên kết bằng tay với: "
            "{holders}. Chưa có gì được thay đổi.",
            "One Lazada SKU links with one variant; a chosen one is linked by hand with: {holders}. "
            "Nothing was changed.",
        ),
        "linked_by_hand": (
            "Đã liên kết bằng tay: {title} ↔ {sku}.",
            "Linked by hand: {title} ↔ {sku}.",
        ),
        "linked_pairs": ("Đã liên kết bằng tay {count} cặp.", "{count} pairs linked by hand."),
        "unlinked_count": (
            "Đã bỏ {count} liên kết. Các cặp này không tự liên kết lại cho đến khi bạn liên kết.",
            "Links removed: {count}. These pairs do not link by themselves until you link them.",
        ),
        "by_code_count": (
            "{count} biến thể liên kết theo mã trở lại.",
            "Variants that link by their code again: {count}.",
        ),
        "not_linked_codes": (
            "Không có liên kết nào mang mã: {codes}.",
            "Nothing is linked under: {codes}.",
        ),
        "exported": ("Đã xuất {count} dòng vào {file}.", "Lines written to {file}: {count}."),
        "name_a_file": (
            "Hãy nêu một tệp .xlsx hoặc .csv.",
            "Name one file, .xlsx or .csv.",
        ),
        "import_nothing": (
            "Tệp giống với liên kết hiện có (số dòng: {unchanged}): không có gì để thay đổi.",
            "The file agrees with the links that are here (lines: {unchanged}): nothing to change.",
        ),
        "import_counts": (
            "Số biến thể sẽ đổi: {changes}. Số dòng giữ nguyên: {unchanged}.",
            "Variants that change: {changes}. Lines that change nothing: {unchanged}.",
        ),
        "import_by_hand": ("liên kết bằng tay {count}", "linked by hand {count}"),
        "import_unlinked": ("bỏ liên kết {count}", "unlinked {count}"),
        "import_by_code": ("liên kết lại theo mã {count}", "left to their codes {count}"),
        "import_faults": (
            "{count} dòng sai nên chưa có gì được thay đổi. Hãy sửa các dòng này rồi nhập lại:",
            "Wrong lines: {count}, so nothing was changed. Correct them and import again:",
        ),
        "import_line": ("Dòng {line}: {fault}", "Line {line}: {fault}"),
        "import_ask": ("Áp dụng các thay đổi này? [c/K] ", "Apply these changes? [y/N] "),
        "import_not_agreed": (
            "Chưa có gì được thay đổi. Thêm --yes để đồng ý trước.",
            "Nothing was changed. Add --yes to agree beforehand.",
        ),
        "import_moved": (
            "Dữ liệu vừa thay đổi trong lúc bạn xem, nên chưa có gì được thay đổi. Hãy nhập lại.",
            "The data changed while you looked, so nothing was changed. Import again.",
        ),
        "imported_links": (
            "Đã áp dụng {count} thay đổi liên kết.",
            "{count} link changes applied.",
        ),
        "change_by_hand": ("{title} ↔ {sku}", "{title} ↔ {sku}"),
        "change_unlinked": ("{title} ✕ {sku}", "{title} ✕ {sku}"),
        "change_by_code": ("{title}: theo mã", "{title}: by code"),
        # files
        "sheet_extension": (
            "Không rõ loại tệp {file}: chỉ dùng được .xlsx và .csv.",
            "Unknown kind of file {file}: only .xlsx and .csv can be used.",
        ),
        "sheet_unwritable": (
            "Không ghi được tệp {file}. Nếu đang mở trong Excel, hãy đóng lại; hoặc chọn thư mục khác.",
            "The file {file} cannot be written. Close it if Excel has it open, or choose another folder.",
        ),
        "sheet_unreadable": (
            "Không đọc được tệp {file}. Hãy kiểm tra tệp còn đó và mở được bằng Excel.",
            "The file {file} cannot be read. Check that it is there and that Excel opens it.",
        ),
        "sheet_encoding": (
            "Tệp {file} không phải UTF-8. Trong Excel hãy lưu dạng “CSV UTF-8” hoặc .xlsx.",
            "The file {file} is not UTF-8. In Excel save it as “CSV UTF-8” or .xlsx.",
        ),
        "sheet_heads": (
            "Tệp thiếu cột: dòng đầu cần có Barcode (hoặc Mã biến thể Haravan) và SellerSku (hoặc "
            "Mã SKU Lazada).",
            "Columns are missing: the first line needs Barcode (or Haravan variant id) and SellerSku "
            "(or Lazada SkuId).",
        ),
        # lines
        "line_rounded": (
            "mã {code} đã bị Excel rút thành số mũ; hãy định dạng cột là Văn bản rồi nhập lại mã đầy đủ.",
            "Excel rounded the code {code}; format the column as Text and enter the whole code again.",
        ),
        "line_how": (
            "cột Liên kết ghi “{word}”; chỉ dùng Theo mã, Bằng tay, Bỏ liên kết hoặc để trống.",
            "the Link column says “{word}”; use By code, By hand, Unlinked or leave it empty.",
        ),
        "line_no_variant": (
            "thiếu barcode hoặc mã biến thể Haravan.",
            "the barcode or the Haravan variant id is missing.",
        ),
        "line_no_sku": (
            "thiếu SellerSku hoặc mã SKU Lazada.",
            "the SellerSku or the Lazada SkuId is missing.",
        ),
        "line_unknown_variant": (
            "Haravan không có biến thể {code}.",
            "Haravan has no variant {code}.",
        ),
        "line_unknown_sku": ("Lazada không có SKU {code}.", "Lazada has no SKU {code}."),
        "line_several_variants": (
            "barcode {code} có nhiều biến thể: {holders}; hãy ghi mã biến thể trong ngoặc.",
            "several variants carry the barcode {code}: {holders}; give the id in brackets.",
        ),
        "line_several_skus": (
            "SellerSku {code} có nhiều SKU: {holders}; hãy ghi mã SKU trong ngoặc.",
            "several SKUs carry the SellerSku {code}: {holders}; give the id in brackets.",
        ),
        "line_barcode_moved": (
            "barcode {barcode} không còn là của biến thể này (hiện là {now}).",
            "the barcode {barcode} is not this variant's any more (now {now}).",
        ),
        "line_codes_differ": (
            "SellerSku {sku} khác barcode {barcode} nên không theo mã được; muốn liên kết hãy ghi Bằng tay.",
            "the SellerSku {sku} differs from the barcode {barcode}, so no code links them; write By hand.",
        ),
        "line_variant_twice": (
            "{title} đã có ở dòng {line}.",
            "{title} is in line {line} already.",
        ),
        "line_sku_twice": (
            "SKU Lazada {sku} đã được liên kết ở dòng {line}.",
            "the Lazada SKU {sku} is linked in line {line} already.",
        ),
        "line_sku_taken": (
            "SKU Lazada {sku} đang liên kết bằng tay với {holder}.",
            "the Lazada SKU {sku} is linked by hand with {holder}.",
        ),
    }
)
