"""What is said of the mirror's file: its encryption, repair, and copies (G2, G3, G1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "mirror_encrypted": (
            "Dữ liệu trên máy này nay đã được mã hóa; khóa nằm trong kho mật khẩu của máy. Tệp cũ chưa mã hóa và các bản sao của nó đã bị xóa.",
            "The data on this PC is encrypted now; the key is in the machine's keyring. The old file and its copies, which were not encrypted, are deleted.",
        ),
        "mirror_repaired": (
            "Tệp dữ liệu bị hỏng (có thể do mất điện) nên LazDesk đã dùng lại bản sao lưu lúc {at}. Những gì thay đổi từ lúc đó sẽ được tải lại từ hai bên; tệp hỏng được giữ lại: {file}",
            "The data file was damaged (a power cut, perhaps), so LazDesk went back to the copy of {at}. What has changed since is read again from both sides; the damaged file is kept: {file}",
        ),
        "mirror_is_encrypted": ("đã mã hóa · {folder}", "encrypted · {folder}"),
        "mirror_is_plain": (
            "sẽ được mã hóa khi máy có kho mật khẩu · {folder}",
            "will be encrypted once this machine has a keyring · {folder}",
        ),
        "last_backup": ("sao lưu gần nhất {at}", "last backup {at}"),
        "no_backup": ("chưa có bản sao lưu nào", "no backup yet"),
        "database_line": ("Dữ liệu: {how}", "Data: {how}"),
        "ask_passphrase": ("Mật khẩu của tệp sao lưu: ", "Passphrase of the copy: "),
        "ask_passphrase_again": ("Nhập lại mật khẩu: ", "The passphrase again: "),
        "passphrases_differ": (
            "Hai lần nhập mật khẩu khác nhau.",
            "The two passphrases differ.",
        ),
        "passphrase_short": (
            "Mật khẩu của tệp sao lưu cần ít nhất {fewest} ký tự.",
            "The passphrase of a copy needs at least {fewest} characters.",
        ),
        "ask_overwrite": ("Ghi đè {file}? [c/K] ", "Overwrite {file}? [y/N] "),
        "copy_is_there": (
            "{file} đã có. Hãy chọn tên khác, hoặc thêm --yes để ghi đè.",
            "{file} is there already. Choose another name, or add --yes to overwrite it.",
        ),
        "copy_saved": (
            "Đã sao lưu vào {file}. Chỉ mật khẩu vừa đặt mới mở được tệp này: hãy giữ kỹ, LazDesk không giữ hộ. Mã truy cập không nằm trong tệp.",
            "Saved to {file}. Only the passphrase just set opens it: keep it well, LazDesk does not. No token is in it.",
        ),
        "no_such_copy": ("Không có tệp {file}.", "There is no file {file}."),
        "copy_does_not_open": (
            "Không mở được {file}: sai mật khẩu, hoặc tệp không phải bản sao lưu của LazDesk, hoặc đã hỏng. Dữ liệu hiện có không bị thay đổi.",
            "{file} does not open: the passphrase is wrong, or it is no copy of LazDesk's, or it is damaged. The data that is here was not changed.",
        ),
        "ask_restore": (
            "Thay dữ liệu đang có trên máy này bằng bản sao lưu? Dữ liệu đang có được giữ lại trong thư mục backups. [c/K] ",
            "Replace the data on this PC with the copy? What is here is kept in the folder backups. [y/N] ",
        ),
        "restore_needs_yes": (
            "Máy này đang có dữ liệu. Thêm --yes để thay bằng bản sao lưu; dữ liệu đang có được giữ lại trong thư mục backups.",
            "There is data on this PC. Add --yes to replace it with the copy; what is here is kept in the folder backups.",
        ),
        "begun_anew": (
            "Đã bắt đầu lại từ đầu: hãy kết nối Lazada và Haravan. Trong 90 ngày, dữ liệu cũ vẫn còn nguyên ở tệp {file}",
            "Begun anew: connect Lazada and Haravan. For 90 days the old data is kept as it was in the file {file}",
        ),
        "copy_restored": (
            "Đã khôi phục. Gian hàng: {shops}. Lần đồng bộ đầu tiên sẽ đọc lại đơn hàng của hai bên trước khi ghi.",
            "Restored. Shops: {shops}. The first sync reads both sides' orders again before it writes.",
        ),
        "connect_again": (
            "Bản sao lưu không chứa mã truy cập. Hãy kết nối lại: {names}.",
            "The copy holds no tokens. Connect again: {names}.",
        ),
        "copy_replaced": ("Dữ liệu trước đó nằm ở {file}.", "What was here before is at {file}."),
        "buyer_forgotten": (
            "Đã xóa tên, số điện thoại và địa chỉ người mua của đơn {number} khỏi máy này, kể cả trong các bản sao lưu ở đây. Tệp sao lưu bạn đã cất nơi khác và dữ liệu trên Lazada, Haravan không đổi.",
            "The buyer's name, phone and address of order {number} are deleted from this PC, its backups here included. Copies you keep elsewhere, and what Lazada and Haravan hold, are as they were.",
        ),
        "order_unknown": ("Không có đơn {number}.", "There is no order {number}."),
        "buyer_needed": (
            "Đơn {number} đang chờ vào Haravan nên còn cần địa chỉ người mua. Hãy đợi đơn vào xong rồi xóa.",
            "Order {number} is on its way into Haravan and needs its buyer's address. Wait until it is there.",
        ),
        "support_saved": (
            "Đã ghi {file}: phiên bản, cấu hình, số đếm và nhật ký, không có mã truy cập hay thông tin người mua. Hãy gửi tệp này cho người hỗ trợ bạn.",
            "Wrote {file}: versions, settings, counts and the log, without tokens or buyers. Send this file to whoever helps you.",
        ),
        "notice_orders": ("{count} đơn mới đã vào Haravan.", "New orders in Haravan: {count}."),
        "notice_cancel": (
            "{count} đơn có người mua yêu cầu hủy: hãy trả lời trước khi hết giờ.",
            "Orders whose buyers ask to cancel: {count}. Answer before time runs out.",
        ),
        "notice_access": (
            "Quyền truy cập Lazada sắp hết hạn: mở LazDesk và bấm Làm mới quyền truy cập.",
            "Lazada's access is about to end: open LazDesk and renew it.",
        ),
        "notice_access_ended": (
            "Quyền truy cập Lazada đã hết hạn: mở LazDesk và bấm Làm mới quyền truy cập.",
            "Lazada's access has ended: open LazDesk and renew it.",
        ),
        "notice_blocked": (
            "{count} lỗi mới đang chặn đơn hoặc tồn kho: xem thẻ Lỗi.",
            "New problems that hold up orders or stock: {count}. See the Problems tab.",
        ),
        "demo_plain": (
            "Dữ liệu tập dượt không mã hóa, nằm trong một thư mục tạm và bị xóa khi xong.",
            "The practice data is not encrypted; it lies in a temporary folder and is deleted at the end.",
        ),
    }
)
