"""What the window says otherwise than the terminal: there the remedy is a button, not a command."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lazdesk import texts

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "haravan_not_connected": (
            "Chưa kết nối Haravan. Hãy kết nối ở thẻ Kết nối.",
            "Haravan is not connected. Connect it on the Connection tab.",
        ),
        "lazada_not_connected": (
            "Chưa kết nối gian hàng Lazada. Hãy kết nối ở thẻ Kết nối.",
            "No Lazada shop is connected. Connect one on the Connection tab.",
        ),
        "preview_replaced": (
            "Bản xem trước này đã được thay bằng bản mới hơn nên chưa có gì được đồng ý. Hãy xem trước "
            "lần nữa.",
            "A newer preview took this one's place, so nothing was agreed to. Look at the preview "
            "again.",
        ),
        "no_such_shop": (
            "Gian hàng này không còn trên máy.",
            "This shop is no longer on this computer.",
        ),
        "haravan_scopes": (
            "Mã truy cập Haravan thiếu quyền: {scopes}. Trong trang quản trị Haravan, mở Ứng dụng → "
            "Ứng dụng riêng tư, chọn ứng dụng của mã này, đánh dấu các quyền đó, lưu lại rồi bấm "
            "Kiểm tra và kết nối lần nữa.",
            "The Haravan token lacks: {scopes}. In Haravan's admin open Apps → Private apps, choose "
            "this token's app, tick these permissions, save, then press Check and connect again.",
        ),
        "callback_port_busy": (
            "Cổng của {uri} đang bị chương trình khác dùng nên LazDesk không tự nhận được trả lời. Hãy "
            "dán địa chỉ của trình duyệt sau khi cho phép vào ô bên dưới.",
            "Another program uses the port of {uri}, so LazDesk cannot take the answer itself. Paste "
            "the browser's address after allowing into the field below.",
        ),
        "consent_denied": (
            "Lazada báo bạn chưa cho phép ({error}). Hãy bấm kết nối lần nữa và chọn cho phép.",
            "Lazada reports that you did not allow it ({error}). Press connect again and allow.",
        ),
        "consent_expired": (
            "Lần cho phép này đã quá 30 phút hoặc đã dùng rồi. Hãy bấm kết nối Lazada lần nữa.",
            "This consent is older than 30 minutes or was used already. Press connect again.",
        ),
        "state_changed": (
            "Địa chỉ dán vào không thuộc lần kết nối này nên LazDesk không dùng. Hãy dán đúng địa chỉ "
            "mới nhất của trình duyệt.",
            "The pasted address does not belong to this attempt and was not used. Paste the "
            "browser's newest address.",
        ),
        "code_invalid": (
            "Lazada không nhận mã này: mã đã dùng, đã quá 30 phút, hoặc của ứng dụng khác. Hãy bấm kết "
            "nối Lazada lần nữa.",
            "Lazada does not take this code: used, older than 30 minutes, or of another app. Press "
            "connect again.",
        ),
        "other_seller": (
            "Bạn vừa đăng nhập gian hàng {new}, nhưng đang kết nối gian hàng {known}. Hãy đăng nhập đúng "
            "gian hàng rồi kết nối lần nữa. Dữ liệu vẫn như cũ.",
            "You signed in to shop {new}, but the shop meant is {known}. Sign in to the right one and "
            "connect again. Your data is as before.",
        ),
        "secret_gone": (
            "App Secret của gian hàng này không còn trên máy. Hãy nhập lại App Key và App Secret rồi kết "
            "nối.",
            "This shop's App Secret is no longer on this computer. Enter App Key and App Secret again "
            "and connect.",
        ),
        "lazada_connected": (
            "Đã kết nối Lazada: {name} (mã {seller_id}).",
            "Lazada connected: {name} (id {seller_id}).",
        ),
        "access_lost": (
            "Quyền truy cập Lazada đã hết hoặc bị thu hồi. Hãy bấm Làm mới quyền truy cập. Liên kết, cấu "
            "hình và lịch sử vẫn còn; đơn trong lúc này sẽ được tải bù.",
            "Access to Lazada has ended or was withdrawn. Press Renew access. Links, settings and "
            "history stay; orders meanwhile will be fetched.",
        ),
        "unexpected": (
            "LazDesk gặp lỗi ngoài dự kiến khi làm việc này; dữ liệu vẫn nguyên. Hãy thử lại; nếu còn lặp "
            "lại, gửi tệp nhật ký {log} cho người hỗ trợ.",
            "LazDesk met an unexpected fault; your data is as before. Try again; if it comes back, "
            "send the log file {log} to support.",
        ),
        "data_damaged": (
            "Tệp dữ liệu trên máy này bị hỏng, và không có bản sao lưu tự động nào dùng được. Đơn hàng và "
            "sản phẩm trên Lazada và Haravan không bị ảnh hưởng.",
            "The data file on this computer is damaged, and none of the automatic copies can be used. "
            "Orders and products on Lazada and Haravan are not touched.",
        ),
        "data_locked": (
            "Dữ liệu trên máy này đã được mã hóa, nhưng khóa của tệp không còn trong kho mật khẩu của máy "
            "(hoặc là khóa khác). Tệp vẫn còn nguyên: nếu mở lại được kho mật khẩu cũ, hãy bấm Thử lại. "
            "Đơn hàng và sản phẩm trên Lazada và Haravan không bị ảnh hưởng.",
            "The data on this computer is encrypted, but its key is no longer in the computer's keyring "
            "(or it is another key). The file is as it was: if the old keyring can be opened again, press "
            "Try again. Orders and products on Lazada and Haravan are not touched.",
        ),
        "already_running": (
            "Một lệnh LazDesk khác đang dùng thư mục dữ liệu này. Hãy đóng nó rồi mở lại cửa sổ.",
            "Another LazDesk command uses this data folder. Close it, then open the window again.",
        ),
        "settings_saved": ("Đã lưu cấu hình.", "Settings saved."),
        "agreed": (
            "Đã đồng ý; các thay đổi được gửi ngay trong lần đồng bộ này.",
            "Agreed; the changes go out with this run.",
        ),
        "clock": ("Giờ của máy", "This computer's clock"),
        "was_away": (
            "Từ {since} đến {until} LazDesk không đồng bộ được; đã tải bù: {orders} đơn thay đổi, nhập {imported} "
            "đơn, gửi {pushed} giá và số lượng sang Lazada.",
            "From {since} to {until} LazDesk could not synchronise; caught up: {orders} orders changed, "
            "{imported} imported, {pushed} prices and quantities sent to Lazada.",
        ),
    }
)


def say(key: str, language: str, /, **values: object) -> str:
    """The window's text called ``key``; where it has none of its own, the terminal's."""
    own = TEXTS.get(key)
    if own is None:
        return texts.say(key, language, **values)
    return own[texts.LANGUAGES.index(language)].format_map(values)
