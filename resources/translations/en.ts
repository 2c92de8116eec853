<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="vi_VN">
<context>
    <name>ExplainDialog</name>
    <message>
        <source>Vì sao là {n}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Khả dụng tại {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cộng các kho được tính</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>− Đã bán trên Lazada, chưa vào Haravan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>− Lazada đang giữ (chưa thanh toán)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>− Tồn kho dự phòng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Còn lại</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Biến thể không quản lý tồn kho nên số lượng không được cập nhật.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cho phép đặt hàng khi hết hàng: còn trên 0 thì giữ nguyên, hết thì 100.000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Không bán khi hết hàng: dưới 0 thì là 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chưa gửi lần nào; trên đây là số liệu hiện tại.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lazada đã nhận</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã gửi {n} lúc {at}. Trả lời: {answer}. Số liệu trên là của lần gửi đó.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListTab</name>
    <message>
        <source>Nhóm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tìm (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chưa kết nối. Mở thẻ Kết nối để bắt đầu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Không tìm thấy gì. Thử từ khác, hoặc xóa ô tìm.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>Xem trước thay đổi trên Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sẽ cập nhật {n} SKU trên Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chưa thay đổi gì</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chưa có gì được gửi đi.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Số lượng: {n} SKU, trong đó {zeros} SKU về 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giá: {n} SKU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bảng hiện {n} dòng đầu; đồng ý là đồng ý với tất cả.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sản phẩm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giá trị</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trên Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sẽ thành</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{price}, khuyến mãi {sale}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giá</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Số lượng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giá Haravan {price}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Khả dụng {q}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>− {n} đơn chưa vào Haravan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>− {n} chờ thanh toán</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>− {n} dự phòng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why}; cho đặt khi hết hàng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ giá đổi nhiều hơn ngưỡng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ nhiều SKU cùng về 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ nhiều kho Lazada: chưa gửi được</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đồng ý {n} thay đổi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Không có gì cần thay đổi. Nếu Giá hoặc Số lượng đang tắt thì hãy bật ở thẻ Cấu hình: bản xem trước hiện ra trước khi có gì được gửi.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} giá trị trên Lazada khác với quy tắc. Chưa có gì được gửi.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đồng ý thì các giá trị được gửi ở lần đồng bộ tới.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProductsTab</name>
    <message>
        <source>Sản phẩm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sản phẩm / biến thể</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Barcode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SKU Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sẽ đẩy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trên Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giá Haravan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giá Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lần đẩy cuối</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã liên kết</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chưa đăng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lỗi đồng bộ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Không quản lý tồn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} SKU chỉ có trên Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SKU Lazada mà không biến thể Haravan nào mang mã đó làm barcode.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tìm theo tên, barcode, SKU (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Không có sản phẩm nào bị lỗi đồng bộ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mọi sản phẩm đều đã được đăng lên kênh bán hàng.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chưa có sản phẩm nào được liên kết. Chọn sản phẩm ở nhóm Chưa đăng rồi bấm Đăng lên kênh bán hàng.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chưa tải sản phẩm. Bấm Đồng bộ ngay để tải từ hai bên.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đăng lên kênh bán hàng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gỡ khỏi kênh bán hàng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xem trước thay đổi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lỗi: {cause}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liên kết bằng tay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Không có barcode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chưa có trên Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trùng mã</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Số lượng của biến thể này không được cập nhật.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bấm để xem vì sao</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gỡ {n} sản phẩm?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giá và số lượng của mọi biến thể trong đó ngừng cập nhật; trên Lazada không có gì bị xóa. Có thể đăng lại bất cứ lúc nào.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gỡ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hủy bỏ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vì sao là {n}?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Gian hàng đang xem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gian hàng tập dượt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đèn trạng thái</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiến độ đồng bộ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dừng đồng bộ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đồng bộ ngay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chạy một lượt đồng bộ ngay bây giờ (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang mở dữ liệu…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dừng ghi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cho ghi lại</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ngừng ngay mọi thay đổi lên Lazada và Haravan; việc đọc vẫn chạy (Shift+F9)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cho phép LazDesk thay đổi Lazada và Haravan trở lại (Shift+F9)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang dừng…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hỏi giờ Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đọc sản phẩm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đọc sản phẩm Haravan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đọc sản phẩm Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đọc tồn kho</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đọc đơn hàng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đọc đơn Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đọc đơn Haravan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cập nhật Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gửi số lượng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gửi giá</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nhập đơn vào Haravan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xác nhận đơn Haravan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thao tác đang chờ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chờ Lazada xác nhận</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cập nhật trạng thái</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đọc lại từ Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chờ Haravan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang đồng bộ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang chạy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>đồng bộ lúc {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lần tới {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_ChangesModel</name>
    <message>
        <source>Sản phẩm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loại</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trên Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sẽ thành</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Khi nào gửi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giá</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Số lượng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giá trên Haravan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tồn {q}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>đơn chưa vào Haravan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>đang giữ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dự phòng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lần đồng bộ tới</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chờ bạn đồng ý</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chờ chọn kho Lazada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giữ lại: giá đổi quá nhiều (xem thẻ Lỗi)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giữ lại: quá nhiều SKU về 0 (xem thẻ Lỗi)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang nghỉ sau khi bị từ chối (xem thẻ Lỗi)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Đóng</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_TickBar</name>
    <message>
        <source>Đã chọn {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bỏ chọn</source>
        <translation type="unfinished"></translation>
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
