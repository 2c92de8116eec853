<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="vi_VN">
<context>
    <name>ExplainDialog</name>
    <message>
        <source>Vì sao là {n}?</source>
        <translation>Why {n}?</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Khả dụng tại {place}</source>
        <translation>Available at {place}</translation>
    </message>
    <message>
        <source>Cộng các kho được tính</source>
        <translation>Sum of the warehouses that count</translation>
    </message>
    <message>
        <source>− Đã bán trên Lazada, chưa vào Haravan</source>
        <translation>− Sold on Lazada, not yet in Haravan</translation>
    </message>
    <message>
        <source>− Lazada đang giữ (chưa thanh toán)</source>
        <translation>− Held by Lazada (unpaid)</translation>
    </message>
    <message>
        <source>− Tồn kho dự phòng</source>
        <translation>− Safety stock</translation>
    </message>
    <message>
        <source>Còn lại</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>Biến thể không quản lý tồn kho nên số lượng không được cập nhật.</source>
        <translation>The variant does not track stock, so its quantity is not updated.</translation>
    </message>
    <message>
        <source>Cho phép đặt hàng khi hết hàng: còn trên 0 thì giữ nguyên, hết thì 100.000.</source>
        <translation>Orders are allowed when sold out: above 0 it stays as it is, at 0 or below it becomes 100,000.</translation>
    </message>
    <message>
        <source>Không bán khi hết hàng: dưới 0 thì là 0.</source>
        <translation>No sale when sold out: below 0 it becomes 0.</translation>
    </message>
    <message>
        <source>Chưa gửi lần nào; trên đây là số liệu hiện tại.</source>
        <translation>Never sent yet; the numbers above are the present ones.</translation>
    </message>
    <message>
        <source>Lazada đã nhận</source>
        <translation>accepted by Lazada</translation>
    </message>
    <message>
        <source>Đã gửi {n} lúc {at}. Trả lời: {answer}. Số liệu trên là của lần gửi đó.</source>
        <translation>{n} was sent on {at}. Answer: {answer}. The numbers above are those of that time.</translation>
    </message>
