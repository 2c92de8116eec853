"""Problems LazDesk finds by its own rules; those of the platform's help page word for word."""

from lazdesk.rules.explanations.kinds import Explanation, Severity

ENTRIES = (
    Explanation(
        "MISSING_BARCODE",
        Severity.STOCK,
        "Sản phẩm thiếu barcode tại Haravan.",
        "Bổ sung barcode cho sản phẩm đó.",
        "The product has no barcode in Haravan.",
        "Add a barcode to the product.",
    ),
    Explanation(
        "SELLER_SKU_NOT_FOUND",
        Severity.STOCK,
        "Sản phẩm chưa có trên hệ thống Lazada.",
        "Bổ sung sản phẩm trên hệ thống Lazada.",
        "The product is not on Lazada yet.",
        "Add the product on Lazada.",
    ),
    Explanation(
        "PRICE_OUT_OF_RANGE",
        Severity.STOCK,
        "Giá nằm ngoài phạm vi cho phép.",
        "Kiểm tra điều khoản dịch vụ của Lazada.",
        "The price is outside the range that is allowed.",
        "Check Lazada's terms of service.",
    ),
    Explanation(
        "DUPLICATE_BARCODE",
        Severity.STOCK,
        "Nhiều biến thể trên Haravan dùng chung một barcode nên không biết biến thể nào ứng với "
        "SKU Lazada. Nếu trùng trong cùng một sản phẩm thì cả sản phẩm đó không được đồng bộ.",
        "Sửa để mỗi biến thể có một barcode riêng, hoặc liên kết từng biến thể bằng tay.",
        "Several Haravan variants share one barcode, so it is not clear which one the Lazada SKU "
        "is. If they belong to one product, that whole product is not synchronised.",
        "Give every variant a barcode of its own, or link each of them by hand.",
    ),
    Explanation(
        "DUPLICATE_SELLER_SKU",
        Severity.STOCK,
        "Nhiều SKU trên Lazada dùng chung một SellerSku.",
        "Sửa SellerSku trên Lazada để không còn trùng, hoặc liên kết bằng tay.",
        "Several Lazada SKUs share one SellerSku.",
        "Make the SellerSku on Lazada unique, or link by hand.",
    ),
    Explanation(
        "TAKEN_BY_HAND",
        Severity.STOCK,
        "SKU Lazada có mã này đã được liên kết bằng tay với một biến thể khác.",
        "Bỏ liên kết bằng tay đó, hoặc đổi barcode của biến thể này.",
        "The Lazada SKU with this code is linked by hand with another variant.",
        "Remove that hand-made link, or change this variant's barcode.",
    ),
    Explanation(
        "UNIT_BARCODE",
        Severity.STOCK,
        "Mã này là barcode của đơn vị tính hoặc combo; loại này chưa được hỗ trợ.",
        "Dùng barcode của biến thể làm SellerSku trên Lazada.",
        "This code is the barcode of a unit of measure or a combo, which is not supported.",
        "Use the variant's own barcode as SellerSku on Lazada.",
    ),
    Explanation(
        "CHANGED_SINCE_PREVIEW",
        Severity.STOCK,
        "Giá trị đã thay đổi sau khi bạn xem trước và đồng ý, nên chưa được gửi.",
        "Bấm Xem trước để xem giá trị mới rồi đồng ý lần nữa.",
        "The value has changed since you agreed to its preview, so it was not sent.",
        "Look at the preview again and agree to the new value.",
    ),
    Explanation(
        "PRICE_GUARD",
        Severity.STOCK,
        "Giá thay đổi nhiều hơn mức cho phép tự động cập nhật.",
        "Kiểm tra giá trên Haravan, rồi đồng ý cập nhật hoặc sửa lại giá.",
        "The price changes by more than may be updated without asking.",
        "Check the price in Haravan, then agree to the change or correct the price.",
    ),
    Explanation(
        "ZERO_STOCK_GUARD",
        Severity.STOCK,
        "Quá nhiều SKU sẽ về 0 cùng lúc mà không phải vì bán hết.",
        "Kiểm tra tồn kho và Kho đồng bộ tồn kho, rồi đồng ý cập nhật nếu đúng.",
        "Too many SKUs would go to 0 at once, and not because orders sold them out.",
        "Check the stock and the stock locations, then agree if the numbers are right.",
    ),
    Explanation(
        "MULTI_WAREHOUSE",
        Severity.STOCK,
        "Gian hàng Lazada có nhiều kho nên chưa biết cập nhật số lượng cho kho nào.",
        "Chọn một kho Lazada trong Cấu hình; số lượng sẽ được cập nhật sau đó.",
        "The Lazada shop has several warehouses, so it is not known which one to update.",
        "Choose one Lazada warehouse in the settings; quantities are updated after that.",
    ),
    Explanation(
        "CAMPAIGN_LOCK",
        Severity.STOCK,
        "Lazada đang khóa giá hoặc tồn kho của SKU vì chương trình khuyến mãi.",
        "Không cần làm gì: giá trị mới được giữ lại và cập nhật khi chương trình kết thúc. Nếu "
        "gấp, rút sản phẩm khỏi chương trình trên Seller Center.",
        "Lazada has locked the SKU's price or stock for a campaign.",
        "Nothing to do: the new value is kept and sent when the campaign ends. If it is urgent, "
        "take the product out of the campaign in Seller Center.",
        retryable=True,
    ),
    Explanation(
        "ANOTHER_WRITER",
        Severity.STOCK,
        "Một chương trình khác cũng đang sửa giá hoặc số lượng của SKU này trên Lazada.",
        "Tắt đồng bộ ở chương trình kia, rồi bấm Thử lại.",
        "Another program changes this SKU's price or quantity on Lazada too.",
        "Switch synchronising off in the other program, then retry.",
        retryable=True,
    ),
    Explanation(
        "UNLINKED_ORDER_LINE",
        Severity.ORDERS,
        "Đơn có sản phẩm chưa liên kết nên được ghi thành dòng tùy chỉnh, tồn kho không bị trừ.",
        "Liên kết SKU Lazada với một biến thể; sau đó LazDesk đề nghị trừ tồn một lần.",
        "An item of the order is not linked: it became a custom line and took no stock.",
        "Link the Lazada SKU with a variant; one stock correction is offered then.",
    ),
    Explanation(
        "STOCK_CORRECTION_OFFERED",
        Severity.ORDERS,
        "SKU được liên kết sau khi đơn đã nhập, nên tồn kho ở Haravan chưa bị trừ cho đơn này.",
        "Bấm Thử lại để trừ tồn một lần tại kho của đơn; nếu đã tự trừ rồi thì bỏ qua.",
        "The SKU was linked after the import, so Haravan's stock was not taken for this order.",
        "Retry to take the stock once, at the order's location; ignore it if you have taken it "
        "yourself.",
        retryable=True,
    ),
    Explanation(
        "UNKNOWN_STATUS",
        Severity.ORDERS,
        "Lazada trả về một trạng thái chưa có trong bảng trạng thái.",
        "Xem đơn trên Seller Center và xử lý trạng thái đó ở Haravan; LazDesk không tự đoán.",
        "Lazada shows a status that is not in the table of statuses.",
        "Look at the order in Seller Center and set its state in Haravan; nothing is guessed.",
    ),
    Explanation(
        "CARRIER_STATUS_REFUSED",
        Severity.ORDERS,
        "Haravan không cho cập nhật trạng thái giao hàng của phiếu giao này.",
        "Cập nhật trạng thái giao hàng trong Haravan; trạng thái Lazada được ghi ở thuộc tính "
        "lazada_status của đơn.",
        "Haravan does not let the delivery state of this fulfilment be set.",
        "Set the delivery state in Haravan; Lazada's is in the order's attribute lazada_status.",
    ),
    Explanation(
        "FULFILMENT_STARTS_DELIVERED",
        Severity.ORDERS,
        "Haravan đánh dấu phiếu giao là Đã giao hàng ngay khi tạo.",
        "Đối chiếu trạng thái giao hàng trên Lazada trước khi xử lý tiếp ở Haravan.",
        "Haravan marks the fulfilment as delivered as soon as it is made.",
        "Compare the delivery state on Lazada before going on in Haravan.",
    ),
    Explanation(
        "REFUNDED_BY_HAND",
        Severity.ORDERS,
        "Ở Haravan đơn đã được hoàn tiền bằng tay nhiều hơn số Lazada đã hủy hoặc hoàn cho khách.",
        "Đối chiếu với Lazada; nếu hoàn nhầm thì ghi nhận thanh toán lại ở Haravan. LazDesk không "
        "sửa khoản hoàn tay.",
        "More was refunded by hand in Haravan than Lazada canceled or gave back to the buyer.",
        "Compare with Lazada and correct the payment in Haravan if it was a mistake; LazDesk "
        "leaves refunds made by hand alone.",
    ),
    Explanation(
        "REFUND_CHANGED",
        Severity.ORDERS,
        "LazDesk ghi mỗi khoản hoàn tiền của Lazada một lần; sau đó Lazada đã đổi số tiền của "
        "khoản này.",
        "Đối chiếu với Lazada rồi tự ghi phần chênh lệch vào đơn ở Haravan; khi hai bên bằng "
        "nhau, việc này tự hết.",
        "LazDesk books each of Lazada's refunds once; Lazada changed the amount of this one "
        "afterwards.",
        "Compare with Lazada and book the difference in Haravan yourself; once both sides are "
        "equal this task goes by itself.",
    ),
    Explanation(
        "BOOKED_TWICE",
        Severity.ORDERS,
        "Hai máy cùng chạy LazDesk cho gian hàng này đã ghi cùng một khoản vào cùng một lúc.",
        "Ở Haravan, ghi nhận lại số tiền và điều chỉnh tồn kho của lần ghi thừa, rồi bỏ qua việc "
        "này. Nên chỉ để một máy chạy LazDesk cho mỗi gian hàng.",
        "Two PCs that run LazDesk for this shop booked the same thing in the same moment.",
        "In Haravan, book the money back and correct the stock of the second booking, then ignore "
        "this task. It is better to let one PC only run LazDesk for a shop.",
    ),
    Explanation(
        "CANCELED_ON_LAZADA",
        Severity.ORDERS,
        "Lazada đã hủy; vì đơn được xử lý ở Haravan nên LazDesk không hủy và không nhập kho lại.",
        "Hủy đơn (hoặc hoàn trả phần đã hủy) ở Haravan và chọn có nhập kho lại hay không.",
        "Lazada canceled it; orders are handled at Haravan, so nothing was canceled or restocked.",
        "Cancel the order (or refund that part) in Haravan, with or without restock.",
    ),
    Explanation(
        "GOODS_COME_BACK",
        Severity.NOTICE,
        "Lazada giao không thành công hoặc khách trả hàng; kiện hàng đang về hoặc đã mất.",
        "Khi nhận lại hàng thì kiểm tra và nhập kho ở Haravan; nếu mất thì khiếu nại với Lazada.",
        "Lazada could not deliver, or the buyer sent it back; the parcel is returning or lost.",
        "Check and restock the goods in Haravan once they are here; claim lost ones from Lazada.",
    ),
    Explanation(
        "FOREIGN_CHANNEL",
        Severity.ORDERS,
        "Kênh Lazada có sẵn của Haravan vẫn đang tạo đơn, nên đơn có thể bị trùng.",
        "Tắt kênh đó rồi chọn “đã tắt kênh kia”, hoặc chọn “nhận các đơn đó” (lazdesk config set "
        "orders.foreign_channel off hoặc adopt). Việc nhập đơn tạm dừng cho đến lúc chọn; đơn kênh "
        "kia đã tạo được tính, không tạo lại.",
        "Haravan's own Lazada channel still creates orders, which would double them.",
        "Switch that channel off and say so, or adopt its orders (lazdesk config set "
        "orders.foreign_channel off, or adopt). Import waits for the choice; that channel's orders "
        "count, and none is created again.",
    ),
    Explanation(
        "FOREIGN_DOUBLE",
        Severity.ORDERS,
        "Đơn này đã có ở Haravan, kênh Lazada có sẵn của Haravan lại tạo thêm một đơn nữa.",
        "Hủy đơn được nêu tên ở Haravan và chọn nhập kho lại; đơn còn lại vẫn được cập nhật.",
        "Haravan's own Lazada channel made a second order of one that was there already.",
        "Cancel the order named in Haravan, with restock; the other one is kept up to date.",
    ),
    Explanation(
        "MISSING_SCOPE",
        Severity.ORDERS,
        "Ứng dụng chưa được cấp quyền cho việc này.",
        "Trong Haravan: Cấu hình → Ứng dụng riêng → cấp quyền được nêu tên rồi lưu lại. Với "
        "Lazada: bật nhóm quyền đó trong App Console rồi làm mới quyền truy cập.",
        "The app has no permission for this.",
        "Haravan: Settings → Private apps → tick the permission named and save. Lazada: switch "
        "the permission group on in App Console, then renew access.",
        retryable=True,
    ),
    Explanation(
        "ACCESS_EXPIRED",
        Severity.ORDERS,
        "Quyền truy cập gian hàng Lazada đã hết hạn hoặc bị thu hồi.",
        "Bấm Làm mới quyền truy cập và đăng nhập lại; liên kết, cấu hình và lịch sử được giữ "
        "nguyên.",
        "Access to the Lazada shop has run out or was revoked.",
        "Press “Làm mới quyền truy cập” and log in again; links, settings and history stay.",
    ),
    Explanation(
        "CLOCK_OFF",
        Severity.NOTICE,
        "Đồng hồ máy tính lệch nhiều so với giờ thật.",
        "Bật tự động chỉnh giờ trong hệ điều hành. LazDesk vẫn chạy theo giờ của máy chủ.",
        "This computer's clock is far off.",
        "Let the system set the time by itself. LazDesk goes on by the server's time.",
        retryable=True,
    ),
    Explanation(
        "NO_CONNECTION",
        Severity.ORDERS,
        "Không kết nối được với máy chủ.",
        "Kiểm tra mạng, proxy và tường lửa. LazDesk tự thử lại và không bỏ sót dữ liệu.",
        "The server cannot be reached.",
        "Check network, proxy and firewall. LazDesk keeps trying and misses nothing.",
        retryable=True,
    ),
    Explanation(
        "ANSWER_LOST",
        Severity.ORDERS,
        "Yêu cầu đã gửi nhưng không nhận được câu trả lời.",
        "Không cần làm gì: LazDesk đọc lại để biết kết quả trước khi làm tiếp.",
        "The request was sent, but its answer never came.",
        "Nothing to do: LazDesk reads back what became of it before going on.",
        retryable=True,
    ),
)
