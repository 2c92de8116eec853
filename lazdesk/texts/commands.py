"""What the commands say on the terminal, save where a subject has a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # connections
        "haravan_not_connected": (
            "Chưa kết nối Haravan. Hãy chạy: lazdesk connect haravan",
            "Haravan is not connected. Run: lazdesk connect haravan",
        ),
        "lazada_not_connected": (
            "Chưa kết nối gian hàng Lazada. Hãy chạy: lazdesk connect lazada --app-key …",
            "No Lazada shop is connected. Run: lazdesk connect lazada --app-key …",
        ),
        "no_such_shop": (
            "Không có gian hàng này. Xem mã gian hàng bằng: lazdesk status",
            "There is no such shop. See the shops' ids with: lazdesk status",
        ),
        "which_shop": (
            "Đang kết nối nhiều gian hàng: hãy chỉ rõ bằng --shop MÃ_GIAN_HÀNG (xem: lazdesk status)",
            "Several shops are connected: say which with --shop SELLER_ID (see: lazdesk status)",
        ),
        "haravan_connected": (
            "Đã kết nối Haravan: {name} ({domain}).",
            "Haravan connected: {name} ({domain}).",
        ),
        "haravan_scopes": (
            "Mã truy cập Haravan thiếu quyền: {scopes}. Trong trang quản trị Haravan, mở Ứng dụng → "
            "Ứng dụng riêng tư, chọn ứng dụng của mã này, đánh dấu các quyền đó, lưu lại rồi kết "
            "nối lần nữa. Chưa có gì được lưu.",
            "The Haravan token lacks: {scopes}. In Haravan's admin open Apps → Private apps, choose "
            "this token's app, tick these permissions, save and connect again. Nothing was stored.",
        ),
        "scope_missing": (
            "Mã truy cập Haravan thiếu quyền {scopes} nên LazDesk chưa làm được việc này. Trong trang "
            "quản trị Haravan, mở Ứng dụng → Ứng dụng riêng tư, chọn ứng dụng của mã này, đánh dấu "
            "quyền đó rồi lưu lại. Nếu Haravan cấp mã mới, hãy chạy: lazdesk connect haravan",
            "The Haravan token lacks {scopes}, so this could not be done. In Haravan's admin open Apps "
            "→ Private apps, choose this token's app, tick this permission and save. If Haravan gives "
            "a new token, run: lazdesk connect haravan",
        ),
        "lazada_permission": (
            "Ứng dụng Lazada của bạn chưa được phép gọi {scopes}. Hãy mở Lazada Open Platform → App "
            "Console, xin thêm quyền này cho ứng dụng rồi chạy lại: lazdesk connect lazada",
            "Your Lazada app may not call {scopes}. Open Lazada Open Platform → App Console, apply for "
            "this permission and run again: lazdesk connect lazada",
        ),
        "haravan_scopes_optional": (
            "Mã truy cập này chưa có quyền {scopes}: khách mua sẽ vào Haravan dưới dạng khách vãng lai. Muốn "
            "có hồ sơ khách hàng, hãy đánh dấu quyền đó cho ứng dụng riêng tư rồi kết nối lại.",
            "This token lacks {scopes}: buyers enter Haravan as guests. For customer records tick that "
            "permission of the private app and connect again.",
        ),
        "haravan_token_wrong": (
            "Haravan không chấp nhận mã truy cập này. Hãy chép lại đúng mã (token) của ứng dụng "
            "riêng tư trong trang quản trị Haravan rồi kết nối lần nữa. Dữ liệu vẫn như cũ.",
            "Haravan does not accept this token. Copy the private app's token from Haravan's admin "
            "again and reconnect. Your data is as before.",
        ),
        "other_haravan_shop": (
            "Mã này thuộc cửa hàng Haravan “{new}”, còn dữ liệu trên máy là của “{known}”. Hãy dùng mã "
            "của “{known}”, hoặc chọn thư mục dữ liệu khác.",
            "This token belongs to the Haravan shop “{new}”, this desk's data to “{known}”. Use the "
            "token of “{known}”, or another data folder.",
        ),
        "open_consent": (
            "Mở địa chỉ sau trong trình duyệt, đăng nhập Lazada và bấm cho phép:",
            "Open this address in the browser, sign in to Lazada and allow:",
        ),
        "waiting_for_consent": (
            "Đang chờ Lazada trả lời tại {uri} … Nếu trang không tự về, hãy chép địa chỉ sau khi cho "
            'phép và chạy lại với --redirected "ĐỊA CHỈ". (Ctrl+C để thôi.)',
            "Waiting for Lazada at {uri} … If the page does not come back, copy its address after "
            'allowing and run again with --redirected "ADDRESS". (Ctrl+C to stop.)',
        ),
        "callback_port_busy": (
            "Cổng của {uri} đang bị chương trình khác dùng nên LazDesk không tự nhận được trả lời. Hãy "
            "đóng chương trình đó, hoặc dán địa chỉ sau khi cho phép bằng --redirected.",
            "Another program uses the port of {uri}, so LazDesk cannot take the answer itself. Close "
            "it, or paste the address after allowing with --redirected.",
        ),
        "bad_redirect_uri": (
            "“{uri}” không phải một địa chỉ callback. Hãy chép nguyên địa chỉ đã đăng ký trong App "
            "Console của Lazada Open Platform, ví dụ http://127.0.0.1:53682/callback.",
            "“{uri}” is no callback address. Copy the one registered in the App Console of Lazada Open "
            "Platform, for example http://127.0.0.1:53682/callback.",
        ),
        "consent_denied": (
            "Lazada báo bạn chưa cho phép ({error}). Hãy chạy lại và bấm nút cho phép.",
            "Lazada reports that you did not allow it ({error}). Run again and press allow.",
        ),
        "consent_expired": (
            "Lần cho phép này đã quá 30 phút hoặc đã dùng rồi. Hãy chạy lại lệnh kết nối Lazada.",
            "This consent is older than 30 minutes or was used already. Run the command again.",
        ),
        "state_changed": (
            "Địa chỉ dán vào không thuộc lần kết nối này nên LazDesk không dùng. Hãy chạy lại lệnh kết "
            "nối và dán đúng địa chỉ mới nhất.",
            "The pasted address does not belong to this attempt and was not used. Run the command "
            "again and paste the newest address.",
        ),
        "no_code": (
            "Địa chỉ dán vào không có mã (code). Hãy chép nguyên địa chỉ sau khi bấm cho phép.",
            "The pasted address carries no code. Copy the whole address after allowing.",
        ),
        "code_invalid": (
            "Lazada không nhận mã này: mã đã dùng, đã quá 30 phút, hoặc của ứng dụng khác. Hãy chạy "
            "lại lệnh kết nối Lazada.",
            "Lazada does not take this code: used, older than 30 minutes, or of another app. Run the "
            "command again.",
        ),
        "app_secret_wrong": (
            "App Key hoặc App Secret không đúng. Hãy mở Lazada Open Platform → App Console, chép lại "
            "cả hai rồi kết nối lần nữa.",
            "App Key or App Secret is wrong. Open Lazada Open Platform → App Console, copy both "
            "again and reconnect.",
        ),
        "other_seller": (
            "Bạn vừa đăng nhập gian hàng {new}, nhưng đang kết nối gian hàng {known}. Hãy đăng nhập "
            "đúng gian hàng; muốn thêm gian hàng mới thì dùng --shop {new}. Dữ liệu vẫn như cũ.",
            "You signed in to shop {new}, but the shop meant is {known}. Sign in to the right one; to "
            "add the new shop use --shop {new}. Your data is as before.",
        ),
        "other_country": (
            "LazDesk chỉ dùng cho Lazada Việt Nam; gian hàng này thuộc “{country}”.",
            "LazDesk is for Lazada Vietnam only; this shop belongs to “{country}”.",
        ),
        "lazada_connected": (
            "Đã kết nối Lazada: {name} (mã {seller_id}). Quyền truy cập: đến {access}; làm mới được "
            "đến {refresh}.",
            "Lazada connected: {name} (id {seller_id}). Access until {access}; renewable until "
            "{refresh}.",
        ),
        "access_lost": (
            "Quyền truy cập Lazada đã hết hoặc bị thu hồi. Hãy bấm Làm mới quyền truy cập (lazdesk "
            "connect lazada). Liên kết, cấu hình và lịch sử vẫn còn; đơn trong lúc này sẽ được tải bù.",
            "Access to Lazada has ended or was withdrawn. Renew it (lazdesk connect lazada). Links, "
            "settings and history stay; orders meanwhile will be fetched.",
        ),
        "is_connected": ("– đã kết nối", "– connected"),
        "is_not_connected": ("– chưa kết nối", "– not connected"),
        "access_until": (
            "Quyền truy cập làm mới được đến {until}",
            "Access renewable until {until}",
        ),
        "last_sync": ("Đồng bộ gần nhất: {at}", "Last sync: {at}"),
        "disconnected": ("Đã ngắt kết nối {name}.", "{name} disconnected."),
        "disconnect_asks": (
            "Ngắt kết nối {name}: giá, tồn kho và đơn hàng sẽ ngừng cập nhật; mã truy cập bị xóa khỏi "
            "máy. Liên kết, cấu hình và lịch sử vẫn giữ. Tiếp tục? [c/K] ",
            "Disconnecting {name}: price, stock and orders stop; the access is deleted from this "
            "computer. Links, settings and history stay. Go on? [y/N] ",
        ),
        "forget_asks": (
            "Xóa dữ liệu cửa hàng {name} khỏi máy này: đơn hàng, liên kết, cấu hình, lịch sử, phiếu giao "
            "hàng, mã truy cập và các bản sao lưu. Không lấy lại được. Trên Lazada và Haravan không có gì "
            "thay đổi. Tiếp tục? [c/K] ",
            "Deleting the data of {name} from this computer: orders, links, settings, history, labels, "
            "access and the backups. This cannot be undone. Nothing changes on Lazada or Haravan. Go "
            "on? [y/N] ",
        ),
        "forget_missing": (
            "Chưa xóa dữ liệu của {name}: cần bạn đồng ý. Chạy lại với --yes để đồng ý.",
            "The data of {name} stay: this needs your consent. Run again with --yes to agree.",
        ),
        "forgotten": (
            "Đã xóa dữ liệu của {name} khỏi máy này.",
            "The data of {name} are deleted from this computer.",
        ),
        "confirm_shop": (
            "Mã này thuộc gian hàng {name} (mã {seller_id}). Kết nối gian hàng này? [c/K] ",
            "This code belongs to the shop {name} (id {seller_id}). Connect it? [y/N] ",
        ),
        "not_confirmed": (
            "Chưa kết nối {name}: bạn không đồng ý. Dữ liệu vẫn như cũ.",
            "{name} was not connected: you did not agree. Your data is as before.",
        ),
        "access_ends": (
            "Quyền truy cập Lazada của {shop} hết hạn lúc {when}. Hãy làm mới trước lúc đó: lazdesk "
            "connect lazada. Liên kết, cấu hình và lịch sử vẫn còn.",
            "Access to the Lazada shop {shop} ends at {when}. Renew it before that: lazdesk connect "
            "lazada. Links, settings and history stay.",
        ),
        # what the doctor finds well or not
        "keyring_fine": ("dùng được", "works"),
        "disk_fine": ("còn trống {free}", "{free} free"),
        "disk_full": (
            "chỉ còn trống {free}: hãy giải phóng dung lượng, nếu không LazDesk sẽ không lưu được dữ liệu.",
            "only {free} free: make room, or LazDesk cannot keep its data.",
        ),
        "host_unreachable": (
            "không kết nối được {host}: hãy kiểm tra mạng Internet, tường lửa và proxy.",
            "{host} cannot be reached: check network, firewall and proxy.",
        ),
        "clock_fine": ("lệch {seconds} giây so với Lazada", "{seconds} s off Lazada's"),
        "channel_fine": (
            "không thấy đơn nào do kênh này tạo đang chờ bạn chọn",
            "none of its orders waits for your choice",
        ),
        # network and platforms
        "unreachable": (
            "Không kết nối được {platform}. Hãy kiểm tra mạng Internet (và proxy, nếu có) rồi thử lại; "
            "chưa có gì bị mất. (Chi tiết kỹ thuật: {detail})",
            "Cannot reach {platform}. Check the network (and the proxy, if any) and try again; nothing "
            "is lost. (Technical detail: {detail})",
        ),
        "busy": (
            "{platform} đang bận và yêu cầu chờ. LazDesk sẽ tự làm tiếp ở lần đồng bộ sau; chưa có gì "
            "bị mất. (Chi tiết kỹ thuật: {detail})",
            "{platform} is busy and asks to wait. LazDesk goes on at the next run; nothing is lost. "
            "(Technical detail: {detail})",
        ),
        "unavailable": (
            "{platform} trả lời không đọc được hoặc đang trục trặc. LazDesk sẽ thử lại ở lần đồng bộ "
            "sau; chưa có gì bị mất. (Chi tiết kỹ thuật: {detail})",
            "{platform} answers garbled or is down. LazDesk tries again at the next run; nothing is "
            "lost. (Technical detail: {detail})",
        ),
        "refused": (
            "{platform} từ chối: {detail}. {remedy}",
            "{platform} refused: {detail}. {remedy}",
        ),
        "clock_off": (
            "Đồng hồ máy lệch {minutes} phút so với Lazada. LazDesk vẫn chạy theo giờ của Lazada, "
            "nhưng hãy chỉnh lại ngày giờ của máy.",
            "This computer's clock is {minutes} minutes off Lazada's. LazDesk works by Lazada's time, "
            "but do set the clock.",
        ),
        "disconnect_missing": (
            "Chưa ngắt kết nối {name}: cần bạn đồng ý. Chạy lại với --yes để đồng ý.",
            "{name} stays connected: this needs your consent. Run again with --yes to agree.",
        ),
        # the desk
        "already_running": (
            "LazDesk đang chạy trên thư mục dữ liệu này rồi. Hãy dùng cửa sổ đang mở, hoặc đóng nó "
            "trước.",
            "LazDesk already runs on this data folder. Use the one that runs, or close it first.",
        ),
        "bad_secret": (
            "Chưa nhận được mã: hãy dán vào khi được hỏi, hoặc chuyển qua stdin.",
            "No secret was given: paste it when asked, or pipe it in.",
        ),
        "cancelled": (
            "Đã dừng theo yêu cầu. Việc đang dở sẽ được làm tiếp lần sau.",
            "Stopped as asked. What is unfinished goes on next time.",
        ),
        "ports_taken": (
            "Một trong các cổng {ports} đang bị chương trình khác dùng. Hãy đóng chương trình đó, hoặc chọn cổng "
            "khác bằng --port (bỏ --port thì LazDesk tự tìm).",
            "Another program uses one of the ports {ports}. Close it, or name another with --port (without "
            "--port LazDesk finds free ones).",
        ),
        "no_screen": (
            "Máy này không có màn hình nên không mở được cửa sổ: bản dùng thử chạy ngay trong dòng lệnh; các "
            "việc khác có lệnh riêng (xem: lazdesk --help).",
            "This machine has no screen for the window: the practice day runs in the terminal; other work has "
            "commands of its own (see: lazdesk --help).",
        ),
        "unexpected": (
            "LazDesk gặp lỗi ngoài dự kiến và đã dừng; dữ liệu vẫn nguyên. Hãy chạy lại; nếu còn lặp lại, "
            "gửi tệp nhật ký {log} cho người hỗ trợ.",
            "LazDesk met an unexpected fault and stopped; your data is as before. Run again; if it "
            "comes back, send the log file {log} to support.",
        ),
        "usage": (
            "Lệnh chưa đúng ({detail}). Xem cách dùng: {program} --help",
            "Wrong usage ({detail}). See: {program} --help",
        ),
        "ids_are_numbers": (
            "Mã lỗi phải là số trong cột ID (xem: lazdesk problems).",
            "Problem ids are the numbers of the ID column (see: lazdesk problems).",
        ),
        "no_such_problem": (
            "Không có lỗi nào mang mã: {ids}. Xem danh sách bằng: lazdesk problems",
            "No problem has the id: {ids}. See the list with: lazdesk problems",
        ),
        "problems_ignored": ("Đã bỏ qua {count} lỗi.", "Problems ignored: {count}."),
        "problems_heeded": ("{count} lỗi không bị bỏ qua nữa.", "Problems heeded again: {count}."),
        "problems_retried": (
            "{count} lỗi sẽ được thử lại ở lần đồng bộ sau.",
            "Problems tried again at the next run: {count}.",
        ),
        # settings
        "name_a_setting": (
            "Hãy nêu tên cấu hình, ví dụ: lazdesk config set stock.buffer 2 (xem: lazdesk config list)",
            "Name a setting, e.g.: lazdesk config set stock.buffer 2 (see: lazdesk config list)",
        ),
        "setting_saved": ("Đã lưu {key} = {value}.", "Saved {key} = {value}."),
        "consent_needed": (
            "Bật {key} sẽ thay đổi {count} SKU trên Lazada (xem: lazdesk products preview). Đồng ý? "
            "[c/K] ",
            "Turning {key} on will change {count} SKUs on Lazada (see: lazdesk products preview). "
            "Agree? [y/N] ",
        ),
        "order_location_outside": (
            "Kho đồng bộ đơn hàng nằm ngoài Kho đồng bộ tồn kho: đơn Lazada sẽ không bao giờ làm giảm số lượng "
            "đẩy lên Lazada, dễ bán quá số hàng có.",
            "The order location is not among the stock locations: Lazada's orders would never lower the "
            "quantity pushed to Lazada, and you may oversell.",
        ),
        "save_anyway": ("Vẫn lưu? [c/K] ", "Save all the same? [y/N] "),
        "consent_missing_location": (
            "Chưa lưu {key}. Nếu vẫn muốn, hãy chạy lại với --yes.",
            "{key} was not saved. To save it all the same, run again with --yes.",
        ),
        "preview_needs_a_sync": (
            "Chưa có bản xem trước cho {key} vì tồn kho chưa được đọc. Hãy chạy lazdesk sync --once, xem "
            "lazdesk products preview rồi bật lại.",
            "There is no preview for {key} yet: stock was not read. Run lazdesk sync --once, see lazdesk "
            "products preview and turn it on then.",
        ),
        "preview_changed": (
            "Chưa bật {key}: từ lần xem trước, {count} giá trị đã đổi ({changes}). Hãy xem lại bằng lazdesk "
            "products preview rồi bật lần nữa.",
            "{key} stays off: since the preview {count} values have changed ({changes}). Look at lazdesk "
            "products preview again and turn it on then.",
        ),
        "consent_missing": (
            "Chưa bật {key}: cần đồng ý với bản xem trước. Chạy lại với --yes để đồng ý.",
            "{key} stays off: the preview needs your consent. Run again with --yes to agree.",
        ),
        # products and orders
        "unknown_codes": (
            "Không có sản phẩm nào mang mã: {codes}. Hãy đồng bộ trước, hoặc kiểm tra lại mã.",
            "No product carries: {codes}. Synchronise first, or check the code.",
        ),
        "not_synchronised": (
            "Không có sản phẩm nào đã liên kết và đã đăng lên kênh mang mã: {codes}. Xem lý do bằng: "
            "lazdesk products list, lazdesk problems.",
            "No product that is linked and published carries: {codes}. See why with: lazdesk products "
            "list, lazdesk problems.",
        ),
        "name_a_product": (
            "Hãy nêu ít nhất một mã (barcode hoặc SellerSku), hoặc --all cho tất cả.",
            "Name at least one code (barcode or SellerSku), or --all for every product.",
        ),
        "name_an_order": (
            "Hãy nêu ít nhất một mã đơn Lazada (xem: lazdesk orders list).",
            "Name at least one Lazada order number (see: lazdesk orders list).",
        ),
        "name_one_order": (
            "Hãy nêu đúng một mã đơn Lazada, rồi SKU=N nếu chỉ hoàn trả một phần.",
            "Name exactly one Lazada order, then SKU=N to take back a part of it.",
        ),
        "bad_quantity": (
            "“{word}” không phải là SKU=N với N là số lượng.",
            "“{word}” is not SKU=N with a number of pieces N.",
        ),
        "published": ("Đã đăng {count} sản phẩm.", "Products published: {count}."),
        "unpublished": ("Đã gỡ {count} sản phẩm.", "Products unpublished: {count}."),
        "no_changes": ("Không có gì cần thay đổi.", "Nothing to change."),
        "no_problems": ("Không có lỗi.", "No problems."),
        "sync_done": (
            "Xong: nhập {imported} đơn, đẩy {pushed} giá trị lên Lazada, {waiting} đơn đang chờ, {failed} lỗi mới.",
            "Done: {imported} orders imported, {pushed} values pushed, {waiting} orders waiting, "
            "{failed} new problems.",
        ),
        "near_miss": (
            "Gần giống: barcode {barcode} và SellerSku {skus}; sửa cho giống hẳn, hoặc liên kết bằng tay.",
            "Almost alike: barcode {barcode} and SellerSku {skus}; make them equal, or link by hand.",
        ),
        "no_such_lazada_warehouse": (
            "Gian hàng Lazada không có kho {code}. Các kho: {known}.",
            "The Lazada shop has no warehouse {code}. There are: {known}.",
        ),
        "no_such_location": (
            "Haravan không có kho {ids}. Các kho: {known}.",
            "Haravan has no location {ids}. There are: {known}.",
        ),
        "waiting_orders": ("Đơn đang chờ: {orders}", "Orders waiting: {orders}"),
        "held": (
            "{count} thay đổi chờ bạn xem trước và đồng ý (lazdesk products preview; lazdesk sync "
            "--once --yes).",
            "{count} changes wait for your consent (lazdesk products preview; lazdesk sync --once "
            "--yes).",
        ),
    }
)