</context>
<context>
    <name>ListTab</name>
    <message>
        <source>Nhóm</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Tìm (Ctrl+K)</source>
        <translation>Search (Ctrl+K)</translation>
    </message>
    <message>
        <source>vi</source>
        <translation>en</translation>
    </message>
    <message>
        <source>Chưa kết nối. Mở thẻ Kết nối để bắt đầu.</source>
        <translation>Not connected. Open the Connection tab to begin.</translation>
    </message>
    <message>
        <source>Không tìm thấy gì. Thử từ khác, hoặc xóa ô tìm.</source>
        <translation>Nothing found. Try another word, or clear the search.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Các phần của LazDesk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang mở dữ liệu…</source>
        <translation>Opening the data…</translation>
    </message>
    <message>
        <source>Chưa kết nối</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hết quyền truy cập Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang dừng ghi · vẫn đọc dữ liệu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang đồng bộ…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lần đồng bộ vừa rồi có lỗi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang dừng ghi: LazDesk không thay đổi gì trên Lazada và Haravan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cho ghi lại</source>
        <translation>Write again</translation>
    </message>
    <message>
        <source>{n} thay đổi đang chờ bạn xem trước và đồng ý.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xem trước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Làm mới quyền truy cập</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quyền truy cập Lazada của {shop} đã hết hoặc bị thu hồi. Liên kết, cấu hình và lịch sử vẫn còn; đơn trong lúc này sẽ được tải bù.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quyền truy cập Lazada của {shop} hết hạn lúc {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lazada đã khớp với Haravan: không có gì cần thay đổi.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đồng ý và gửi</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>Xem trước thay đổi trên Lazada</source>
        <translation>Preview of the changes on Lazada</translation>
    </message>
    <message>
        <source>Sẽ cập nhật {n} SKU trên Lazada</source>
        <translation>{n} SKUs will be updated on Lazada</translation>
    </message>
    <message>
        <source>Chưa thay đổi gì</source>
        <translation>Change nothing yet</translation>
    </message>
    <message>
        <source>Chưa có gì được gửi đi.</source>
        <translation>Nothing has been sent.</translation>
    </message>
    <message>
        <source>Số lượng: {n} SKU, trong đó {zeros} SKU về 0.</source>
        <translation>Quantity: {n} SKUs, {zeros} of them go to 0.</translation>
    </message>
    <message>
        <source>Giá: {n} SKU.</source>
        <translation>Price: {n} SKUs.</translation>
    </message>
    <message>
        <source>Bảng hiện {n} dòng đầu; đồng ý là đồng ý với tất cả.</source>
        <translation>The table shows the first {n} rows; agreeing means agreeing to all.</translation>
    </message>
    <message>
        <source>Sản phẩm</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>Giá trị</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Trên Lazada</source>
        <translation>On Lazada</translation>
    </message>
    <message>
        <source>Sẽ thành</source>
        <translation>Becomes</translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>{price}, khuyến mãi {sale}</source>
        <translation>{price}, on sale {sale}</translation>
    </message>
    <message>
        <source>Giá</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>Số lượng</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>Giá Haravan {price}</source>
        <translation>Haravan price {price}</translation>
    </message>
    <message>
        <source>Khả dụng {q}</source>
        <translation>Available {q}</translation>
    </message>
    <message>
        <source>− {n} đơn chưa vào Haravan</source>
        <translation>− {n} in orders not yet in Haravan</translation>
    </message>
    <message>
        <source>− {n} chờ thanh toán</source>
        <translation>− {n} unpaid</translation>
    </message>
    <message>
        <source>− {n} dự phòng</source>
        <translation>− {n} safety stock</translation>
    </message>
    <message>
        <source>{why}; cho đặt khi hết hàng</source>
        <translation>{why}; orders allowed when sold out</translation>
    </message>
    <message>
        <source>⚠ giá đổi nhiều hơn ngưỡng</source>
        <translation>⚠ the price changes by more than the limit</translation>
    </message>
    <message>
        <source>⚠ nhiều SKU cùng về 0</source>
        <translation>⚠ many SKUs go to 0 at once</translation>
    </message>
    <message>
        <source>⚠ nhiều kho Lazada: chưa gửi được</source>
        <translation>⚠ several Lazada warehouses: cannot be sent yet</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Đồng ý {n} thay đổi</source>
        <translation>Agree to {n} changes</translation>
    </message>
    <message>
        <source>Không có gì cần thay đổi. Nếu Giá hoặc Số lượng đang tắt thì hãy bật ở thẻ Cấu hình: bản xem trước hiện ra trước khi có gì được gửi.</source>
        <translation>Nothing needs to change. If Price or Quantity is off, switch it on in the Settings tab: the preview appears before anything is sent.</translation>
    </message>
    <message>
        <source>{n} giá trị trên Lazada khác với quy tắc. Chưa có gì được gửi.</source>
        <translation>{n} values on Lazada differ from the rules. Nothing has been sent.</translation>
    </message>
    <message>
        <source>Đồng ý thì các giá trị được gửi ở lần đồng bộ tới.</source>
        <translation>If you agree, the values are sent with the next synchronisation.</translation>
    </message>
</context>
<context>
    <name>ProductsTab</name>
    <message>
        <source>Sản phẩm</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>Sản phẩm / biến thể</source>
        <translation>Product / variant</translation>
    </message>
    <message>
        <source>Barcode</source>
        <translation>Barcode</translation>
    </message>
    <message>
        <source>SKU Lazada</source>
        <translation>Lazada SKU</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Sẽ đẩy</source>
        <translation>To send</translation>
    </message>
    <message>
        <source>Trên Lazada</source>
        <translation>On Lazada</translation>
    </message>
    <message>
        <source>Giá Haravan</source>
        <translation>Haravan price</translation>
    </message>
    <message>
        <source>Giá Lazada</source>
        <translation>Lazada price</translation>
    </message>
    <message>
        <source>Lần đẩy cuối</source>
        <translation>Last sent</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Đã liên kết</source>
        <translation>Linked</translation>
    </message>
    <message>
        <source>Chưa đăng</source>
        <translation>Not published</translation>
    </message>
    <message>
        <source>Lỗi đồng bộ</source>
        <translation>Problems</translation>
    </message>
    <message>
        <source>Không quản lý tồn</source>
        <translation>Stock not tracked</translation>
    </message>
    <message>
        <source>{n} SKU chỉ có trên Lazada</source>
        <translation>{n} SKUs only on Lazada</translation>
    </message>
    <message>
        <source>SKU Lazada mà không biến thể Haravan nào mang mã đó làm barcode.</source>
        <translation>Lazada SKUs whose code no Haravan variant has as its barcode.</translation>
    </message>
    <message>
        <source>Tìm theo tên, barcode, SKU (Ctrl+K)</source>
        <translation>Search name, barcode, SKU (Ctrl+K)</translation>
    </message>
    <message>
        <source>Không có sản phẩm nào bị lỗi đồng bộ.</source>
        <translation>No product has a problem.</translation>
    </message>
    <message>
        <source>Mọi sản phẩm đều đã được đăng lên kênh bán hàng.</source>
        <translation>Every product is published to the sales channel.</translation>
    </message>
    <message>
        <source>Chưa có sản phẩm nào được liên kết. Chọn sản phẩm ở nhóm Chưa đăng rồi bấm Đăng lên kênh bán hàng.</source>
        <translation>No product is linked yet. Choose products in the group Not published and press Publish.</translation>
    </message>
    <message>
        <source>Chưa tải sản phẩm. Bấm Đồng bộ ngay để tải từ hai bên.</source>
        <translation>No products loaded yet. Press Synchronise now to load them from both sides.</translation>
    </message>
    <message>
        <source>Đăng lên kênh bán hàng</source>
        <translation>Publish</translation>
    </message>
    <message>
        <source>Gỡ khỏi kênh bán hàng</source>
        <translation>Unpublish</translation>
    </message>
    <message>
        <source>Xem trước thay đổi</source>
        <translation>Preview changes</translation>
    </message>
    <message>
        <source>Lỗi: {cause}</source>
        <translation>Problem: {cause}</translation>
    </message>
    <message>
        <source>Liên kết bằng tay</source>
        <translation>Linked by hand</translation>
    </message>
    <message>
        <source>Không có barcode</source>
        <translation>No barcode</translation>
    </message>
    <message>
        <source>Chưa có trên Lazada</source>
        <translation>Not on Lazada</translation>
    </message>
    <message>
        <source>Trùng mã</source>
        <translation>Duplicate code</translation>
    </message>
    <message>
        <source>Số lượng của biến thể này không được cập nhật.</source>
        <translation>The quantity of this variant is not updated.</translation>
    </message>
    <message>
        <source>Bấm để xem vì sao</source>
        <translation>Click to see why</translation>
    </message>
    <message>
        <source>Gỡ {n} sản phẩm?</source>
        <translation>Unpublish {n} products?</translation>
    </message>
    <message>
        <source>Giá và số lượng của mọi biến thể trong đó ngừng cập nhật; trên Lazada không có gì bị xóa. Có thể đăng lại bất cứ lúc nào.</source>
        <translation>Prices and quantities of all their variants stop being updated; nothing is deleted on Lazada. They can be published again at any time.</translation>
    </message>
    <message>
        <source>Gỡ</source>
        <translation>Unpublish</translation>
    </message>
    <message>
        <source>Hủy bỏ</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Vì sao là {n}?</source>
        <translation>Why {n}?</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Gian hàng đang xem</source>
        <translation>Shop being shown</translation>
    </message>
    <message>
        <source>Gian hàng tập dượt</source>
        <translation>Practice shop</translation>
    </message>
    <message>
        <source>Đèn trạng thái</source>
        <translation>State light</translation>
    </message>
    <message>
        <source>Tiến độ đồng bộ</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Dừng đồng bộ</source>
        <translation>Stop synchronising</translation>
    </message>
    <message>
        <source>Đồng bộ ngay</source>
        <translation>Synchronise now</translation>
    </message>
    <message>
        <source>Chạy một lượt đồng bộ ngay bây giờ (F5)</source>
        <translation>Synchronise once, right now (F5)</translation>
    </message>
    <message>
        <source>Đang mở dữ liệu…</source>
        <translation>Opening the data…</translation>
    </message>
    <message>
        <source>Dừng ghi</source>
        <translation>Stop writing</translation>
    </message>
    <message>
        <source>Cho ghi lại</source>
        <translation>Write again</translation>
    </message>
    <message>
        <source>Ngừng ngay mọi thay đổi lên Lazada và Haravan; việc đọc vẫn chạy (Shift+F9)</source>
        <translation>Stop all changes to Lazada and Haravan at once; reading goes on (Shift+F9)</translation>
    </message>
    <message>
        <source>Cho phép LazDesk thay đổi Lazada và Haravan trở lại (Shift+F9)</source>
        <translation>Let LazDesk change Lazada and Haravan again (Shift+F9)</translation>
    </message>
    <message>
        <source>Đang dừng…</source>
        <translation>Stopping…</translation>
    </message>
    <message>
        <source>Hỏi giờ Lazada</source>
        <translation>Asking Lazada&apos;s time</translation>
    </message>
    <message>
        <source>Đọc sản phẩm</source>
        <translation>Reading products</translation>
    </message>
    <message>
        <source>Đọc sản phẩm Haravan</source>
        <translation>Reading Haravan products</translation>
    </message>
    <message>
        <source>Đọc sản phẩm Lazada</source>
        <translation>Reading Lazada products</translation>
    </message>
    <message>
        <source>Đọc tồn kho</source>
        <translation>Reading stock</translation>
    </message>
    <message>
        <source>Đọc đơn hàng</source>
        <translation>Reading orders</translation>
    </message>
    <message>
        <source>Đọc đơn Lazada</source>
        <translation>Reading Lazada orders</translation>
    </message>
    <message>
        <source>Đọc đơn Haravan</source>
        <translation>Reading Haravan orders</translation>
    </message>
    <message>
        <source>Cập nhật Lazada</source>
        <translation>Updating Lazada</translation>
    </message>
    <message>
        <source>Gửi số lượng</source>
        <translation>Sending quantities</translation>
    </message>
    <message>
        <source>Gửi giá</source>
        <translation>Sending prices</translation>
    </message>
    <message>
        <source>Nhập đơn vào Haravan</source>
        <translation>Importing orders</translation>
    </message>
    <message>
        <source>Xác nhận đơn Haravan</source>
        <translation>Confirming orders</translation>
    </message>
    <message>
        <source>Thao tác đang chờ</source>
        <translation>Waiting clicks</translation>
    </message>
    <message>
        <source>Chờ Lazada xác nhận</source>
        <translation>Waiting for Lazada</translation>
    </message>
    <message>
        <source>Cập nhật trạng thái</source>
        <translation>Updating statuses</translation>
    </message>
    <message>
        <source>Đọc lại từ Lazada</source>
        <translation>Reading back from Lazada</translation>
    </message>
    <message>
        <source>Chờ Haravan</source>
        <translation>Waiting for Haravan</translation>
    </message>
    <message>
        <source>Đang đồng bộ</source>
        <translation>Synchronising</translation>
    </message>
    <message>
        <source>Đang chạy</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>đồng bộ lúc {time}</source>
        <translation>synchronised {time}</translation>
    </message>
    <message>
        <source>lần tới {time}</source>
        <translation>next {time}</translation>
    </message>
</context>
<context>
    <name>_ChangesModel</name>
    <message>
        <source>Sản phẩm</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Trên Lazada</source>
        <translation>On Lazada</translation>
    </message>
    <message>
        <source>Sẽ thành</source>
        <translation>Becomes</translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Khi nào gửi</source>
        <translation>When sent</translation>
    </message>
    <message>
        <source>Giá</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>Số lượng</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>Giá trên Haravan</source>
        <translation>Price on Haravan</translation>
    </message>
    <message>
        <source>Tồn {q}</source>
        <translation>Stock {q}</translation>
    </message>
    <message>
        <source>đơn chưa vào Haravan</source>
        <translation>orders not yet in Haravan</translation>
    </message>
    <message>
        <source>đang giữ</source>
        <translation>held</translation>
    </message>
    <message>
        <source>dự phòng</source>
        <translation>safety stock</translation>
    </message>
    <message>
        <source>Lần đồng bộ tới</source>
        <translation>Next synchronisation</translation>
    </message>
    <message>
        <source>Chờ bạn đồng ý</source>
        <translation>Waits for your consent</translation>
    </message>
    <message>
        <source>Chờ chọn kho Lazada</source>
        <translation>Waits for a Lazada warehouse</translation>
    </message>
    <message>
        <source>Giữ lại: giá đổi quá nhiều (xem thẻ Lỗi)</source>
        <translation>Held: price changes too much (see Problems)</translation>
    </message>
    <message>
        <source>Giữ lại: quá nhiều SKU về 0 (xem thẻ Lỗi)</source>
        <translation>Held: too many SKUs go to 0 (see Problems)</translation>
    </message>
    <message>
        <source>Đang nghỉ sau khi bị từ chối (xem thẻ Lỗi)</source>
        <translation>Rests after a refusal (see Problems)</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>_TickBar</name>
    <message>
        <source>Đã chọn {n}</source>
        <translation>{n} chosen</translation>
    </message>
    <message>
        <source>Bỏ chọn</source>
        <translation>Choose none</translation>
    </message>
</context>
<context>
    <name>labels</name>
    <message>
        <source>vừa xong</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>{n} phút trước</source>
        <translation>{n} min ago</translation>
    </message>
    <message>
        <source>{n} giờ trước</source>
        <translation>{n} h ago</translation>
    </message>
    <message>
        <source>{n} ngày trước</source>
        <translation>{n} days ago</translation>
    </message>
    <message>
        <source>Chờ thanh toán</source>
        <translation>Unpaid</translation>
    </message>
    <message>
        <source>Chờ xử lý</source>
        <translation>Pending</translation>
    </message>
    <message>
        <source>Sẵn sàng giao</source>
        <translation>Ready to ship</translation>
    </message>
    <message>
        <source>Đang vận chuyển</source>
        <translation>In transit</translation>
    </message>
    <message>
        <source>Đã giao</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>Giao thất bại</source>
        <translation>Delivery failed</translation>
    </message>
    <message>
        <source>Trả hàng</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>Đã hủy</source>
        <translation>Canceled</translation>
    </message>
</context>
</TS>
